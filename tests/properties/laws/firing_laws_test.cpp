// Laws of firings: what is said early, late, in parts or taken back comes to the same in the end.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/properties/laws/law_stream.hpp"

namespace wavetank::properties::testing {
namespace {

// Early and late firings in one trigger, over windows or sessions.
LawStream any_speaking_often() {
  LawStream stream{.records = any_flowing_records(), .window = any_shape(), .watermark = bounded(2)};
  stream.window.allowed_lateness = engine::Millis{*rc::gen::inRange<std::int64_t>(0, 12)};
  choose_windows({.assigner = *rc::gen::inRange<std::uint32_t>(0, 2),
                  .trigger = 10,
                  .number = *rc::gen::inRange<std::uint32_t>(0, 3)},
                 stream.window);
  return stream;
}

// "A record later than all others leaves alone what was said before it came."
RC_GTEST_PROP(LawOfFirings, ALaterRecordChangesNothingBefore, ()) {
  LawStream stream{.records = any_flowing_records(), .window = any_assigner(), .watermark = bounded(2)};
  LawStream longer = stream;
  longer.records.push_back({.time = 100'000, .key = 1, .value = 1});
  const std::vector<std::string> before = sorted_lines_of(answer_of(stream));
  LawAnswer answer = answer_of(longer);
  std::erase_if(answer.results, [](const auto& result) { return result.window->end.ticks() > 50'000; });
  RC_ASSERT(before == sorted_lines_of(answer));
}

// "What a discarding window says in parts adds up to what an accumulating one says last."
RC_GTEST_PROP(LawOfFirings, PartsAddUpToTheWhole, ()) {
  LawStream stream = any_speaking_often();
  stream.window.assigner =
      engine::AssignerKind::Aligned;  // what a session said in parts before it grew bears its old name
  LawStream discarding = stream;
  discarding.window.accumulation = scenarios::Accumulation::Discarding;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> whole;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> parts;
  for (const auto& result : answer_of(stream).results) {
    whole[pane_of(result)] = {number_in(result, "n"), number_in(result, "total")};
  }
  for (const auto& result : answer_of(discarding).results) {
    parts[pane_of(result)].first += number_in(result, "n");
    parts[pane_of(result)].second += number_in(result, "total");
  }
  RC_ASSERT(whole == parts);
}

// "What a retracting window says and does not take back is what an accumulating one says last; of sessions, only those
// that did not become part of others."
RC_GTEST_PROP(LawOfFirings, WhatIsNotTakenBackIsTheLastWord, ()) {
  LawStream stream = any_speaking_often();
  LawStream retracting = stream;
  retracting.window.accumulation = scenarios::Accumulation::Retracting;
  std::map<std::string, std::int64_t> standing;
  for (const auto& result : answer_of(retracting).results) {
    standing[pane_of(result) + values_of(result)] += result.kind == engine::RowKind::UpdateBefore ? -1 : 1;
  }
  std::erase_if(standing, [](const auto& one) { return one.second == 0; });
  const std::map<std::string, std::string> last = last_of(answer_of(stream));
  for (const auto& [line, count] : standing) {
    RC_ASSERT(count == 1);
    RC_ASSERT(std::any_of(last.begin(), last.end(), [&](const auto& one) { return one.first + one.second == line; }));
  }
  if (stream.window.assigner == engine::AssignerKind::Aligned) RC_ASSERT(standing.size() == last.size());
}

// "Count windows cut each key's records, in order of arrival, into pieces of n; what is left over at the end is silent."
RC_GTEST_PROP(LawOfFirings, CountWindowsCutTheStream, ()) {
  const auto size = *rc::gen::inRange<std::uint32_t>(0, 7);
  LawStream stream{.records = any_records(), .window = any_shape(), .watermark = patient()};
  choose_windows({.assigner = 4, .trigger = 1, .wrapper = 1, .number = size}, stream.window);
  std::map<std::int64_t, std::vector<std::int64_t>> expected;
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> open;
  for (const LawRecord& record : stream.records) {
    auto& [n, total] = open[record.key];
    total += record.value;
    if (++n < size + 1) continue;
    expected[record.key].push_back(total);
    open[record.key] = {};
  }
  std::map<std::int64_t, std::vector<std::int64_t>> said;
  for (const auto& result : answer_of(stream).results) {
    RC_ASSERT(number_in(result, "n") == size + 1);
    said[std::get<std::int64_t>(result.key.value())].push_back(number_in(result, "total"));
  }
  RC_ASSERT(expected == said);
}

}  // namespace
}  // namespace wavetank::properties::testing
