// Temporal join by event time: each left row with the version that the right table had at the row's time (PF-21, PF-22).
//
// Rows of the right side are versions, by event time; the last to come for a time is the one that counts, and one that
// takes back says that the row is gone from then on. Left rows wait until the watermark has reached their time, then
// leave in the order in which they came. Versions that no row on time can reach are forgotten; a row that comes late
// takes what is left.
//
// A key has one timer, for the earliest time that came since it last fired. With a retention, a key that nothing came
// for in that long is forgotten by the clock, both its sides (RJ-05).
//
// Cost: O(log n) a row, n versions of its key; at a timer one pass over the key's waiting rows. 16 bytes a row.
#pragma once

#include "engine/core/operator.hpp"
#include "engine/operators/join/joined_rows.hpp"
#include "engine/operators/join/retention.hpp"
#include "engine/operators/join/side_buffer.hpp"

namespace wavetank::engine {

enum class Unmatched : std::uint8_t { Dropped, Padded };  // an inner, a left join

struct TemporalJoinSpec {
  JoinSchemas schemas;
  Unmatched unmatched = Unmatched::Dropped;
  std::optional<JoinCondition> condition{};
  std::optional<Retention> retention{};
  Mutants mutants{};
};

class TemporalJoinOperator final : public Operator {
 public:
  explicit TemporalJoinOperator(TemporalJoinSpec spec) : spec_(std::move(spec)) {}

  [[nodiscard]] ReplayClass replay_class() const override;
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  // A record without a key meets nothing (RJ-06).
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  void on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const override;
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

 private:
  struct Waiting {
    EventTime time;
    RowId row = kNoRow;
    Cause cause = kNoCause;  // of the record; not part of a snapshot
  };
  struct KeyPart {
    std::vector<Waiting> left;          // in order of arrival
    std::vector<BufferedRow> versions;  // by time, one each
    std::optional<EventTime> registered;
    KeyCleanup cleanup;
    [[nodiscard]] bool is_empty() const { return left.empty() && versions.empty() && !registered && !cleanup.time; }
  };
  struct Contents {
    Subtask subtask;
    EventTime watermark = EventTime::min();  // not part of a snapshot (WM-09)
    KeyedTable<KeyPart> keys;
    KeyedTimers timers;
    ProcessingAlarm alarm;
  };
  struct Step {
    Moment moment;
    Contents& contents;
    Effects& effects;
    [[nodiscard]] TimerOrder order() const { return {moment.facts, contents.subtask.max_parallelism}; }
    [[nodiscard]] KeyCleanup::Clock by_clock() const { return {moment.now, contents.timers.processing, order()}; }
  };

  void keep(JoinSide side, const Record& record, Step& step) const;
  static void register_earlier(EventTime time, KeyId key, KeyPart& part, Step& step);
  void retain(KeyId key, KeyPart& part, Step& step) const;
  void on_due(KeyId key, Cause cause, Step& step) const;
  void send(const Waiting& waiting, KeyId key, Step& step) const;
  void drop_versions(KeyId key, KeyPart& part, Cause cause, Step& step) const;
  void expire(const Timer& timer, Cause cause, Step& step) const;

  TemporalJoinSpec spec_;
};

}  // namespace wavetank::engine
