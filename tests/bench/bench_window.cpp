// Case S3: a keyed window over records in memory, 20 windows of 10 s, a sum and a count. Target P4; growth of P5.
//
// The product is the real operator with timers, trigger, lateness of 5 s and notes, in batches of 64, with a
// watermark after every thousand records. Its host performs the effects as the simulator does: every note becomes a
// hashed trace event that nobody reads, every result is folded into the digest. Rows and keys are interned before
// the clock starts; results are interned by the operator, in the run.
//
// Baseline: the loop one would write without an engine, over records that hold dense key numbers and values
// themselves: an array by window slot and key, a scan when the watermark passes a window's end. For late records it
// fires again, or drops, by the same rules.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/operators/aligned_window.hpp"
#include "sim/random/stream.hpp"
#include "sim/trace/recorder.hpp"
#include "tests/bench/paired.hpp"
#include "tests/bench/result_digest.hpp"

namespace wavetank::bench {
namespace {

constexpr std::int64_t kSize = 10'000;  // milliseconds, as all event times here
constexpr std::int64_t kSpan = 20 * kSize;
constexpr std::int64_t kDisorder = 2'000;
constexpr std::int64_t kLateness = 5'000;
constexpr std::int64_t kLateMost = 14'000;
constexpr std::size_t kPerWatermark = 1'000;
constexpr std::size_t kBatch = 64;

struct Shape {
  std::size_t records;
  std::uint32_t keys;
  std::uint32_t late_percent = 0;
  std::int64_t overlap = 1;  // size ÷ slide
};

struct BareRecord {
  std::int64_t time;
  std::int64_t value;
  std::uint64_t key;  // dense
};

struct Input {
  Shape shape;
  std::vector<std::int64_t> keys;  // scattered 32-bit numbers, by dense number
  std::vector<BareRecord> records;
  std::vector<std::int64_t> watermarks;  // after every kPerWatermark records
};

std::int64_t time_of(std::size_t record, const Shape& shape, std::uint64_t drawn) {
  const auto ahead = kDisorder + static_cast<std::int64_t>(record * kSpan / shape.records);
  const bool late = (drawn >> 32) % 100 < shape.late_percent;
  const std::int64_t width = late ? kLateMost - kDisorder : kDisorder;
  const std::int64_t back = static_cast<std::int64_t>(drawn & 0xffffffffu) % width;
  return std::max<std::int64_t>(0, ahead - back - (late ? kDisorder : 0));
}

std::shared_ptr<const Input> make_input(const Shape& shape) {
  sim::Streams streams{sim::RootSeed{1}};
  sim::Tape tape;
  const sim::StreamId times = streams.stream("bench/time");
  const sim::StreamId keys = streams.stream("bench/key");
  const sim::StreamId values = streams.stream("bench/value");
  Input input{shape, {}, {}, {}};
  for (std::uint32_t key = 0; key < shape.keys; ++key) {
    input.keys.push_back(static_cast<std::int64_t>(key * 0x9e3779b1u));  // odd: no two alike
  }
  std::int64_t newest = 0;
  input.records.reserve(shape.records);
  for (std::size_t i = 0; i < shape.records; ++i) {
    const std::int64_t time = time_of(i, shape, streams.draw(times, tape));
    const std::uint64_t key = streams.below(keys, shape.keys, tape);
    const auto value = static_cast<std::int64_t>(streams.below(values, 1u << 20, tape));
    input.records.push_back({time, value, key});
    newest = std::max(newest, time);
    if ((i + 1) % kPerWatermark == 0) input.watermarks.push_back(newest - kDisorder - 1);
  }
  return std::make_shared<const Input>(std::move(input));
}

// The window operator and its host. A copy interns rows and keys anew, so that no run finds its results made.
class Product {
 public:
  explicit Product(std::shared_ptr<const Input> input) : input_(std::move(input)) {}
  Product(const Product& other) : Product(other.input_) { prepare(); }
  Product& operator=(const Product&) = delete;
  ~Product() = default;

  [[gnu::noinline]] std::uint64_t run() {
    std::size_t watermark = 0;
    for (std::size_t at = 0; at < records_.size(); at += kPerWatermark) {
      const auto all = std::span(records_).subspan(at, std::min(kPerWatermark, records_.size() - at));
      for (std::size_t first = 0; first < all.size(); first += kBatch) {
        operator_->on_batch(engine::InputIndex{0}, all.subspan(first, std::min(kBatch, all.size() - first)), moment(),
                            state_, effects_);
        perform();
      }
      if (watermark < input_->watermarks.size()) advance_to(input_->watermarks[watermark++]);
    }
    advance_to(engine::EventTime::max().ticks());
    return digest_ + operator_->counts(state_).dropped;
  }

 private:
  void prepare() {
    using engine::Field;
    const engine::SchemaId schema = facts_.rows.add_schema({"in", {Field{"key"}, Field{"value"}}});
    engine::WindowSpec spec{.assigner = {.shape = engine::tumbling(engine::Millis{kSize})}};
    spec.assigner.shape.slide = engine::Millis{kSize / input_->shape.overlap};
    spec.allowed_lateness = engine::Millis{kLateness};
    spec.aggregates = {{.kind = engine::AggregateKind::Sum, .name = "sum", .field = 1},
                       {.kind = engine::AggregateKind::Count, .name = "count"}};
    spec.result =
        facts_.rows.add_schema({"out", {Field{"key"}, Field{"start"}, Field{"end"}, Field{"sum"}, Field{"count"}}});
    operator_ = std::make_unique<engine::AlignedWindowOperator>(std::move(spec));
    for (const std::int64_t key : input_->keys) facts_.key(engine::FieldType::Int64, {key, false});
    records_.reserve(input_->records.size());
    for (const BareRecord& record : input_->records) {
      const engine::Cell cells[] = {{input_->keys[record.key], false}, {record.value, false}};
      records_.push_back({engine::EventTime(record.time), facts_.row(schema, engine::RowKind::Insert, cells),
                          engine::KeyId{static_cast<std::uint32_t>(record.key)}, engine::Cause{1}});
    }
    state_ = operator_->open({}, {}, moment(), effects_);
  }

  engine::Moment moment() { return {engine::ProcessingTime(0), engine::kNoCause, facts_}; }

  void advance_to(std::int64_t watermark) {
    if (watermark <= watermark_) return;  // as the gate of a task does
    watermark_ = watermark;
    operator_->on_control({engine::ControlKind::Watermark, engine::EventTime(watermark), engine::Cause{1}}, moment(),
                          state_, effects_);
    perform();
  }

  // What sim::Runner does with the effects of a step, but for the channels.
  void perform() {
    causes_.clear();
    for (const engine::Effects::Item& item : effects_.order()) {
      if (item.kind == engine::EffectKind::Notes) {
        for (const engine::Note& note : effects_.notes(item)) trace(note);
      } else if (item.is_noted()) {
        const std::span<const engine::Note> notes = effects_.notes(item);
        const std::span<const engine::Record> records = effects_.records(item);
        for (std::size_t i = 0; i < records.size(); ++i) {
          trace(notes[i]);
          take(records[i]);
        }
      } else if (item.kind == engine::EffectKind::Records) {
        for (const engine::Record& record : effects_.records(item)) take(record);
      }
    }
    effects_.clear();
  }
  void trace(const engine::Note& note) {
    const sim::TraceEvent event{
        sim::SimTime(0), resolve(note.cause), sim::kind_of(note.kind), sim::ActorId{1}, note.a, note.b};
    causes_.push_back(static_cast<std::uint32_t>(recorder_.record(head_, event)));
  }
  [[nodiscard]] std::uint32_t resolve(engine::Cause cause) const {
    const auto word = static_cast<std::uint32_t>(cause);
    return (word & engine::kLocalCause) == 0 ? word : causes_[word ^ engine::kLocalCause];
  }
  void take(const engine::Record& result) {
    const engine::Rows& rows = facts_.rows;
    digest_ += digest_of(rows.bits(result.row, 0), rows.bits(result.row, 1),
                         {rows.bits(result.row, 3), rows.bits(result.row, 4)});
  }

  std::shared_ptr<const Input> input_;
  engine::Facts facts_;
  std::unique_ptr<engine::AlignedWindowOperator> operator_;
  std::vector<engine::Record> records_;
  engine::State state_;
  engine::Effects effects_;
  std::vector<std::uint32_t> causes_;
  sim::TraceHead head_;
  sim::Recorder recorder_{facts_};
  std::int64_t watermark_ = 0;
  std::uint64_t digest_ = 0;
};

// Tumbling, nothing late: the floor.
class BareLoop {
 public:
  explicit BareLoop(std::shared_ptr<const Input> input)
      : input_(std::move(input)), slots_(kSlots, std::vector<Slot>(input_->keys.size())) {}

  std::uint64_t run() {
    std::size_t until_watermark = kPerWatermark;
    std::size_t next = 0;
    for (const BareRecord& record : input_->records) {
      Slot& slot = slots_[static_cast<std::size_t>(record.time / kSize) % kSlots][record.key];
      slot.sum += record.value;
      slot.count += 1;
      if (--until_watermark > 0) continue;
      until_watermark = kPerWatermark;
      fire_up_to(input_->watermarks[next++]);
    }
    fire_up_to(kSpan + 2 * kSize);
    return digest_;
  }

 private:
  static constexpr std::size_t kSlots = 2;

  void fire_up_to(std::int64_t watermark) {
    for (; start_ + kSize - 1 <= watermark; start_ += kSize) {
      std::vector<Slot>& slots = slots_[static_cast<std::size_t>(start_ / kSize) % kSlots];
      for (std::size_t key = 0; key < slots.size(); ++key) {
        if (slots[key].count > 0) digest_ += digest_of(input_->keys[key], start_, slots[key]);
        slots[key] = {};
      }
    }
  }

  std::shared_ptr<const Input> input_;
  std::vector<std::vector<Slot>> slots_;
  std::int64_t start_ = 0;  // of the first window not fired
  std::uint64_t digest_ = 0;
};

// Any overlap, late records, lateness: a slot per (window, key), each record added to all its windows.
class BareLateLoop {
 public:
  explicit BareLateLoop(std::shared_ptr<const Input> input)
      : input_(std::move(input)),
        slide_(kSize / input_->shape.overlap),
        slots_(kSlots, std::vector<Slot>(input_->keys.size())),
        fire_(slide_ - kSize),
        clear_(fire_) {}

  std::uint64_t run() {
    std::size_t taken = 0;
    for (const BareRecord& record : input_->records) {
      add(record);
      if (++taken % kPerWatermark == 0) advance_to(input_->watermarks[taken / kPerWatermark - 1]);
    }
    advance_to(kSpan + 4 * kSize);
    return digest_;
  }

 private:
  static constexpr std::size_t kSlots = 128;

  std::vector<Slot>& slots_of(std::int64_t start) {
    return slots_[static_cast<std::size_t>((start + kSize) / slide_) % kSlots];
  }
  void add(const BareRecord& record) {
    bool joined = false;
    for (std::int64_t start = record.time / slide_ * slide_; start > record.time - kSize; start -= slide_) {
      if (start + kSize - 1 + kLateness <= watermark_) continue;
      joined = true;
      Slot& slot = slots_of(start)[record.key];
      slot.sum += record.value;
      slot.count += 1;
      if (start < fire_) digest_ += digest_of(input_->keys[record.key], start, slot);
    }
    if (!joined) ++digest_;
  }
  void advance_to(std::int64_t watermark) {
    watermark_ = std::max(watermark_, watermark);
    for (; fire_ + kSize - 1 <= watermark_; fire_ += slide_) {
      const std::vector<Slot>& slots = slots_of(fire_);
      for (std::size_t key = 0; key < slots.size(); ++key) {
        if (slots[key].count > 0) digest_ += digest_of(input_->keys[key], fire_, slots[key]);
      }
    }
    for (; clear_ + kSize - 1 + kLateness <= watermark_; clear_ += slide_) {
      std::fill(slots_of(clear_).begin(), slots_of(clear_).end(), Slot{});
    }
  }

  std::shared_ptr<const Input> input_;
  std::int64_t slide_;
  std::vector<std::vector<Slot>> slots_;
  std::int64_t fire_;   // the first window that has not fired
  std::int64_t clear_;  // the first window that is still kept
  std::int64_t watermark_ = 0;
  std::uint64_t digest_ = 0;
};

void tumbling(benchmark::State& state, Shape shape, Target target) {
  const auto input = make_input(shape);
  compare(state, BareLoop(input), Product(input), shape.records, target);
}

void late_or_sliding(benchmark::State& state, Shape shape) {
  const auto input = make_input(shape);
  compare(state, BareLateLoop(input), Product(input), shape.records);
}

// `larger` ÷ `smaller`, both the product; their digests differ and are checked by the other cases.
void growth(benchmark::State& state, Shape smaller, Shape larger, Target target) {
  compare(state, Unchecked<Product>{Product(make_input(smaller))}, Unchecked<Product>{Product(make_input(larger))},
          larger.records, target);
}

template <typename... Arguments>
void add(const std::string& name, int pairs, const Arguments&... arguments) {
  benchmark::RegisterBenchmark(name.c_str(), arguments...)
      ->Iterations(pairs)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

void add_all() {
  // So many that the tables of interned rows, full of input by then, do not happen to double in one case's run and
  // in the other's not: the growth of a table is no growth of the operator.
  constexpr std::size_t kFew = 1'200'000;
  constexpr std::size_t kMany = 4'400'000;
  constexpr Target kPerTenfold{0, 2.1, 2.1};
  add("tumbling/1000", kPairs, tumbling, Shape{10'000'000, 1'000}, Target{4, 8, 4});
  add("tumbling/100000", kPairs, tumbling, Shape{10'000'000, 100'000}, Target{4, 6, 3});
  for (const std::uint32_t late : {5u, 30u}) {
    const std::string percent = std::to_string(late) + "%";
    add("late/" + percent, kPairs, late_or_sliding, Shape{kFew, 1'000, late});
    add("growth/late " + percent, kPairs, growth, Shape{kFew, 1'000}, Shape{kFew, 1'000, late}, Target{0, 1.5, 1.5});
  }
  add("sliding/10", kPairs, late_or_sliding, Shape{kFew, 1'000, 0, 10});
  add("growth/sliding 10", kPairs, growth, Shape{kFew, 1'000}, Shape{kFew, 1'000, 0, 10}, Target{5, 2.5, 1.8});
  add("growth/sliding 20", kPairs, growth, Shape{kFew, 1'000, 0, 10}, Shape{kFew, 1'000, 0, 20}, Target{5, 1.3, 1.1});
  add("growth/keys 10000", kPairs, growth, Shape{kMany, 1'000}, Shape{kMany, 10'000}, kPerTenfold);
  add("growth/keys 100000", kPairs, growth, Shape{kMany, 10'000}, Shape{kMany, 100'000}, kPerTenfold);
  add("tiny/tumbling", 1, tumbling, Shape{60'000, 100}, Target{});
  add("tiny/late", 1, late_or_sliding, Shape{60'000, 100, 30});
  add("tiny/sliding", 1, late_or_sliding, Shape{60'000, 100, 30, 10});
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
