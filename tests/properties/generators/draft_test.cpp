// Any draft is a valid scenario, and stays one whatever is taken from it.
#include <set>
#include <tuple>
#include <utility>
#include <variant>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/generators/arbitrary.hpp"
#include "scenarios/format/validate.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::properties::testing {
namespace {

std::string problems_of(const Draft& draft) {
  std::string lines;
  for (const scenarios::InputError& error : scenarios::validate(to_scenario(draft, 1)).errors) {
    lines += scenarios::to_text(error) + "\n";
  }
  return lines;
}

RC_GTEST_PROP(Drafts, AreValidScenarios, ()) {
  const Draft draft = *any_draft();
  RC_ASSERT(problems_of(draft) == "");
}

RC_GTEST_PROP(Drafts, StayValidWhenAnyKnobIsTurnedDown, ()) {
  Draft draft = *any_draft();
  const auto knob = *rc::gen::inRange<std::size_t>(0, kKnobs);
  draft.knobs[knob] = 0;
  draft.events.resize(draft.events.size() / 2);
  RC_ASSERT(problems_of(draft) == "");
}

TEST(Drafts, AreValidAtEverySettingOfEveryKnob) {
  for (std::size_t knob = 0; knob < kKnobs; ++knob) {
    for (std::uint32_t setting = 0; setting < kKnobLimits[knob]; ++setting) {
      Draft draft;
      draft.knobs[knob] = setting;
      EXPECT_EQ(problems_of(draft), "") << "knob " << knob << " at " << setting;
    }
  }
}

TEST(Drafts, MeetEveryAssignerTriggerAccumulationAndEvictor) {
  std::set<engine::AssignerKind> assigners;
  std::set<engine::TriggerKind> triggers;
  std::set<scenarios::Accumulation> accumulations;
  std::set<std::pair<engine::EvictorKind, engine::EvictWhen>> evictors;
  std::set<std::pair<engine::EarlyFirings, engine::LateFirings>> stages;
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    const Draft draft = draft_of(seed);
    ASSERT_EQ(problems_of(draft), "") << "seed " << seed;
    const scenarios::Scenario scenario = to_scenario(draft, seed);
    for (const scenarios::Node& node : scenario.pipeline) {
      const auto* const window = std::get_if<scenarios::WindowNode>(&node.op);
      if (window == nullptr || node.id != "window") continue;
      assigners.insert(window->assigner);
      accumulations.insert(window->accumulation);
      evictors.insert({window->evictor.kind, window->evictor.when});
      for (const engine::TriggerPart& part : window->trigger.parts) {
        triggers.insert(part.kind);
        if (part.kind == engine::TriggerKind::Staged) stages.insert({part.early, part.late});
      }
    }
  }
  EXPECT_EQ(assigners.size(), 5U);
  EXPECT_EQ(triggers.size(), 11U);
  EXPECT_EQ(accumulations.size(), 3U);
  EXPECT_GE(evictors.size(), 7U);
  EXPECT_GE(stages.size(), 6U);
}

// Sessions have no trigger that cannot merge (TR-03), global windows none that fires for ever (TR-09).
bool can_meet(engine::AssignerKind assigner, engine::TriggerKind trigger) {
  if (engine::merges({.kind = assigner})) return engine::can_merge(trigger);
  return assigner != engine::AssignerKind::Global || trigger != engine::TriggerKind::ContinuousEvent;
}

// Kind by trigger by accumulation, and kind by trigger by lateness.
TEST(Drafts, MeetEveryCellOfWindowsTriggersAccumulationsAndLatenesses) {
  std::set<std::tuple<engine::AssignerKind, engine::TriggerKind, scenarios::Accumulation>> accumulated;
  std::set<std::tuple<engine::AssignerKind, engine::TriggerKind, bool>> late;
  for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
    for (const scenarios::Node& node : to_scenario(draft_of(seed), seed).pipeline) {
      const auto* const window = std::get_if<scenarios::WindowNode>(&node.op);
      if (window == nullptr || node.id != "window") continue;
      const engine::TriggerKind trigger = scenarios::trigger_of(*window).parts.back().kind;
      accumulated.insert({window->assigner, trigger, window->accumulation});
      late.insert({window->assigner, trigger, window->allowed_lateness.count > 0});
    }
  }
  for (std::uint8_t assigner = 0; assigner < 5; ++assigner) {
    for (std::uint8_t trigger = 0; trigger <= static_cast<std::uint8_t>(engine::TriggerKind::Staged); ++trigger) {
      const auto kind = static_cast<engine::AssignerKind>(assigner);
      const auto fires = static_cast<engine::TriggerKind>(trigger);
      if (!can_meet(kind, fires)) continue;
      for (std::uint8_t how = 0; how < 3; ++how) {
        EXPECT_TRUE(accumulated.contains({kind, fires, static_cast<scenarios::Accumulation>(how)}))
            << "kind " << int{assigner} << " trigger " << int{trigger} << " accumulation " << int{how};
      }
      EXPECT_TRUE(late.contains({kind, fires, false}) && late.contains({kind, fires, true}))
          << "kind " << int{assigner} << " trigger " << int{trigger};
    }
  }
}

TEST(Drafts, OfASeedAreTheSameEveryTime) {
  EXPECT_EQ(draft_of(7), draft_of(7));
  EXPECT_FALSE(draft_of(7) == draft_of(8));
}

TEST(Drafts, ReachEverySettingOfEveryKnob) {
  std::array<std::uint32_t, kKnobs> reached{};
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const Draft draft = draft_of(seed);
    for (std::size_t knob = 0; knob < kKnobs; ++knob) reached[knob] |= 1u << draft.knobs[knob];
  }
  for (std::size_t knob = 0; knob < kKnobs; ++knob) {
    EXPECT_EQ(reached[knob], (1u << kKnobLimits[knob]) - 1) << "knob " << knob;
  }
}

}  // namespace
}  // namespace wavetank::properties::testing
