// For all records, announcements, ends and waits: passing over silent ticks changes nothing that a source says.
#include <cstdint>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/source/split_source.hpp"
#include "tests/engine/source/source_rig.hpp"

namespace wavetank::engine::testing {
namespace {

constexpr std::uint32_t kSplits = 3;

SplitSourceSpec any_spec() {
  SplitSourceSpec spec = aligned_spec();
  spec.strategy.kind = *rc::gen::element(GeneratorKind::Bounded, GeneratorKind::Monotonous, GeneratorKind::Punctuated);
  spec.strategy.bound = Millis{*rc::gen::inRange(0, 3)};
  if (*rc::gen::arbitrary<bool>()) spec.strategy.idle_timeout = Millis{*rc::gen::inRange(1, 30)};
  spec.strategy.interval = Millis{*rc::gen::inRange(1, 12)};
  spec.alignment.update_interval = Millis{*rc::gen::inRange(1, 12)};
  spec.alignment.samples = *rc::gen::inRange(0u, 4u);
  return spec;
}

// What both sources are told next; returns what each of them said.
std::pair<std::string, std::string> step(SourceRig& skipping, SourceRig& ticking, std::int64_t& clock) {
  const auto split = *rc::gen::inRange(0u, kSplits);
  const std::int64_t value = *rc::gen::inRange(0, 60);
  switch (*rc::gen::inRange(0, 8)) {
    case 0: return {skipping.allow(value), ticking.allow(value)};
    case 1: return {skipping.finish(split), ticking.finish(split)};
    case 2:
    case 3: clock += value; return {skipping.clock(clock), ticking.clock_without_skipping(clock)};
    default: return {skipping.read(split, value), ticking.read(split, value)};
  }
}

RC_GTEST_PROP(SplitSourceProperty, SaysTheSameIfSilentTicksArePassedOver, ()) {
  const SplitSourceSpec spec = any_spec();
  SourceRig skipping(spec, kSplits);
  SourceRig ticking(spec, kSplits);
  std::int64_t clock = 0;
  const int steps = *rc::gen::inRange(1, 60);
  for (int i = 0; i < steps; ++i) {
    const auto [skipped, ticked] = step(skipping, ticking, clock);
    RC_ASSERT(skipped == ticked);
  }
}

}  // namespace
}  // namespace wavetank::engine::testing
