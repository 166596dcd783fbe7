// Stories of the window operator, a record or watermark at a time.
//
//   play("a@5 a:3@7 W9 b@4")   records of key a (value 1 and 3) and b, a watermark; answers what came out:
//   "a 4@9"                    key, result @ timestamp; joined by ", "; late records as "late b@4"
//
//   R3      snapshot, throw away, restore with 3 subtasks, and send the last watermark again
//
// Records between controls are delivered in batches of the size that the story was told to use. With several
// subtasks the answers stand in the order of subtasks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/task.hpp"
#include "engine/operators/window/aligned_window.hpp"
#include "engine/operators/window/window.hpp"

namespace wavetank::engine::testing {

struct WindowStoryOptions {
  WindowShape shape;
  Millis allowed_lateness{0};
  LateRecords late = LateRecords::SideOutput;
  AggregateKind aggregate = AggregateKind::Sum;
  std::size_t batch_records = SIZE_MAX;
  Mutants mutants{};
  bool aligned = true;  // on the operator for windows that all keys share; false: on the general one
};

class WindowStory {
 public:
  explicit WindowStory(WindowStoryOptions options) : options_(options), operator_(make_operator()) { open({}, 1); }

  std::string play(std::string_view script) {
    told_.clear();
    std::istringstream words{std::string(script)};
    for (std::string word; words >> word;) {
      if (word.find('@') != std::string::npos) {
        hear(word);
        continue;
      }
      deliver();
      if (word.front() == 'W') advance(EventTime(std::stoll(word.substr(1))));
      if (word.front() == 'R') restore(static_cast<std::uint32_t>(std::stoul(word.substr(1))));
    }
    deliver();
    return told_;
  }

  [[nodiscard]] WindowCounts counts() const {
    WindowCounts sum;
    for (const TaskState& state : states_) {
      const WindowCounts counts = operator_->counts(state.state);
      sum.event_timers += counts.event_timers;
      sum.entries += counts.entries;
      sum.dropped += counts.dropped;
    }
    return sum;
  }
  // "2 timers, 1 entry, 0 dropped" as numbers.
  [[nodiscard]] std::string sizes() const {
    const WindowCounts all = counts();
    return std::to_string(all.event_timers) + " " + std::to_string(all.entries) + " " + std::to_string(all.dropped);
  }

  // All subtasks' key groups in one: what a checkpoint holds, however it was dealt out.
  [[nodiscard]] Snapshot checkpoint() const { return assign(snapshots(), Subtask{0, 1}); }
  [[nodiscard]] std::vector<Snapshot> snapshots() const {
    std::vector<Snapshot> all;
    for (const TaskState& state : states_) all.push_back(operator_->snapshot(state.state, facts_));
    return all;
  }
  // The reasons of all firings so far, and the notes of dropped, kept and unassigned records.
  [[nodiscard]] const std::vector<Note>& notes() const { return notes_; }
  [[nodiscard]] std::size_t notes_of(NoteKind kind) const {
    return static_cast<std::size_t>(
        std::count_if(notes_.begin(), notes_.end(), [&](const Note& note) { return note.kind == kind; }));
  }
  // As R1, but nobody sends the last watermark again.
  void restore_without_watermark() {
    watermark_.reset();
    restore(1);
  }

  // How often a record joined a window, however it was told.
  [[nodiscard]] std::size_t joinings() const {
    std::size_t count = notes_of(NoteKind::WindowAdd);
    for (const Note& note : notes_) count += note.kind == NoteKind::SliceAdd ? lower(note.b) : 0;
    return count;
  }

 private:
  std::unique_ptr<AnyWindowOperator> make_operator() {
    if (options_.aligned) return std::make_unique<AlignedWindowOperator>(spec());
    return std::make_unique<WindowOperator>(spec());
  }
  WindowSpec spec() {
    const Field key{"key", FieldType::Text, FieldRole::Key, 0};
    input_ = facts_.rows.add_schema({"input", {key, {"value", FieldType::Int64, FieldRole::Plain, 0}}});
    const bool is_list = options_.aggregate == AggregateKind::List;
    const Field result{"result", is_list ? FieldType::Text : FieldType::Int64, FieldRole::Plain, 0};
    const SchemaId schema = facts_.rows.add_schema({"result",
                                                    {key,
                                                     {"window_start", FieldType::Timestamp, FieldRole::WindowStart, 0},
                                                     {"window_end", FieldType::Timestamp, FieldRole::WindowEnd, 0},
                                                     result}});
    return WindowSpec{.assigner = {.shape = options_.shape},
                      .allowed_lateness = options_.allowed_lateness,
                      .late = options_.late,
                      .aggregates = {Aggregate{options_.aggregate, "result", 1, result, std::nullopt}},
                      .result = schema,
                      .keyed = true,
                      .mutants = options_.mutants};
  }

  // "key@time" or "key:value@time"
  void hear(const std::string& word) {
    const std::size_t at = word.find('@');
    const std::size_t colon = std::min(word.find(':'), at);
    const std::int64_t value = colon < at ? std::stoll(word.substr(colon + 1, at - colon - 1)) : 1;
    const TextId text = facts_.texts.intern(std::string_view(word).substr(0, colon));
    const Cell cells[] = {{static_cast<std::int64_t>(text), false}, {value, false}};
    const KeyId key = facts_.key(FieldType::Text, cells[0]);
    const EventTime time(std::stoll(word.substr(at + 1)));
    pending_.push_back(Record{time, facts_.row(input_, RowKind::Insert, cells), key, kNoCause});
  }

  void deliver() {
    const auto parallelism = static_cast<std::uint32_t>(tasks_.size());
    for (std::uint32_t subtask = 0; subtask < parallelism; ++subtask) {
      std::vector<Record> mine;
      for (const Record& record : pending_) {
        const KeyGroup group = key_group(facts_.keys.hash(record.key), kMaxParallelismDefault);
        if (owner(group, parallelism, kMaxParallelismDefault) == subtask) mine.push_back(record);
      }
      for (std::span<const Record> rest = mine; !rest.empty();) {
        const std::size_t count = std::min(options_.batch_records, rest.size());
        Effects effects;
        tasks_[subtask].on_records(ChannelIndex{0}, rest.first(count), moment(), states_[subtask], effects);
        tell(effects);
        rest = rest.subspan(count);
      }
    }
    pending_.clear();
  }

  void advance(EventTime watermark) {
    watermark_ = watermark;
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
      Effects effects;
      tasks_[i].on_control(ChannelIndex{0}, {ControlKind::Watermark, watermark, kNoCause}, moment(), states_[i],
                           effects);
      tell(effects);
    }
  }

  void open(const std::vector<Snapshot>& checkpoint, std::uint32_t parallelism) {
    tasks_.clear();
    states_.clear();
    for (std::uint32_t index = 0; index < parallelism; ++index) {
      const Subtask subtask{index, parallelism, kMaxParallelismDefault};
      tasks_.emplace_back(TaskSpec{operator_.get(), subtask, {1}, options_.mutants});
      Effects effects;
      states_.push_back(tasks_.back().open(assign(checkpoint, subtask), moment(), effects));
      tell(effects);
    }
  }

  void restore(std::uint32_t parallelism) {
    open(snapshots(), parallelism);
    if (watermark_) advance(*watermark_);
  }

  void tell(Effects& effects) {
    for (const Effects::Item& item : effects.order()) {
      if (item.kind == EffectKind::Notes || item.is_noted()) {
        notes_.insert(notes_.end(), effects.notes(item).begin(), effects.notes(item).end());
      }
      if (item.kind == EffectKind::Asks) say(std::holds_alternative<Fail>(effects.ask_of(item)) ? "fails" : "asks");
      if (item.kind != EffectKind::Records) continue;
      for (const Record& record : effects.records(item)) say(words_of(record, item.output));
    }
  }
  void say(const std::string& what) { told_ += (told_.empty() ? "" : ", ") + what; }

  [[nodiscard]] std::string words_of(const Record& record, OutputIndex output) const {
    const auto text = [&](std::uint32_t field) {
      return std::string(facts_.texts.bytes(TextId{static_cast<std::uint32_t>(facts_.rows.bits(record.row, field))}));
    };
    const std::string time = "@" + std::to_string(record.time.ticks());
    if (output == kSideOutput) return "late " + text(0) + time;
    const bool is_list = options_.aggregate == AggregateKind::List;
    return text(0) + " " + (is_list ? text(3) : std::to_string(facts_.rows.bits(record.row, 3))) + time;
  }

  [[nodiscard]] Moment moment() { return {ProcessingTime(0), kNoCause, facts_}; }

  WindowStoryOptions options_;
  Facts facts_;
  SchemaId input_{};
  std::unique_ptr<AnyWindowOperator> operator_;
  std::vector<Task> tasks_;
  std::vector<TaskState> states_;
  std::vector<Record> pending_;
  std::vector<Note> notes_;
  std::optional<EventTime> watermark_;
  std::string told_;
};

}  // namespace wavetank::engine::testing
