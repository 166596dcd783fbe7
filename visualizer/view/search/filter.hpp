// Which events are looked for: a line of words, all of which must hold.
//
//   kind=late lateness>3s            late records, by more than three seconds
//   key=a kind=win task=per-key/0    what one task did to windows of one key
//   kind!=watermark time>=12s        everything else since 12 s of the run
//
// Words: kind, key, task, window (where it starts), lateness, time (since the start of the run), event; with = != < <=
// > >=, or : for =. A word without an operator is looked for in what the log says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "scenarios/explain/recording.hpp"

namespace wavetank::visualizer {

enum class FilterField : std::uint8_t { Kind, Key, Task, Window, Lateness, Time, Event, Text };
enum class Comparison : std::uint8_t { Equal, Unequal, Less, LessOrEqual, Greater, GreaterOrEqual };

struct FilterTerm {
  FilterField field = FilterField::Text;
  Comparison comparison = Comparison::Equal;
  std::string text;         // Kind, Key, Task, Text
  std::int64_t number = 0;  // Window and Lateness in milliseconds, Time in nanoseconds, Event
};

class Filter {
 public:
  // An empty line finds nothing.
  [[nodiscard]] static engine::Result<Filter> parse(std::string_view line);

  [[nodiscard]] bool empty() const { return terms_.empty(); }
  // REQUIRES: 1 <= id <= recording.size().
  [[nodiscard]] bool matches(const scenarios::Recording& recording, sim::EventId id) const;

 private:
  std::vector<FilterTerm> terms_;
};

// All events that a filter finds, in order. Costs a pass over the trace.
[[nodiscard]] std::vector<sim::EventId> find_all(const scenarios::Recording& recording, const Filter& filter);

}  // namespace wavetank::visualizer
