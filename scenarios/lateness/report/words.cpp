#include "scenarios/lateness/report/words.hpp"

#include <array>
#include <string_view>

#include "engine/base/mix.hpp"

namespace wavetank::scenarios {
namespace {

struct LengthUnit {
  std::string_view name;
  std::uint64_t milliseconds;
};
constexpr std::array<LengthUnit, 5> kLengthUnits{
    {{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};

}  // namespace

std::string short_length(std::int64_t milliseconds) {
  if (milliseconds == 0) return "0s";
  std::uint64_t rest =
      milliseconds < 0 ? 0 - static_cast<std::uint64_t>(milliseconds) : static_cast<std::uint64_t>(milliseconds);
  std::string text = milliseconds < 0 ? "-" : "";
  for (std::size_t i = 0; i < kLengthUnits.size(); ++i) {
    const LengthUnit& unit = kLengthUnits[i];
    if (rest < unit.milliseconds) continue;
    const std::uint64_t count = rest / unit.milliseconds;
    text += std::to_string(count) + std::string(unit.name);
    rest %= unit.milliseconds;
    const bool alone = count >= 10 && i + 1 < kLengthUnits.size() && unit.name == "d";
    if (alone || i + 1 == kLengthUnits.size()) break;
    const LengthUnit& next = kLengthUnits[i + 1];
    if (const std::uint64_t finer = rest / next.milliseconds; finer > 0) {
      text += std::to_string(finer) + std::string(next.name);
    }
    break;
  }
  return text;
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "0 %";
  const auto hundredths = static_cast<std::uint64_t>(engine::Wide{part} * 10'000 / whole);
  const std::uint64_t cents = hundredths % 100;
  return std::to_string(hundredths / 100) + "." + (cents < 10 ? "0" : "") + std::to_string(cents) + " %";
}

std::string target_text(std::uint64_t of, std::uint64_t in) {
  const auto millionths = static_cast<std::uint64_t>(engine::Wide{of} * 1'000'000 / in);
  std::string text = std::to_string(millionths / 10'000);
  std::string rest = std::to_string(millionths % 10'000 + 10'000).substr(1);
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  if (!rest.empty()) text += "." + rest;
  return text + " %";
}

}  // namespace wavetank::scenarios
