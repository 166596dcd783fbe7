// What becomes of sinks' transactions, in words.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "scenarios/story/decisions.hpp"

namespace wavetank::scenarios {

// One event by itself; nothing if it is none of a transaction. `actor`: the task that it is of.
[[nodiscard]] std::optional<Told> tell_transaction(const std::string& actor, const sim::TraceEvent& event);

// A call that a fault has lost; nothing of other faults.
[[nodiscard]] std::optional<Told> tell_lost_call(const sim::TraceEvent& event, const engine::Facts& facts);

// Transactions with what came before: how long records waited to be seen, behind what, and why some were lost.
class TransactionStory {
 public:
  // Every event of a trace, in order. Nothing of those that tell nothing new.
  [[nodiscard]] std::optional<Told> hear(std::uint32_t id, const sim::TraceEvent& event, const std::string& actor);

 private:
  struct Known {
    std::optional<sim::SimTime> first{};  // record
    std::optional<sim::SimTime> committed{};
    std::optional<sim::SimTime> timed_out{};
    std::uint64_t checkpoint = 0;
    bool is_seen = false;
  };
  [[nodiscard]] std::optional<Told> seen(const sim::TraceEvent& event);
  [[nodiscard]] Told lost(const sim::TraceEvent& event, const std::string& actor) const;

  std::map<std::uint64_t, Known> known_;          // by transaction
  std::map<std::uint32_t, std::uint64_t> added_;  // transaction by the event that added a record
};

}  // namespace wavetank::scenarios
