// The general window operator with a clock, at any parallelism, in words.
//
//   play("a@5 a:3@7 W9 T20")   records of key a (value 1 and 3), a watermark, and the clock goes on to 20; answers:
//   "a[0,8) 4"                 key, window, result; "a 4" of a global window; "[0,8) 4" without keys;
//                              "-a[0,5) 1" takes it back, "+a[0,8) 4" says it anew; "late a@5"; "fails"
//
//   C20     the clock shows 20, but its alarms have not rung yet
//   W=      the last watermark again
//   R3      snapshot, throw away with all ids, restore with 3 subtasks; the watermark is forgotten (WM-09)
//
// The operator is called without a task around it, so that a watermark may be sent again. Alarms ring when the clock
// goes on, and only then. The value of a record is what aggregates, gaps and distances look at: field 1.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/operators/window/window.hpp"

namespace wavetank::engine::testing {

inline constexpr std::uint32_t kRigValue = 1;

[[nodiscard]] inline WindowAssignerSpec rig_session(std::int64_t gap) {
  return {.kind = AssignerKind::Session, .gap = Millis{gap}};
}
[[nodiscard]] inline WindowAssignerSpec rig_session_by_value() {
  return {.kind = AssignerKind::SessionByField, .gap_field = kRigValue};
}
[[nodiscard]] inline WindowAssignerSpec rig_tumbling(std::int64_t size) { return {.shape = tumbling(Millis{size})}; }
[[nodiscard]] inline WindowAssignerSpec rig_global() { return {.kind = AssignerKind::Global}; }
[[nodiscard]] inline WindowAssignerSpec on_the_clock(WindowAssignerSpec assigner) {
  assigner.domain = TimeDomain::Processing;
  return assigner;
}

struct WindowRigOptions {
  WindowSpec window;  // without aggregates and schemas
  AggregateKind aggregate = AggregateKind::Sum;
  std::size_t batch_records = SIZE_MAX;
};

class WindowRig {
 public:
  explicit WindowRig(WindowRigOptions options) : options_(std::move(options)) { open({}, 1); }

  std::string play(std::string_view script) {
    told_.clear();
    std::istringstream words{std::string(script)};
    for (std::string word; words >> word;) {
      if (word.find('@') != std::string::npos) {
        hear(word);
        continue;
      }
      deliver();
      if (word == "W=") {
        advance(watermark_);
      } else if (word.front() == 'W') {
        advance(EventTime(std::stoll(word.substr(1))));
      } else if (word.front() == 'C') {
        now_ = ProcessingTime(std::stoll(word.substr(1)));
      } else if (word.front() == 'T') {
        turn_clock(ProcessingTime(std::stoll(word.substr(1))));
      } else {
        open(snapshots(), static_cast<std::uint32_t>(std::stoul(word.substr(1))));
      }
    }
    deliver();
    return told_;
  }

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] WindowCounts counts() const {
    WindowCounts sum;
    for (const Running& each : subtasks_) {
      const WindowCounts counts = operator_->counts(each.state);
      sum.event_timers += counts.event_timers;
      sum.processing_timers += counts.processing_timers;
      sum.entries += counts.entries;
      sum.dropped += counts.dropped;
    }
    return sum;
  }
  // "2 event timers, 0 processing timers, 1 entry, 0 dropped" as numbers.
  [[nodiscard]] std::string sizes() const {
    const WindowCounts all = counts();
    return std::to_string(all.event_timers) + " " + std::to_string(all.processing_timers) + " " +
           std::to_string(all.entries) + " " + std::to_string(all.dropped);
  }
  [[nodiscard]] Snapshot checkpoint() const { return assign(snapshots(), Subtask{0, 1}); }
  // Of each firing so far.
  [[nodiscard]] std::vector<FireReason> reasons() const {
    std::vector<FireReason> reasons;
    for (const Note& note : notes_) {
      if (note.kind == NoteKind::WindowFire) reasons.push_back(static_cast<FireReason>(upper(note.b)));
    }
    return reasons;
  }
  // Of all that was taken back so far: which record made it, the first is 1.
  [[nodiscard]] std::vector<std::uint32_t> causes_of_take_backs() const {
    std::vector<std::uint32_t> causes;
    for (const Cause cause : take_backs_) causes.push_back(static_cast<std::uint32_t>(cause));
    return causes;
  }
  [[nodiscard]] std::size_t notes_of(NoteKind kind) const {
    return static_cast<std::size_t>(
        std::count_if(notes_.begin(), notes_.end(), [&](const Note& note) { return note.kind == kind; }));
  }

 private:
  struct Running {
    Subtask subtask;
    State state;
    std::optional<ProcessingTime> alarm{};
  };

  void make_operator() {
    const Field key{"key", FieldType::Text, FieldRole::Key, 0};
    WindowSpec spec = options_.window;
    spec.input = facts_->rows.add_schema({"input", {key, {"value", FieldType::Int64, FieldRole::Plain, 0}}});
    const Field result{"result", is_list() ? FieldType::Text : FieldType::Int64, FieldRole::Plain, 0};
    std::vector<Field> fields{{"window_start", FieldType::Timestamp, FieldRole::WindowStart, 0},
                              {"window_end", FieldType::Timestamp, FieldRole::WindowEnd, 0},
                              result};
    if (spec.keyed) fields.insert(fields.begin(), key);
    spec.result = facts_->rows.add_schema({"result", fields});
    spec.aggregates = {Aggregate{options_.aggregate, "result", kRigValue, result, std::nullopt}};
    input_ = spec.input;
    operator_ = std::make_unique<WindowOperator>(spec);
  }
  [[nodiscard]] bool is_list() const { return options_.aggregate == AggregateKind::List; }

  // Nothing that has an id outlives a snapshot.
  void open(const std::vector<Snapshot>& checkpoint, std::uint32_t parallelism) {
    facts_ = std::make_unique<Facts>();
    make_operator();
    subtasks_.clear();
    for (std::uint32_t index = 0; index < parallelism; ++index) {
      const Subtask subtask{index, parallelism, kMaxParallelismDefault};
      Effects effects;
      subtasks_.push_back({subtask, operator_->open(subtask, assign(checkpoint, subtask), moment(), effects)});
      perform(effects, subtasks_.back());
    }
  }
  [[nodiscard]] std::vector<Snapshot> snapshots() const {
    std::vector<Snapshot> all;
    for (const Running& each : subtasks_) all.push_back(operator_->snapshot(each.state, *facts_));
    return all;
  }

  // "key@time" or "key:value@time"
  void hear(const std::string& word) {
    const std::size_t at = word.find('@');
    const std::size_t colon = std::min(word.find(':'), at);
    const std::int64_t value = colon < at ? std::stoll(word.substr(colon + 1, at - colon - 1)) : 1;
    const TextId text = facts_->texts.intern(std::string_view(word).substr(0, colon));
    const Cell cells[] = {{static_cast<std::int64_t>(text), false}, {value, false}};
    const KeyId key = options_.window.keyed ? facts_->key(FieldType::Text, cells[0]) : kNoKey;
    pending_.push_back({EventTime(std::stoll(word.substr(at + 1))), facts_->row(input_, RowKind::Insert, cells), key,
                        Cause{++heard_}});
  }

  void deliver() {
    for (Running& each : subtasks_) {
      std::vector<Record> mine;
      for (const Record& record : pending_) {
        if (range_of(each.subtask).contains(group_of(record.key))) mine.push_back(record);
      }
      for (std::span<const Record> rest = mine; !rest.empty() && !failed_;) {
        const std::size_t count = std::min(options_.batch_records, rest.size());
        Effects effects;
        operator_->on_batch(InputIndex{0}, rest.first(count), moment(), each.state, effects);
        perform(effects, each);
        rest = rest.subspan(count);
      }
    }
    pending_.clear();
  }
  [[nodiscard]] KeyGroup group_of(KeyId key) const {
    return key == kNoKey ? KeyGroup{0} : key_group(facts_->keys.hash(key), kMaxParallelismDefault);
  }

  void advance(EventTime watermark) {
    watermark_ = watermark;
    for (Running& each : subtasks_) {
      if (failed_) return;
      Effects effects;
      operator_->on_control({ControlKind::Watermark, watermark, kNoCause}, moment(), each.state, effects);
      perform(effects, each);
    }
  }

  void turn_clock(ProcessingTime to) {
    const ProcessingTime from = now_;
    for (Running& each : subtasks_) {
      now_ = from;
      while (each.alarm && *each.alarm <= to && !failed_) {
        now_ = std::max(now_, *each.alarm);
        each.alarm.reset();
        Effects effects;
        operator_->on_timer(TimerTag{0}, moment(), each.state, effects);
        perform(effects, each);
      }
    }
    now_ = to;
  }

  void perform(Effects& effects, Running& subtask) {
    for (const Effects::Item& item : effects.order()) {
      if (item.kind == EffectKind::Notes || item.is_noted()) {
        notes_.insert(notes_.end(), effects.notes(item).begin(), effects.notes(item).end());
      }
      if (item.kind == EffectKind::Asks) answer(effects.ask_of(item), subtask);
      if (failed_) return;
      if (item.kind != EffectKind::Records) continue;
      for (const Record& record : effects.records(item)) {
        say(words_of(record, item.output));
        if (facts_->rows.kind(record.row) == RowKind::UpdateBefore) take_backs_.push_back(record.cause);
      }
    }
  }
  void answer(const Ask& ask, Running& subtask) {
    if (const auto* timer = std::get_if<ArmTimer>(&ask)) subtask.alarm = timer->at;
    if (!std::holds_alternative<Fail>(ask)) return;
    failed_ = true;
    say("fails");
  }
  void say(const std::string& what) { told_ += (told_.empty() ? "" : ", ") + what; }

  [[nodiscard]] std::string text(RowId row, std::uint32_t field) const {
    return std::string(facts_->texts.bytes(TextId{static_cast<std::uint32_t>(facts_->rows.bits(row, field))}));
  }
  [[nodiscard]] std::string words_of(const Record& record, OutputIndex output) const {
    const Rows& rows = facts_->rows;
    if (output == kSideOutput) return "late " + text(record.row, 0) + "@" + std::to_string(record.time.ticks());
    const std::uint32_t at = options_.window.keyed ? 1 : 0;
    std::string words = std::string(sign(rows.kind(record.row))) + (at == 1 ? text(record.row, 0) : "");
    if (!rows.is_null(record.row, at)) {
      words +=
          "[" + std::to_string(rows.bits(record.row, at)) + "," + std::to_string(rows.bits(record.row, at + 1)) + ")";
    }
    const std::int64_t last =
        rows.is_null(record.row, at) ? EventTime::max().ticks() : rows.bits(record.row, at + 1) - 1;
    if (record.time.ticks() != last) words += "@" + std::to_string(record.time.ticks());  // not WO-10
    if (rows.is_null(record.row, at + 2)) return words + " null";
    return words + " " + (is_list() ? text(record.row, at + 2) : std::to_string(rows.bits(record.row, at + 2)));
  }
  static std::string_view sign(RowKind kind) {
    if (kind == RowKind::UpdateBefore) return "-";
    return kind == RowKind::UpdateAfter ? "+" : "";
  }

  [[nodiscard]] Moment moment() { return {now_, kNoCause, *facts_}; }

  WindowRigOptions options_;
  std::unique_ptr<Facts> facts_;
  SchemaId input_{};
  std::unique_ptr<WindowOperator> operator_;
  std::vector<Running> subtasks_;
  std::vector<Record> pending_;
  std::vector<Note> notes_;
  std::vector<Cause> take_backs_;
  std::uint32_t heard_ = 0;
  EventTime watermark_ = EventTime::min();
  ProcessingTime now_{0};
  bool failed_ = false;
  std::string told_;
};

}  // namespace wavetank::engine::testing
