// Between the subtasks of an aligned source and their coordinator: reports one way, announcements the other.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "engine/base/time.hpp"
#include "sim/kernel/time.hpp"
#include "sim/random/stream.hpp"

namespace wavetank::sim {

// What is under way between a subtask and its coordinator, one way. First in, first out, whatever the delays and whoever
// goes first of what is due at one instant.
struct AlignedLink {
  struct Message {
    engine::EventTime watermark;
    std::uint32_t sent = 0;  // trace event
    bool last = false;
  };
  std::deque<Message> messages;
  SimTime due;  // of the last
  StreamId draws{};
};

// One subtask of an aligned source, as its coordinator knows it.
struct AlignedTask {
  AlignedLink reports;
  AlignedLink announcements;
  std::uint32_t collected = 0;  // trace event of the last report that arrived; 0: none has
  engine::EventTime watermark;  // that it told of
  bool has_ended = false;
};

struct CoordinatorState {
  std::vector<AlignedTask> subtasks;
};

}  // namespace wavetank::sim
