// Each fault: the rule that it is in the world, what it is aimed at, and how it ends.
#pragma once

#include <array>

#include "engine/base/assert.hpp"
#include "scenarios/format/scenario.hpp"
#include "sim/faults/fault.hpp"

namespace wavetank::scenarios {

enum class FaultAim : std::uint8_t {
  AnyLink,
  Producer,   // "input -> log"
  Link,       // between two operators
  Task,       // "window", or its task "window/0"
  Source,     // likewise, of a source
  Committer,  // likewise, of an exactly-once sink
  Manager,    // "tm-1"
  Process,    // "tm-1" or "job-manager"
};

enum class FaultEnds : std::uint8_t {
  Must,   // lasts some time
  May,    // or to the end of the run
  Never,  // is over at once
};

struct FaultForm {
  FaultKind kind;
  sim::FaultRule rule;
  FaultAim aim;
  FaultEnds ends;
};

inline constexpr std::array kFaultForms{
    FaultForm{FaultKind::LinkClog, sim::FaultRule::LinkClog, FaultAim::AnyLink, FaultEnds::Must},
    FaultForm{FaultKind::LinkDuplicate, sim::FaultRule::LinkDuplicate, FaultAim::Producer, FaultEnds::May},
    FaultForm{FaultKind::LinkReorder, sim::FaultRule::LinkReorder, FaultAim::Producer, FaultEnds::May},
    FaultForm{FaultKind::LinkLoss, sim::FaultRule::LinkLoss, FaultAim::Producer, FaultEnds::May},
    FaultForm{FaultKind::ThreadStall, sim::FaultRule::ThreadStall, FaultAim::Task, FaultEnds::Must},
    FaultForm{FaultKind::Crash, sim::FaultRule::Crash, FaultAim::Process, FaultEnds::Must},
    FaultForm{FaultKind::LinkReset, sim::FaultRule::LinkReset, FaultAim::Link, FaultEnds::Never},
    FaultForm{FaultKind::Partition, sim::FaultRule::Partition, FaultAim::Manager, FaultEnds::Must},
    FaultForm{FaultKind::Pause, sim::FaultRule::Pause, FaultAim::Manager, FaultEnds::Must},
    FaultForm{FaultKind::HeartbeatLoss, sim::FaultRule::HeartbeatLoss, FaultAim::Manager, FaultEnds::Must},
    FaultForm{FaultKind::Slow, sim::FaultRule::Slow, FaultAim::Task, FaultEnds::May},
    FaultForm{FaultKind::ClockSkew, sim::FaultRule::ClockStep, FaultAim::Task, FaultEnds::May},
    FaultForm{FaultKind::ClockForward, sim::FaultRule::ClockStep, FaultAim::Task, FaultEnds::May},
    FaultForm{FaultKind::ClockBack, sim::FaultRule::ClockStep, FaultAim::Task, FaultEnds::May},
    FaultForm{FaultKind::TimerLate, sim::FaultRule::TimerLate, FaultAim::Task, FaultEnds::May},
    FaultForm{FaultKind::TriggerLost, sim::FaultRule::TriggerLost, FaultAim::Task, FaultEnds::May},
    FaultForm{FaultKind::AckLost, sim::FaultRule::AckLost, FaultAim::Task, FaultEnds::May},
    FaultForm{FaultKind::NotifyLost, sim::FaultRule::NotifyLost, FaultAim::Task, FaultEnds::May},
    FaultForm{FaultKind::AbortLost, sim::FaultRule::AbortLost, FaultAim::Task, FaultEnds::May},
    FaultForm{FaultKind::SourceStall, sim::FaultRule::SourceStall, FaultAim::Source, FaultEnds::Must},
    FaultForm{FaultKind::SourceError, sim::FaultRule::SourceError, FaultAim::Source, FaultEnds::May},
    FaultForm{FaultKind::FunctionError, sim::FaultRule::FunctionError, FaultAim::Task, FaultEnds::May},
    FaultForm{FaultKind::PollOrder, sim::FaultRule::PollOrder, FaultAim::Task, FaultEnds::May},
    FaultForm{FaultKind::CommitUnknown, sim::FaultRule::CommitUnknown, FaultAim::Committer, FaultEnds::May},
};

[[nodiscard]] constexpr const FaultForm& form_of(FaultKind kind) {
  const FaultForm& form = kFaultForms[static_cast<std::size_t>(kind)];
  WT_ASSERT(form.kind == kind, static_cast<std::uint32_t>(kind));
  return form;
}

// Whether only jobs on a cluster know it.
[[nodiscard]] constexpr bool needs_cluster(FaultKind kind) {
  switch (kind) {
    case FaultKind::Crash:
    case FaultKind::LinkReset:
    case FaultKind::Partition:
    case FaultKind::Pause:
    case FaultKind::HeartbeatLoss:
    case FaultKind::Slow:
    case FaultKind::TriggerLost:
    case FaultKind::AckLost:
    case FaultKind::NotifyLost:
    case FaultKind::AbortLost:
    case FaultKind::PollOrder: return true;
    default: return false;
  }
}

}  // namespace wavetank::scenarios
