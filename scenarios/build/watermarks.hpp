// Watermarks beyond the kinds that JSON has words for: a generator of your own.
//
//   struct EveryThird {  // a watermark with each third record: the greatest time so far
//     std::optional<engine::EventTime> on_record(const engine::HeardRecord& record) { ... }
//     std::optional<engine::EventTime> on_periodic(engine::ProcessingTime now) { return std::nullopt; }
//     friend bool operator==(const EveryThird&, const EveryThird&) = default;
//   };
//   p.source("clicks", fields).watermarks(custom(EveryThird{}))
//
// What it must be is said in engine/time/custom_generator.hpp. Idleness, guards and ticks work with it as with the others.
#pragma once

#include <string>
#include <utility>

#include "engine/time/custom_generator.hpp"
#include "scenarios/build/windows.hpp"

namespace wavetank::build {

// `mark`: a condition over the row; `HeardRecord::mark` tells whether it holds. Empty: it always does.
template <engine::WatermarkGenerator T>
[[nodiscard]] Watermarks custom(T generator, std::string mark = "") {
  Watermarks watermarks;
  watermarks.strategy.kind = engine::GeneratorKind::Custom;
  watermarks.strategy.custom.emplace(std::move(generator));
  watermarks.mark = std::move(mark);
  return watermarks;
}

}  // namespace wavetank::build
