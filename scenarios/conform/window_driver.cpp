// Family window: the window operator with its task, snapshots and key groups, at the parallelism of the steps.
//
// Unlike the recording, which may be read as one instance, this really runs p subtasks: records go to the owner of
// their key group, watermarks to all, and a restore deals the snapshots out again.
#include <memory>
#include <tuple>
#include <utility>
#include <variant>

#include "engine/core/task.hpp"
#include "engine/operators/window.hpp"
#include "scenarios/conform/time_rows.hpp"
#include "scenarios/conform/vectors.hpp"

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
// A record in more windows than this would stand for a broken file.
constexpr std::int64_t kWindowsOfARecordMax = 100'000;
constexpr std::size_t kAtOfResult = 6;  // ["o", key, start, end, result, timestamp, at]

enum class WindowFunction : std::uint8_t { Sum, List };

struct WindowConfig {
  WindowSpec spec;
  WindowFunction function = WindowFunction::Sum;
};

// A row and where it stands when the rows of several subtasks are merged.
enum class RowOf : std::uint8_t { Record, Watermark };
struct WindowRow {
  EventTime at;
  RowOf of = RowOf::Record;
  JsonValue row;
};

class WindowDriver final : public VectorDriver {
 public:
  explicit WindowDriver(WindowConfig config) : shape_(config.spec.shape), function_(config.function) {
    WindowSpec spec = std::move(config.spec);
    input_ = facts_.rows.add_schema({"input", {{.name = "key", .type = engine::FieldType::Text}, {.name = "value"}}});
    engine::Aggregate aggregate{.kind = engine::AggregateKind::Sum, .name = "result", .field = 1};
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
    operator_ = std::make_unique<engine::WindowOperator>(std::move(spec));
    open({}, 1);
  }

  VectorRows step(VectorFields& fields) override {
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

  [[nodiscard]] std::optional<JsonValue> counts() const override {
    std::uint64_t timers = 0;
    std::uint64_t entries = 0;
    for (const engine::TaskState& state : states_) {
      const engine::WindowCounts counts = operator_->counts(state.state);
      timers += counts.event_timers;
      entries += counts.entries;
    }
    const auto integer = [](std::uint64_t value) { return JsonValue::integer(static_cast<std::int64_t>(value)); };
    // An event-time window sets no processing timers.
    return JsonValue::array({integer(timers), integer(0), integer(entries), integer(dropped_before_ + dropped())});
  }

  [[nodiscard]] std::optional<std::size_t> at_element(std::string_view row) const override {
    if (row == "o") return kAtOfResult;
    return std::nullopt;
  }

 private:
  [[nodiscard]] engine::Moment moment() { return {now_, engine::kNoCause, facts_}; }

  VectorRows open(const std::vector<Snapshot>& snapshots, std::uint32_t parallelism) {
    tasks_.clear();
    states_.clear();
    VectorRows rows;
    for (std::uint32_t index = 0; index < parallelism; ++index) {
      const engine::Subtask subtask{index, parallelism, kVectorMaxParallelism};
      tasks_.emplace_back(engine::TaskSpec{operator_.get(), subtask, {1}, {}});
      Effects effects;
      states_.push_back(tasks_.back().open(assign(snapshots, subtask), moment(), effects));
      for (WindowRow& row : rows_of(effects, JsonValue::null())) rows.push_back(std::move(row.row));
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
    // Below that the real system would walk the whole 64-bit range (FORMAT section 5).
    const bool sliding = shape_.slide != shape_.size;
    const EventTime lowest = saturating_add(saturating_add(EventTime::min(), shape_.size), shape_.slide);
    if (sliding && time != EventTime::min() && time < lowest) fields.refuse(3, "too near MIN for sliding windows");
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
    for (WindowRow& row : rows_of(effects, JsonValue::null())) rows.push_back(std::move(row.row));
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
      tasks_[i].on_control(engine::ChannelIndex{0}, control, moment(), states_[i], effects);
      told.push_back(rows_of(effects, std::nullopt));
    }
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

  // What left the operator, in order. `at`: null for what an input caused; without one, the result's own timer,
  // which for the event-time trigger is the window's last instant.
  std::vector<WindowRow> rows_of(Effects& effects, const std::optional<JsonValue>& at) {
    std::vector<WindowRow> rows;
    for (const Effects::Item& item : effects.order()) {
      if (item.kind == engine::EffectKind::Records) {
        for (const engine::Record& record : effects.records(item)) {
          rows.push_back({record.time, RowOf::Record,
                          item.output == engine::kMainOutput ? result_row(record, at) : late_row(record)});
        }
      } else if (item.kind == engine::EffectKind::Controls && item.output == engine::kMainOutput) {
        rows.push_back({effects.control(item).value, RowOf::Watermark, watermark_row(effects.control(item).value)});
      } else if (item.kind == engine::EffectKind::Asks) {
        const engine::Ask& ask = effects.ask_of(item);
        WT_ASSERT(std::holds_alternative<engine::Fail>(ask));  // a window asks for nothing else
        const std::string_view reason = std::get<engine::Fail>(ask).reason;
        return {
            {EventTime::min(), RowOf::Record, JsonValue::array({JsonValue::text("error"), JsonValue::text(reason)})}};
      }
    }
    return rows;
  }

  [[nodiscard]] JsonValue result_row(const engine::Record& record, const std::optional<JsonValue>& at) const {
    const engine::Rows& rows = facts_.rows;
    const JsonValue time = JsonValue::integer(record.time.ticks());
    JsonValue result = JsonValue::integer(rows.bits(record.row, 3));
    if (function_ == WindowFunction::List) {
      engine::Result<JsonValue> list = parse_json(text_of(rows.bits(record.row, 3)));
      WT_ASSERT(list.ok());
      result = std::move(list).value();
    }
    return JsonValue::array({JsonValue::text("o"), JsonValue::text(text_of(rows.bits(record.row, 0))),
                             JsonValue::integer(rows.bits(record.row, 1)), JsonValue::integer(rows.bits(record.row, 2)),
                             std::move(result), time, at.value_or(time)});
  }

  [[nodiscard]] JsonValue late_row(const engine::Record& record) const {
    const engine::Rows& rows = facts_.rows;
    return JsonValue::array({JsonValue::text("late"), JsonValue::text(text_of(rows.bits(record.row, 0))),
                             JsonValue::integer(rows.bits(record.row, 1)), JsonValue::integer(record.time.ticks())});
  }

  [[nodiscard]] std::string_view text_of(std::int64_t bits) const {
    return facts_.texts.bytes(engine::TextId{static_cast<std::uint32_t>(bits)});
  }

  engine::WindowShape shape_;
  WindowFunction function_;
  engine::Facts facts_;
  engine::SchemaId input_{};
  std::unique_ptr<engine::WindowOperator> operator_;
  std::vector<engine::Task> tasks_;
  std::vector<engine::TaskState> states_;
  std::vector<Snapshot> kept_;  // empty before the first checkpoint: a failure then starts from nothing
  std::uint64_t dropped_before_ = 0;
  ProcessingTime now_{0};
};

engine::WindowShape window_shape(VectorFields& config) {
  VectorFields assigner = config.object("assigner");
  const Millis size{assigner.integer("size", {.min = 1})};
  const Millis offset{assigner.integer("offset")};
  const bool tumbling = assigner.text("type") == "tumbling";
  const engine::WindowShape shape{size, tumbling ? size : Millis{assigner.integer("slide", {.min = 1})}, offset};
  if (!config.ok()) return shape;
  if (!is_valid(shape)) assigner.refuse("offset", "expected less than the slide, either way");
  if (shape.size.count / shape.slide.count > kWindowsOfARecordMax) assigner.refuse("slide", "too many windows");
  return shape;
}

// Why a case is not replayed; empty if it is.
std::string window_skip(VectorFields& config) {
  const std::string assigner(config.object("assigner").text("type"));
  if (assigner != "tumbling" && assigner != "sliding") return "assigner " + assigner + " is not simulated yet";
  const std::string trigger(config.object("trigger").text("type"));
  if (trigger != "default") return "trigger " + trigger + " is not simulated yet";
  if (!config.is_null("evictor")) return "evictors are not simulated yet";
  const std::string function(config.text("function"));
  if (function != "sum" && function != "list") return "function " + function + " is not simulated yet";
  return {};
}

}  // namespace

DriverOrSkip make_window_driver(VectorFields& config) {
  std::string skip = window_skip(config);
  if (!config.ok() || !skip.empty()) return {nullptr, std::move(skip)};
  WindowConfig window;
  window.spec.shape = window_shape(config);
  window.spec.allowed_lateness = Millis{config.integer("allowed_lateness", {.min = 0})};
  window.spec.late = config.truth("late_output") ? engine::LateRecords::SideOutput : engine::LateRecords::Count;
  window.function = config.text("function") == "list" ? WindowFunction::List : WindowFunction::Sum;
  [[maybe_unused]] const std::int64_t parallelism = config.integer("parallelism", {1, 1});
  if (!config.ok()) return {};
  return {std::make_unique<WindowDriver>(std::move(window)), {}};
}

}  // namespace wavetank::scenarios
