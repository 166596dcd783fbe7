// The ordered list of what a step of the engine wants done. The engine calls nobody; the host performs this.
//
// Duty of the host: perform the items in order. A note becomes a trace event; a record or control goes to every
// channel that the output's routes name; an ask is carried out and answered, if it has an answer, by `on_timer` or
// `on_reply` in a later step. Nothing of a step is visible to another task before the step has ended.
//
// The lists are cleared, never freed: a running task allocates nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/base/note.hpp"
#include "engine/base/record.hpp"
#include "engine/core/broker_asks.hpp"

namespace wavetank::engine {

// Which of its timers an operator armed; it comes back with the timer.
enum class TimerTag : std::uint32_t {};

// Calls `on_timer` with `tag` when the task's clock reaches `at`; at once, but in a later step, if it has.
struct ArmTimer {
  ProcessingTime at;
  TimerTag tag{};
};
// The timer of this tag, if armed, does not come.
struct CancelTimer {
  TimerTag tag{};
};
// Asks a log for the records of `partition` from `offset` on. Answered by `on_reply` once there is at least one,
// or when the partition has ended.
struct Fetch {
  std::uint32_t partition = 0;
  std::uint64_t offset = 0;
};
// A row reached a sink and is visible outside.
struct Publish {
  Record record;
};
// The source's watermark, for the coordinator that aligns it with others (WM-33). Answered by `on_allowed`, each time the
// coordinator announces something.
struct ReportWatermark {
  EventTime watermark;
  bool last = false;  // nothing is read any more: the subtask needs no announcements
  Cause cause = kNoCause;
};
// The operator cannot go on: the job fails with this reason. What follows it in the same step is not performed.
struct Fail {
  std::string_view reason;  // static text
  Cause cause = kNoCause;
};
using Ask = std::variant<ArmTimer, CancelTimer, Fetch, Publish, ReportWatermark, WriteRecord, CallBroker, Fail>;

enum class EffectKind : std::uint8_t { Records, Controls, Notes, Asks };

class Effects {
 public:
  static constexpr std::uint32_t kNoNotes = 0xffffffffu;
  // A run of `count` things of one kind on one output, from `first` on in that kind's list. Records may leave with a
  // note each: the note at `notes` + i is performed just before record i, and is its cause.
  struct Item {
    EffectKind kind;
    OutputIndex output;
    std::uint32_t first;
    std::uint32_t count;
    std::uint32_t notes = kNoNotes;
    [[nodiscard]] bool is_noted() const { return notes != kNoNotes; }
  };

  void emit(OutputIndex output, const Record& record) {
    records_.push_back(record);
    extend(EffectKind::Records, output, records_.size());
  }
  // `record` leaves because of `why`, whatever cause it had. However many do, they are one run.
  void emit(OutputIndex output, const Record& record, const Note& why) {
    notes_.emplace_back(why.kind, why.cause, why.a, why.b);
    // Field by field: a record that is put together on the stack and copied as a whole waits for its own stores.
    records_.emplace_back(record.time, record.row, record.key, Cause{kLocalCause | last(notes_.size())});
    if (!order_.empty() && order_.back().is_noted() && order_.back().output == output) {
      ++order_.back().count;
      return;
    }
    order_.push_back({EffectKind::Records, output, last(records_.size()), 1, last(notes_.size())});
  }
  void emit(OutputIndex output, const Control& control) {
    controls_.push_back(control);
    order_.push_back({EffectKind::Controls, output, last(controls_.size()), 1, kNoNotes});
  }
  // Returns the cause under which later effects of this step may name this note.
  Cause note(NoteKind kind, Cause cause, std::uint64_t a, std::uint64_t b) {
    notes_.emplace_back(kind, cause, a, b);
    extend(EffectKind::Notes, kMainOutput, notes_.size());
    return Cause{kLocalCause | last(notes_.size())};
  }
  // Room for `count` notes that follow each other, to be filled in before anything else is appended. For those who
  // know how many there will be.
  [[nodiscard]] std::span<Note> add_notes(std::size_t count) {
    if (count == 0) return {};
    const std::size_t before = notes_.size();
    notes_.resize(before + count);
    extend(EffectKind::Notes, kMainOutput, before + 1);
    order_.back().count += static_cast<std::uint32_t>(count - 1);
    return std::span(notes_).subspan(before);
  }
  // Room for `count` records on `output` that leave with a note each, to be filled in likewise.
  struct Noted {
    std::span<Record> records;
    std::span<Note> notes;
    std::uint32_t first_note = 0;

    void set(std::size_t i, const Record& record, const Note& why) const {
      Note& note = notes[i];
      note.kind = why.kind;
      note.cause = why.cause;
      note.a = why.a;
      note.b = why.b;
      Record& sent = records[i];
      sent.time = record.time;
      sent.row = record.row;
      sent.key = record.key;
      sent.cause = Cause{kLocalCause | (first_note + static_cast<std::uint32_t>(i))};
    }
  };
  [[nodiscard]] Noted add_noted(OutputIndex output, std::size_t count) {
    if (count == 0) return {};
    const std::size_t first_note = notes_.size();
    const std::size_t first = records_.size();
    notes_.resize(first_note + count);
    records_.resize(first + count);
    if (!order_.empty() && order_.back().is_noted() && order_.back().output == output) {
      order_.back().count += static_cast<std::uint32_t>(count);
    } else {
      order_.push_back({EffectKind::Records, output, static_cast<std::uint32_t>(first),
                        static_cast<std::uint32_t>(count), static_cast<std::uint32_t>(first_note)});
    }
    return {std::span(records_).subspan(first), std::span(notes_).subspan(first_note),
            static_cast<std::uint32_t>(first_note)};
  }
  void ask(const Ask& ask) {
    asks_.push_back(ask);
    order_.push_back({EffectKind::Asks, kMainOutput, last(asks_.size()), 1, kNoNotes});
  }

  [[nodiscard]] std::span<const Item> order() const { return order_; }
  [[nodiscard]] std::span<Record> records(const Item& item) {
    WT_REQUIRE(item.kind == EffectKind::Records && item.first + item.count <= records_.size(), item.first, item.count);
    return std::span(records_).subspan(item.first, item.count);
  }
  // Of an item of notes, or of noted records.
  [[nodiscard]] std::span<const Note> notes(const Item& item) const {
    return std::span(notes_).subspan(item.is_noted() ? item.notes : item.first, item.count);
  }
  // The note of this step that `cause` names; null if the cause is from before.
  [[nodiscard]] const Note* note_behind(Cause cause) const {
    const auto word = static_cast<std::uint32_t>(cause);
    return (word & kLocalCause) == 0 ? nullptr : &notes_[word ^ kLocalCause];
  }
  [[nodiscard]] const Control& control(const Item& item) const {
    WT_REQUIRE(item.kind == EffectKind::Controls && item.first < controls_.size(), item.first, controls_.size());
    return controls_[item.first];
  }
  [[nodiscard]] const Ask& ask_of(const Item& item) const {
    WT_REQUIRE(item.kind == EffectKind::Asks && item.first < asks_.size(), item.first, asks_.size());
    return asks_[item.first];
  }
  [[nodiscard]] bool empty() const { return order_.empty(); }

  // For a step within which the end of time is only that of one key (engine/batch): from `from` on, timers and controls
  // are not for the host. Timers that were armed and not cancelled are returned, each tag once.
  [[nodiscard]] std::size_t mark() const { return order_.size(); }
  [[nodiscard]] std::vector<TimerTag> take_back_timers(std::size_t from);
  void take_back_controls(std::size_t from);

  void clear() {
    order_.clear();
    records_.clear();
    controls_.clear();
    notes_.clear();
    asks_.clear();
  }

 private:
  [[nodiscard]] static std::uint32_t last(std::size_t size) { return static_cast<std::uint32_t>(size - 1); }
  void extend(EffectKind kind, OutputIndex output, std::size_t size) {
    if (!order_.empty()) {
      Item& before = order_.back();
      if (before.kind == kind && before.output == output && !before.is_noted()) {
        ++before.count;
        return;
      }
    }
    order_.push_back({kind, output, last(size), 1, kNoNotes});
  }

  std::vector<Item> order_;  // the one total order of the step; typed lists behind it
  std::vector<Record> records_;
  std::vector<Control> controls_;
  std::vector<Note> notes_;
  std::vector<Ask> asks_;
};

}  // namespace wavetank::engine
