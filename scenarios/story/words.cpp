// Times in words.
#include "scenarios/story/words.hpp"

#include <array>
#include <chrono>
#include <limits>

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kYears = 300'000 * kDay;  // beyond it a date says nothing, only the number helps

// The ends of the range have no words of their own; one millisecond less makes no difference there.
std::int64_t magnitude(std::int64_t number) {
  if (number >= 0) return number;
  return number == std::numeric_limits<std::int64_t>::min() ? std::numeric_limits<std::int64_t>::max() : -number;
}

std::string padded(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

// Without trailing zeros: 2200 -> "2.2", 9002 -> "9.002", 5000 -> "5".
std::string thousandths(std::int64_t number) {
  std::string text = std::to_string(number / 1000);
  if (number % 1000 == 0) return text;
  std::string rest = padded(number % 1000, 3);
  while (rest.back() == '0') rest.pop_back();
  return text + "." + rest;
}

// ":30" and ".250" only where they say something.
std::string seconds_if_any(std::int64_t in_minute) {
  if (in_minute == 0) return "";
  std::string text = ":" + padded(in_minute / kSecond, 2);
  if (in_minute % kSecond != 0) text += "." + padded(in_minute % kSecond, 3);
  return text;
}

std::int64_t in_day(std::int64_t milliseconds) { return ((milliseconds % kDay) + kDay) % kDay; }

std::string day(std::int64_t milliseconds) {
  const std::chrono::sys_days since{std::chrono::days{(milliseconds - in_day(milliseconds)) / kDay}};
  const std::chrono::year_month_day civil{since};
  return padded(static_cast<int>(civil.year()), 4) + "-" + padded(static_cast<unsigned>(civil.month()), 2) + "-" +
         padded(static_cast<unsigned>(civil.day()), 2);
}

std::string date(std::int64_t milliseconds) {
  const std::int64_t rest = in_day(milliseconds);
  return day(milliseconds) + " " + padded(rest / kHour, 2) + ":" + padded(rest % kHour / kMinute, 2) +
         seconds_if_any(rest % kMinute);
}

std::string short_time(std::int64_t signed_milliseconds) {
  const std::int64_t milliseconds = magnitude(signed_milliseconds);
  std::string text = signed_milliseconds < 0 ? "-" : "";
  text += milliseconds >= kHour ? std::to_string(milliseconds / kHour) + ":" : "";
  text += padded(milliseconds % kHour / kMinute, 2) + ":" + padded(milliseconds % kMinute / kSecond, 2);
  if (milliseconds % kSecond != 0) text += "." + padded(milliseconds % kSecond, 3);
  return text;
}

}  // namespace

Words::Words(engine::ProcessingTime clock_base) : base_(clock_base), dates_(clock_base.ticks() >= 365 * kDay) {}

std::string Words::time(std::int64_t milliseconds) const {
  if (milliseconds == std::numeric_limits<std::int64_t>::min()) return "none";
  if (milliseconds == std::numeric_limits<std::int64_t>::max()) return "the end of time";
  if (milliseconds > kYears || milliseconds < -kYears) return std::to_string(milliseconds) + " ms";
  return dates_ ? date(milliseconds) : short_time(milliseconds);
}

std::string Words::time(engine::EventTime time) const { return this->time(time.ticks()); }

std::string Words::watermark(engine::EventTime time) const {
  if (time == engine::EventTime::min()) return "no watermark yet";
  return time == engine::EventTime::max() ? "final watermark" : "watermark " + this->time(time);
}

std::string Words::clock(sim::SimTime time) const {
  const std::int64_t shown = sim::to_processing_time(base_, time).ticks();
  std::string text = this->time(shown);
  if (!dates_ && shown % kSecond == 0) text += ".000";  // a column of them lines up
  return text;
}

std::string Words::window(const engine::Window& window) const {
  if (window == engine::kGlobalWindow) return "all time";
  const std::int64_t start = window.start.ticks();
  const std::int64_t end = window.end.ticks();
  const bool days = in_day(start) == 0 && in_day(end) == 0 && start > -kYears && end < kYears;
  if (dates_ && days) return "[" + day(start) + "," + day(end) + ")";
  return "[" + time(window.start) + "," + time(window.end) + ")";
}

std::string Words::length(std::int64_t signed_milliseconds) {
  const std::int64_t milliseconds = magnitude(signed_milliseconds);
  const std::string sign = signed_milliseconds < 0 ? "-" : "";
  if (milliseconds < kSecond) return sign + std::to_string(milliseconds) + " ms";
  if (milliseconds < kMinute) return sign + thousandths(milliseconds) + " s";
  struct Unit {
    std::int64_t size;
    std::string_view name;
  };
  static constexpr std::array<Unit, 4> kLengthUnits = {
      {{kDay, " d"}, {kHour, " h"}, {kMinute, " min"}, {kSecond, " s"}}};
  std::string text;
  std::int64_t rest = milliseconds;
  for (const Unit& unit : kLengthUnits) {
    if (rest < unit.size) continue;
    const bool seconds = unit.size == kSecond;
    text += (text.empty() ? "" : " ") + (seconds ? thousandths(rest) : std::to_string(rest / unit.size)) +
            std::string(unit.name);
    rest = seconds ? 0 : rest % unit.size;
  }
  if (rest > 0) text += " " + std::to_string(rest) + " ms";
  return sign + text;
}

std::string Words::value(const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return "null";
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  return std::get<std::string>(value);
}

}  // namespace wavetank::scenarios
