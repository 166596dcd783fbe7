// How long keyed state lives (PF-04, PF-05). Processing time only; stamps are absolute, so downtime counts (PF-06).
#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/time.hpp"

namespace wavetank::engine {

// What gives a value a new stamp.
enum class StampOn : std::uint8_t { CreateAndWrite, ReadAndWrite };
// What a reader gets of a value that has expired and is still there. Reading it removes it in both cases.
enum class ExpiredRead : std::uint8_t { Nothing, LastValue };

struct TimeToLive {
  Millis length;  // > 0
  StampOn stamp_on = StampOn::CreateAndWrite;
  ExpiredRead expired_read = ExpiredRead::Nothing;
};

// The rules of one state; without a time to live nothing ever expires.
class Expiry {
 public:
  explicit Expiry(std::optional<TimeToLive> ttl) : ttl_(ttl) {}

  [[nodiscard]] bool is_on() const { return ttl_.has_value(); }
  // PF-04: at stamp + length, which stops at the end of time.
  [[nodiscard]] bool is_expired(ProcessingTime stamp, ProcessingTime now) const {
    return ttl_ && saturating_add(stamp, ttl_->length) <= now;
  }
  // Whether a reader gets it at all.
  [[nodiscard]] bool is_readable(ProcessingTime stamp, ProcessingTime now) const {
    return !is_expired(stamp, now) || ttl_->expired_read == ExpiredRead::LastValue;
  }
  // Whether reading what has not expired stamps it anew.
  [[nodiscard]] bool renews_on_read() const { return ttl_ && ttl_->stamp_on == StampOn::ReadAndWrite; }

 private:
  std::optional<TimeToLive> ttl_;
};

}  // namespace wavetank::engine
