// The contract of an operator.
//
// An operator is immutable and lives in the plan; all that changes is in its `State`. It is called by its task, one
// step at a time, and answers with effects. Its task has combined the watermarks and statuses of all channels and
// inputs before: `on_control` sees the operator's own watermark, which only grows.
//
//   open       once, before anything else; makes the state, fresh or from a snapshot
//   on_batch   records of one input in order; virtual per batch, decisions per record
//   on_control a watermark (timers due fire and their results are emitted, then it is forwarded), a status, the end
//   on_timer   a processing timer that this operator armed came due
//   on_reply   the answer to a request of this operator
//   on_allowed how far the coordinator of an aligned source lets it read
//   on_barrier a checkpoint is about to be taken of it: the last effects that belong to it
//   on_complete a checkpoint is complete; older ones may not have been told of
//   on_broker  the answer to a call of a broker
//   snapshot   between steps only; canonical bytes
//
// To add an operator: one file in engine/operators, one case in scenarios/run/operators/ (docs/ARCHITECTURE.md).
#pragma once

#include <memory>
#include <span>

#include "engine/base/mutant.hpp"
#include "engine/base/record.hpp"
#include "engine/core/effects.hpp"
#include "engine/core/snapshot.hpp"
#include "engine/core/state.hpp"
#include "engine/facts/facts.hpp"

namespace wavetank::engine {

// What becomes of a timer that is set now. Ignored: a key of a batch has ended, and a timer would have no time to wait
// for (BX-04).
enum class NewTimers : std::uint8_t { Kept, Ignored };

// Comes with every input: what the clock shows, why we are called, and the facts of the run.
struct Moment {
  ProcessingTime now;
  Cause cause = kNoCause;
  Facts& facts;
  NewTimers new_timers = NewTimers::Kept;
};

// What an operator promises about a second run over the same records. Of results that change, the table that they come
// to is the result; every order has each row before what takes it back, as one channel has.
enum class ReplayClass : std::uint8_t {
  Deterministic,   // any order of the same input gives the same result
  OrderDependent,  // the interleaving of inputs matters, watermarks among them: late decisions, first-row deduplication
  ClockDependent,  // processing time, time-to-live, look-ups
};

// A record as a log keeps it.
struct LogRecord {
  EventTime time;
  RowId row = kNoRow;
  Cause cause = kNoCause;
};
// The answer to a Fetch: records from `offset` on; `ended`: nothing will ever follow them.
struct Reply {
  std::uint32_t partition = 0;
  std::uint64_t offset = 0;
  std::span<const LogRecord> records;
  bool ended = false;
};

class Operator {
 public:
  Operator() = default;
  Operator(const Operator&) = delete;
  Operator& operator=(const Operator&) = delete;
  virtual ~Operator() = default;

  [[nodiscard]] virtual ReplayClass replay_class() const = 0;
  // `snapshot` is empty at a fresh start.
  [[nodiscard]] virtual State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                                   Effects& effects) const = 0;
  virtual void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                        Effects& effects) const = 0;
  virtual void on_control(const Control& control, Moment moment, State& state, Effects& effects) const = 0;
  virtual void on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const;
  virtual void on_reply(const Reply& reply, Moment moment, State& state, Effects& effects) const;
  virtual void on_allowed(EventTime max, Moment moment, State& state, Effects& effects) const;
  virtual void on_barrier(CheckpointId checkpoint, Moment moment, State& state, Effects& effects) const;
  virtual void on_complete(CheckpointId checkpoint, Moment moment, State& state, Effects& effects) const;
  virtual void on_broker(const BrokerReply& reply, Moment moment, State& state, Effects& effects) const;
  // Whether it must stay although its input has ended (CK-32).
  [[nodiscard]] virtual bool is_awaiting(const State& state) const;
  [[nodiscard]] virtual Snapshot snapshot(const State& state, const Facts& facts) const;
};

}  // namespace wavetank::engine
