// Whether and when a job that failed is started again.
//
// Pure: the time of a failure is passed in, and so is the jitter, which the host draws. The strategy answers; cancelling,
// waiting and redeploying are the host's (RS-01, RS-07).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <variant>

#include "engine/base/mix.hpp"
#include "engine/base/time.hpp"

namespace wavetank::engine {

// An exact factor: 2.3 is 23 / 10. REQUIRES: the denominator is not zero.
struct Factor {
  std::uint32_t numerator = 1;
  std::uint32_t denominator = 1;
  friend bool operator==(const Factor&, const Factor&) = default;
};

// Each failure is the last.
struct NoRestart {
  friend bool operator==(const NoRestart&, const NoRestart&) = default;
};

// Up to so many restarts in a job's life; the count is never reset (RS-02).
struct FixedDelayRestart {
  std::uint32_t attempts = 1;
  Millis delay{1'000};
  friend bool operator==(const FixedDelayRestart&, const FixedDelayRestart&) = default;
};

// As long as no more than so many failures fall into an interval (RS-03).
struct FailureRateRestart {
  std::uint32_t failures = 1;
  Millis interval{60'000};
  Millis delay{1'000};
  friend bool operator==(const FailureRateRestart&, const FailureRateRestart&) = default;
};

// Delays that grow from restart to restart until the job has run for a while (RS-04, RS-05).
struct ExponentialRestart {
  Millis initial{1'000};
  Millis max{60'000};
  Factor multiplier{3, 2};
  Millis reset_threshold{3'600'000};
  std::optional<std::uint32_t> attempts{};  // before the next reset; empty: without end
  Factor jitter{1, 10};                     // of the delay, either way
  friend bool operator==(const ExponentialRestart&, const ExponentialRestart&) = default;
};

using RestartSpec = std::variant<NoRestart, FixedDelayRestart, FailureRateRestart, ExponentialRestart>;

struct RestartAnswer {
  bool new_attempt = true;   // false: one that waits for its restart takes this failure in
  bool may_restart = false;  // false: the job has failed for good
  Millis delay{};            // until the restart
  friend bool operator==(const RestartAnswer&, const RestartAnswer&) = default;
};

class RestartStrategy {
 public:
  // REQUIRES: delays and intervals are not negative; exponential: 0 < initial <= max, a multiplier of one or more, a
  // jitter of one or less.
  explicit RestartStrategy(RestartSpec spec);

  // By how much, at most, the delay of a failure now may be jittered either way; zero where nothing is to be drawn.
  [[nodiscard]] Millis jitter_max(ProcessingTime now) const;

  // The job failed. Asked again after a refusal it goes on counting.
  // REQUIRES: `now` is not before the last failure; `jitter` is at most jitter_max(now), either way.
  [[nodiscard]] RestartAnswer on_failure(ProcessingTime now, Millis jitter = {});

  friend bool operator==(const RestartStrategy&, const RestartStrategy&) = default;

 private:
  [[nodiscard]] RestartAnswer answer(const FixedDelayRestart& spec);
  [[nodiscard]] RestartAnswer answer(const FailureRateRestart& spec, ProcessingTime now);
  [[nodiscard]] RestartAnswer answer(const ExponentialRestart& spec, ProcessingTime now, Millis jitter);
  [[nodiscard]] bool merges(ProcessingTime now) const;
  // Whether the job ran long enough to begin with the initial delay again.
  [[nodiscard]] bool resets(const ExponentialRestart& spec, ProcessingTime now) const;
  // The delay before jitter and bounds, in 2^-32 milliseconds, for an attempt that begins now.
  [[nodiscard]] Wide scaled_delay(const ExponentialRestart& spec, ProcessingTime now) const;

  RestartSpec spec_;
  std::uint64_t attempts_ = 0;
  std::deque<ProcessingTime> failures_;         // failure rate: the last ones, one more than may be
  std::optional<ProcessingTime> next_restart_;  // exponential
  Wide scaled_delay_ = 0;                       // exponential: of the next attempt, if nothing resets it
};

}  // namespace wavetank::engine
