// Laws of time and of shapes.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/properties/laws/law_stream.hpp"

namespace wavetank::properties::testing {
namespace {

// "All times later by a multiple of the slide: the same results, later by as much." Also far from the epoch, and before it.
RC_GTEST_PROP(LawOfTime, ShiftsByWholeSlides, ()) {
  LawStream stream{.records = any_flowing_records(), .window = any_shape(), .watermark = bounded(2)};
  stream.window.allowed_lateness = engine::Millis{*rc::gen::inRange<std::int64_t>(0, 8)};
  const auto slides = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
  const std::int64_t shift = slides * stream.window.shape.slide.count;
  LawStream later = stream;
  for (LawRecord& record : later.records) record.time += shift;
  LawAnswer moved = answer_of(later);
  for (scenarios::PublishedResult& result : moved.results) {
    result.window->start = engine::EventTime(result.window->start.ticks() - shift);
    result.window->end = engine::EventTime(result.window->end.ticks() - shift);
  }
  RC_ASSERT(lines_of(answer_of(stream)) == lines_of(moved));
}

// "Sessions have no places: any shift moves them along."
RC_GTEST_PROP(LawOfTime, ShiftsSessionsByAnything, ()) {
  const auto shift = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
  LawStream stream{.records = any_flowing_records(), .window = any_shape(), .watermark = bounded(2)};
  choose_windows({.assigner = 1, .number = *rc::gen::inRange<std::uint32_t>(0, 7)}, stream.window);
  LawStream later = stream;
  for (LawRecord& record : later.records) record.time += shift;
  LawAnswer moved = answer_of(later);
  for (scenarios::PublishedResult& result : moved.results) {
    result.window->start = engine::EventTime(result.window->start.ticks() - shift);
    result.window->end = engine::EventTime(result.window->end.ticks() - shift);
  }
  RC_ASSERT(lines_of(answer_of(stream)) == lines_of(moved));
}

// "A cycle of one step is a tumbling window", by another operator.
RC_GTEST_PROP(LawOfShapes, ACycleOfOneStepTumbles, ()) {
  const engine::WindowShape shape = engine::tumbling(engine::Millis{*rc::gen::inRange<std::int64_t>(1, 12)});
  LawStream tumbling{.records = any_flowing_records(), .window = sums_over(shape), .watermark = bounded(2)};
  LawStream cumulating = tumbling;
  cumulating.window.assigner = engine::AssignerKind::Cumulate;
  RC_ASSERT(sorted_lines_of(answer_of(tumbling)) == sorted_lines_of(answer_of(cumulating)));
}

// "Windows that slide by their size tumble": what sliding windows say of every whole slide is what tumbling ones say.
RC_GTEST_PROP(LawOfShapes, SlidingWindowsHoldTheTumblingOnes, ()) {
  const auto slide = *rc::gen::inRange<std::int64_t>(1, 6);
  const auto slides = *rc::gen::inRange<std::int64_t>(1, 4);
  const engine::Millis size{slide * slides};
  LawStream tumbling{.records = any_records(), .window = sums_over(engine::tumbling(size)), .watermark = patient()};
  LawStream sliding = tumbling;
  sliding.window.shape = {size, engine::Millis{slide}, {}};
  LawAnswer chosen = answer_of(sliding);
  std::erase_if(chosen.results, [&](const auto& result) { return result.window->start.ticks() % size.count != 0; });
  RC_ASSERT(sorted_lines_of(answer_of(tumbling)) == sorted_lines_of(chosen));
}

}  // namespace
}  // namespace wavetank::properties::testing
