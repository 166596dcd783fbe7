// What the drivers of watermark families share: rows of time events, and fields that name a status or a strategy.
#pragma once

#include "engine/base/time.hpp"
#include "engine/time/generator.hpp"
#include "engine/time/status.hpp"
#include "scenarios/conform/driver.hpp"

namespace wavetank::scenarios {

// More channels, inputs or subtasks than any job has: a broken file must not cost gigabytes.
inline constexpr std::int64_t kVectorPartsMax = 32768;

[[nodiscard]] JsonValue watermark_row(engine::EventTime watermark);
void append_time_rows(VectorRows& rows, const engine::TimeEvents& events);
[[nodiscard]] VectorRows time_rows(const engine::TimeEvents& events);

// A step that is none of its family.
[[nodiscard]] VectorRows refuse_step(VectorFields& fields);

// "idle" or "active"; empty for all else.
[[nodiscard]] std::optional<engine::StreamStatus> status_named(std::string_view name);

// `type`, `bound`, `idle_timeout` of a config, and `interval` where it has one.
[[nodiscard]] engine::WatermarkStrategy watermark_strategy(VectorFields& config);
// 1 marks a record.
[[nodiscard]] engine::Mark record_mark(VectorFields& step, std::size_t element);

}  // namespace wavetank::scenarios
