// Late records, and choosing a window operator.
#include "engine/operators/window/any_window.hpp"

#include "engine/operators/window/aligned_window.hpp"
#include "engine/operators/window/window.hpp"

namespace wavetank::engine {

AnyWindowOperator::AnyWindowOperator(WindowSpec spec)
    : spec_(std::move(spec)), accumulator_(spec_.aggregates, spec_.rows) {
  WT_REQUIRE(is_valid(spec_), spec_.allowed_lateness);
}

void AnyWindowOperator::note_behind(const Record& record, const Window& window, EventTime watermark,
                                    Effects& effects) const {
  effects.note(NoteKind::RecordLate, record.cause,
               static_cast<std::uint64_t>(saturating_between(window.max(), watermark).count),
               static_cast<std::uint64_t>(saturating_between(watermark, cleanup_time(window)).count));
}

void AnyWindowOperator::refuse(const Record& record, EventTime kept_until, EventTime watermark, std::uint64_t& dropped,
                               Effects& effects) const {
  // How much more allowed lateness would have kept the window.
  const auto missing = static_cast<std::uint64_t>(saturating_add(saturating_between(kept_until, watermark).count, 1));
  const auto rule = static_cast<std::uint64_t>(Rule::WO14);
  if (spec_.mutants.has(Mutant::LateRecordVanishes)) return;
  if (spec_.late == LateRecords::Count) {
    ++dropped;
    effects.note(NoteKind::RecordDrop, record.cause, missing, rule);
    return;
  }
  Record sent = record;
  if (spec_.mutants.has(Mutant::LateSideLosesTime)) sent.time = kept_until;
  effects.emit(kSideOutput, sent, {NoteKind::RecordSide, record.cause, missing, rule});
}

std::unique_ptr<AnyWindowOperator> make_window_operator(WindowSpec spec) {
  if (is_aligned(spec)) return std::make_unique<AlignedWindowOperator>(std::move(spec));
  return std::make_unique<WindowOperator>(std::move(spec));
}

}  // namespace wavetank::engine
