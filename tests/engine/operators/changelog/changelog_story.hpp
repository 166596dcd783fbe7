// A changelog function in a task with one subtask, driven by a short script.
//
//   "+I(a,2)@7"  a row of kind +I, -U, +U or -D: its key, then integers ("-": null), and its time (none: 0)
//   "W9"         a watermark       "C12"  the clock is set
//   "S"          a snapshot, and everything goes on from it in a new operator
//
// The answer has rows as "+I(a,2)" and watermarks.
#pragma once

#include <array>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/task.hpp"
#include "engine/operators/process/keyed_process.hpp"

namespace wavetank::engine::testing {

class ChangelogStory {
 public:
  // Rows have a key and integers of these names.
  explicit ChangelogStory(const std::vector<std::string>& integers) : fields_(named(integers)) {
    schema_ = facts_.rows.add_schema({"row", fields_});
  }

  [[nodiscard]] Facts& facts() { return facts_; }
  [[nodiscard]] SchemaId schema() const { return schema_; }
  // The key, then integers.
  [[nodiscard]] SchemaId result(const std::vector<std::string>& integers) {
    return facts_.rows.add_schema({"result", named(integers)});
  }
  // The rows' fields, then integers.
  [[nodiscard]] SchemaId extended(const std::vector<std::string>& integers) {
    std::vector<Field> fields = fields_;
    for (const std::string& name : integers) fields.push_back({.name = name});
    return facts_.rows.add_schema({"extended", fields});
  }
  void run(std::unique_ptr<const ProcessFunction> function) {
    operator_ = std::make_unique<KeyedProcessOperator>(std::move(function));
    task_.emplace(TaskSpec{operator_.get(), {}, {1}, {}});
    open({});
  }
  std::string play(const std::string& script) {
    std::istringstream words(script);
    told_.clear();
    for (std::string word; words >> word;) hear(word);
    return told_;
  }
  [[nodiscard]] std::size_t notes(NoteKind kind) const {
    return static_cast<std::size_t>(std::ranges::count(notes_, kind));
  }
  [[nodiscard]] std::size_t keys_in_state() const { return KeyedProcessOperator::store(state_.state).state.size(0); }

 private:
  static constexpr std::array<std::string_view, 4> kKinds = {"+I", "-U", "+U", "-D"};

  static std::vector<Field> named(const std::vector<std::string>& integers) {
    std::vector<Field> fields = {{.name = "key", .type = FieldType::Text}};
    for (const std::string& name : integers) fields.push_back({.name = name});
    return fields;
  }
  [[nodiscard]] Moment moment() { return {now_, kNoCause, facts_}; }
  void open(const Snapshot& snapshot) {
    state_ = task_->open(snapshot, moment(), effects_);
    take();
  }
  void hear(const std::string& word) {
    if (word == "S") return open(operator_->snapshot(state_.state, facts_));
    if (word.front() == 'C') {
      now_ = ProcessingTime(std::stoll(word.substr(1)));
      if (alarm_ && *alarm_ <= now_) ring();
    } else if (word.front() == 'W') {
      const Control control{ControlKind::Watermark, EventTime(std::stoll(word.substr(1)))};
      task_->on_control(ChannelIndex{0}, control, moment(), state_, effects_);
    } else {
      send(word);
    }
    take();
  }
  void ring() {
    alarm_.reset();
    task_->on_timer(TimerTag{0}, moment(), state_, effects_);
  }
  void send(const std::string& word) {
    const auto kind = static_cast<RowKind>(std::ranges::find(kKinds, word.substr(0, 2)) - kKinds.begin());
    const std::size_t close = word.find(')');
    std::istringstream values(word.substr(3, close - 3));
    std::vector<Cell> cells;
    for (std::string value; std::getline(values, value, ',');) {
      const bool is_key = cells.empty();
      const bool is_null = value == "-";
      const std::int64_t bits = is_key    ? static_cast<std::int64_t>(facts_.texts.intern(value))
                                : is_null ? 0
                                          : std::stoll(value);
      cells.push_back({bits, is_null});
    }
    Record record{.time = EventTime(close + 1 < word.size() ? std::stoll(word.substr(close + 2)) : 0),
                  .row = facts_.row(schema_, kind, cells)};
    record.key = facts_.key(FieldType::Text, cells[0]);
    task_->on_records(ChannelIndex{0}, std::span(&record, 1), moment(), state_, effects_);
  }
  void take() {
    for (const Effects::Item& item : effects_.order()) {
      if (item.kind == EffectKind::Asks) alarm_ = alarm_after(effects_.ask_of(item));
      if (item.kind == EffectKind::Controls) tell("W" + std::to_string(effects_.control(item).value.ticks()));
      if (item.kind == EffectKind::Notes) {
        for (const Note& note : effects_.notes(item)) notes_.push_back(note.kind);
      }
      if (item.kind != EffectKind::Records) continue;
      for (const Record& record : effects_.records(item)) tell(text_of(record.row));
    }
    effects_.clear();
  }
  static std::optional<ProcessingTime> alarm_after(const Ask& ask) {
    const auto* const arm = std::get_if<ArmTimer>(&ask);
    return arm == nullptr ? std::nullopt : std::optional(arm->at);
  }
  void tell(const std::string& text) { told_ += (told_.empty() ? "" : " ") + text; }
  [[nodiscard]] std::string text_of(RowId row) const {
    const Schema& schema = facts_.rows.schema(facts_.rows.schema_of(row));
    std::string text(kKinds[static_cast<std::size_t>(facts_.rows.kind(row))]);
    for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
      const Cell cell = facts_.rows.cell(row, field);
      const bool is_text = schema.fields[field].type == FieldType::Text;
      text += field == 0 ? "(" : ",";
      text += cell.null ? "-"
              : is_text ? std::string(facts_.texts.bytes(TextId{static_cast<std::uint32_t>(cell.bits)}))
                        : std::to_string(cell.bits);
    }
    return text + ")";
  }

  Facts facts_;
  std::vector<Field> fields_;
  SchemaId schema_{};
  ProcessingTime now_{0};
  std::unique_ptr<KeyedProcessOperator> operator_;
  std::optional<Task> task_;
  TaskState state_;
  Effects effects_;
  std::optional<ProcessingTime> alarm_;
  std::vector<NoteKind> notes_;
  std::string told_;
};

}  // namespace wavetank::engine::testing
