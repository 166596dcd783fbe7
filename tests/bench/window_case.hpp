// Case S3: ten million keyed records over 200 s with disorder, and the window operators that read them.
//
// The product is a real operator with timers, trigger, lateness of 5 s and notes, in batches of 64, with a
// watermark after every thousand records. Its host performs the effects as the simulator does: every note becomes a
// hashed trace event that nobody reads, every result is folded into the digest. Rows and keys are made before
// the clock starts; results are made by the operator, in the run.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "engine/operators/window/any_window.hpp"
#include "sim/random/stream.hpp"
#include "sim/trace/recorder.hpp"
#include "tests/bench/result_digest.hpp"

namespace wavetank::bench {

inline constexpr std::int64_t kSize = 10'000;  // milliseconds, as all event times here
inline constexpr std::int64_t kSpan = 20 * kSize;
inline constexpr std::int64_t kDisorder = 2'000;
inline constexpr std::int64_t kLateness = 5'000;
inline constexpr std::int64_t kLateMost = 14'000;
inline constexpr std::size_t kPerWatermark = 1'000;
inline constexpr std::size_t kBatch = 64;

struct Shape {
  std::size_t records;
  std::uint32_t keys;
  std::uint32_t late_percent = 0;
  std::int64_t overlap = 1;  // size ÷ slide
  std::int64_t size = kSize;
  std::int64_t span = kSpan;  // of all records
  std::int64_t disorder = kDisorder;
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

inline std::int64_t time_of(std::size_t record, const Shape& shape, std::uint64_t drawn) {
  const auto ahead =
      shape.disorder + static_cast<std::int64_t>(record * static_cast<std::size_t>(shape.span) / shape.records);
  const bool late = (drawn >> 32) % 100 < shape.late_percent;
  const std::int64_t width = late ? kLateMost - shape.disorder : shape.disorder;
  const std::int64_t back = static_cast<std::int64_t>(drawn & 0xffffffffu) % width;
  return std::max<std::int64_t>(0, ahead - back - (late ? shape.disorder : 0));
}

inline std::shared_ptr<const Input> make_input(const Shape& shape) {
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
    if ((i + 1) % kPerWatermark == 0) input.watermarks.push_back(newest - shape.disorder - 1);
  }
  return std::make_shared<const Input>(std::move(input));
}

// Tumbling or sliding, as the shape says.
inline engine::WindowAssignerSpec aligned_windows(const Shape& shape) {
  engine::WindowAssignerSpec assigner{.shape = engine::tumbling(engine::Millis{shape.size})};
  assigner.shape.slide = engine::Millis{shape.size / shape.overlap};
  return assigner;
}

// A window operator and its host. A copy makes rows and keys anew, so that no run finds its results made.
class WindowProduct {
 public:
  WindowProduct(std::shared_ptr<const Input> input, const engine::WindowAssignerSpec& assigner)
      : input_(std::move(input)), assigner_(assigner) {}
  WindowProduct(const WindowProduct& other) : WindowProduct(other.input_, other.assigner_) { prepare(); }
  WindowProduct& operator=(const WindowProduct&) = delete;
  ~WindowProduct() = default;

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
    engine::WindowSpec spec{.assigner = assigner_};
    spec.allowed_lateness = engine::Millis{kLateness};
    spec.aggregates = {{.kind = engine::AggregateKind::Sum, .name = "sum", .field = 1},
                       {.kind = engine::AggregateKind::Count, .name = "count"}};
    spec.result =
        facts_.rows.add_schema({"out", {Field{"key"}, Field{"start"}, Field{"end"}, Field{"sum"}, Field{"count"}}});
    operator_ = engine::make_window_operator(std::move(spec));
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
    const sim::TraceEvent event{sim::SimTime(0), resolve(note.cause), sim::kind_of(note.kind), sim::ActorId{1}, note.a,
                                note.b};
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
  engine::WindowAssignerSpec assigner_;
  engine::Facts facts_;
  std::unique_ptr<engine::AnyWindowOperator> operator_;
  std::vector<engine::Record> records_;
  engine::State state_;
  engine::Effects effects_;
  std::vector<std::uint32_t> causes_;
  sim::TraceHead head_;
  sim::Recorder recorder_{facts_};
  std::int64_t watermark_ = 0;
  std::uint64_t digest_ = 0;
};

}  // namespace wavetank::bench
