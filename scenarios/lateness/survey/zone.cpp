// The only file that knows the library of time zones.
#include "scenarios/lateness/survey/zone.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <limits>
#include <span>
#include <vector>

#include <date/tz.h>

#include "engine/base/nearest.hpp"
#include "engine/base/time.hpp"

namespace wavetank::scenarios {
namespace {

using Seconds = std::chrono::seconds;

// Of times in milliseconds. Rows come in runs of near times, so one stretch without a change of the clocks is kept.
class LocalDay {
 public:
  explicit LocalDay(const date::time_zone* zone) : zone_(zone) {}

  std::int64_t operator()(std::int64_t time_ms) {
    if (time_ms < from_ms_ || time_ms >= to_ms_) look_up(time_ms);
    return utc_day_of(engine::saturating_add(time_ms, offset_ms_));
  }

 private:
  // Years that the library's calendar has; beyond them the nearest one's offset holds.
  static constexpr std::int64_t kFarthestSeconds = 900'000'000'000;

  void look_up(std::int64_t time_ms) {
    const std::int64_t seconds = std::clamp(time_ms / 1'000, -kFarthestSeconds, kFarthestSeconds);
    const date::sys_info info = zone_->get_info(date::sys_seconds(Seconds(seconds)));
    const auto in_ms = [](date::sys_seconds time) {
      return std::clamp<std::int64_t>(time.time_since_epoch().count(), -kFarthestSeconds, kFarthestSeconds) * 1'000;
    };
    from_ms_ = in_ms(info.begin);
    to_ms_ = in_ms(info.end);
    offset_ms_ = std::chrono::milliseconds(info.offset).count();
  }

  const date::time_zone* zone_;
  std::int64_t from_ms_ = 0;  // the stretch that was looked up last; empty at first
  std::int64_t to_ms_ = 0;
  std::int64_t offset_ms_ = 0;
};

std::string nearest_zone(const std::string& name) {
  std::vector<std::string> names;
  for (const date::time_zone& zone : date::get_tzdb().zones) names.push_back(zone.name());
  const auto close = engine::nearest(name, std::span<const std::string>(names));
  return close ? "did you mean " + *close + "?" : "for example Europe/Berlin or America/New_York";
}

}  // namespace

engine::Result<DayOf> days_of_zone(const std::string& name) {
  try {
    return DayOf(LocalDay(date::locate_zone(name)));
  } catch (const std::exception&) {  // it says "not found" by throwing
  }
  try {
    return engine::Problem{"no time zone is called " + name, nearest_zone(name), 0};
  } catch (const std::exception&) {
    return engine::Problem{"this machine has no database of time zones", "install tzdata", 0};
  }
}

}  // namespace wavetank::scenarios
