// Laws of order: what may change when records arrive in another order.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/properties/laws/law_stream.hpp"

namespace wavetank::properties::testing {
namespace {

constexpr std::size_t kBetweenWatermarks = 10;  // records

std::vector<LawRecord> shuffled(std::vector<LawRecord> records, std::size_t first, std::size_t count) {
  for (std::size_t left = count; left > 1; --left) {
    const auto pick = *rc::gen::inRange<std::size_t>(0, left);
    std::swap(records[first + left - 1], records[first + pick]);
  }
  return records;
}

// A watermark every ten milliseconds, in the same millisecond as every tenth record.
engine::WatermarkStrategy ticking(std::int64_t bound) {
  engine::WatermarkStrategy strategy = bounded(bound);
  strategy.emission = engine::WatermarkEmission::Periodic;
  strategy.interval = engine::Millis{static_cast<std::int64_t>(kBetweenWatermarks)};
  return strategy;
}

// "Records between two watermarks may come in any order: each window's last word is the same, and so is what is late, if
// its aggregates ask for no order."
RC_GTEST_PROP(LawOfOrder, HoldsBetweenTwoWatermarks, ()) {
  LawStream stream{.records = any_flowing_records(), .window = any_shape(), .watermark = ticking(2)};
  stream.window.allowed_lateness = engine::Millis{*rc::gen::inRange<std::int64_t>(0, 12)};
  LawStream other = stream;
  // The first record is sent after 1 ms and ticks fall on whole tens: nine records come before the first.
  for (std::size_t first = 0; first < stream.records.size();) {
    const std::size_t room = first == 0 ? kBetweenWatermarks - 2 : kBetweenWatermarks - 1;
    const std::size_t count = std::min(room, stream.records.size() - first);
    other.records = shuffled(std::move(other.records), first, count);
    first += count + 1;  // the record that comes with the tick stays
    if (first >= stream.records.size()) break;
  }
  const LawAnswer a = answer_of(stream);
  const LawAnswer b = answer_of(other);
  RC_ASSERT(last_of(a) == last_of(b));
  RC_ASSERT(a.counts.dropped == b.counts.dropped);
}

// "If nothing is late, order means nothing to any window of event time, sessions among them."
RC_GTEST_PROP(LawOfOrder, MeansNothingWhereNothingIsLate, ()) {
  const LawStream stream{.records = any_records(), .window = any_assigner(), .watermark = patient()};
  LawStream other = stream;
  other.records = shuffled(std::move(other.records), 0, stream.records.size());
  RC_ASSERT(sorted_lines_of(answer_of(stream)) == sorted_lines_of(answer_of(other)));
}

// "A list holds the same values, in the order of arrival."
RC_GTEST_PROP(LawOfOrder, OnlyReordersLists, ()) {
  LawStream stream{.records = any_records(), .window = any_assigner(), .watermark = patient()};
  stream.window.aggregates = {{"values", engine::AggregateKind::List, "value", ""}};
  LawStream other = stream;
  other.records = shuffled(std::move(other.records), 0, stream.records.size());
  // Values have one digit, so that sorting a line's characters sorts its values.
  const auto values_by_pane = [](const LawAnswer& answer) {
    std::map<std::string, std::string> last = last_of(answer);
    for (auto& [pane, values] : last) std::sort(values.begin(), values.end());
    return last;
  };
  RC_ASSERT(values_by_pane(answer_of(stream)) == values_by_pane(answer_of(other)));
}

}  // namespace
}  // namespace wavetank::properties::testing
