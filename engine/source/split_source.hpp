// The source: its splits with their positions, their watermarks and the source's own, and watermark alignment
// (WM-12 to WM-20, WM-33 to WM-37, SS-01, SS-03). It reads nothing itself; its host reads, tells it of each
// record, and performs what it says.
//
// A host calls: `add` for each split assigned or restored; `start` when it first polls; `on_record` after each record
// it sent on; `finish` when a split has ended; `allow` for the coordinator's announcements; and `run_alarms` whenever
// its clock has reached `next_alarm`, before anything else that happens then. It asks `may_read` before it reads.
//
// Cost: a record is O(1) but for the combined watermark (Multiplexer); a tick and an announcement O(splits).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/source/read_alignment.hpp"
#include "engine/source/source_event.hpp"
#include "engine/time/generator.hpp"
#include "engine/time/source_output.hpp"
#include "engine/time/tick_schedule.hpp"

namespace wavetank::engine {

struct SplitSourceSpec {
  WatermarkStrategy strategy;
  AlignmentSpec alignment;
};

class SplitSource {
 public:
  struct Split {
    std::uint32_t name = 0;      // the host's number for it
    std::uint64_t position = 0;  // of the next record
    Generator generator;
    PausableClock clock;    // stands still while this split is paused (WM-14)
    bool idle = false;      // as the last tick found it; a record ends it
    bool by_clock = false;  // likewise: the clock speaks for it
    bool ended = false;
    friend bool operator==(const Split&, const Split&) = default;
  };

  // Opens at `now`: ticks are counted from here.
  SplitSource(const SplitSourceSpec& spec, ProcessingTime now);

  // Assigned or restored. Slots are given in order and never again.
  SplitSlot add(std::uint32_t name, std::uint64_t position);
  void no_more_splits() { more_splits_ = false; }
  // The first poll: from here on there are outputs, and the update intervals of alignment are counted from `now`
  // (WM-33). Ticks before it say nothing.
  void start(ProcessingTime now);
  [[nodiscard]] bool is_started() const { return started_; }

  // While the whole source waits for its group, nothing may be read.
  [[nodiscard]] bool is_blocked() const { return blocked_; }
  [[nodiscard]] bool may_read(SplitSlot split) const;

  // The record at the split's position was sent on (WM-06).
  void on_record(SplitSlot split, EventTime time, Mark mark, ProcessingTime now, SourceEvents& events);
  // The split has ended; its share of the watermark is gone from the next tick on (WM-19).
  void finish(SplitSlot split);
  // SS-03: no more splits will come and all have ended.
  [[nodiscard]] bool is_exhausted() const { return !more_splits_ && active_ == 0; }
  // The data has ended: nothing is read or held back any more, and reports say MAX (WM-33).
  void end();
  [[nodiscard]] bool has_ended() const { return ended_; }
  void report_end(SourceEvents& events);
  // The watermark that closes the stream.
  void close(SourceEvents& events);

  void allow(EventTime max, ProcessingTime now, SourceEvents& events);

  // The next tick or sample after `now` that matters. Ask again after every call above.
  [[nodiscard]] std::optional<ProcessingTime> next_alarm(ProcessingTime now) const;
  // `due` is what `next_alarm` gave; a host that is late says so by `now`. Of a tick and a sample at once, the one that
  // was registered first comes first, each being registered when the one before it ran.
  void run_alarms(ProcessingTime due, ProcessingTime now, SourceEvents& events);

  // By slot; the ended ones stay.
  [[nodiscard]] const std::vector<Split>& splits() const { return splits_; }
  [[nodiscard]] const SourceOutput& output() const { return output_; }
  // As the coordinator said last; MAX before it has said anything.
  [[nodiscard]] EventTime max_allowed() const { return alignment_.max_allowed(); }

 private:
  [[nodiscard]] Split& reading(SplitSlot split);
  void make_output(SplitSlot split);
  void align_split(SplitSlot split, const TimeEvent& said, ProcessingTime now, SourceEvents& events);
  void send(const TimeEvents& said, ProcessingTime now, SourceEvents& events);
  void check_block(ProcessingTime now, SourceEvents& events);
  void hold(const SplitVerdict& verdict, ProcessingTime now, SourceEvents& events);
  void tick(ProcessingTime now, SourceEvents& events);
  void tick_split(SplitSlot split, ProcessingTime now, SourceEvents& events);
  void sample(ProcessingTime now, SourceEvents& events);
  [[nodiscard]] std::optional<ProcessingTime> next_tick(ProcessingTime now) const;

  SplitSourceSpec spec_;
  std::vector<Split> splits_;
  std::size_t active_ = 0;  // splits that have not ended
  SourceOutput output_;
  Generator main_;
  PausableClock main_clock_;  // stands still while the whole source waits (WM-14)
  ReadAlignment alignment_;
  TickSchedule ticks_;
  std::optional<TickSchedule> samples_;  // from `start` on, if there is an update interval
  bool started_ = false;
  bool blocked_ = false;
  bool ended_ = false;
  bool more_splits_ = true;
  bool recompute_owed_ = false;  // a split has ended since the last tick (WM-19)
};

}  // namespace wavetank::engine
