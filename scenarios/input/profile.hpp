// A delay profile: what is needed of a real stream to draw another one like it, as tables of integers.
//
// Made by `wavetank lateness --profile`, named by a scenario's generator. Every table is sorted and cuts its values into
// parts of equal probability, 0 to 1 (sim/random/quantiles.hpp). Rows come in sessions: a session begins, a key is chosen
// for it, it gets so many rows so far apart, and every row its own delay.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace wavetank::scenarios {

inline constexpr std::int64_t kProfileVersion = 1;

struct StreamProfile {
  std::string source;      // what it was made of, for people
  std::uint64_t rows = 0;  // of the source
  std::int64_t keys = 1;
  std::vector<std::int64_t> delay_ms;          // from a row's event time to its arrival; may be negative
  std::vector<std::int64_t> session_start_ms;  // from the start of a session to that of the next, over all keys
  std::vector<std::int64_t> session_rows;
  std::vector<std::int64_t> session_pause_ms;  // between two rows of a session
  std::vector<std::int64_t> key;               // of a session: 0 is the key with the most sessions
  std::vector<std::int64_t> partition;         // of a row: 0 is the partition with the most rows

  friend bool operator==(const StreamProfile&, const StreamProfile&) = default;
};

// The file's text and back. What is wrong is said by name: "delay_ms: ...".
[[nodiscard]] std::string to_text(const StreamProfile& profile);
[[nodiscard]] engine::Result<StreamProfile> parse_profile(std::string_view text);

[[nodiscard]] engine::Result<StreamProfile> load_profile(const std::string& path);

}  // namespace wavetank::scenarios
