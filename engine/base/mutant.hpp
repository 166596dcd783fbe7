// Switches that plant a known bug in the engine, one line at the place of each bug.
//
// The set arrives with the configuration, as data; nothing is global and the engine draws nothing. Catalogue,
// source and killer of each mutant are in properties/mutants/.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace wavetank::engine {

enum class Mutant : std::uint8_t {
  LateTestOffByOne,        // a window counts as late one millisecond too late (WO-03: `<` for `<=`)
  ValveUsesMax,            // the valve takes the maximum of its channels for the minimum (WM-23)
  LateFiringForgets,       // a late firing starts from nothing instead of the earlier content (WO-11)
  MergeForgetsContents,    // a session takes over the bounds of others, but not what is in them (WO-20)
  MergeForgetsTriggers,    // what the triggers of merged sessions remember is lost (TR-07, TR-09)
  PurgeForgotten,          // a purging trigger drops nothing (TR-12)
  PurgeClearsTrigger,      // a purge takes the trigger's state and timers along (TR-02)
  EvictorForgotten,        // nothing is evicted before the function (EV-01)
  RetractionForgotten,     // what was said is not taken back (accumulation: retracting)
  LateRecordVanishes,      // a late record is neither counted nor sent aside (WO-14)
  LateSideLosesTime,       // the late output stamps with the time that the state was kept until (WO-14)
  ClockWindowByRecord,     // a window of processing time asks the record for its time (AS-08)
  CleanupTimerNoLateness,  // the timer for the end of the state is set at the window's end (WO-02)
  ResultAtWindowEnd,       // a result is stamped with the window's end, not its last instant (WO-10)
  LateFiringTwice,         // a late record makes its window speak twice (TR-04)
  TimerTestOffByOne,       // a timer at the watermark itself is not due yet (TM-03)
  WatermarkBeforeTimers,   // the watermark is passed on before the timers that it makes due (TM-03)
  IdleNeverFlushes,        // when all channels are idle, the greatest watermark is kept back (WM-24)
  IdleUnheard,             // an idle channel still holds event time back (WM-22)
  ReturnsUnaligned,        // a channel that is active again counts before it has caught up (WM-25)
  AnnouncementIgnored,     // a source reads on whatever its coordinator allows (WM-35)
  GroupTakesMax,           // the fastest source of an aligned group counts, not the slowest (WM-34)
  ClockTimerEarly,      // the clock is asked to call for t at t, before all records of that millisecond are in (TM-07)
  AlarmNotMoved,        // a timer before the one that the clock is asked for waits for that one (TM-06)
  UserTimerEarly,       // timers of a function fire a millisecond before the watermark has reached them (TM-03)
  UserClockTimerLate,   // the clock is asked to call a function for t at t + 2 (TM-07)
  SessionsAbutApart,    // sessions that abut stay two (AS-10)
  MergeTakesOne,        // of several sessions that a record touches it joins the first alone (WO-19)
  CleanupSpeaks,        // the timer that ends a window's state makes it speak once more (WO-16)
  SortHurries,          // a sort sends all it has with each watermark (SO-01)
  JoinLateAtWatermark,  // a join calls a row late that is as old as the watermark (PF-10)
  JoinBoundsNotMirrored,    // the right side looks for its partners with the left side's bounds (PF-09)
  TemporalTakesLatest,      // a temporal join takes the latest version, not that of the row's time (PF-21)
  JoinPaddingStays,         // a row that spoke alone does not take that back when its first match comes (RJ-01)
  JoinForgetsEarly,         // a row is forgotten at its own time, though partners may still come (PF-11)
  JoinExclusiveCounts,      // a pair at an exclusive bound counts (PF-09)
  JoinPaddingForgotten,     // a row that lost its last match does not speak alone again (RJ-02)
  JoinMatchesUncounted,     // of several matches of a row, only the first is counted (RJ-02)
  SemiJoinRepeats,          // a left row is said again with each match (RJ-01)
  TemporalVersionStrict,    // a version of the row's very time does not count (PF-21)
  TemporalForgetsNewest,    // the watermark takes away the version that rows on time still need (PF-22)
  GroupRetractionCreates,   // a retraction for a group that is not there makes one (CL-05)
  GroupUpdateUnretracted,   // what a group came to is not taken back (CL-02)
  GroupUpdateOvertakes,     // the new row is said before the old one is taken back (CL-02)
  GroupRepeatUnsaid,        // with a time to live, a row that changes nothing is not said once more (CL-04)
  GroupGhost,               // a group that has lost its last row stays (CL-02)
  FirstRowReplaced,         // the first row of a key is replaced by those that follow (PF-20)
  LatestRowStrict,          // of two rows of one time the earlier arrival stays the latest (DD-01)
  EarliestLateAtWatermark,  // a row as old as the watermark is late (DD-02)
  DeletedRowKept,           // a row that was taken back is kept in state (PF-20)
  RankedOutUnsaid,          // the row that a better one puts out is not taken back (TN-03)
  RankedTiesReversed,       // of equal rows the later arrival comes first (TN-01)
  RankedNobodyFollows,      // when a ranked row is taken back, nobody moves up (TN-02)
  FrameOneMore,             // a frame of rows reaches back one row too far (OV-01)
  FramePeersApart,          // rows of one time are counted one by one in a range (OV-01)
  MaterializeObeys,         // a retraction deletes whatever row is shown (UM-01)
  MaterializeShowsNobody,   // when the row that is shown goes, the one before it is not shown again (UM-01)
  IdlePinsGroup,            // an idle source reports its watermark, not MAX (WM-33)
  EndPinsGroup,             // so does one that has ended (WM-33)
  WatermarkAtRecord,        // a bounded watermark claims that no second record of the same time comes (WM-02)
  FutureBelieved,           // the guard against records from the future is not asked
  AllowanceForgotten,       // the clock that speaks for a silent stream says what it shows
  SplitsUseMax,             // a source takes the greatest of its partitions' watermarks for the least (WM-16)
  IdleSplitUnheard,         // a partition found idle still holds its source back (WM-16)
  IdleTooSoon,              // a record does not begin the idle timeout anew (WM-12)
  CommitOnTrigger,          // a sink commits when it has prepared, not when the checkpoint is complete (SS-12)
  LingeringNotFenced,       // a new writer leaves what the one before had open as it is (SS-23)
  RecoveryForgets,          // a restored sink does not commit what it had prepared (SS-14)
  RecoveryAborts,           // a restored sink aborts what it had prepared (SS-14)
  CommitTwiceVisible,       // a transaction that is committed again is visible again (SS-14)
  LatestVersionStays,       // the first version of a key is the one that rows meet for ever (PF-23)
};

class Mutants {
 public:
  [[nodiscard]] constexpr bool has(Mutant mutant) const { return (words_[word(mutant)] & bit(mutant)) != 0; }
  [[nodiscard]] constexpr bool none() const { return *this == Mutants{}; }
  constexpr void plant(Mutant mutant) { words_[word(mutant)] |= bit(mutant); }
  friend constexpr bool operator==(const Mutants&, const Mutants&) = default;

 private:
  static constexpr std::size_t kBits = 64;  // in a word
  static constexpr std::size_t word(Mutant mutant) { return static_cast<std::size_t>(mutant) / kBits; }
  static constexpr std::uint64_t bit(Mutant mutant) {
    return std::uint64_t{1} << static_cast<std::size_t>(mutant) % kBits;
  }
  std::array<std::uint64_t, 4> words_{};  // one bit for each value of the enumeration
};
static_assert(sizeof(Mutant) == 1);

}  // namespace wavetank::engine
