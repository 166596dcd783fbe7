// Faults: what the world does to a run, as data, and the verdicts of their rules.
//
// A fault is armed at a simulated time and lifted after its duration. While it is armed its rule is asked at each
// opportunity and answers with a verdict; each time it changed something, one `fault.effect` is traced. Each fault
// draws from its own stream, so switching one off moves no other's draws.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/kernel/time.hpp"
#include "sim/random/ratio.hpp"
#include "sim/random/stream.hpp"
#include "sim/trace/event.hpp"

namespace wavetank::sim {

enum class FaultRule : std::uint8_t {
  // of links
  LinkClog,
  LinkDuplicate,
  LinkReorder,
  LinkLoss,
  LinkReset,  // the connection is lost, with what is on its way
  Partition,  // one task manager reaches nobody, and nobody reaches it
  // of processes
  ThreadStall,
  Crash,
  Pause,          // of a whole task manager
  HeartbeatLoss,  // it is thought dead, and is not
  Slow,           // its work takes longer
  ClockStep,      // its clock shows another time
  TimerLate,
  // of calls between the job manager and tasks
  TriggerLost,
  AckLost,
  NotifyLost,
  AbortLost,
  // of sources, functions and the order of reading
  SourceStall,
  SourceError,
  FunctionError,
  PollOrder,
  // of sinks
  CommitUnknown,  // a commit is done or refused, and the sink hears nothing of it
};

[[nodiscard]] constexpr std::uint64_t bit_of(FaultRule rule) { return std::uint64_t{1} << static_cast<unsigned>(rule); }

// What a fault is aimed at, by dense id in its kind.
enum class FaultTarget : std::uint8_t { Channel, Transport, Task, TaskManager, JobManager };

// A step of a protocol at which a fault strikes: between it and what would have followed.
struct FaultStep {
  EventKind step = EventKind::None;
  std::optional<ActorId> of{};                // none: of anybody
  std::optional<std::uint64_t> checkpoint{};  // none: of any
  std::uint32_t time = 1;                     // which such step, counted from 1
};

struct FaultPlan {
  std::string id;  // as in the register: "link-clog"
  FaultRule rule = FaultRule::LinkClog;
  FaultTarget target = FaultTarget::Channel;
  std::vector<std::uint32_t> targets;
  SimTime at;
  SimTime until;                    // lifted at this time; SimTime::max(): never
  std::optional<FaultStep> when{};  // in place of `at`: when this step is taken
  SimDuration lasts;                // of one with `when`, in place of `until`
  Ratio chance{1, 1};               // per message
  std::uint32_t copies = 1;
  SimDuration gap;           // between copies, until sent again; added to a late timer or to a clock
  std::uint32_t factor = 1;  // Slow
  std::uint32_t times = 0;   // errors: so many at most; 0: no limit
  std::string stream;        // "fault/<id>/<target>"
};

// What happens to one message on a producer's transport.
struct TransportVerdict {
  std::uint32_t copies = 1;  // 0: lost, to be sent again after `delay`
  SimDuration delay;         // added to the link's own
  SimDuration gap;           // between copies
};

}  // namespace wavetank::sim
