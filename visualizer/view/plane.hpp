// The event-time × processing-time picture as data: what a trace says about one lane, in the order it happened.
//
// A fold of the trace that decides nothing: fates, values and firings are the trace's own. Everything carries the
// number of its event, so what has happened up to a playhead is a prefix that a binary search finds; stepping back
// costs as little as stepping on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "visualizer/view/job/lives.hpp"
#include "visualizer/view/lane.hpp"
#include "visualizer/view/moment.hpp"

namespace wavetank::visualizer {

// What became of a record at its window operator.
enum class Fate : std::uint8_t {
  OnTime,      // joined a window before it fired, or there is no window to be late for
  Late,        // joined a window that had fired
  Dropped,     // counted and gone
  Side,        // sent to the late output
  Unassigned,  // no window contains it
  Refused,     // by a condition
  Ignored,     // by a function that had no use for it
};
inline constexpr int kFates = 7;
[[nodiscard]] constexpr bool is_interesting(Fate fate) { return fate != Fate::OnTime; }

struct Mark {
  engine::EventTime time;
  sim::SimTime at;  // when it arrived
  sim::EventId arrival{};
  sim::EventId decided{};  // the event that said its fate; the arrival itself if none did
  Fate fate = Fate::OnTime;
  engine::KeyId key = engine::kNoKey;
  sim::EventId evicted{};      // the event that said it left its window again; 0: it did not
  std::int64_t margin_ms = 0;  // how late: behind the window's end (late), beyond the allowed lateness (dropped)
  std::uint16_t rule = 0;      // an engine::Rule: why it was refused
  // Of operators without windows: when it went on, if that was later, and the last other row that it made them say.
  std::optional<Moment> left{};
  engine::RowId said = engine::kNoRow;
  bool is_rule = false;      // it changed the broadcast state
  bool has_expired = false;  // a state of its key was found to have outlived its time
};

// Whether it was evicted up to `playhead`.
[[nodiscard]] inline bool has_left(const Mark& mark, sim::EventId playhead) {
  return mark.evicted != sim::EventId{} && mark.evicted <= playhead;
}

// The lane's watermark: the least of its tasks'. EventTime::min(): from here on there is none, as a task died.
struct WatermarkStep {
  sim::EventId id{};
  sim::SimTime at;
  engine::EventTime time;
};

// What one channel of a task says, where it has several.
struct InputLine {
  std::uint32_t channel = 0;
  sim::ActorId from{};  // the task upstream
  std::vector<WatermarkStep> steps;
  std::optional<Moment> silent;  // since it is idle or has ended
};
inline constexpr std::uint32_t kInputLinesMax = 4;

// A window after one more record.
struct Growth {
  sim::EventId id{};
  sim::SimTime at;
  engine::KeyId key = engine::kNoKey;
  std::uint32_t keys = 0;     // so far
  std::uint64_t records = 0;  // so far
  std::int64_t value = 0;     // of the key
  std::int64_t total = 0;     // of all keys; meaningful for Total::Sum
};

// Firings of one window in one instant and for one reason, all keys together.
struct Stamp {
  sim::EventId first{};
  sim::EventId last{};
  sim::SimTime at;
  engine::FireReason reason = engine::FireReason::OnTime;
  std::uint32_t keys = 0;
  std::size_t first_part = 0;  // into Box::parts
};
struct StampPart {
  sim::EventId id{};
  engine::KeyId key = engine::kNoKey;
  engine::RowId row = engine::kNoRow;
};

// Several sessions became parts of this one with one record.
struct Joining {
  sim::EventId id{};
  std::uint32_t sessions = 0;  // at least 2
};

// A result that a window takes back (accumulation: retracting).
struct Retraction {
  sim::EventId id{};
  sim::SimTime at;
  engine::Window window;  // of the result
  engine::KeyId key = engine::kNoKey;
  engine::RowId row = engine::kNoRow;
};

// A timer that a user function set, until it fired or was deleted.
struct TimerLife {
  Moment set;
  std::optional<Moment> ended;
  bool has_fired = false;
  engine::TimeDomain clock = engine::TimeDomain::Event;
  std::int64_t time = 0;       // when it is due, milliseconds
  std::int64_t record_ms = 0;  // event time of the record behind it
  engine::KeyId key = engine::kNoKey;
  engine::RowId said = engine::kNoRow;  // the last row it sent when it fired
};

// What a pattern said of a key.
struct FoundMatch {
  enum class How : std::uint8_t { Whole, TimedOut };
  Moment said;
  engine::EventTime started;
  engine::EventTime ended;
  engine::KeyId key = engine::kNoKey;
  How how = How::Whole;
};

// One window of all keys, from its first record until its state is gone.
struct Box {
  engine::Window window;
  sim::EventId first{};
  sim::SimTime opened;
  std::optional<Moment> cleared;  // of the last key
  bool is_lost = false;           // not cleared, but gone with its tasks
  bool is_restored = false;       // not opened by a record, but by a checkpoint
  std::optional<Joining> joined;
  std::vector<Growth> growth;
  std::vector<Stamp> stamps;
  std::vector<StampPart> parts;
};

// Invariant: every vector is in the order of event numbers.
struct Plane {
  Lane lane;
  std::optional<engine::KeyId> only;  // one key, or all of them
  std::vector<Mark> marks;            // by arrival
  std::vector<WatermarkStep> watermark;
  std::vector<InputLine> inputs;  // by channel; only of a single task with 2 to kInputLinesMax of them
  std::vector<Box> boxes;         // by first record
  std::vector<Retraction> retractions;
  std::vector<TimerLife> timers;    // by when they were set; of user functions only
  std::vector<FoundMatch> matches;  // of a pattern, which has no other timers to show
  std::vector<engine::KeyId> keys;  // by first arrival; all, also if only one is shown
};

// Whether the window holds records of any event time: a global one, or one of processing time.
[[nodiscard]] inline bool spans_all_times(const Plane& plane, const Box& box) {
  return box.window == engine::kGlobalWindow || plane.lane.time == engine::TimeDomain::Processing;
}

// What a plane is folded from, and of which key. REQUIRES: `lives` are the recording's.
struct PlaneQuestion {
  const scenarios::Recording& recording;
  const Lives& lives;
  std::optional<engine::KeyId> only{};
};

// Costs one pass over the trace.
[[nodiscard]] Plane fold_plane(const PlaneQuestion& question, const Lane& lane);

// How many elements of a plane's vector have happened up to `playhead`.
[[nodiscard]] std::size_t happened(const std::vector<Mark>& marks, sim::EventId playhead);
[[nodiscard]] std::size_t happened(const std::vector<WatermarkStep>& steps, sim::EventId playhead);
[[nodiscard]] std::size_t happened(const std::vector<Growth>& growth, sim::EventId playhead);
[[nodiscard]] std::size_t happened(const std::vector<Stamp>& stamps, sim::EventId playhead);
[[nodiscard]] std::size_t happened(const std::vector<Box>& boxes, sim::EventId playhead);
[[nodiscard]] std::size_t happened(const std::vector<Retraction>& retractions, sim::EventId playhead);
[[nodiscard]] std::size_t happened(const std::vector<TimerLife>& timers, sim::EventId playhead);
[[nodiscard]] std::size_t happened(const std::vector<FoundMatch>& matches, sim::EventId playhead);

// The watermark after `playhead`; none while nothing has been heard.
[[nodiscard]] std::optional<WatermarkStep> watermark_at(const Plane& plane, sim::EventId playhead);

// The box and stamp that a firing belongs to.
struct StampPlace {
  std::size_t box = 0;
  std::size_t stamp = 0;
};
[[nodiscard]] std::optional<StampPlace> stamp_of(const Plane& plane, sim::EventId firing);
// The mark of a record's arrival, or of the event that said its fate.
[[nodiscard]] std::optional<std::size_t> mark_of(const Plane& plane, sim::EventId id);

}  // namespace wavetank::visualizer
