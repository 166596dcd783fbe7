// What `wavetank lateness` finds out, as plain data: text, JSON, pictures and pages are made of this.
//
// Times and lengths are milliseconds. Percentiles are nearest-rank. A count says how many rows, unless it says otherwise.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/lateness/survey/candidate.hpp"

namespace wavetank::scenarios {

struct Percentiles {
  std::uint64_t count = 0;
  std::int64_t min = 0;
  std::int64_t p50 = 0;
  std::int64_t p90 = 0;
  std::int64_t p99 = 0;
  std::int64_t p999 = 0;
  std::int64_t max = 0;
  bool exact = true;  // else p50 to p999 may be a little too high: there were too many distinct values
};

// State that an engine holds: by rows (the mean is over the rows of the file).
struct StateHeld {
  std::uint64_t windows_max = 0;  // open (key, window) pairs
  std::uint64_t records_max = 0;  // rows in them
  std::uint64_t windows_mean = 0;
  std::uint64_t records_mean = 0;
};

struct CandidateAnswer {
  Candidate candidate;
  std::uint64_t on_time = 0;                 // rows of whose windows the newest had not passed
  std::uint64_t late_fired = 0;              // firings after a window's own: a row that joins a window that has passed
  std::uint64_t dropped = 0;                 // rows all of whose windows were gone
  std::uint64_t incomplete = 0;              // rows that missed a window, the dropped ones too
  std::optional<std::int64_t> mean_wait_ms;  // how much later than with bound 0 windows fire; none without arrivals
  StateHeld state;
};

enum class SurveyedWindows : std::uint8_t { Tumbling, Sliding, Session };
enum class SurveyedWatermark : std::uint8_t { Merged, PerPartition };

struct WindowsAnswer {
  SurveyedWindows windows = SurveyedWindows::Tumbling;
  SurveyedWatermark watermark = SurveyedWatermark::Merged;
  std::int64_t size_ms = 0;   // of a session: the gap
  std::int64_t slide_ms = 0;  // of sliding windows
  std::vector<CandidateAnswer> candidates;
};

// Nothing is late and nothing is dropped: what a batch job finds.
struct SessionsAnswer {
  std::int64_t gap_ms = 0;
  std::uint64_t sessions = 0;
  Percentiles per_key;
  Percentiles rows_each;
  Percentiles length_ms;       // from the first to the last row
  std::uint64_t touching = 0;  // neighbours exactly a gap apart
  bool whole = true;           // false: more sessions than are kept; the figures are of those up to there
};

// Of days in one time zone.
struct DaysAnswer {
  std::string zone;                        // "UTC", "America/New_York"
  std::optional<std::uint64_t> other_day;  // rows that arrived on another day than they happened; none without arrivals
  std::uint64_t days = 0;                  // with a row by event time
  std::uint64_t active_mean = 0;           // distinct keys a day, by event time
  std::optional<std::uint64_t> sessions_across_midnight;  // none: no sessions were looked for
  // Distinct keys of a day by arrival instead of by event time: the mean of the differences without their sign, in
  // thousandths of `active_mean`, and the day with the greatest.
  std::optional<std::uint64_t> moved_per_mille;
  std::string worst_day;
  std::int64_t worst_by_event = 0;
  std::int64_t worst_by_arrival = 0;
};

struct NamedPercentiles {
  std::string name;
  std::uint64_t rows = 0;
  std::optional<Percentiles> delay;
  Percentiles behind;
};

struct PartitionAnswer {
  NamedPercentiles figures;
  std::uint64_t holds_back = 0;    // rows during which its own watermark was the least
  std::int64_t behind_others = 0;  // the farthest that it was behind the farthest
};

struct FutureAnswer {
  std::uint64_t rows = 0;        // arrived before they happened
  std::int64_t farthest_ms = 0;  // ahead of its arrival
  std::uint64_t late_by_them =
      0;  // rows late at the recommended bound that would not be if nothing were ahead of its arrival
};

// One point of the curve: after waiting that long, that many rows are there.
struct CompletenessPoint {
  std::int64_t wait_ms = 0;
  std::uint64_t rows = 0;
};

// What a bound costs with tumbling windows and no lateness.
struct Price {
  std::int64_t bound_ms = 0;
  std::uint64_t dropped = 0;
  std::optional<std::int64_t> mean_wait_ms;
  StateHeld state;
};

enum class RecommendationKind : std::uint8_t {
  Bound,     // this one does it
  NoBound,   // none does: the tail is too heavy
  HeldBack,  // it does on the first part of the file and misses on the last one
};

struct Recommendation {
  RecommendationKind kind = RecommendationKind::NoBound;
  std::uint64_t wanted_of = 0;                  // the target: so many rows ...
  std::uint64_t wanted_in = 1;                  // ... of so many
  std::optional<std::int64_t> wanted_delay_ms;  // or: all that are delayed by at most that
  std::int64_t bound_ms = 0;                    // of NoBound: the longest that was tried
  std::uint64_t first_rows = 0;                 // of the part it was chosen on
  std::uint64_t first_within = 0;               // of them: not late
  std::uint64_t last_rows = 0;                  // of the part it was checked on
  std::uint64_t last_within = 0;
  std::optional<Price> price;
};

struct LatenessAnswer {
  std::uint64_t rows = 0;
  std::uint64_t keys = 0;
  std::uint64_t largest_key_rows = 0;
  std::uint64_t keys_with_one_row = 0;
  std::int64_t event_min = 0;
  std::int64_t event_max = 0;
  std::optional<std::pair<std::int64_t, std::int64_t>> arrival;  // first and last
  std::optional<Percentiles> delay;                              // arrival - event time
  Percentiles behind;  // the highest event time before a row, minus its own; 0 if negative
  std::uint64_t out_of_order = 0;
  std::optional<std::uint64_t> same_arrival;                        // as the row before
  std::optional<std::uint64_t> repeats;                             // of (key, event time); none: too many to remember
  std::vector<std::pair<std::int64_t, std::uint64_t>> late_at;      // bound, rows behind by more
  std::vector<std::pair<std::int64_t, std::uint64_t>> delay_above;  // length, rows delayed by more
  std::vector<CompletenessPoint> completeness;
  std::array<Percentiles, 24> hours;  // behind, by the hour of the event time, UTC
  std::vector<NamedPercentiles> largest_keys;
  std::vector<PartitionAnswer> partitions;  // none: the file has no such column
  FutureAnswer future;
  std::vector<DaysAnswer> days;
  std::optional<SessionsAnswer> sessions;
  std::vector<WindowsAnswer> windows;
  std::vector<Price> prices;  // by bound: of round lengths
  Recommendation recommendation;
};

}  // namespace wavetank::scenarios
