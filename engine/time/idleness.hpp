// Detecting that a stream has gone quiet (WM-12 to WM-14), and the clock that this is measured with.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "engine/base/time.hpp"

namespace wavetank::engine {

inline constexpr std::int64_t kNanosecondsPerMillisecond = 1'000'000;

// A reading of the steady clock behind idleness, in nanoseconds as WM-12 compares them. It never jumps, unlike
// processing time, and only differences mean something.
struct IdleInstant {
  std::int64_t nanoseconds = 0;

  // For hosts whose processing time is steady. Wraps for times beyond year 2262; differences survive that.
  [[nodiscard]] static IdleInstant of(ProcessingTime time);
  friend constexpr auto operator<=>(const IdleInstant&, const IdleInstant&) = default;
};

// Stands still between `pause` and `resume`: under back-pressure, while a source waits for watermark alignment, or
// while its split is paused (WM-14). Both may be repeated without effect.
class PausableClock {
 public:
  void pause(IdleInstant now);
  void resume(IdleInstant now);
  [[nodiscard]] bool is_paused() const { return paused_since_.has_value(); }
  [[nodiscard]] IdleInstant read(IdleInstant now) const;

  friend bool operator==(const PausableClock&, const PausableClock&) = default;

 private:
  std::optional<IdleInstant> paused_since_;
  std::int64_t paused_ns_ = 0;  // the sum of past pauses
};

// Which of the ticks to come can change or say anything.
enum class TickUrgency : std::uint8_t {
  None,           // none before the next record
  Next,           // the very next one
  AfterDeadline,  // the first at which the idleness clock reads more than the deadline
};

struct TickNeed {
  TickUrgency urgency = TickUrgency::None;
  IdleInstant deadline{};  // for AfterDeadline
  friend constexpr bool operator==(const TickNeed&, const TickNeed&) = default;
};

enum class IdleVerdict : std::uint8_t { Busy, BecameIdle, StillIdle };

// Looks only at ticks: one that finds a record since the last resets, the first without starts the timer, a later
// one declares idleness when strictly more than the timeout has passed since (WM-12).
class IdlenessTimer {
 public:
  explicit IdlenessTimer(Millis timeout);

  void on_record();
  IdleVerdict on_tick(IdleInstant reading);
  [[nodiscard]] TickNeed need() const;
  [[nodiscard]] bool is_idle() const { return idle_; }

  friend bool operator==(const IdlenessTimer&, const IdlenessTimer&) = default;

 private:
  std::int64_t timeout_ns_;
  std::optional<IdleInstant> quiet_since_;
  bool record_seen_ = false;
  bool idle_ = false;
};

}  // namespace wavetank::engine
