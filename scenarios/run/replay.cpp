// Asking the operators, and saying why.
#include "scenarios/run/replay.hpp"

#include <algorithm>

#include "scenarios/format/words.hpp"
#include "scenarios/run/operators/operators.hpp"

namespace wavetank::scenarios {
namespace {

using engine::ReplayClass;

// Why the order matters to an operator whose class is OrderDependent.
template <typename Op>
std::string_view why_order(const Op& /*op*/) {
  return "its state follows the order in which records arrive";
}
constexpr std::string_view kTooLate = "which records are late depends on the order";
std::string_view why_order(const WindowNode& /*op*/) { return kTooLate; }
std::string_view why_order(const SqlWindowNode& /*op*/) { return kTooLate; }
std::string_view why_order(const SortNode& /*op*/) { return kTooLate; }
std::string_view why_order(const OverNode& /*op*/) { return kTooLate; }
std::string_view why_order(const PatternNode& /*op*/) { return kTooLate; }
std::string_view why_order(const IntervalJoinNode& /*op*/) { return kTooLate; }
std::string_view why_order(const WindowJoinNode& /*op*/) { return kTooLate; }
std::string_view why_order(const CoGroupNode& /*op*/) { return kTooLate; }
std::string_view why_order(const TemporalJoinNode& op) {
  if (op.time == engine::TimeDomain::Processing) return "a row meets the version that is there when it arrives (PF-23)";
  return "which versions are there in time depends on the order";
}
std::string_view why_order(const ConnectNode& /*op*/) { return "a rule does not judge what came before it (PF-08)"; }
std::string_view why_order(const DeduplicateNode& op) {
  switch (op.keep) {
    case engine::KeptRow::FirstArrived: return "the first row to arrive stays (PF-20)";
    case engine::KeptRow::LastArrived:
    case engine::KeptRow::LastOfChanges: return "the last row to arrive stays (PF-20)";
    case engine::KeptRow::Earliest:
    case engine::KeptRow::Latest: return "of rows of one time the order of arrival decides (DD-01)";
    case engine::KeptRow::EarliestWaited: return "which rows are late depends on the order (DD-02)";
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(op.keep));
}
std::string_view why_order(const TopNNode& /*op*/) { return "of equal rows the first to arrive is ahead (TN-01)"; }
std::string_view why_order(const UpsertMaterializeNode& /*op*/) { return "the last row to arrive is shown (UM-01)"; }
std::string_view why_order(const RegularJoinNode& /*op*/) {
  return "of rows that are one the last to arrive stays (RJ-03)";
}
std::string_view why_order(const SinkNode& /*op*/) { return "the last row of a key to arrive stays (FT-02)"; }

// Why the clock matters to one whose class is ClockDependent.
template <typename Op>
std::string_view why_clock(const Op& op) {
  if constexpr (requires { op.ttl; }) {
    return "what it keeps is forgotten by the clock (PF-04)";
  }
  return "it goes by the clock";
}
constexpr std::string_view kHeardByClock = "the clock judges silence or the future";
std::string_view why_clock(const SourceNode& /*op*/) { return kHeardByClock; }
std::string_view why_clock(const TimestampsNode& /*op*/) { return kHeardByClock; }
std::string_view why_clock(const RegularJoinNode& /*op*/) { return "a row is forgotten by the clock (RJ-04)"; }
std::string_view why_clock(const TemporalJoinNode& /*op*/) { return "a key is forgotten by the clock (RJ-05)"; }

std::string reason_of(const Node& node, ReplayClass own) {
  switch (own) {
    case ReplayClass::Deterministic: return "";
    case ReplayClass::OrderDependent:
      return std::string(std::visit([](const auto& op) { return why_order(op); }, node.op));
    case ReplayClass::ClockDependent:
      return std::string(std::visit([](const auto& op) { return why_clock(op); }, node.op));
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(own));
}

}  // namespace

PipelineReplay replay_of(const Scenario& scenario, const Resolved& resolved) {
  PipelineReplay replay;
  engine::Facts facts;
  for (std::size_t node = 0; node < scenario.pipeline.size(); ++node) {
    const ReplayClass own = build_operator(scenario, node, resolved, facts)->replay_class();
    OperatorReplay each{scenario.pipeline[node].id, own, own, reason_of(scenario.pipeline[node], own)};
    for (const Upstream& upstream : resolved.upstreams[node]) {
      WT_ASSERT(upstream.node < node, upstream.node, node);
      each.sent = std::max(each.sent, replay.operators[upstream.node].sent);
    }
    replay.replay = std::max(replay.replay, own);
    replay.operators.push_back(std::move(each));
  }
  return replay;
}

std::string to_text(const PipelineReplay& replay) {
  std::string text(word_of(kReplayWords, replay.replay));
  if (replay.replay == ReplayClass::Deterministic) return text;
  const char* before = " by ";
  for (const OperatorReplay& each : replay.operators) {
    if (each.own != replay.replay) continue;
    text += before + each.id + ": " + each.why;
    before = "; by ";
  }
  return text;
}

}  // namespace wavetank::scenarios
