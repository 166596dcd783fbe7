// The planted bugs.
#include "properties/mutants/catalogue.hpp"

#include <array>

namespace wavetank::properties {

namespace {

constexpr std::array<MutantEntry, 38> kPlanted{{
    {"late_test_off_by_one", engine::Mutant::LateTestOffByOne, "engine/operators/window/window.cpp",
     "a window counts as late one millisecond too late", "WO-03: `<` for `<=`", "win-late-class", 200},
    {"valve_uses_max", engine::Mutant::ValveUsesMax, "engine/time/valve.cpp",
     "the greatest of the channels' watermarks for the least", "WM-23", "wm-combine", 200},
    {"late_firing_forgets", engine::Mutant::LateFiringForgets, "engine/operators/window/window.cpp",
     "a late firing starts from nothing, not from the contents", "WO-11", "win-content", 200},
    {"merge_forgets_contents", engine::Mutant::MergeForgetsContents, "engine/operators/window/window.cpp",
     "a session takes over the bounds of others, but not what is in them", "WO-20, FLINK-4589", "win-content", 200},
    {"merge_forgets_triggers", engine::Mutant::MergeForgetsTriggers, "engine/operators/window/window.cpp",
     "what the triggers of merged sessions remember is lost", "TR-07, TR-09, FLINK-4862", "win-trigger", 700},
    {"purge_forgotten", engine::Mutant::PurgeForgotten, "engine/operators/window/window_firing.cpp",
     "a purging trigger drops nothing", "TR-12", "win-content", 200},
    {"purge_clears_trigger", engine::Mutant::PurgeClearsTrigger, "engine/operators/window/window_firing.cpp",
     "a purge takes the trigger's state and timers along", "TR-02, FLINK-4994", "win-trigger", 200},
    {"evictor_forgotten", engine::Mutant::EvictorForgotten, "engine/operators/window/window_firing.cpp",
     "nothing is evicted before the function sees the window", "EV-01", "out-model", 200},
    {"retraction_forgotten", engine::Mutant::RetractionForgotten, "engine/operators/window/window_firing.cpp",
     "what was said is not taken back", "accumulation: retracting", "win-accumulate", 200},
    {"late_record_vanishes", engine::Mutant::LateRecordVanishes, "engine/operators/window/any_window.cpp",
     "a late record is neither counted nor sent aside", "WO-14", "win-fate", 200},
    {"late_side_loses_time", engine::Mutant::LateSideLosesTime, "engine/operators/window/any_window.cpp",
     "the late output stamps with the time that the window's state was kept until", "WO-14", "win-fate", 200},
    {"clock_window_by_record", engine::Mutant::ClockWindowByRecord, "engine/operators/window/window.cpp",
     "a window of processing time asks the record for its time", "AS-08", "win-assign", 200},
    {"cleanup_timer_no_lateness", engine::Mutant::CleanupTimerNoLateness, "engine/operators/window/window_firing.cpp",
     "the timer for the end of the state is set at the window's end", "WO-02, FLINK-26775", "win-gc-time", 200},
    {"result_at_window_end", engine::Mutant::ResultAtWindowEnd, "engine/operators/window/window_firing.cpp",
     "a result is stamped with the window's end, not its last instant", "WO-10", "win-bounds", 200},
    {"late_firing_twice", engine::Mutant::LateFiringTwice, "engine/operators/window/window.cpp",
     "a late record makes its window speak twice", "TR-04, FLINK-9201", "win-trigger", 200},
    {"timer_test_off_by_one", engine::Mutant::TimerTestOffByOne, "engine/operators/window/window_firing.cpp",
     "a timer at the watermark itself is not due yet", "TM-03", "win-on-time-once", 200},
    {"watermark_before_timers", engine::Mutant::WatermarkBeforeTimers, "engine/operators/window/window_firing.cpp",
     "the watermark is passed on before the timers that it makes due", "TM-03", "wm-timers-first", 200},
    {"idle_never_flushes", engine::Mutant::IdleNeverFlushes, "engine/time/valve.cpp",
     "when all channels are idle, the greatest watermark is kept back", "WM-24, FLINK-38454", "wm-combine", 200},
    {"idle_unheard", engine::Mutant::IdleUnheard, "engine/time/valve.cpp",
     "an idle channel still holds event time back", "WM-22, FLINK-18934", "wm-combine", 200},
    {"returns_unaligned", engine::Mutant::ReturnsUnaligned, "engine/time/valve.cpp",
     "a channel that is active again counts before it has caught up", "WM-25", "wm-combine", 200},
    {"clock_timer_early", engine::Mutant::ClockTimerEarly, "engine/operators/window/window_firing.cpp",
     "the clock calls for t at t, before all records of that millisecond are in", "TM-07", "timer-due", 200},
    {"alarm_not_moved", engine::Mutant::AlarmNotMoved, "engine/operators/window/window_firing.cpp",
     "a timer before the one that the clock is asked for waits for that one", "TM-06", "timer-due", 200},
    {"user_timer_early", engine::Mutant::UserTimerEarly, "engine/operators/process/keyed_process.cpp",
     "a function's timers fire a millisecond before the watermark has reached them", "TM-03", "timer-due", 200},
    {"user_clock_timer_late", engine::Mutant::UserClockTimerLate, "engine/operators/process/keyed_process.cpp",
     "the clock calls a function for t at t + 2", "TM-07", "timer-due", 200},
    {"sessions_abut_apart", engine::Mutant::SessionsAbutApart, "engine/windows/merging_set.cpp",
     "sessions that abut stay two", "AS-10", "win-session-shape", 200},
    {"merge_takes_one", engine::Mutant::MergeTakesOne, "engine/windows/merging_set.cpp",
     "a record that touches several sessions joins the first alone", "AS-10", "win-session-shape", 200},
    {"cleanup_speaks", engine::Mutant::CleanupSpeaks, "engine/operators/window/window_firing.cpp",
     "the timer that ends a window's state makes it speak once more", "WO-16", "win-cascade", 2000},
    {"sort_hurries", engine::Mutant::SortHurries, "engine/operators/sort.cpp",
     "a sort sends all it has with each watermark", "SO-01", "sort-order", 200},
    {"announcement_ignored", engine::Mutant::AnnouncementIgnored, "engine/operators/source.cpp",
     "a source reads on whatever its coordinator allows", "WM-35", "wm-align-bound", 200},
    {"group_takes_max", engine::Mutant::GroupTakesMax, "engine/source/alignment_group.cpp",
     "the fastest source of an aligned group counts, not the slowest", "WM-34", "wm-align-bound", 200},
    {"idle_pins_group", engine::Mutant::IdlePinsGroup, "engine/source/split_source_alarms.cpp",
     "an idle source reports its watermark, and its group waits for it", "WM-33", "wm-align-bound", 200},
    {"end_pins_group", engine::Mutant::EndPinsGroup, "engine/source/split_source.cpp",
     "a source that has ended reports its last watermark, and its group waits for it", "WM-33, FLINK-35157",
     "wm-align-bound", 200},
    {"watermark_at_record", engine::Mutant::WatermarkAtRecord, "engine/time/generator.cpp",
     "a bounded watermark claims that no second record of the same time comes", "WM-02, WM-03", "wm-generator", 200},
    {"future_believed", engine::Mutant::FutureBelieved, "engine/time/generator.cpp",
     "the guard against records from the future is not asked", "watermark: future", "wm-generator", 400},
    {"allowance_forgotten", engine::Mutant::AllowanceForgotten, "engine/time/generator.cpp",
     "the clock that speaks for a silent stream says what it shows", "watermark: clock", "wm-generator", 400},
    {"splits_use_max", engine::Mutant::SplitsUseMax, "engine/time/partials.cpp",
     "a source takes the greatest of its partitions' watermarks for the least", "WM-16", "wm-generator", 200},
    {"idle_split_unheard", engine::Mutant::IdleSplitUnheard, "engine/time/multiplexer.cpp",
     "a partition found idle still holds its source back", "WM-16, FLINK-18934", "wm-generator", 400},
    {"idle_too_soon", engine::Mutant::IdleTooSoon, "engine/time/generator.cpp",
     "a record does not begin the idle timeout anew", "WM-12", "wm-generator", 200},
}};

}  // namespace

std::span<const MutantEntry> all_mutants() { return kPlanted; }

std::optional<MutantEntry> find_mutant(std::string_view id) {
  for (const MutantEntry& entry : all_mutants()) {
    if (entry.id == id) return entry;
  }
  return std::nullopt;
}

}  // namespace wavetank::properties
