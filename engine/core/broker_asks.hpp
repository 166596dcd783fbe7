// What a sink asks of the broker that it writes to, and how it is answered.
//
// Each request but a write is answered by `on_broker` in a later step; until all answers are in, the task is told nothing
// else, as a sink's calls block its task. A write is only answered when it is refused. Requests of one task arrive in
// order.
#pragma once

#include <cstdint>

#include "engine/base/record.hpp"
#include "engine/commit/committable.hpp"

namespace wavetank::engine {

enum class BrokerVerb : std::uint8_t {
  Begin,    // a transaction under the name of this subtask and a number; it fences whoever had that name
  Write,    // a record into a transaction
  Prepare,  // all that was written is in the log when this is answered
  Commit,
  Abort,
  Fence,  // all transactions of this subtask with greater numbers, and of subtasks that are no more (SS-23)
};

struct WriteRecord {
  CommittableId transaction{};
  Record record;
};
struct CallBroker {
  BrokerVerb verb = BrokerVerb::Begin;
  Cause cause = kNoCause;
  CommittableId transaction{};  // of Prepare, Commit, Abort
  std::uint64_t number = 0;     // of Begin: its number; of Fence: the greatest that stays; of Prepare: the checkpoint
};

enum class BrokerOutcome : std::uint8_t {
  Done,
  Already,      // by an earlier request: as good as done
  Refused,      // the transaction was fenced, timed out or aborted
  Unavailable,  // nobody answered in time: it may have been done, or not
};

struct BrokerReply {
  BrokerVerb verb = BrokerVerb::Begin;
  BrokerOutcome outcome = BrokerOutcome::Done;
  CommittableId transaction{};  // of Begin: the new one; of Fence: nothing
};

}  // namespace wavetank::engine
