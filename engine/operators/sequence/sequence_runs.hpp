// The partial matches of one key, moved on record by record and by time.
//
// Time reaches a moment before the records of that moment are taken: a match is too old when `within` has passed, so
// that a record exactly at its end no longer fits (SQ-06). Ends that are due are told before what times out.
#pragma once

#include <span>
#include <vector>

#include "engine/facts/rows.hpp"
#include "engine/operators/sequence/sequence_plan.hpp"

namespace wavetank::engine {

struct SequenceRecord {
  EventTime time;
  RowId row = kNoRow;
};
// `record` is a place in the records of the key, which are in the order in which they were taken.
struct TakenRecord {
  StageIndex stage = 0;
  std::uint32_t record = 0;
  friend bool operator==(const TakenRecord&, const TakenRecord&) = default;
};
using TakenRecords = std::vector<TakenRecord>;

struct PartialMatch {
  PlaceIndex place = 0;
  TakenRecords taken;  // none: it has not begun
};

// Partial matches, the earliest beginning on top; those that have not begun are last. Among equals the order is that of
// a binary heap which is filled one by one: what decides in Flink which of several matches of one beginning is sent and
// removes the others (SQ-09).
class MatchQueue {
 public:
  [[nodiscard]] bool empty() const { return matches_.empty(); }
  [[nodiscard]] const PartialMatch& top() const;
  void push(PartialMatch match);
  [[nodiscard]] PartialMatch pop();
  template <typename Condition>
  void erase_if(const Condition& condition) {
    if (std::erase_if(matches_, condition) > 0) restore_order();
  }
  // In the order of the heap.
  [[nodiscard]] std::span<const PartialMatch> matches() const { return matches_; }

 private:
  void sift_down(std::size_t at);
  void restore_order();

  std::vector<PartialMatch> matches_;
};

enum class SequenceOutcome : std::uint8_t { Matched, TimedOut };
struct SequenceResult {
  SequenceOutcome outcome = SequenceOutcome::Matched;
  TakenRecords taken;
  EventTime time;
};

// What is kept of a key between two watermarks.
struct SequenceState {
  std::vector<SequenceRecord> records;
  MatchQueue partial;
  MatchQueue complete;  // they wait for partial matches of an earlier beginning (SQ-08)
};

class SequenceRuns {
 public:
  // REQUIRES: all outlive this.
  SequenceRuns(const SequenceSpec& spec, const SequencePlan& plan, const Rows& rows, SequenceState& state);

  void advance(EventTime time);
  // Whether a match began with the record.
  enum class Began : std::uint8_t { No, Yes };
  Began take(const SequenceRecord& record);

  // Since the beginning, in order.
  [[nodiscard]] std::span<const SequenceResult> results() const { return results_; }
  // How many partial and complete matches were removed by those that were sent.
  [[nodiscard]] std::uint64_t skipped() const { return skipped_; }

 private:
  struct Moved {
    std::vector<PartialMatch> matches;
    bool stopped = false;
  };

  [[nodiscard]] const Place& place(PlaceIndex index) const { return plan_.places[index]; }
  [[nodiscard]] const SequenceRecord& record(const TakenRecord& taken) const { return state_.records[taken.record]; }
  [[nodiscard]] bool holds(const StageTest& test, const PartialMatch& match, const SequenceRecord& record) const;
  [[nodiscard]] bool holds(const StageCondition& condition, const PartialMatch& match,
                           const SequenceRecord& record) const;
  [[nodiscard]] bool fits(StageIndex stage, const PartialMatch& match, const SequenceRecord& record) const;
  // The ways to take or pass the record, from the place and those tried from it.
  struct OpenWay {
    const Way* way;
    StageIndex stage;
  };
  [[nodiscard]] std::vector<OpenWay> open_ways(const PartialMatch& match, const SequenceRecord& record) const;
  [[nodiscard]] Moved move(const PartialMatch& match, const SequenceRecord& record) const;
  // Whether nothing more is needed from this place on.
  [[nodiscard]] bool may_end_at(PlaceIndex from, const PartialMatch& match, const SequenceRecord& record) const;
  [[nodiscard]] std::optional<EventTime> end_of(const PartialMatch& match) const;
  void send_complete(EventTime time);
  void skip_after(const PartialMatch& sent);

  const SequenceSpec& spec_;
  const SequencePlan& plan_;
  const Rows& rows_;
  SequenceState& state_;
  std::vector<SequenceResult> results_;
  std::uint64_t skipped_ = 0;
};

}  // namespace wavetank::engine
