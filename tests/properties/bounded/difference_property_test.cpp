// A finite input streamed and as a batch, for windows of every kind: what streaming counted as late, left in windows that
// were never filled, or left waiting for a clock that no longer runs, is the whole difference.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/generators/arbitrary.hpp"
#include "tests/properties/bounded/bounded_runs.hpp"

namespace wavetank::properties::testing {
namespace {

using engine::AssignerKind;
using engine::TriggerKind;

TriggerKind innermost(const scenarios::WindowNode& node) { return scenarios::trigger_of(node).parts.back().kind; }
bool is_by_clock(const scenarios::WindowNode& node) {
  return node.assigner != AssignerKind::Global && !scenarios::knows_lateness(node);
}

// Nothing is evicted, and what is said twice is said in whole: a timeout around a purging trigger drops only sometimes what
// it says (TR-13).
bool says_all(const scenarios::WindowNode& node) {
  const engine::TriggerSpec trigger = scenarios::trigger_of(node);
  const bool drops_sometimes = scenarios::purges(trigger) && trigger.parts.front().kind != TriggerKind::Purging;
  return node.evictor.kind == engine::EvictorKind::None && !drops_sometimes;
}

std::map<PaneName, std::int64_t> said_and_left(const BoundedRun& run) {
  std::map<PaneName, std::int64_t> numbers = run.counts();
  for (const auto& [pane, unsaid] : run.left()) numbers[pane] += unsaid.records;
  return numbers;
}

// Windows of fixed places: "what streaming took, and what it counted as late, is what the batch takes; and the numbers
// that it said, with what was late and what it left, are those of the batch."
std::string difference_of_fixed(const BoundedRun& streamed, const BoundedRun& batched) {
  Contents sum = streamed.taken();
  std::map<PaneName, std::int64_t> numbers = said_and_left(streamed);
  for (const auto& [record, times] : streamed.too_late()) {
    sum[record] += times;
    numbers[{std::get<0>(record), std::get<1>(record)}] += times;
  }
  if (sum != batched.taken()) return "the windows hold other records";
  if (says_all(streamed.node()) && numbers != said_and_left(batched)) return "the windows say other numbers";
  return "";
}

// Until none of them touch (AS-10).
std::vector<PaneName> merged(std::vector<PaneName> sessions) {
  std::ranges::sort(sessions);
  std::vector<PaneName> whole;
  for (const PaneName& session : sessions) {
    const bool meets =
        !whole.empty() && whole.back().first == session.first && whole.back().second.end >= session.second.start;
    if (meets) whole.back().second.end = std::max(whole.back().second.end, session.second.end);
    if (!meets) whole.push_back(session);
  }
  return whole;
}

// Sessions: "the batch's are what streaming's, and those that late records would have begun, merge into."
std::string difference_of_sessions(const BoundedRun& streamed, const BoundedRun& batched) {
  std::vector<PaneName> parts = streamed.sessions();
  for (const PaneName& late : streamed.late_sessions()) parts.push_back(late);
  if (merged(parts) != merged(batched.sessions())) return "the sessions are others";
  if (!batched.late_sessions().empty()) return "the batch has late records";
  std::vector<PaneName> whole = batched.sessions();
  std::ranges::sort(whole);
  return whole == merged(whole) ? "" : "the batch's sessions touch";
}

// Windows of all time: "each record is in them, streamed or not; and every n of a key speak, the rest does not (AS-13)."
std::string difference_of_global(const BoundedRun& streamed, const BoundedRun& batched) {
  if (streamed.taken() != batched.taken()) return "the windows hold other records";
  const scenarios::WindowNode& node = streamed.node();
  const std::vector<engine::TriggerPart> parts = scenarios::trigger_of(node).parts;
  const bool counts = parts.back().kind == TriggerKind::Count && node.evictor.kind == engine::EvictorKind::None &&
                      std::ranges::all_of(parts, [](const auto& part) {
                        return part.kind == TriggerKind::Count || part.kind == TriggerKind::Purging;
                      });
  if (!counts) return "";
  std::map<std::string, std::int64_t> rest;
  for (const auto& [record, times] : batched.taken()) rest[std::get<0>(record)] += times;
  for (auto& [key, records] : rest) records %= parts.back().count;
  std::erase_if(rest, [](const auto& one) { return one.second == 0; });
  for (const BoundedRun* run : {&streamed, &batched}) {
    std::map<std::string, std::int64_t> left;
    for (const auto& [pane, unsaid] : run->left()) left[pane.first] += unsaid.records;
    if (left != rest) return "what is left is not the rest";
  }
  return "";
}

// Windows of the clock: "each record is in some window, streamed or not; what waits when the input is over is never said
// (TM-11), in a batch nothing waits (BX-04)."
std::string difference_of_clock(const BoundedRun& streamed, const BoundedRun& batched) {
  const auto records_of = [](const BoundedRun& run) {
    std::map<std::pair<std::string, std::string>, int> records;
    for (const auto& [record, times] : run.taken()) records[{std::get<0>(record), std::get<2>(record)}] += times;
    return records;
  };
  const scenarios::WindowNode& node = streamed.node();
  const bool each_once = node.assigner == AssignerKind::Session || node.assigner == AssignerKind::SessionByField ||
                         node.shape.size == node.shape.slide;
  if (each_once && records_of(streamed) != records_of(batched)) return "the windows hold other records";
  if (innermost(node) != TriggerKind::Processing || node.evictor.kind != engine::EvictorKind::None) return "";
  for (const auto& [pane, unsaid] : streamed.left()) {
    if (unsaid.window.max().ticks() < unsaid.ended.ticks()) return "a window did not speak when its time had come";
  }
  return batched.left().empty() ? "" : "the batch left a window waiting";
}

// Triggers that wait for something which need not come, be it the last record of n or a clock.
bool may_leave(const scenarios::WindowNode& node) {
  const TriggerKind kind = innermost(node);
  return kind == TriggerKind::Count || kind == TriggerKind::Delta || kind == TriggerKind::Never ||
         (!is_by_clock(node) && engine::asks_clock(scenarios::trigger_of(node)));
}
// Late, but not too late, and never said.
bool is_mute_when_late(const scenarios::WindowNode& node) {
  return innermost(node) == TriggerKind::Staged &&
         scenarios::trigger_of(node).parts.back().late == engine::LateFirings::None;
}

// Empty if the streaming run, and what it counted as late or left, is the batch.
std::string difference(const scenarios::Scenario& streaming) {
  const BoundedRun streamed(streaming);
  const BoundedRun batched(as_batch(streaming));
  if (streamed.failed() || batched.failed()) return "";
  const scenarios::WindowNode& node = streamed.node();
  if (is_by_clock(node)) return difference_of_clock(streamed, batched);
  const bool may = may_leave(node);
  if (!may && !is_mute_when_late(node) && !streamed.left().empty()) return "streaming left what it must say";
  if (!may && !batched.left().empty()) return "the batch left what it must say";
  if (engine::merges(scenarios::assigner_of(node))) return difference_of_sessions(streamed, batched);
  if (node.assigner == AssignerKind::Global) return difference_of_global(streamed, batched);
  return difference_of_fixed(streamed, batched);
}

RC_GTEST_PROP(Batch, IsWhatStreamingSaysAndWhatItCountedAsLateOrLeft, ()) {
  const Draft draft = *any_draft();
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
  RC_ASSERT(difference(ending(draft, seed)) == "");
}

TEST(Batch, IsWhatStreamingSaysOnTheFirstSeeds) {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    EXPECT_EQ(difference(ending(draft_of(seed), seed)), "") << "seed " << seed;
  }
}

// A law about differences that never meets one would hold, too.
TEST(Batch, MeetsEveryKindOfDifference) {
  std::map<std::string, int> met;
  for (std::uint64_t seed = 1; seed <= 800; ++seed) {
    const scenarios::Scenario scenario = ending(draft_of(seed), seed);
    const BoundedRun streamed(scenario);
    const BoundedRun batched(as_batch(scenario));
    if (streamed.failed()) continue;
    const bool sessions = engine::merges(scenarios::assigner_of(streamed.node()));
    if (!sessions && !streamed.too_late().empty()) ++met["late"];
    if (sessions && !streamed.late_sessions().empty()) ++met["late sessions"];
    if (innermost(streamed.node()) == TriggerKind::Count && !streamed.left().empty()) ++met["never filled"];
    if (is_by_clock(streamed.node()) && streamed.left().size() > batched.left().size()) ++met["waiting for the clock"];
  }
  for (const char* kind : {"late", "late sessions", "never filled", "waiting for the clock"}) {
    EXPECT_GE(met[kind], 3) << kind;
  }
}

}  // namespace
}  // namespace wavetank::properties::testing
