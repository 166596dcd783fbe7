// Names of producers and of the transactions that they begin at a broker.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "sim/kernel/time.hpp"

namespace wavetank::sim {

// What a producer calls itself, and what fences it: whoever begins under the same name again shuts out the one before.
// A sink's subtask takes a new number for each transaction, as the prepared ones must stay (SS-22).
struct TransactionalId {
  std::uint32_t sink = 0;
  std::uint32_t subtask = 0;
  std::uint64_t number = 0;
  friend auto operator<=>(const TransactionalId&, const TransactionalId&) = default;
};

// One transaction, in the order in which they were begun, from 0. It stands for what a real broker's client keeps: the
// producer's number and its epoch.
enum class TransactionId : std::uint32_t {};
[[nodiscard]] constexpr std::size_t index_of(TransactionId id) { return static_cast<std::size_t>(id); }

//   Open ──prepare──► Prepared ──commit──► Committed
//     └─────────┬────────┘
//               └──abort, time-out, fencing──► Aborted
enum class TransactionState : std::uint8_t {
  Open,
  Prepared,  // its writer has flushed: all records are in the log. The time-out still runs (SS-24)
  Committed,
  Aborted,
};

struct Transaction {
  TransactionalId name;
  std::uint32_t epoch = 0;  // of the name: how often it was begun, timed out or fenced before
  TransactionState state = TransactionState::Open;
  SimDuration timeout;
  std::optional<SimTime> deadline{};  // from the first record on, until it is committed or aborted
  std::uint64_t records = 0;

  [[nodiscard]] bool is_pending() const {
    return state == TransactionState::Open || state == TransactionState::Prepared;
  }
};

}  // namespace wavetank::sim
