// A lane: one operator whose records and watermark a plane shows, with all its tasks.
//
// Window operators come first, then functions with state, then sorts. A pipeline without any still has a plane: records
// against the watermark of the first operator behind the sources.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/explain/recording.hpp"

namespace wavetank::visualizer {

// How several keys of a window add up to one number.
enum class Total : std::uint8_t {
  Sum,      // counts and sums: the sum of the keys
  PerKey,   // a minimum, a maximum, a reduction: has a value per key and none in total
  Records,  // a list: only its length is shown while it grows
};

struct Lane {
  std::string name;                 // the operator's id
  std::vector<sim::ActorId> tasks;  // never empty
  bool has_windows = false;
  bool has_slices = false;    // windows of SQL: records are added to slices, which windows share
  bool has_function = false;  // with state and timers of its keys
  bool has_pattern = false;
  bool keyed = false;
  engine::WindowShape shape{};                          // of a window operator
  engine::Millis allowed_lateness{0};                   // of a window operator
  engine::TimeDomain time = engine::TimeDomain::Event;  // which clock its windows follow
  engine::EvictorKind evictor = engine::EvictorKind::None;
  Total total = Total::Sum;

  [[nodiscard]] std::optional<std::size_t> task_number(sim::ActorId actor) const {
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      if (tasks[i] == actor) return i;
    }
    return std::nullopt;
  }
};

// Each kind in the order of the pipeline; empty if the recording has no task behind a source.
[[nodiscard]] std::vector<Lane> lanes_of(const scenarios::Recording& recording);

}  // namespace wavetank::visualizer
