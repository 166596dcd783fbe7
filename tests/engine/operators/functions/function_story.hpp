// A built-in function in a task with one subtask, driven by a short script.
//
//   "ann=3@7"   a record of key ann with value 3 at time 7; on the second input "#de=100@7"
//   "W9"        a watermark on all inputs       "C12"  the clock is set and what is due comes
//   "S"         a snapshot, and everything goes on from it in a new operator
//
// The answer has results as "{field,field,...}@time" (without a time: none), watermarks, and notes by name where asked.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/task.hpp"
#include "engine/operators/row_expression.hpp"

namespace wavetank::engine::testing {

class FunctionStory {
 public:
  FunctionStory() : input_(facts_.rows.add_schema({"input", input_fields()})) {}

  [[nodiscard]] static std::vector<Field> input_fields() {
    return {{.name = "key", .type = FieldType::Text, .role = FieldRole::Key}, {.name = "value"}};
  }
  [[nodiscard]] Facts& facts() { return facts_; }
  [[nodiscard]] SchemaId input() const { return input_; }
  [[nodiscard]] RowExpression expression(const std::string& text) {
    const std::vector<Variable> variables = {{"key", FieldType::Text, 0}, {"value", FieldType::Int64, 0}};
    return {Expression::compile(text, variables, facts_.texts).value(), 2};
  }
  // The fields of results after the key.
  [[nodiscard]] SchemaId result(std::vector<Field> fields) {
    fields.insert(fields.begin(), {.name = "key", .type = FieldType::Text, .role = FieldRole::Key});
    return facts_.rows.add_schema({"result", fields});
  }

  void run(std::unique_ptr<Operator> op, std::uint32_t inputs = 1) {
    inputs_ = inputs;
    operator_ = std::move(op);
    task_.emplace(TaskSpec{operator_.get(), {}, std::vector<std::uint32_t>(inputs, 1), {}});
    open({});
  }
  std::string play(const std::string& script) {
    std::istringstream words(script);
    told_.clear();
    for (std::string word; words >> word;) hear(word);
    return told_;
  }
  [[nodiscard]] std::size_t notes(NoteKind kind) const {
    return static_cast<std::size_t>(std::ranges::count_if(notes_, [&](const Note& note) { return note.kind == kind; }));
  }
  [[nodiscard]] ReplayClass replay_class() const { return operator_->replay_class(); }

 private:
  [[nodiscard]] Moment moment() { return {now_, kNoCause, facts_}; }
  void open(const Snapshot& snapshot) {
    alarm_.reset();
    state_ = task_->open(snapshot, moment(), effects_);
    take();
  }
  void hear(const std::string& word) {
    const std::string rest = word.substr(1);
    switch (word.front()) {
      case 'S': return open(operator_->snapshot(state_.state, facts_));
      case 'C': return clock(std::stoll(rest));
      case 'W':
        for (std::uint32_t input = 0; input < inputs_; ++input) {
          task_->on_control(ChannelIndex{input}, {ControlKind::Watermark, EventTime(std::stoll(rest))}, moment(),
                            state_, effects_);
        }
        return take();
      case '#': return send(rest, ChannelIndex{1});
      default: return send(word, ChannelIndex{0});
    }
  }
  void send(const std::string& word, ChannelIndex channel) {
    const std::string key = word.substr(0, word.find('='));
    const Cell name{static_cast<std::int64_t>(facts_.texts.intern(key)), false};
    const std::string value = word.substr(word.find('=') + 1);
    const std::string time = word.substr(word.find('@') + 1);
    const Cell number = value.front() == '-' && value[1] == '@' ? Cell{0, true} : Cell{std::stoll(value), false};
    Record record{.time = time == "none" ? EventTime::min() : EventTime(std::stoll(time)),
                  .row = facts_.row(input_, RowKind::Insert, std::array{name, number})};
    record.key = facts_.key(FieldType::Text, name);
    task_->on_records(channel, std::span(&record, 1), moment(), state_, effects_);
    take();
  }
  void clock(std::int64_t time) {
    now_ = ProcessingTime(time);
    while (alarm_ && *alarm_ <= now_) {
      alarm_.reset();
      task_->on_timer(TimerTag{0}, moment(), state_, effects_);
      take();
    }
  }
  void take() {
    for (const Effects::Item& item : effects_.order()) {
      if (item.kind == EffectKind::Asks) ask(effects_.ask_of(item));
      if (item.kind == EffectKind::Controls) {
        tell(prefix(item.output) + "W" + std::to_string(effects_.control(item).value.ticks()));
      }
      if (item.kind == EffectKind::Notes || item.is_noted()) {
        for (const Note& note : effects_.notes(item)) notes_.push_back(note);
      }
      if (item.kind != EffectKind::Records) continue;
      for (const Record& record : effects_.records(item)) tell(text_of(record, item.output));
    }
    effects_.clear();
  }
  void ask(const Ask& ask) {
    if (const auto* const arm = std::get_if<ArmTimer>(&ask)) alarm_ = arm->at;
    if (std::holds_alternative<CancelTimer>(ask)) alarm_.reset();
    if (const auto* const failure = std::get_if<Fail>(&ask)) tell("failed: " + std::string(failure->reason));
  }
  // "1:" of side output 1.
  [[nodiscard]] static std::string prefix(OutputIndex output) {
    return output == kMainOutput ? "" : std::to_string(index_of(output)) + ":";
  }
  void tell(const std::string& text) { told_ += (told_.empty() ? "" : " ") + text; }
  [[nodiscard]] std::string text_of(const Record& record, OutputIndex output) const {
    const Schema& schema = facts_.rows.schema(facts_.rows.schema_of(record.row));
    std::string text;
    for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
      const std::int64_t bits = facts_.rows.bits(record.row, field);
      const std::string value = facts_.rows.is_null(record.row, field) ? "null"
                                : schema.fields[field].type == FieldType::Text
                                    ? std::string(facts_.texts.bytes(TextId{static_cast<std::uint32_t>(bits)}))
                                    : std::to_string(bits);
      text += (field == 0 ? "" : ",") + value;
    }
    const bool is_timed = record.time != EventTime::min();
    return prefix(output) + "{" + text + "}" + (is_timed ? "@" + std::to_string(record.time.ticks()) : "");
  }

  Facts facts_;
  SchemaId input_;
  std::uint32_t inputs_ = 1;
  ProcessingTime now_{0};
  std::unique_ptr<Operator> operator_;
  std::optional<Task> task_;
  TaskState state_;
  Effects effects_;
  std::optional<ProcessingTime> alarm_;
  std::vector<Note> notes_;
  std::string told_;
};

}  // namespace wavetank::engine::testing
