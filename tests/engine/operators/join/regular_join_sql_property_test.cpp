// For all rows and retractions: what a regular join's changes come to is what SQLite says of the same two tables.
#include <memory>
#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <sqlite3.h>

#include "tests/engine/operators/join/join_rig.hpp"

namespace wavetank::engine::testing {
namespace {

class SqlTables {
 public:
  SqlTables() {
    sqlite3* opened = nullptr;
    RC_ASSERT(sqlite3_open(":memory:", &opened) == SQLITE_OK);
    base_.reset(opened);
    static_cast<void>(run("create table l(k, id, v)"));
    static_cast<void>(run("create table r(rk, rid, rv)"));
  }
  void add(JoinSide side, const JoinRow& row) {
    static_cast<void>(run("insert into " + name(side) + " values(" + std::to_string(row.key) + "," +
                          std::to_string(row.id) + "," + std::to_string(row.value) + ")"));
  }
  void take(JoinSide side, const JoinRow& row) {
    const std::string p = side == JoinSide::Left ? "" : "r";
    static_cast<void>(run("delete from " + name(side) + " where rowid = (select rowid from " + name(side) + " where " +
                          p + "k=" + std::to_string(row.key) + " and " + p + "id=" + std::to_string(row.id) + " and " +
                          p + "v=" + std::to_string(row.value) + " limit 1)"));
  }
  // Each row as often as it is there.
  std::map<std::string, int> run(const std::string& text) {
    sqlite3_stmt* made = nullptr;
    RC_ASSERT(sqlite3_prepare_v2(base_.get(), text.c_str(), -1, &made, nullptr) == SQLITE_OK);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(made, sqlite3_finalize);
    std::map<std::string, int> rows;
    while (sqlite3_step(made) == SQLITE_ROW) {
      std::string row;
      for (int i = 0; i < sqlite3_column_count(made); ++i) {
        const bool null = sqlite3_column_type(made, i) == SQLITE_NULL;
        row += (i == 0 ? "" : ",") + (null ? "null" : std::to_string(sqlite3_column_int64(made, i)));
      }
      ++rows[row];
    }
    return rows;
  }

 private:
  static std::string name(JoinSide side) { return side == JoinSide::Left ? "l" : "r"; }
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> base_{nullptr, sqlite3_close};
};

struct KindAndSql {
  JoinKind kind;
  const char* sql;
};
// Right and full joins are written with left ones: SQLite has them only since 3.39.
constexpr std::array kJoins{
    KindAndSql{JoinKind::Inner, "select * from l join r on k = rk and v <= rv"},
    KindAndSql{JoinKind::Left, "select * from l left join r on k = rk and v <= rv"},
    KindAndSql{JoinKind::Right, "select k, id, v, rk, rid, rv from r left join l on k = rk and v <= rv"},
    KindAndSql{JoinKind::Full,
               "select k, id, v, rk, rid, rv from l left join r on k = rk and v <= rv union all select null, null, "
               "null, rk, rid, rv from r where not exists (select 1 from l where k = rk and v <= rv)"},
    KindAndSql{JoinKind::Semi, "select * from l where exists (select 1 from r where k = rk and v <= rv)"},
    KindAndSql{JoinKind::Anti, "select * from l where not exists (select 1 from r where k = rk and v <= rv)"},
};

RegularJoinSpec spec_of(JoinKind kind, JoinFacts& on) {
  std::vector<Variable> variables;
  for (const Field& field : on.facts.rows.schema(on.schemas.result).fields) variables.push_back({field.name});
  const bool semi = kind == JoinKind::Semi || kind == JoinKind::Anti;
  return {.kind = kind,
          .sides = {JoinSideSpec{.schema = on.schemas.left}, JoinSideSpec{.schema = on.schemas.right}},
          .result = semi ? on.schemas.left : on.schemas.result,
          .condition = JoinCondition(Expression::compile("v <= rv", variables, on.facts.texts).value(), 3, 3)};
}

RC_GTEST_PROP(RegularJoinSql, FoldsToWhatSqliteSaysAfterEachRow, ()) {
  const KindAndSql& join = *rc::gen::elementOf(kJoins);
  JoinFacts on;
  const RegularJoinOperator op(spec_of(join.kind, on));
  JoinRig rig(op, on);
  SqlTables tables;
  Folded folded;
  std::array<std::vector<JoinRow>, 2> there;
  const int steps = *rc::gen::inRange(1, 25);
  for (int i = 0; i < steps; ++i) {
    const JoinSide side = *rc::gen::element(JoinSide::Left, JoinSide::Right);
    std::vector<JoinRow>& rows = there[index_of(side)];
    const bool takes = !rows.empty() && *rc::gen::inRange(0, 3) == 0;
    const std::size_t at = takes ? *rc::gen::inRange<std::size_t>(0, rows.size()) : rows.size();
    if (!takes) {
      const std::int64_t key = *rc::gen::inRange(0, 2);
      const std::int64_t id = *rc::gen::inRange(0, 3);
      rows.push_back({.key = key, .id = id, .value = *rc::gen::inRange(0, 3)});
    }
    JoinRow row = rows[at];
    row.kind = takes ? RowKind::Delete : RowKind::Insert;
    folded.take(rig.send(side, row));
    if (takes) {
      tables.take(side, row);
      rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
      tables.add(side, row);
    }
    if (*rc::gen::inRange(0, 6) == 0) rig.restore();
    RC_ASSERT(folded.rows() == tables.run(join.sql));
  }
}

}  // namespace
}  // namespace wavetank::engine::testing
