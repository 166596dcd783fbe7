// Tumbling and sliding windows under many candidates at once: who is on time, late, dropped, and what is held.
//
// For one window, margins only grow while the file is read: a row that a candidate drops is followed by no row that it
// takes. So a window's life under all candidates is told by one count per candidate, and the cost of a row does not
// depend on their number while nothing is late. Costs memory for what the longest horizon keeps open.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "engine/base/mix.hpp"
#include "scenarios/lateness/answer.hpp"
#include "scenarios/lateness/survey/fetch.hpp"
#include "scenarios/lateness/survey/key_windows.hpp"

namespace wavetank::scenarios {

// How far the stream is when a row arrives.
struct StreamPosition {
  std::uint64_t row = 0;             // rows before it
  std::int64_t arrival_ms = 0;       // of the row
  std::optional<std::int64_t> high;  // the highest event time before it, in the reading of the watermark
};

class WindowSurvey {
 public:
  // REQUIRES: 0 < slide <= size (equal: tumbling); candidates in order, at least one.
  WindowSurvey(std::int64_t size_ms, std::int64_t slide_ms, const std::vector<Candidate>& candidates);

  WindowSurvey(const WindowSurvey&) = delete;
  WindowSurvey& operator=(const WindowSurvey&) = delete;
  WindowSurvey(WindowSurvey&&) = default;
  WindowSurvey& operator=(WindowSurvey&&) = default;
  ~WindowSurvey() = default;

  void take(std::int64_t event_ms, std::uint32_t key, const StreamPosition& position);
  void fetch_place(std::uint32_t key) const { fetch_element(newest_, key); }
  void fetch_contents(std::int64_t event_ms, std::uint32_t key) const;
  // The highest event time has grown to `high` with the row at `position`.
  void advance(std::int64_t high, const StreamPosition& position);
  // `rows`: of the whole file. `arrivals`: whether waits mean something.
  [[nodiscard]] std::vector<CandidateAnswer> finish(std::uint64_t rows, bool arrivals);

 private:
  struct Slot {  // a window of all keys
    std::uint64_t rows = 0;
    engine::Wide row_sum = 0;            // of the positions of its rows
    std::vector<std::uint32_t> opened;   // by candidate: keys that hold it
    std::optional<std::int64_t> passed;  // when it passed with bound 0
  };
  struct Tally {
    CandidateAnswer answer;
    std::int64_t fired_to = std::numeric_limits<std::int64_t>::min();   // windows that start before have passed
    std::int64_t closed_to = std::numeric_limits<std::int64_t>::min();  // and those before are gone
    std::uint64_t windows = 0;                                          // held now
    std::uint64_t records = 0;
    engine::Wide windows_area = 0;  // rows for which each was held, summed
    engine::Wide records_area = 0;
    engine::Wide wait_sum = 0;
    std::uint64_t waits = 0;
  };
  using Slots = std::map<std::int64_t, Slot>;  // by start

  enum class KeyInWindow : std::uint8_t { LookUp, Known };
  struct Joined {  // by a row
    std::int64_t start = 0;
    std::int64_t margin = 0;
    KeyInWindow known = KeyInWindow::LookUp;
  };

  void join(const Joined& window, std::uint32_t key, const StreamPosition& position);
  Slot& slot_at(std::int64_t start, std::int64_t margin, const StreamPosition& position);
  void judge(std::int64_t newest_margin, std::int64_t oldest_margin);
  void pass_with_bound_0(std::int64_t high, std::int64_t arrival_ms);
  void fire(Tally& tally, std::int64_t high, std::int64_t arrival_ms);
  void close(Tally& tally, std::int64_t high, std::uint64_t row);
  void note_peak(Tally& tally) const;

  std::int64_t size_;
  std::int64_t slide_;
  bool whole_slides_;                 // all rows with one newest window are in the same windows
  std::vector<std::int64_t> newest_;  // by key: the start of the newest window of its last row
  std::vector<Tally> tallies_;        // by horizon
  std::uint64_t on_time_for_all_ = 0;
  std::uint64_t records_for_all_ =
      0;  // joined under every candidate; a tally's own records count from there, modulo 2^64
  Slots slots_;
  Slot* last_slot_ = nullptr;  // that was asked for; most rows ask for the same
  std::int64_t last_start_ = 0;
  KeyWindows known_;
  std::int64_t passed_to_ = std::numeric_limits<std::int64_t>::min();
  std::int64_t due_ = std::numeric_limits<std::int64_t>::max();  // nothing passes or goes before the high reaches it
};

}  // namespace wavetank::scenarios
