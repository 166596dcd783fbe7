// Changelogs folded are what SQL says of the rows that are there.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/operators/changelog/deduplicate.hpp"
#include "engine/operators/changelog/group_aggregate.hpp"
#include "engine/operators/changelog/over_aggregate.hpp"
#include "engine/operators/changelog/rank_output.hpp"
#include "tests/engine/operators/changelog/changelog_story.hpp"
#include "tests/sql/database.hpp"
#include "tests/sql/folded_table.hpp"

namespace wavetank::testing {
namespace {

using engine::testing::ChangelogStory;

constexpr int kNullValue = 4;  // stands for null among small values

// A row to insert, or one of those that are there to take back.
struct DrawnChange {
  bool takes_back = false;
  int key = 0;
  int value = 0;
  int number = 0;  // event time; or which row is taken back
};

rc::Gen<std::vector<DrawnChange>> drawn_changes() {
  return rc::gen::container<std::vector<DrawnChange>>(rc::gen::build<DrawnChange>(
      rc::gen::set(&DrawnChange::takes_back), rc::gen::set(&DrawnChange::key, rc::gen::inRange(0, 3)),
      rc::gen::set(&DrawnChange::value, rc::gen::inRange(-3, kNullValue + 1)),
      rc::gen::set(&DrawnChange::number, rc::gen::inRange(1, 30))));
}

// Rows (key, value, time) that are there, in a database and for an operator.
class LiveRows {
 public:
  LiveRows() { database_.run("CREATE TABLE t (k TEXT, v INT, t INT, n INTEGER PRIMARY KEY AUTOINCREMENT)"); }

  // The change for the operator; empty if there is nothing to take back.
  std::string take(const DrawnChange& drawn) {
    if (!drawn.takes_back) {
      const std::string row = row_of(drawn);
      live_.push_back(row);
      database_.run("INSERT INTO t(k, v, t) VALUES " + sql_of(row));
      return "+I" + row + "@" + std::to_string(drawn.number);
    }
    if (live_.empty()) return "";
    const std::string row = live_[static_cast<std::size_t>(drawn.number) % live_.size()];
    live_.erase(std::ranges::find(live_, row));
    database_.run("DELETE FROM t WHERE n = (SELECT min(n) FROM t WHERE (k, v, t) IS " + sql_of(row) + ")");
    return "-D" + row;
  }
  [[nodiscard]] std::vector<std::string> query(const std::string& sql) { return database_.rows(sql); }

 private:
  static std::string row_of(const DrawnChange& drawn) {
    const std::string value = drawn.value == kNullValue ? "-" : std::to_string(drawn.value);
    return std::string("(") + static_cast<char>('a' + drawn.key) + "," + value + "," + std::to_string(drawn.number) +
           ")";
  }
  // "(a,-,3)" as "('a',NULL,3)".
  static std::string sql_of(const std::string& row) {
    std::string values = row.substr(2);
    if (values.starts_with(",-,")) values.replace(1, 1, "NULL");
    return std::string("('") + row[1] + "'" + values;
  }

  Database database_;
  std::vector<std::string> live_;
};

std::vector<engine::ChangeAggregate> sum_and_counts() {
  using engine::ChangeAggregateKind;
  return {{ChangeAggregateKind::Rows, "rows", 0, {}},
          {ChangeAggregateKind::Values, "values", 1, {}},
          {ChangeAggregateKind::Sum, "sum", 1, {}}};
}

// Plays changes one by one; after each the table that they describe is what the query says.
void holds_at_every_prefix(ChangelogStory& story, const std::vector<DrawnChange>& changes, const std::string& sql) {
  LiveRows live;
  FoldedTable table;
  for (const DrawnChange& drawn : changes) {
    const std::string change = live.take(drawn);
    if (change.empty()) continue;
    table.fold(story.play(change));
    RC_ASSERT(table.is_sound());
    RC_ASSERT(table.rows() == live.query(sql));
  }
}

std::vector<DrawnChange> inserts_only(std::vector<DrawnChange> changes) {
  for (DrawnChange& each : changes) each.takes_back = false;
  return changes;
}

RC_GTEST_PROP(ChangelogsAndSql, AgreeOnGroupsAtEveryPrefix, ()) {
  ChangelogStory story({"value", "time"});
  const engine::SchemaId result = story.result({"rows", "values", "sum"});
  story.run(std::make_unique<engine::GroupAggregateFunction>(
      engine::GroupAggregateSpec{.aggregates = sum_and_counts(), .result = result}, story.facts()));
  holds_at_every_prefix(story, *drawn_changes(), "SELECT k, count(*), count(v), sum(v) FROM t GROUP BY k");
}

RC_GTEST_PROP(ChangelogsAndSql, AgreeOnMiniBatchesOfGroupsAtTheEnd, ()) {
  ChangelogStory story({"value", "time"});
  const engine::SchemaId result = story.result({"rows", "values", "sum"});
  story.run(std::make_unique<engine::GroupAggregateFunction>(
      engine::GroupAggregateSpec{
          .aggregates = sum_and_counts(), .mini_batch = engine::Millis{*rc::gen::inRange(1, 9)}, .result = result},
      story.facts()));
  LiveRows live;
  FoldedTable table;
  int watermark = 0;
  for (const DrawnChange& drawn : *drawn_changes()) {
    table.fold(story.play(live.take(drawn) + " W" + std::to_string(++watermark)));
    RC_ASSERT(table.is_sound());
  }
  table.fold(story.play("W9223372036854775807"));
  RC_ASSERT(table.rows() == live.query("SELECT k, count(*), count(v), sum(v) FROM t GROUP BY k"));
}

RC_GTEST_PROP(ChangelogsAndSql, AgreeOnTheLatestRowAtEveryPrefix, ()) {
  ChangelogStory story({"value", "time"});
  story.run(std::make_unique<engine::DeduplicateFunction>(
      engine::DeduplicateSpec{.keep = engine::KeptRow::Latest, .schema = story.schema()}, story.facts()));
  holds_at_every_prefix(story, inserts_only(*drawn_changes()),
                        "SELECT k, v, t FROM (SELECT *, row_number() OVER (PARTITION BY k ORDER BY t DESC, n DESC) r "
                        "FROM t) WHERE r = 1");
}

RC_GTEST_PROP(ChangelogsAndSql, AgreeOnTheBestRowsAtEveryPrefix, ()) {
  ChangelogStory story({"value", "time"});
  engine::TopNSpec spec;
  spec.rows = engine::RankedRows::Retract;
  spec.by = {1, engine::SortOrder::Descending};
  spec.from = *rc::gen::inRange(1, 3);
  spec.to = spec.from + *rc::gen::inRange(0, 3);
  spec.number = *rc::gen::element(engine::RowNumber::Left, engine::RowNumber::Added);
  spec.schema = story.schema();
  const bool numbered = spec.number == engine::RowNumber::Added;
  spec.result = numbered ? story.extended({"number"}) : spec.schema;
  const std::string range = std::to_string(spec.from) + " AND " + std::to_string(*spec.to);
  story.run(engine::make_top_n(spec, story.facts()));
  holds_at_every_prefix(story, *drawn_changes(),
                        std::string("SELECT k, v, t") + (numbered ? ", r" : "") +
                            " FROM (SELECT *, row_number() OVER (PARTITION BY k ORDER BY v DESC, n) r FROM t) WHERE r"
                            " BETWEEN " +
                            range);
}

RC_GTEST_PROP(ChangelogsAndSql, AgreeOnFrames, ()) {
  ChangelogStory story({"value", "time"});
  const bool by_rows = *rc::gen::arbitrary<bool>();
  const int preceding = *rc::gen::inRange(0, 5);
  const bool is_bounded = *rc::gen::arbitrary<bool>();
  engine::OverFrame frame{by_rows ? engine::FrameUnit::Rows : engine::FrameUnit::Range, std::nullopt};
  if (is_bounded) frame.preceding = preceding;
  const engine::SchemaId result = story.extended({"rows", "values", "sum"});
  story.run(std::make_unique<engine::OverFunction>(engine::OverSpec{sum_and_counts(), frame, story.schema(), result},
                                                   story.facts()));
  LiveRows live;
  FoldedTable table;
  for (const DrawnChange& drawn : inserts_only(*drawn_changes())) table.fold(story.play(live.take(drawn)));
  table.fold(story.play("W100"));
  const std::string bound = is_bounded ? std::to_string(preceding) : "UNBOUNDED";
  RC_ASSERT(table.rows() == live.query("SELECT k, v, t, count(*) OVER w, count(v) OVER w, sum(v) OVER w FROM t WINDOW w"
                                       " AS (PARTITION BY k ORDER BY " +
                                       std::string(by_rows ? "t, n ROWS" : "t RANGE") + " BETWEEN " + bound +
                                       " PRECEDING AND CURRENT ROW)"));
}

}  // namespace
}  // namespace wavetank::testing
