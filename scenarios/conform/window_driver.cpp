// Families window and count_window: a window operator with its task, snapshots and key groups, at the parallelism of
// the steps.
//
// Unlike the recording, which may be read as one instance, this really runs p subtasks: records go to the owner of
// their key group, watermarks to all, and a restore deals the snapshots out again.
#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>
#include <variant>

#include "engine/core/task.hpp"
#include "engine/operators/window/any_window.hpp"
#include "scenarios/conform/compare.hpp"
#include "scenarios/conform/time_rows.hpp"
#include "scenarios/conform/vectors.hpp"
#include "scenarios/conform/window_config.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Effects;
using engine::EventTime;
using engine::KeyId;
using engine::Millis;
using engine::ProcessingTime;
using engine::Snapshot;
using engine::WindowSpec;

constexpr std::uint32_t kVectorMaxParallelism = 128;
constexpr std::uint32_t kValueField = 1;  // of ["e", key, value, timestamp] as a row
constexpr std::size_t kAtOfResult = 6;    // ["o", key, start, end, result, timestamp, at]

// A row and where it stands when the rows of several subtasks are merged: by the time of the timer behind it.
enum class RowOf : std::uint8_t { Record, Watermark };
struct WindowRow {
  std::int64_t at = 0;
  RowOf of = RowOf::Record;
  JsonValue row;
};

class WindowDriver final : public VectorDriver {
 public:
  explicit WindowDriver(WindowConfig config) : assigner_(config.spec.assigner), function_(config.function) {
    WindowSpec spec = std::move(config.spec);
    input_ = facts_.rows.add_schema({"input", {{.name = "key", .type = engine::FieldType::Text}, {.name = "value"}}});
    engine::Aggregate aggregate{.kind = engine::AggregateKind::Sum, .name = "result", .field = kValueField};
    if (function_ == WindowFunction::List) {
      aggregate.kind = engine::AggregateKind::List;
      aggregate.result.type = engine::FieldType::Text;
    }
    aggregate.result.name = aggregate.name;
    spec.result = facts_.rows.add_schema(
        {"result",
         {{.name = "key", .type = engine::FieldType::Text, .role = engine::FieldRole::Key},
          {.name = "window_start", .type = engine::FieldType::Timestamp, .role = engine::FieldRole::WindowStart},
          {.name = "window_end", .type = engine::FieldType::Timestamp, .role = engine::FieldRole::WindowEnd},
          aggregate.result}});
    spec.aggregates.push_back(std::move(aggregate));
    spec.input = input_;
    operator_ = make_window_operator(std::move(spec));
    open({}, 1);
  }

  // What the step itself yields, then the processing timers that are due by then.
  VectorRows step(VectorFields& fields) override {
    VectorRows rows = perform(fields);
    if (!fields.ok() || is_error(rows)) return rows;
    for (JsonValue& row : processing_timers()) rows.push_back(std::move(row));
    return rows;
  }

  [[nodiscard]] std::optional<JsonValue> counts() const override {
    engine::WindowCounts all;
    for (const engine::TaskState& state : states_) {
      const engine::WindowCounts counts = operator_->counts(state.state);
      all.event_timers += counts.event_timers;
      all.processing_timers += counts.processing_timers;
      all.entries += counts.entries;
    }
    const auto integer = [](std::uint64_t value) { return JsonValue::integer(static_cast<std::int64_t>(value)); };
    return JsonValue::array({integer(all.event_timers), integer(all.processing_timers), integer(all.entries),
                             integer(dropped_before_ + dropped())});
  }

  [[nodiscard]] std::optional<std::size_t> at_element(std::string_view row) const override {
    if (row == "o") return kAtOfResult;
    return std::nullopt;
  }

 private:
  VectorRows perform(VectorFields& fields) {
    const std::string_view name = fields.name();
    if (name == "e") return element(fields);
    if (name == "w") return watermark(fields);
    if (name == "s") {
      kept_ = snapshots();
      return {};
    }
    if (name == "p") {
      now_ = ProcessingTime(fields.integer(1));
      return {};
    }
    if (name != "r" && name != "f") return refuse_step(fields);
    const auto parallelism = static_cast<std::uint32_t>(fields.integer(1, {1, kVectorMaxParallelism}));
    if (fields.has(2)) now_ = ProcessingTime(fields.integer(2));
    if (!fields.ok()) return {};
    dropped_before_ += dropped();
    return open(name == "r" ? snapshots() : kept_, parallelism);
  }

  // The recorded clock calls when it is set to a timer's time or later; the real one a millisecond later (TM-07).
  VectorRows processing_timers() {
    std::vector<std::vector<WindowRow>> told(tasks_.size());  // by subtask
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
      while (alarms_[i] && *alarms_[i] <= saturating_add(now_, Millis{1})) {
        alarms_[i].reset();
        Effects effects;
        tasks_[i].on_timer(engine::TimerTag{0}, moment(), states_[i], effects);
        for (WindowRow& row : rows_of(effects, i, Caused::ByInput)) told[i].push_back(std::move(row));
      }
    }
    return merged(std::move(told));
  }

  [[nodiscard]] engine::Moment moment() { return {now_, engine::kNoCause, facts_}; }

  VectorRows open(const std::vector<Snapshot>& snapshots, std::uint32_t parallelism) {
    tasks_.clear();
    states_.clear();
    alarms_.assign(parallelism, std::nullopt);
    watermark_.reset();
    VectorRows rows;
    for (std::uint32_t index = 0; index < parallelism; ++index) {
      const engine::Subtask subtask{index, parallelism, kVectorMaxParallelism};
      tasks_.emplace_back(engine::TaskSpec{operator_.get(), subtask, {1}, {}});
      Effects effects;
      states_.push_back(tasks_.back().open(assign(snapshots, subtask), moment(), effects));
      for (WindowRow& row : rows_of(effects, index, Caused::ByInput)) rows.push_back(std::move(row.row));
    }
    return rows;
  }

  [[nodiscard]] std::vector<Snapshot> snapshots() const {
    std::vector<Snapshot> all;
    all.reserve(states_.size());
    for (const engine::TaskState& state : states_) all.push_back(operator_->snapshot(state.state, facts_));
    return all;
  }

  [[nodiscard]] std::uint64_t dropped() const {
    std::uint64_t sum = 0;
    for (const engine::TaskState& state : states_) sum += operator_->counts(state.state).dropped;
    return sum;
  }

  // ["e", key, value, timestamp]
  VectorRows element(VectorFields& fields) {
    const engine::TextId text = facts_.texts.intern(fields.text(1));
    const std::int64_t value = fields.integer(2);
    const EventTime time(fields.integer(3));
    // Below that the real system would walk the whole 64-bit range.
    const engine::WindowShape& shape = assigner_.shape;
    const bool sliding = assigner_.kind == engine::AssignerKind::Aligned && shape.slide != shape.size;
    const EventTime lowest = saturating_add(saturating_add(EventTime::min(), shape.size), shape.slide);
    if (is_event_time(assigner_) && sliding && time != EventTime::min() && time < lowest)
      fields.refuse(3, "too near MIN for sliding windows");
    if (!fields.ok()) return {};

    const engine::Cell key_cell{static_cast<std::int64_t>(text), false};
    const KeyId key = facts_.key(engine::FieldType::Text, key_cell);
    const engine::Cell cells[] = {key_cell, {value, false}};
    const engine::Record record{time, facts_.row(input_, engine::RowKind::Insert, cells), key, engine::kNoCause};
    const std::uint32_t owner = engine::owner(engine::key_group(facts_.keys.hash(key), kVectorMaxParallelism),
                                              static_cast<std::uint32_t>(tasks_.size()), kVectorMaxParallelism);
    Effects effects;
    tasks_[owner].on_records(engine::ChannelIndex{0}, std::span(&record, 1), moment(), states_[owner], effects);
    VectorRows rows;
    for (WindowRow& row : rows_of(effects, owner, Caused::ByInput)) rows.push_back(std::move(row.row));
    return rows;
  }

  // The rows of all subtasks merged by `at`, the watermark once.
  VectorRows watermark(VectorFields& fields) {
    const EventTime time(fields.integer(1));
    if (!fields.ok()) return {};
    std::vector<std::vector<WindowRow>> told;  // by subtask
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
      Effects effects;
      const engine::Control control{engine::ControlKind::Watermark, time, engine::kNoCause};
      if (watermark_ &&
          time <= *watermark_) {  // the recorded operator has no gate before it, which drops what says nothing new
        operator_->on_control(control, moment(), states_[i].state, effects);
      } else {
        tasks_[i].on_control(engine::ChannelIndex{0}, control, moment(), states_[i], effects);
      }
      told.push_back(rows_of(effects, i, Caused::ByWatermark));
    }
    watermark_ = time;
    return merged(std::move(told));
  }

  // A true merge: it keeps each subtask's order, also a wrong one.
  static VectorRows merged(std::vector<std::vector<WindowRow>> told) {
    VectorRows rows;
    std::vector<std::size_t> next(told.size(), 0);
    std::string forwarded;
    for (;;) {
      const WindowRow* least = nullptr;
      std::size_t from = 0;
      for (std::size_t i = 0; i < told.size(); ++i) {
        if (next[i] == told[i].size()) continue;
        const WindowRow& head = told[i][next[i]];
        if (least != nullptr && std::tie(least->at, least->of) <= std::tie(head.at, head.of)) continue;
        least = &head;
        from = i;
      }
      if (least == nullptr) return rows;
      ++next[from];
      if (least->of == RowOf::Watermark) {
        std::string text = least->row.compact();
        if (text == forwarded) continue;
        forwarded = std::move(text);
      }
      rows.push_back(least->row);
    }
  }

  // Who caused a row without a timer's note: the record just read, or the watermark that reached a window's end.
  enum class Caused : std::uint8_t { ByInput, ByWatermark };

  // What left the operator, in order.
  std::vector<WindowRow> rows_of(Effects& effects, std::size_t subtask, Caused caused) {
    std::vector<WindowRow> rows;
    for (const Effects::Item& item : effects.order()) {
      if (item.kind == engine::EffectKind::Records) {
        for (const engine::Record& record : effects.records(item)) {
          const std::optional<std::int64_t> at = timer_of(record, effects, caused);
          rows.push_back({at.value_or(record.time.ticks()), RowOf::Record,
                          item.output == engine::kMainOutput ? result_row(record, at) : late_row(record)});
        }
      } else if (item.kind == engine::EffectKind::Controls && item.output == engine::kMainOutput) {
        rows.push_back(
            {effects.control(item).value.ticks(), RowOf::Watermark, watermark_row(effects.control(item).value)});
      } else if (item.kind == engine::EffectKind::Asks) {
        const engine::Ask& ask = effects.ask_of(item);
        if (const auto* alarm = std::get_if<engine::ArmTimer>(&ask)) {
          alarms_[subtask] = alarm->at;
          continue;
        }
        WT_ASSERT(std::holds_alternative<engine::Fail>(ask));  // a window asks for nothing else
        const std::string_view reason = std::get<engine::Fail>(ask).reason;
        return {{0, RowOf::Record, JsonValue::array({JsonValue::text("error"), JsonValue::text(reason)})}};
      }
    }
    return rows;
  }

  // The time of the timer that made a result come; none if a record did.
  static std::optional<std::int64_t> timer_of(const engine::Record& record, const Effects& effects, Caused caused) {
    const engine::Note* fired = effects.note_behind(record.cause);
    const engine::Note* why = fired == nullptr ? nullptr : effects.note_behind(fired->cause);
    if (why != nullptr &&
        (why->kind == engine::NoteKind::EventTimer || why->kind == engine::NoteKind::ProcessingTimer)) {
      return static_cast<std::int64_t>(why->b);
    }
    // The operator for aligned windows has no timers of its own; its windows fire at their last instant.
    return caused == Caused::ByWatermark ? std::optional(record.time.ticks()) : std::nullopt;
  }

  [[nodiscard]] JsonValue bound(engine::RowId row, std::uint32_t field) const {
    return facts_.rows.is_null(row, field) ? JsonValue::null() : JsonValue::integer(facts_.rows.bits(row, field));
  }

  [[nodiscard]] JsonValue result_row(const engine::Record& record, std::optional<std::int64_t> at) const {
    const engine::Rows& rows = facts_.rows;
    JsonValue result = JsonValue::integer(rows.bits(record.row, 3));
    if (function_ == WindowFunction::List) {
      engine::Result<JsonValue> list = parse_json(text_of(rows.bits(record.row, 3)));
      WT_ASSERT(list.ok());
      result = merges(assigner_) ? sorted(std::move(list).value()) : std::move(list).value();
    }
    return JsonValue::array({JsonValue::text("o"), JsonValue::text(text_of(rows.bits(record.row, 0))),
                             bound(record.row, 1), bound(record.row, 2), std::move(result),
                             JsonValue::integer(record.time.ticks()),
                             at ? JsonValue::integer(*at) : JsonValue::null()});
  }

  // A merge of sessions leaves the order open; the recording sorts.
  static JsonValue sorted(const JsonValue& list) {
    std::vector<std::int64_t> values;
    for (const JsonValue& value : *list.if_array()) values.push_back(*value.if_integer());
    std::sort(values.begin(), values.end());
    JsonValue::Array ascending;
    for (const std::int64_t value : values) ascending.push_back(JsonValue::integer(value));
    return JsonValue::array(std::move(ascending));
  }

  [[nodiscard]] JsonValue late_row(const engine::Record& record) const {
    const engine::Rows& rows = facts_.rows;
    return JsonValue::array({JsonValue::text("late"), JsonValue::text(text_of(rows.bits(record.row, 0))),
                             JsonValue::integer(rows.bits(record.row, 1)), JsonValue::integer(record.time.ticks())});
  }

  [[nodiscard]] std::string_view text_of(std::int64_t bits) const {
    return facts_.texts.bytes(engine::TextId{static_cast<std::uint32_t>(bits)});
  }

  engine::WindowAssignerSpec assigner_;
  WindowFunction function_;
  engine::Facts facts_;
  engine::SchemaId input_{};
  std::unique_ptr<engine::AnyWindowOperator> operator_;
  std::vector<engine::Task> tasks_;
  std::vector<engine::TaskState> states_;
  std::vector<std::optional<ProcessingTime>> alarms_;  // by subtask: when it asked to be called
  std::optional<EventTime> watermark_;                 // the last one since the operator was opened
  std::vector<Snapshot> kept_;  // empty before the first checkpoint: a failure then starts from nothing
  std::uint64_t dropped_before_ = 0;
  ProcessingTime now_{0};
};

}  // namespace

DriverOrSkip make_window_driver(VectorFields& config) {
  WindowConfig window = read_window_config(config, kValueField);
  if (!config.ok()) return {};
  return {std::make_unique<WindowDriver>(std::move(window)), {}};
}

}  // namespace wavetank::scenarios
