// A process operator with one subtask, driven by hand: what came out, in words.
//
// Records are words that the function reads; answers are "text@time", "text" without a timestamp, "W9" a watermark.
// The alarm rings when `clock` reaches it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "engine/core/task.hpp"

namespace wavetank::engine::testing {

class ProcessStory {
 public:
  // REQUIRES: rows of the function's records are made by `text_row`.
  ProcessStory(std::unique_ptr<Operator> op, Facts& facts, std::uint32_t inputs)
      : facts_(facts),
        operator_(std::move(op)),
        task_({operator_.get(), {}, std::vector<std::uint32_t>(inputs, 1), {}}) {
    open({});
  }

  [[nodiscard]] static RowId text_row(std::string_view text, Facts& facts) {
    const SchemaId schema = facts.rows.add_schema({"text", {{.name = "text", .type = FieldType::Text}}});
    const Cell cell{static_cast<std::int64_t>(facts.texts.intern(text)), false};
    return facts.row(schema, RowKind::Insert, std::span(&cell, 1));
  }
  [[nodiscard]] static std::string_view text_of(RowId row, const Facts& facts) {
    return facts.texts.bytes(TextId{static_cast<std::uint32_t>(facts.rows.bits(row, 0))});
  }

  struct Word {
    std::string_view key;
    std::string_view text;
    EventTime time;
    std::uint32_t channel = 0;
  };
  std::string send(const Word& word) {
    Record record{.time = word.time, .row = text_row(word.text, facts_)};
    const Cell key{static_cast<std::int64_t>(facts_.texts.intern(word.key)), false};
    if (!word.key.empty()) record.key = facts_.key(FieldType::Text, key);
    task_.on_records(ChannelIndex{word.channel}, std::span(&record, 1), moment(), state_, effects_);
    return told();
  }
  std::string watermark(std::int64_t time, std::uint32_t channel = 0) {
    task_.on_control(ChannelIndex{channel}, {ControlKind::Watermark, EventTime(time)}, moment(), state_, effects_);
    return told();
  }
  std::string end() {
    task_.on_control(ChannelIndex{0}, {ControlKind::End, {}}, moment(), state_, effects_);
    return told();
  }
  std::string clock(std::int64_t time) {
    now_ = ProcessingTime(time);
    std::string all;
    while (alarm_ && *alarm_ <= now_) {
      alarm_.reset();
      task_.on_timer(TimerTag{0}, moment(), state_, effects_);
      const std::string now = told();
      all += all.empty() || now.empty() ? now : ", " + now;
    }
    return all;
  }
  void restore() { open(operator_->snapshot(state_.state, facts_)); }
  [[nodiscard]] std::optional<ProcessingTime> alarm() const { return alarm_; }
  [[nodiscard]] const std::vector<Note>& notes() const { return notes_; }

 private:
  [[nodiscard]] Moment moment() { return {now_, kNoCause, facts_}; }
  void open(const Snapshot& snapshot) {
    alarm_.reset();
    state_ = task_.open(snapshot, moment(), effects_);
    static_cast<void>(told());
  }
  std::string told() {
    std::string all;
    for (const Effects::Item& item : effects_.order()) tell(item, all);
    effects_.clear();
    return all;
  }
  void tell(const Effects::Item& item, std::string& all) {
    const auto add = [&](const std::string& text) { all += (all.empty() ? "" : ", ") + text; };
    if (item.kind == EffectKind::Notes) {
      for (const Note& note : effects_.notes(item)) notes_.push_back(note);
    } else if (item.kind == EffectKind::Controls) {
      const Control& control = effects_.control(item);
      add(control.kind == ControlKind::End ? "end" : "W" + std::to_string(control.value.ticks()));
    } else if (item.kind == EffectKind::Records) {
      for (const Record& record : effects_.records(item)) {
        const bool timeless = record.time == EventTime::min();
        add(std::string(text_of(record.row, facts_)) + (timeless ? "" : "@" + std::to_string(record.time.ticks())));
      }
    } else if (const auto* arm = std::get_if<ArmTimer>(&effects_.ask_of(item))) {
      alarm_ = arm->at;
    } else if (std::holds_alternative<CancelTimer>(effects_.ask_of(item))) {
      alarm_.reset();
    }
  }

  Facts& facts_;
  std::unique_ptr<Operator> operator_;
  Task task_;
  TaskState state_;
  Effects effects_;
  std::vector<Note> notes_;
  ProcessingTime now_{0};
  std::optional<ProcessingTime> alarm_;
};

}  // namespace wavetank::engine::testing
