// Laws of wiring: how a stream is cut into batches, partitions and tasks.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/properties/laws/law_stream.hpp"

namespace wavetank::properties::testing {
namespace {

// "How many records travel together decides nothing."
RC_GTEST_PROP(LawOfWiring, BatchesMeanNothing, ()) {
  LawStream single{.records = any_flowing_records(), .window = any_assigner(), .watermark = bounded(2)};
  single.per_millisecond = 4;
  LawStream batched = single;
  batched.batch = *rc::gen::inRange<std::uint32_t>(2, 9);
  RC_ASSERT(lines_of(answer_of(single)) == lines_of(answer_of(batched)));
}

// "More window tasks give the same results; only between keys is the order open."
RC_GTEST_PROP(LawOfWiring, MoreWindowTasksGiveTheSameResults, ()) {
  const LawStream one{.records = any_flowing_records(), .window = any_assigner(), .watermark = bounded(2)};
  LawStream many = one;
  many.window_parallelism = *rc::gen::inRange<std::uint32_t>(2, 5);
  RC_ASSERT(sorted_lines_of(answer_of(one)) == sorted_lines_of(answer_of(many)));
}

// "A stream in two partitions, by one source or by two, gives the same results if nothing is late."
RC_GTEST_PROP(LawOfWiring, PartitionsMeanNothingWhereNothingIsLate, ()) {
  const LawStream whole{.records = any_records(), .window = any_assigner(), .watermark = patient()};
  LawStream split = whole;
  split.partitions = 2;
  split.source_parallelism = *rc::gen::inRange<std::uint32_t>(1, 3);
  RC_ASSERT(sorted_lines_of(answer_of(whole)) == sorted_lines_of(answer_of(split)));
}

}  // namespace
}  // namespace wavetank::properties::testing
