// Family window_join: windows over two inputs, joined or grouped.
#include <algorithm>
#include <memory>

#include "engine/operators/window/any_window.hpp"
#include "scenarios/conform/joins/join_tasks.hpp"
#include "scenarios/conform/time_rows.hpp"
#include "scenarios/conform/vectors.hpp"
#include "scenarios/conform/window_config.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::uint32_t kJoinValueField = 1;
constexpr std::size_t kAtOfMeeting = 5;  // ["j", key, left, right, timestamp, at]

class WindowJoinDriver final : public VectorDriver {
 public:
  WindowJoinDriver(engine::WindowSpec spec, engine::MeetingKind kind)
      : kind_(kind),
        sessions_(merges(spec.assigner)),
        schemas_(join_schemas({"value", "unused"}, facts_)),
        operator_(make_window_operator(whole(std::move(spec)))),
        tasks_(*operator_, facts_) {}

  VectorRows step(VectorFields& fields) override {
    const std::optional<engine::JoinSide> side = join_side_named(fields.name());
    JoinAnswers answers;
    if (side) {
      answers = record(*side, fields);
      append_answers(answers, tasks_.ring());
    } else {
      answers = tasks_.shared_step(fields);
    }
    if (!fields.ok()) return {};
    VectorRows rows;
    std::size_t direct = 0;  // rows that a record caused at once
    for (const JoinAnswer& answer : answers) {
      rows.push_back(answer.watermark ? watermark_row(*answer.watermark) : row_of(answer));
      if (!answer.watermark && !answer.at) ++direct;
    }
    // A merge of sessions leaves the order open.
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(direct);
    if (sessions_) std::sort(rows.begin(), end, [](const auto& a, const auto& b) { return a.compact() < b.compact(); });
    return rows;
  }

  [[nodiscard]] std::optional<JsonValue> counts() const override {
    engine::WindowCounts all;
    for (const engine::TaskState& state : tasks_.states()) {
      const engine::WindowCounts counts = operator_->counts(state.state);
      all.event_timers += counts.event_timers;
      all.processing_timers += counts.processing_timers;
      all.entries += counts.entries;
    }
    const auto integer = [](std::uint64_t value) { return JsonValue::integer(static_cast<std::int64_t>(value)); };
    return JsonValue::array({integer(all.event_timers), integer(all.processing_timers), integer(all.entries)});
  }

  [[nodiscard]] std::optional<std::size_t> at_element(std::string_view row) const override {
    return row == "w" ? std::nullopt : std::optional(kAtOfMeeting);
  }

 private:
  engine::WindowSpec whole(engine::WindowSpec spec) {
    spec.input = schemas_.left;
    spec.aggregates = {{.kind = engine::AggregateKind::Count, .name = "records"}};
    engine::WindowMeeting meeting{.kind = kind_, .schemas = schemas_};
    const auto list = [](const char* name) {
      engine::Aggregate aggregate{.kind = engine::AggregateKind::List, .name = name, .field = kJoinValueField};
      aggregate.result = {.name = name, .type = engine::FieldType::Text};
      return aggregate;
    };
    meeting.left = {list("left_values")};
    meeting.right = {list("right_values")};
    spec.result = facts_.rows.add_schema(
        {"group",
         {{.name = "key", .type = engine::FieldType::Text, .role = engine::FieldRole::Key},
          {.name = "window_start", .type = engine::FieldType::Timestamp, .role = engine::FieldRole::WindowStart},
          {.name = "window_end", .type = engine::FieldType::Timestamp, .role = engine::FieldRole::WindowEnd},
          meeting.left[0].result,
          meeting.right[0].result}});
    spec.meeting = std::move(meeting);
    return spec;
  }

  // [side, key, value, timestamp]
  JoinAnswers record(engine::JoinSide side, VectorFields& fields) {
    const std::string_view key = fields.text(1);
    const std::int64_t value = fields.integer(2);
    const engine::EventTime time(fields.integer(3));
    if (!fields.ok()) return {};
    const engine::Cell cells[] = {
        {static_cast<std::int64_t>(facts_.texts.intern(key)), false}, {value, false}, {0, true}};
    engine::Record record{.time = time};
    record.row = facts_.row(schemas_.of(side), engine::RowKind::Insert, cells);
    record.key = facts_.key(engine::FieldType::Text, cells[0]);
    return tasks_.send(side, record);
  }

  [[nodiscard]] JsonValue row_of(const JoinAnswer& answer) const {
    const engine::RowId row = answer.record.row;
    const bool pairs = kind_ == engine::MeetingKind::Pairs;
    JsonValue::Array fields = {JsonValue::text(pairs ? "j" : "g"), field_value(row, 0, facts_)};
    fields.push_back(pairs ? field_value(row, kJoinValueField, facts_) : list_of(row, 3));
    fields.push_back(pairs ? field_value(row, 3 + kJoinValueField, facts_) : list_of(row, 4));
    fields.push_back(JsonValue::integer(answer.record.time.ticks()));
    fields.push_back(answer.at ? JsonValue::integer(*answer.at) : JsonValue::null());
    return JsonValue::array(std::move(fields));
  }

  [[nodiscard]] JsonValue list_of(engine::RowId row, std::uint32_t field) const {
    const JsonValue text = field_value(row, field, facts_);
    if (text.is_null()) return JsonValue::array({});
    engine::Result<JsonValue> list = parse_json(*text.if_text());
    WT_ASSERT(list.ok());
    JsonValue::Array values = *list.value().if_array();
    if (sessions_) {
      std::ranges::stable_sort(values, {}, [](const JsonValue& value) { return *value.if_integer(); });
    }
    return JsonValue::array(std::move(values));
  }

  engine::MeetingKind kind_;
  bool sessions_;
  engine::Facts facts_;
  engine::JoinSchemas schemas_;
  std::unique_ptr<engine::AnyWindowOperator> operator_;
  JoinTasks tasks_;
};

}  // namespace

DriverOrSkip make_window_join_driver(VectorFields& config) {
  const std::string_view word = config.text("kind");
  if (word != "join" && word != "cogroup") config.refuse("kind", "expected join or cogroup");
  engine::WindowSpec spec = read_joined_window_config(config, kJoinValueField);
  if (!config.ok()) return {};
  const auto kind = word == "join" ? engine::MeetingKind::Pairs : engine::MeetingKind::Groups;
  return {std::make_unique<WindowJoinDriver>(std::move(spec), kind), {}};
}

}  // namespace wavetank::scenarios
