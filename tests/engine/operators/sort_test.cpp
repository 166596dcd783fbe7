// The event-time sort: order, lateness, and the same answer however it is cut.
#include "engine/operators/sort.hpp"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/operators/functions/function_story.hpp"

namespace wavetank::engine::testing {
namespace {

// play("7@3 5@1 W3") sends values with their times and a watermark; answers what came out in the same words.
// S takes a snapshot and goes on from it in a new operator.
class SortStory {
 public:
  explicit SortStory(std::optional<SortOrder> order)
      : schema_(facts_.rows.add_schema({"row", {{.name = "value"}}})),
        operator_({schema_, order ? std::optional(SortField{0, *order}) : std::nullopt}),
        state_(operator_.open({}, {}, moment(), effects_)) {}

  std::string play(const std::string& script) {
    std::istringstream words(script);
    effects_.clear();
    for (std::string word; words >> word;) hear(word);
    return told();
  }
  [[nodiscard]] std::size_t dropped() const {
    std::size_t drops = 0;
    for (const Effects::Item& item : effects_.order()) {
      if (item.kind == EffectKind::Notes) drops += item.count;
    }
    return drops;
  }

 private:
  [[nodiscard]] Moment moment() { return {ProcessingTime(0), kNoCause, facts_}; }

  void hear(const std::string& word) {
    if (word == "S") {
      Effects nothing;
      state_ = operator_.open({}, operator_.snapshot(state_, facts_), moment(), nothing);
    } else if (word.front() == 'W') {
      operator_.on_control({ControlKind::Watermark, EventTime(std::stoll(word.substr(1)))}, moment(), state_, effects_);
    } else {
      const Cell value{std::stoll(word), false};
      const EventTime time(std::stoll(word.substr(word.find('@') + 1)));
      const Record record{.time = time, .row = facts_.row(schema_, RowKind::Insert, std::span(&value, 1))};
      operator_.on_batch(InputIndex{0}, std::span(&record, 1), moment(), state_, effects_);
    }
  }
  [[nodiscard]] std::string told() {
    std::string all;
    for (const Effects::Item& item : effects_.order()) {
      if (item.kind == EffectKind::Controls) all += " W" + std::to_string(effects_.control(item).value.ticks());
      if (item.kind != EffectKind::Records) continue;
      for (const Record& record : effects_.records(item)) {
        all += " " + std::to_string(facts_.rows.bits(record.row, 0)) + "@" + std::to_string(record.time.ticks());
      }
    }
    return all.empty() ? all : all.substr(1);
  }

  Facts facts_;
  Effects effects_;
  SchemaId schema_;
  SortOperator operator_;
  State state_;
};

TEST(SortOperator, HoldsRecordsBackUntilTheWatermarkHasPassedThem) {
  SortStory story(std::nullopt);
  EXPECT_EQ(story.play("1@5 2@3 3@9"), "");
  EXPECT_EQ(story.play("W5"), "2@3 1@5 W5");
  EXPECT_EQ(story.play("W20"), "3@9 W20");
}

TEST(SortOperator, BreaksTiesByTheFieldAndThenByArrival) {
  EXPECT_EQ(SortStory(std::nullopt).play("2@1 1@1 3@1 W1"), "2@1 1@1 3@1 W1");
  EXPECT_EQ(SortStory(SortOrder::Ascending).play("2@1 1@1 3@1 W1"), "1@1 2@1 3@1 W1");
  EXPECT_EQ(SortStory(SortOrder::Descending).play("2@1 1@1 3@1 W1"), "3@1 2@1 1@1 W1");
}

TEST(SortOperator, DropsWhatIsNotAfterTheLastRecordSentAndNotesIt) {
  SortStory story(std::nullopt);
  story.play("1@4 W9");
  EXPECT_EQ(story.play("2@4 3@5 W10"), "3@5 W10");
  EXPECT_EQ(story.dropped(), 1u);
}

TEST(SortOperator, RemembersOverASnapshotWhatItSentLast) {
  EXPECT_EQ(SortStory(std::nullopt).play("1@4 W4 S 2@4 3@7 S W8"), "1@4 W4 3@7 W8");
}

// SO-02
TEST(SortOperator, SendsAsideWhatIsTooLateIfItIsToldTo) {
  FunctionStory story;
  story.run(std::make_unique<SortOperator>(
      SortSpec{.schema = story.input(), .then_by = {}, .late = LateRecords::SideOutput}));
  EXPECT_EQ(story.play("a=1@4 W9 b=2@4 c=3@5 W10"), "{a,1}@4 W9 1:W9 1:{b,2}@4 {c,3}@5 W10 1:W10");
  EXPECT_EQ(story.notes(NoteKind::RecordSide), 1u);
  EXPECT_EQ(story.notes(NoteKind::RecordDrop), 0u);
}

// Rows of a union are alike but come with schemas of their own; the sort asked for its own once.
TEST(SortOperator, TakesRowsOfAnotherSchemaThatIsAlike) {
  FunctionStory story;
  const SchemaId other = story.facts().rows.add_schema({"other", FunctionStory::input_fields()});
  story.run(std::make_unique<SortOperator>(SortSpec{.schema = other}));
  EXPECT_EQ(story.play("a=1@4 b=2@3 W9"), "{b,2}@3 {a,1}@4 W9");
}

RC_GTEST_PROP(SortOperatorProperty, GivesAStableSortOfAllThatIsNotLate,
              (const std::vector<std::pair<std::int8_t, std::int8_t>>& records)) {
  const bool cuts = *rc::gen::arbitrary<bool>();
  std::string script;
  for (const auto& [value, time] : records) {
    script += std::to_string(value) + "@" + std::to_string(time) + (cuts ? " S " : " ");
  }
  auto sorted = records;
  std::ranges::stable_sort(sorted, {}, [](const auto& record) { return std::pair(record.second, record.first); });
  std::string expected;
  for (const auto& [value, time] : sorted) expected += std::to_string(value) + "@" + std::to_string(time) + " ";
  RC_ASSERT(SortStory(SortOrder::Ascending).play(script + "W1000") == expected + "W1000");
}

}  // namespace
}  // namespace wavetank::engine::testing
