// Joins: an interval join of two streams, and a regular join whose left rows change.
//
// Baselines: buffers by dense key number that are kept sorted, and the rows of the result written behind each other;
// no timers, no notes, no kinds but a number.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/operators/join/interval_join.hpp"
#include "engine/operators/join/regular_join.hpp"
#include "tests/bench/paired.hpp"

namespace wavetank::bench {
namespace {

constexpr std::size_t kBatch = 64;
constexpr std::int64_t kDisorderMs = 500;
constexpr std::size_t kTinyRows = 5'000;

// A joined row in a digest. Digests are sums of these.
std::uint64_t digest_of(std::int64_t left, std::int64_t right, std::uint64_t kind) {
  return engine::mix(static_cast<std::uint64_t>(left), static_cast<std::uint64_t>(right) ^ kind << 60);
}

// Both sides have a row every millisecond, out of order by less than `kDisorderMs`; a watermark follows every batch of
// either. A right row is joined with the left rows of its key that are from `oldest` to `newest` older.
struct Streams {
  std::size_t rows = 0;  // of a side
  std::size_t keys = 0;
  std::int64_t oldest = 0;
  std::int64_t newest = 0;

  [[nodiscard]] std::int64_t key(std::size_t side, std::size_t row) const {
    return static_cast<std::int64_t>(engine::mix(row, 0x9b + side) % keys);
  }
  [[nodiscard]] static std::int64_t time(std::size_t side, std::size_t row) {
    return static_cast<std::int64_t>(row) - static_cast<std::int64_t>(engine::mix(row, 0x17 + side) % kDisorderMs);
  }
  // Behind which no row that follows the first `rows` of a side lies.
  [[nodiscard]] static std::int64_t watermark(std::size_t rows) {
    return static_cast<std::int64_t>(rows) - kDisorderMs;
  }
};

struct JoinedRow {
  std::int64_t kind;
  std::int64_t key;
  std::int64_t left;
  std::int64_t right;
};

class BareIntervals {
 public:
  explicit BareIntervals(const Streams& streams) : streams_(streams) {
    for (auto& side : buffers_) side.resize(streams.keys);
  }

  std::uint64_t run() {
    for (std::size_t first = 0; first < streams_.rows; first += kBatch) {
      const std::size_t end = std::min(first + kBatch, streams_.rows);
      for (std::size_t side = 0; side < 2; ++side) {
        for (std::size_t row = first; row < end; ++row) take(side, row);
      }
      watermark_ = Streams::watermark(end);
    }
    std::uint64_t digest = 0;
    for (const JoinedRow& row : said_) digest += digest_of(row.left, row.right, 0);
    return digest;
  }

 private:
  struct Kept {
    std::int64_t time;
    std::int64_t row;
  };
  struct Buffer {
    std::vector<Kept> rows;  // by time
    std::size_t front = 0;
  };

  // How long after its time a row is kept.
  [[nodiscard]] std::int64_t stay(std::size_t side) const {
    return std::max<std::int64_t>(side == 0 ? streams_.oldest : -streams_.newest, 0);
  }

  void take(std::size_t side, std::size_t row) {
    const auto key = static_cast<std::size_t>(streams_.key(side, row));
    const std::int64_t time = Streams::time(side, row);
    keep(buffers_[side][key], {time, static_cast<std::int64_t>(row)});
    Buffer& far = buffers_[1 - side][key];
    forget(far, stay(1 - side));
    const std::int64_t from = side == 0 ? time + streams_.newest : time - streams_.oldest;
    const std::int64_t to = side == 0 ? time + streams_.oldest : time - streams_.newest;
    auto partner = std::lower_bound(far.rows.begin() + static_cast<std::ptrdiff_t>(far.front), far.rows.end(), from,
                                    [](const Kept& kept, std::int64_t wanted) { return kept.time < wanted; });
    for (; partner != far.rows.end() && partner->time <= to; ++partner) {
      const auto own = static_cast<std::int64_t>(row);
      said_.push_back(
          {0, static_cast<std::int64_t>(key), side == 0 ? own : partner->row, side == 0 ? partner->row : own});
    }
    forget(buffers_[side][key], stay(side));
  }
  static void keep(Buffer& buffer, const Kept& kept) {
    if (buffer.rows.size() == buffer.front || buffer.rows.back().time <= kept.time) return buffer.rows.push_back(kept);
    const auto place =
        std::upper_bound(buffer.rows.begin() + static_cast<std::ptrdiff_t>(buffer.front), buffer.rows.end(), kept.time,
                         [](std::int64_t time, const Kept& there) { return time < there.time; });
    buffer.rows.insert(place, kept);
  }
  void forget(Buffer& buffer, std::int64_t stay) const {
    while (buffer.front < buffer.rows.size() && buffer.rows[buffer.front].time + stay <= watermark_) ++buffer.front;
    if (buffer.front * 2 < buffer.rows.size()) return;
    buffer.rows.erase(buffer.rows.begin(), buffer.rows.begin() + static_cast<std::ptrdiff_t>(buffer.front));
    buffer.front = 0;
  }

  Streams streams_;
  std::int64_t watermark_ = INT64_MIN;
  std::array<std::vector<Buffer>, 2> buffers_;
  std::vector<JoinedRow> said_;
};

// What both engine sides have in common: two inputs, and a digest of the rows that leave.
class EngineJoin {
 protected:
  EngineJoin()
      : left(facts.rows.add_schema({"left", {{.name = "key"}, {.name = "left"}}})),
        right(facts.rows.add_schema({"right", {{.name = "key"}, {.name = "right"}}})),
        result(facts.rows.add_schema(
            {"result", {{.name = "key"}, {.name = "left"}, {.name = "right_key"}, {.name = "right"}}})) {}

  [[nodiscard]] engine::Moment moment() { return {engine::ProcessingTime(0), engine::kNoCause, facts}; }
  [[nodiscard]] engine::Record record(engine::SchemaId schema, engine::RowKind kind, std::int64_t time,
                                      std::array<std::int64_t, 2> fields) {
    const std::array cells{engine::Cell{fields[0], false}, engine::Cell{fields[1], false}};
    return {engine::EventTime(time), facts.row(schema, kind, cells), facts.key(engine::FieldType::Int64, cells[0])};
  }
  void open(std::shared_ptr<const engine::Operator> join) {
    join_ = std::move(join);
    state_ = join_->open({}, {}, moment(), effects_);
  }
  void feed(engine::InputIndex input, std::span<const engine::Record> records) {
    for (std::size_t first = 0; first < records.size(); first += kBatch) {
      const std::size_t count = std::min(kBatch, records.size() - first);
      join_->on_batch(input, records.subspan(first, count), moment(), state_, effects_);
      take_effects();
    }
  }
  void advance(std::int64_t watermark) {
    join_->on_control({engine::ControlKind::Watermark, engine::EventTime(watermark)}, moment(), state_, effects_);
    take_effects();
  }
  [[nodiscard]] std::uint64_t digest() const { return digest_; }

  engine::Facts facts;
  engine::SchemaId left;
  engine::SchemaId right;
  engine::SchemaId result;

 private:
  void take_effects() {
    const engine::Rows& rows = facts.rows;
    for (const engine::Effects::Item& item : effects_.order()) {
      if (item.kind != engine::EffectKind::Records) continue;
      for (const engine::Record& said : effects_.records(item)) {
        const bool adds = engine::accumulates(rows.kind(said.row));
        digest_ += digest_of(rows.bits(said.row, 1), rows.bits(said.row, 3), adds ? 0 : 1);
      }
    }
    effects_.clear();
  }

  std::shared_ptr<const engine::Operator> join_;  // immutable; copies of a side share it
  engine::State state_;
  engine::Effects effects_;
  std::uint64_t digest_ = 0;
};

class EngineIntervals : EngineJoin {
 public:
  explicit EngineIntervals(const Streams& streams) {
    for (std::size_t row = 0; row < streams.rows; ++row) {
      for (std::size_t side = 0; side < 2; ++side) {
        sides_[side].push_back(record(side == 0 ? left : right, engine::RowKind::Insert, Streams::time(side, row),
                                      {streams.key(side, row), static_cast<std::int64_t>(row)}));
      }
    }
    open(std::make_shared<engine::IntervalJoinOperator>(engine::IntervalJoinSpec{
        .schemas = {left, right, result},
        .interval = {engine::Millis{streams.newest}, engine::Millis{streams.oldest}},
    }));
  }

  std::uint64_t run() {
    for (std::size_t first = 0; first < sides_[0].size(); first += kBatch) {
      const std::size_t count = std::min(kBatch, sides_[0].size() - first);
      feed(engine::kLeftInput, std::span(sides_[0]).subspan(first, count));
      feed(engine::kRightInput, std::span(sides_[1]).subspan(first, count));
      advance(Streams::watermark(first + count));
    }
    return digest();
  }

 private:
  std::array<std::vector<engine::Record>, 2> sides_;
};

// A right row for each key, then left rows that are added until each key has `each`, then replaced one by one.
struct Table {
  std::size_t changes = 0;
  std::size_t keys = 0;
  std::size_t each = 0;

  // The left row whose turn it is.
  [[nodiscard]] std::size_t turn(std::size_t change) const {
    const std::size_t all = keys * each;
    return change < all ? change : engine::mix(change, 0x77) % all;
  }
  [[nodiscard]] std::int64_t key_of(std::size_t row) const { return static_cast<std::int64_t>(row % keys); }
  // What it says then; before, it said nothing or another value.
  [[nodiscard]] static std::int64_t value(std::size_t row, std::size_t change) {
    return static_cast<std::int64_t>(engine::mix(row, change) >> 8);
  }
  [[nodiscard]] static std::int64_t right_value(std::size_t key) {
    return static_cast<std::int64_t>(engine::mix(key, 3));
  }
};

// The changes of a table: what a row said before is taken back first.
template <typename Say>
void each_change(const Table& table, const Say& say) {
  std::vector<std::int64_t> said(table.keys * table.each, -1);
  for (std::size_t change = 0; change < table.changes; ++change) {
    const std::size_t row = table.turn(change);
    const std::int64_t key = table.key_of(row);
    if (said[row] >= 0) say(engine::RowKind::UpdateBefore, key, said[row]);
    const bool is_new = said[row] < 0;
    said[row] = Table::value(row, change);
    say(is_new ? engine::RowKind::Insert : engine::RowKind::UpdateAfter, key, said[row]);
  }
}

class BareTables {
 public:
  explicit BareTables(const Table& table) : groups_(table.keys) {
    for (std::size_t key = 0; key < table.keys; ++key) groups_[key].right = Table::right_value(key);
    each_change(table, [&](engine::RowKind kind, std::int64_t key, std::int64_t value) {
      changes_.push_back({engine::accumulates(kind) ? 0 : 1, key, value, 0});
    });
  }
  [[nodiscard]] std::size_t rows() const { return changes_.size(); }

  std::uint64_t run() {
    for (const JoinedRow& change : changes_) {
      Group& group = groups_[static_cast<std::size_t>(change.key)];
      const auto place = std::lower_bound(group.left.begin(), group.left.end(), change.left);
      if (change.kind == 0) {
        group.left.insert(place, change.left);
      } else {
        group.left.erase(place);
      }
      said_.push_back({change.kind, change.key, change.left, group.right});
    }
    std::uint64_t digest = 0;
    for (const JoinedRow& row : said_) digest += digest_of(row.left, row.right, static_cast<std::uint64_t>(row.kind));
    return digest;
  }

 private:
  struct Group {
    std::int64_t right = 0;
    std::vector<std::int64_t> left;  // sorted
  };
  std::vector<JoinedRow> changes_;
  std::vector<Group> groups_;
  std::vector<JoinedRow> said_;
};

class EngineTables : EngineJoin {
 public:
  explicit EngineTables(const Table& table) {
    each_change(table, [&](engine::RowKind kind, std::int64_t key, std::int64_t value) {
      changes_.push_back(record(left, kind, 0, {key, value}));
    });
    engine::RegularJoinSpec spec;
    spec.sides = {{{.schema = left}, {.schema = right, .identity = engine::JoinIdentity::JoinKeyOnly}}};
    spec.result = result;
    open(std::make_shared<engine::RegularJoinOperator>(std::move(spec)));
    std::vector<engine::Record> first;
    for (std::size_t key = 0; key < table.keys; ++key) {
      first.push_back(
          record(right, engine::RowKind::Insert, 0, {static_cast<std::int64_t>(key), Table::right_value(key)}));
    }
    feed(engine::kRightInput, first);
  }

  std::uint64_t run() {
    feed(engine::kLeftInput, changes_);
    return digest();
  }

 private:
  std::vector<engine::Record> changes_;
};

// Each row meets four partners, of eight that its key has on either side.
Streams near_streams(std::size_t keys, std::size_t rows) {
  const auto reach = static_cast<std::int64_t>(4 * keys);
  return {rows, keys, reach, -reach};
}
// A left row waits for a partner until `kept` more of its key have come. Four partners a pair of rows, however many wait.
Streams waiting_streams(std::size_t kept, std::size_t rows) {
  constexpr std::int64_t kKeys = 100;
  const std::int64_t oldest = kKeys * static_cast<std::int64_t>(kept);
  return {rows, kKeys, oldest, oldest - 4 * kKeys};
}

void intervals(benchmark::State& state, const Streams& streams) {
  compare(state, BareIntervals(streams), EngineIntervals(streams), 2 * streams.rows);
}
void interval_growth(benchmark::State& state, const Streams& smaller, const Streams& larger, const Target& target) {
  compare_growth(state, EngineIntervals(smaller), EngineIntervals(larger), 2 * larger.rows, target);
}
void tables(benchmark::State& state, const Table& table) {
  const BareTables bare(table);
  compare(state, bare, EngineTables(table), bare.rows());
}
void table_growth(benchmark::State& state, const Table& smaller, const Table& larger, const Target& target) {
  const Operations operations(BareTables(larger).rows(), BareTables(smaller).rows());
  compare_growth(state, EngineTables(smaller), EngineTables(larger), operations, target);
}

void add_all() {
  constexpr std::size_t kRows = 500'000;
  const auto name_of = [](const char* subject, std::size_t size) { return subject + std::to_string(size); };
  for (const std::size_t keys : {1'000u, 10'000u, 100'000u}) {
    add(name_of("interval/keys ", keys), kPairs, intervals, near_streams(keys, kRows));
    add(name_of("regular/keys ", keys), kPairs, tables, Table{kRows, keys, 4});
  }
  for (const std::size_t keys : {10'000u, 100'000u}) {
    add(name_of("growth/interval keys ", keys), kPairs, interval_growth, near_streams(keys / 10, kRows),
        near_streams(keys, kRows), Target{0, 2.1, 2.1});
    add(name_of("growth/regular keys ", keys), kPairs, table_growth, Table{kRows, keys / 10, 4}, Table{kRows, keys, 4},
        Target{0, 2.1, 2.1});
  }
  add("interval/waiting 1000", kPairs, intervals, waiting_streams(1'000, kRows));
  add("regular/rows of a key 1000", kPairs, tables, Table{kRows, 100, 1'000});
  for (const std::size_t kept : {100u, 1'000u}) {
    add(name_of("growth/waiting ", kept), kPairs, interval_growth, waiting_streams(kept / 10, kRows),
        waiting_streams(kept, kRows), Target{0, 1.3, 1.3});
    add(name_of("growth/rows of a key ", kept), kPairs, table_growth, Table{kRows, 100, kept / 10},
        Table{kRows, 100, kept}, Target{0, 1.3, 1.3});
  }
  add("tiny/interval", 1, intervals, near_streams(100, kTinyRows));
  add("tiny/waiting", 1, intervals, waiting_streams(10, kTinyRows));
  add("tiny/regular", 1, tables, Table{kTinyRows, 100, 10});
}

}  // namespace
}  // namespace wavetank::bench

int main(int argc, char** argv) {
  wavetank::bench::add_all();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
