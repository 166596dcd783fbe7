// What differs between engines, and between an engine and its repaired self, as named switches.
//
// A profile is a value of this type; operators read switches and never ask which engine they imitate.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace wavetank::engine {

// What an output that was declared idle does with the final watermark (WM-29, FLINK-40499).
enum class FinalWatermarkWhileIdle : std::uint8_t { Discard, Forward };

// What becomes of a session's contents when a record's own window equals the session exactly and the contents were
// stored under another window's name: they stay behind under that name (WO-24), or the session keeps them.
enum class EqualSession : std::uint8_t { LosesContents, KeepsContents };

// What becomes of a split that is found idle while it is held back for its group: nobody lets it go any more, or it is
// let go as any other (WM-36, FLINK-40093).
enum class IdlePausedSplit : std::uint8_t { StaysPaused, IsResumed };

// What is said of a row that belongs outside of a partition's own range of numbers: put out and sent (TN-06), or nothing.
enum class OutsideRow : std::uint8_t { EvictsItself, Unsaid };

// What a regular join makes of a row that replaces one without a retraction of that: it counts both as matches of the
// other side (RJ-03), or takes the replaced one back first.
enum class UpsertInJoin : std::uint8_t { CountsBoth, Replaces };

struct Semantics {
  FinalWatermarkWhileIdle final_watermark_while_idle = FinalWatermarkWhileIdle::Discard;
  EqualSession equal_session = EqualSession::LosesContents;
  IdlePausedSplit idle_paused_split = IdlePausedSplit::StaysPaused;
  OutsideRow outside_row = OutsideRow::EvictsItself;
  UpsertInJoin upsert_in_join = UpsertInJoin::CountsBoth;
  friend constexpr bool operator==(const Semantics&, const Semantics&) = default;
};

// As shipped: recorded answers decide.
inline constexpr Semantics kFlink{};
// The same with its known holes repaired; laws are judged on it.
inline constexpr Semantics kFlinkStrict{FinalWatermarkWhileIdle::Forward, EqualSession::KeepsContents,
                                        IdlePausedSplit::IsResumed, OutsideRow::Unsaid, UpsertInJoin::Replaces};

[[nodiscard]] constexpr std::optional<Semantics> profile(std::string_view name) {
  if (name == "flink") return kFlink;
  if (name == "flink-strict") return kFlinkStrict;
  return std::nullopt;
}

}  // namespace wavetank::engine
