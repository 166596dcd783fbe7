// Splits and their records. What clocks and the group do to them is in split_source_alarms.cpp.
#include "engine/source/split_source.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::engine {

namespace {

// The main output hears no record; a clock that speaks for silent streams would always speak for it.
WatermarkStrategy main_strategy(WatermarkStrategy strategy) {
  strategy.clock.reset();
  return strategy;
}

}  // namespace

SplitSource::SplitSource(const SplitSourceSpec& spec, ProcessingTime now)
    : spec_(spec),
      output_(spec.strategy.mutants),
      main_(main_strategy(spec.strategy)),
      alignment_(spec.alignment),
      ticks_(now, spec.strategy.interval) {}

SplitSlot SplitSource::add(std::uint32_t name, std::uint64_t position) {
  WT_REQUIRE(!ended_, name);
  const auto slot = SplitSlot{static_cast<std::uint32_t>(splits_.size())};
  splits_.push_back({.name = name, .position = position, .generator = Generator(spec_.strategy), .clock = {}});
  ++active_;
  if (started_) make_output(slot);
  return slot;
}

void SplitSource::start(ProcessingTime now) {
  WT_REQUIRE(!started_, now);
  started_ = true;
  if (spec_.alignment.update_interval) samples_.emplace(now, *spec_.alignment.update_interval);
  for (std::uint32_t slot = 0; slot < splits_.size(); ++slot) make_output(SplitSlot{slot});
}

void SplitSource::make_output(SplitSlot split) {
  output_.register_split(split);
  alignment_.add_split(split);
}

// A reader that cannot pause goes on reading (WM-36).
bool SplitSource::may_read(SplitSlot split) const {
  WT_REQUIRE(index_of(split) < splits_.size(), index_of(split));
  if (!started_ || blocked_ || splits_[index_of(split)].ended) return false;
  return spec_.alignment.pausing != SplitPausing::Supported || !alignment_.is_paused(split);
}

void SplitSource::on_record(SplitSlot split, EventTime time, Mark mark, ProcessingTime now, SourceEvents& events) {
  Split& source = reading(split);
  ++source.position;
  source.idle = false;
  source.by_clock = false;
  const std::optional<EventTime> watermark = source.generator.on_record({time, mark, now});
  if (!watermark) return;
  const TimeEvent said = TimeEvent::watermark(*watermark);
  align_split(split, said, now, events);
  send(output_.from_split_now(split, said), now, events);
}

void SplitSource::finish(SplitSlot split) {
  reading(split).ended = true;
  WT_ASSERT(active_ > 0, index_of(split));
  --active_;
  output_.unregister_split(split);
  alignment_.remove_split(split);
  recompute_owed_ = true;
}

void SplitSource::end() {
  WT_REQUIRE(is_exhausted() && !ended_, active_);
  ended_ = true;
}

void SplitSource::report_end(SourceEvents& events) {
  WT_REQUIRE(ended_);
  if (!spec_.alignment.update_interval) return;
  if (!spec_.alignment.mutants.has(Mutant::EndPinsGroup)) alignment_.set_watermark(EventTime::max());
  events.push_back({SourceEventKind::Report, TimeEvent::watermark(alignment_.latest()), {}});
}

void SplitSource::close(SourceEvents& events) {
  WT_REQUIRE(ended_);
  append(events, output_.from_main(TimeEvent::watermark(EventTime::max())));
}

SplitSource::Split& SplitSource::reading(SplitSlot split) {
  WT_REQUIRE(index_of(split) < splits_.size(), index_of(split));
  WT_REQUIRE(started_ && !splits_[index_of(split)].ended, index_of(split));
  return splits_[index_of(split)];
}

}  // namespace wavetank::engine
