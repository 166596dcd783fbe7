// Tables behind sinks: what rows do to them, and that a restored one goes on.
#include "engine/operators/changelog/table_sink.hpp"

#include <array>
#include <optional>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace wavetank::engine::testing {
namespace {

// play("+I(1,5)") says what became of each row, "put", "put for (1,5)", "gone (1,5)" or "miss". S takes a snapshot and
// goes on from it in the same operator.
class TableStory {
 public:
  explicit TableStory(ChangeTableSpec spec)
      : schema_(facts_.rows.add_schema({"row", {{.name = "id"}, {.name = "value"}}})),
        sink_(std::move(spec), schema_),
        state_(sink_.open({}, {}, moment(), effects_)) {}

  std::string play(const std::string& script) {
    std::istringstream words(script);
    effects_.clear();
    for (std::string word; words >> word;) hear(word);
    return told();
  }
  [[nodiscard]] std::string table() const {
    std::string all;
    for (const RowId row : state_.as<ChangeTable>().rows()) all += text_of(row);
    return all;
  }
  [[nodiscard]] std::size_t published() const {
    return static_cast<std::size_t>(std::ranges::count(effects_.order(), EffectKind::Asks, &Effects::Item::kind));
  }
  [[nodiscard]] ReplayClass replay_class() const { return sink_.replay_class(); }

 private:
  static constexpr std::array<std::string_view, 4> kKinds = {"+I", "-U", "+U", "-D"};

  [[nodiscard]] Moment moment() { return {ProcessingTime(0), kNoCause, facts_}; }
  void hear(const std::string& word) {
    if (word == "S") {
      Effects nothing;
      state_ = sink_.open({}, sink_.snapshot(state_, facts_), moment(), nothing);
      return;
    }
    const auto kind = static_cast<RowKind>(std::ranges::find(kKinds, word.substr(0, 2)) - kKinds.begin());
    const std::array cells = {Cell{std::stoll(word.substr(3)), false}, Cell{std::stoll(word.substr(5)), false}};
    const Record record{.time = EventTime(0), .row = facts_.row(schema_, kind, cells)};
    sink_.on_batch(InputIndex{0}, std::span(&record, 1), moment(), state_, effects_);
  }
  [[nodiscard]] std::string text_of(RowId row) const {
    return "(" + std::to_string(facts_.rows.bits(row, 0)) + "," + std::to_string(facts_.rows.bits(row, 1)) + ")";
  }
  [[nodiscard]] std::string told() const {
    std::string all;
    for (const Effects::Item& item : effects_.order()) {
      if (item.kind != EffectKind::Notes) continue;
      for (const Note& note : effects_.notes(item)) all += (all.empty() ? "" : ", ") + word_of(note);
    }
    return all;
  }
  [[nodiscard]] std::string word_of(const Note& note) const {
    if (note.kind == NoteKind::TableMiss) return "miss";
    const RowId there{lower(note.a)};
    if (note.kind == NoteKind::TableRemove) return "gone " + text_of(there);
    return there == kNoRow ? "put" : "put for " + text_of(there);
  }

  Facts facts_;
  Effects effects_;
  SchemaId schema_;
  TableSinkOperator sink_;
  State state_;
};

TableStory whole_rows() { return TableStory({}); }
TableStory by_id() { return TableStory({Folding::Upserts, {0}}); }

TEST(TableOfWholeRows, KeepsEqualRowsApart) {
  TableStory story = whole_rows();
  EXPECT_EQ(story.play("+I(1,5) +I(1,5) -D(1,5)"), "put, put, gone (1,5)");
  EXPECT_EQ(story.table(), "(1,5)");
}

TEST(TableOfWholeRows, ChangesNothingForARetractionOfARowThatIsNotThere) {
  TableStory story = whole_rows();
  EXPECT_EQ(story.play("+I(1,5) -U(1,6)"), "put, miss");
  EXPECT_EQ(story.table(), "(1,5)");
}

TEST(TableOfWholeRows, IsTheSameIfAnUpdateOvertakesTheRetractionOfAnother) {
  TableStory in_order = whole_rows();
  TableStory overtaken = whole_rows();
  in_order.play("+I(1,5) -U(1,5) +U(1,6)");
  overtaken.play("+I(1,5) +U(1,6) -U(1,5)");
  EXPECT_EQ(in_order.table(), "(1,6)");
  EXPECT_EQ(overtaken.table(), in_order.table());
}

TEST(TableByKey, HasOneRowForEachKey) {
  TableStory story = by_id();
  EXPECT_EQ(story.play("+I(1,5) +I(2,7) +U(1,6)"), "put, put, put for (1,5)");
  EXPECT_EQ(story.table(), "(1,6)(2,7)");
}

TEST(TableByKey, LosesTheRowThatOvertookARetraction) {
  TableStory story = by_id();
  EXPECT_EQ(story.play("+I(1,5) +U(1,6) -U(1,5)"), "put, put for (1,5), gone (1,6)");
  EXPECT_EQ(story.table(), "");
}

TEST(TableByKey, GoesOnFromASnapshot) {
  TableStory story = by_id();
  EXPECT_EQ(story.play("+I(1,5) +I(2,7) S -D(1,5) +U(2,8) -D(3,1)"), "put, put, gone (1,5), put for (2,7), miss");
  EXPECT_EQ(story.table(), "(2,8)");
}

TEST(TableSink, MakesEveryRowVisibleWhateverBecomesOfIt) {
  TableStory story = by_id();
  story.play("+I(1,5) -D(2,7)");
  EXPECT_EQ(story.published(), 2u);
}

TEST(TableSink, DependsOnTheOrderOnlyByKey) {
  EXPECT_EQ(whole_rows().replay_class(), ReplayClass::Deterministic);
  EXPECT_EQ(by_id().replay_class(), ReplayClass::OrderDependent);
}

}  // namespace
}  // namespace wavetank::engine::testing
