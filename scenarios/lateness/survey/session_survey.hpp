// Session windows, as a batch job finds them and as a stream under many candidates finds them.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "scenarios/input/profile.hpp"
#include "scenarios/lateness/answer.hpp"
#include "scenarios/lateness/survey/day_survey.hpp"
#include "scenarios/lateness/survey/distribution.hpp"
#include "scenarios/lateness/survey/fetch.hpp"
#include "scenarios/lateness/survey/pass_times.hpp"
#include "scenarios/lateness/survey/window_survey.hpp"

namespace wavetank::scenarios {

// Kept at most, over all keys: 24 MB. A late row may join any two of a key, so none can be forgotten; rows after the last
// one that fits are not counted, and the answer says so.
inline constexpr std::size_t kBatchSessionsMax = 1'000'000;

// All rows of the file, nothing late: sessions of one key are runs of rows at most a gap apart. A row exactly a gap after
// another belongs to its session (AS-10).
class BatchSessions {
 public:
  // REQUIRES: gap_ms > 0.
  explicit BatchSessions(std::int64_t gap_ms);
  void take(std::int64_t event_ms, std::uint32_t key);
  void fetch_place(std::uint32_t key) const { fetch_element(keys_, key); }
  void fetch_contents(std::uint32_t key) const {
    if (key < keys_.size()) fetch_last(keys_[key]);
  }
  [[nodiscard]] SessionsAnswer finish() const;
  // How much later than with bound 0 they fire with each of `bounds`, on average over those that do within the file. None:
  // no session does.
  using Waits = std::vector<std::optional<std::int64_t>>;
  [[nodiscard]] Waits mean_waits(const std::vector<std::int64_t>& bounds, const PassTimes& times) const;
  // Sessions whose first and last row are of different days.
  [[nodiscard]] std::uint64_t across_midnight(const DayOf& day_of) const;
  // The sessions' part of a profile.
  void fill(StreamProfile& profile) const;

 private:
  struct Session {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::uint64_t rows = 0;
    std::uint64_t touching = 0;  // neighbours exactly a gap apart
  };
  // Rows less than a gap apart: neighbours exactly a gap apart are counted, so they are joined only in the end.
  struct Run {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::uint32_t rows = 0;
  };
  using Runs = std::vector<Run>;  // by time; two lie at least a gap apart

  void insert(Runs& runs, std::int64_t event_ms);
  // The session that begins with the run at `at`, which moves behind it.
  [[nodiscard]] Session next_session(const Runs& runs, std::size_t& at) const;

  std::int64_t gap_;
  std::vector<Runs> keys_;
  Distribution pauses_;  // of rows that come after all others of their session
  std::size_t runs_ = 0;
  bool whole_ = true;
};

// Sessions of a stream (WO-06, WO-07): a row belongs to every live session of its key that it touches, which become one;
// one that touches none is dropped if its own session would be gone already. What is held is looked at every so many
// rows, every eighth of the sessions that are held.
class SessionSurvey {
 public:
  // REQUIRES: gap_ms > 0; candidates in order, one at least and kCandidatesMax at most.
  SessionSurvey(std::int64_t gap_ms, const std::vector<Candidate>& candidates);

  void take(std::int64_t event_ms, std::uint32_t key, const StreamPosition& position);
  void fetch_place(std::uint32_t key) const { fetch_element(keys_, key); }
  void fetch_contents(std::uint32_t key) const {
    if (key < keys_.size()) fetch_last(keys_[key]);
  }
  [[nodiscard]] std::vector<CandidateAnswer> finish();

 private:
  using CandidateSet = std::uint64_t;  // a bit for each

  // One session of one key under all candidates that see it alike.
  struct Live {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::uint64_t rows = 0;
    CandidateSet seen_by = 0;
  };
  using Sessions = std::vector<Live>;

  struct Arriving {
    std::int64_t event_ms = 0;
    StreamPosition position;
  };

  [[nodiscard]] std::int64_t margin_of(std::int64_t last, const StreamPosition& position) const {
    return position.high ? *position.high - last - gap_ : std::numeric_limits<std::int64_t>::min();
  }
  // The candidates under which a session that ends with `last` is not gone yet.
  [[nodiscard]] CandidateSet still_held(std::int64_t last, const StreamPosition& position) const {
    const std::int64_t margin = margin_of(last, position);
    return margin < shortest_ ? all_ : holders_at(margin);
  }
  [[nodiscard]] CandidateSet holders_at(std::int64_t margin) const;
  void forget_gone(Sessions& sessions, const StreamPosition& position) const;
  [[nodiscard]] bool touches(const Live& session, const Arriving& row) const {
    return row.event_ms - session.last <= gap_ && session.first - row.event_ms <= gap_;
  }
  [[nodiscard]] bool extend_only(Sessions& sessions, const Arriving& row);
  void join(Sessions& sessions, const Arriving& row);
  void count(const Live& session, const StreamPosition& position);
  void look(const StreamPosition& position);

  std::int64_t gap_;
  std::vector<CandidateAnswer> answers_;  // by horizon
  CandidateSet all_;
  std::int64_t shortest_;  // horizon
  std::uint64_t on_time_for_all_ = 0;
  std::vector<Sessions> keys_;
  Sessions joined_;  // scratch
  std::uint64_t next_look_ = 0;
  std::uint64_t looks_ = 0;
  std::vector<std::uint64_t> windows_seen_;  // by candidate: over all looks
  std::vector<std::uint64_t> records_seen_;
};

}  // namespace wavetank::scenarios
