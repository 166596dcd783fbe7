// The broker that sinks write to, as part of the world, and what is under way to it.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/checkpoint/alignment_effects.hpp"
#include "engine/core/broker_asks.hpp"
#include "sim/kernel/kernel.hpp"
#include "sim/random/quantiles.hpp"
#include "sim/random/stream.hpp"
#include "sim/systems/broker/broker.hpp"

namespace wavetank::sim {

// What one transactional sink writes to. Delays are in nanoseconds.
struct TopicPlan {
  std::string name;
  std::uint32_t partitions = 1;                  // subtask i writes to partition i modulo so many
  SimDuration timeout{};                         // of its transactions
  Quantiles call{std::vector<std::int64_t>{0}};  // between a task and the broker, either way
  std::uint32_t first_task = 0;                  // of the sink
};

// What goes to the broker, in the order in which it was sent. It arrives whether or not its sender still lives.
struct BrokerRequest {
  engine::BrokerVerb verb = engine::BrokerVerb::Begin;
  engine::CommittableId transaction{};
  std::uint64_t number = 0;
  engine::Record record;  // of Write; its cause is a trace event
  std::uint32_t cause = 0;
};

struct BrokerConnection {
  std::deque<BrokerRequest> requests;
  SimTime due;  // of the last
};

struct BrokerState {
  Broker broker;
  std::vector<std::vector<std::uint64_t>> read;  // by topic and partition: how far the committed has been shown
  // By task and attempt: a new attempt has a connection of its own.
  std::map<std::pair<std::uint32_t, std::uint16_t>, BrokerConnection> connections;
  // Of a transaction, what the trace must name.
  struct Known {
    std::uint32_t task = 0;
    std::uint32_t begun = 0;  // trace events
    std::uint32_t ended = 0;
  };
  std::vector<Known> known;  // by transaction
  std::optional<EventHandle> alarm{};
  SimTime alarm_at;  // of the alarm
};

// How one sink's task waits for the broker: while calls are out it is told nothing else.
struct BrokerWait {
  struct Snapshot {
    engine::TakeCheckpoint take;
    std::uint32_t cause = 0;
  };
  std::uint32_t calls = 0;
  std::optional<Snapshot> snapshot{};  // to be taken when all is prepared
  bool is_prepared = false;            // that one goes on
  StreamId request_draws{};
  StreamId reply_draws{};

  // Whoever waited does not any more.
  void forget() {
    calls = 0;
    snapshot.reset();
    is_prepared = false;
  }
};

}  // namespace wavetank::sim
