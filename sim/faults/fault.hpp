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
  LinkClog,
  LinkDuplicate,
  LinkReorder,
  LinkLoss,
  ThreadStall,
  Crash,
  NotifyLost,
  CommitUnknown
};

// What a fault is aimed at, by dense id in its kind.
enum class FaultTarget : std::uint8_t { Channel, Transport, Task, TaskManager, JobManager, Call };

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
  SimDuration gap;
  std::string stream;  // "fault/<id>/<target>"
};

// What happens to one message on a producer's transport.
struct TransportVerdict {
  std::uint32_t copies = 1;  // 0: lost, to be sent again after `delay`
  SimDuration delay;         // added to the link's own
  SimDuration gap;           // between copies
};

}  // namespace wavetank::sim
