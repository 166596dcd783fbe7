// What clocks and the group do to a source: ticks, samples, announcements, and the waits that follow from them.
#include <algorithm>

#include "engine/base/assert.hpp"
#include "engine/source/split_source.hpp"

namespace wavetank::engine {

void SplitSource::allow(EventTime max, ProcessingTime now, SourceEvents& events) {
  alignment_.allow(max);
  check_block(now, events);
  hold(alignment_.check_splits(), now, events);
}

std::optional<ProcessingTime> SplitSource::next_alarm(ProcessingTime now) const {
  const std::optional<ProcessingTime> tick = next_tick(now);
  const std::optional<ProcessingTime> sample = samples_ ? samples_->next_after(now) : std::nullopt;
  if (!tick || !sample) return tick ? tick : sample;
  return std::min(*tick, *sample);
}

// Silent ticks are passed over: a tick is useful if a generator may say something new, or a split has ended.
std::optional<ProcessingTime> SplitSource::next_tick(ProcessingTime now) const {
  if (!started_) return std::nullopt;
  if (recompute_owed_) return ticks_.next_after(now);
  const IdleInstant instant = IdleInstant::of(now);
  std::optional<ProcessingTime> next = ticks_.next_useful(main_.need(), now, main_clock_.read(instant));
  for (const Split& split : splits_) {
    if (split.ended) continue;
    const auto tick = ticks_.next_useful(split.generator.need(), now, split.clock.read(instant));
    if (tick && (!next || *tick < *next)) next = tick;
  }
  return next;
}

// Registered is each an interval before it is due; at open or start, ticks come first.
void SplitSource::run_alarms(ProcessingTime due, ProcessingTime now, SourceEvents& events) {
  WT_REQUIRE(due <= now, due, now);
  const bool tick_due = ticks_.is_due(due);
  const bool sample_due = samples_ && samples_->is_due(due);
  const bool sample_first = sample_due && samples_->interval() > ticks_.interval();
  if (tick_due) ticks_.ran(due);
  if (sample_due) samples_->ran(due);
  if (sample_first) sample(now, events);
  if (tick_due) tick(now, events);
  if (sample_due && !sample_first) sample(now, events);
}

// Splits first, then their combination, then the main output (WM-18, WM-20).
void SplitSource::tick(ProcessingTime now, SourceEvents& events) {
  if (!started_) return;
  recompute_owed_ = false;
  for (std::uint32_t slot = 0; slot < splits_.size(); ++slot) tick_split(SplitSlot{slot}, now, events);
  send(output_.on_tick(), now, events);
  const IdleInstant reading = main_clock_.read(IdleInstant::of(now));
  if (const std::optional<TimeEvent> said = main_.on_tick(reading, now)) send(output_.from_main(*said), now, events);
}

void SplitSource::tick_split(SplitSlot slot, ProcessingTime now, SourceEvents& events) {
  Split& split = splits_[index_of(slot)];
  if (split.ended) return;
  const std::optional<TimeEvent> said = split.generator.on_tick(split.clock.read(IdleInstant::of(now)), now);
  if (!said) return;
  if (split.generator.is_by_clock() && !split.by_clock)
    events.push_back({SourceEventKind::SplitByClock, *said, {slot}});
  split.by_clock = split.generator.is_by_clock();
  align_split(slot, *said, now, events);
  output_.from_split_later(slot, *said);
  if (said->kind != TimeEventKind::Idle || split.idle) return;
  split.idle = true;
  events.push_back({SourceEventKind::SplitIdle, {}, {slot}});
}

void SplitSource::sample(ProcessingTime now, SourceEvents& events) {
  WT_ASSERT(started_, now);
  alignment_.sample();
  check_block(now, events);
  hold(alignment_.check_splits(), now, events);
  if (alignment_.latest() == EventTime::min()) return;  // nothing to report yet (WM-33)
  const bool idle =
      output_.emitter().status() == StreamStatus::Idle && !spec_.alignment.mutants.has(Mutant::IdlePinsGroup);
  const EventTime reported = idle ? EventTime::max() : alignment_.latest();
  events.push_back({SourceEventKind::Report, TimeEvent::watermark(reported), {}});
}

// Before the watermark reaches the multiplexer, which would hide whether it grew.
void SplitSource::align_split(SplitSlot split, const TimeEvent& said, ProcessingTime now, SourceEvents& events) {
  const bool idle = said.kind == TimeEventKind::Idle;
  alignment_.set_split_status(split, idle ? StreamStatus::Idle : StreamStatus::Active);
  if (said.kind != TimeEventKind::Watermark || said.time <= output_.splits().watermark_of(split)) return;
  hold(alignment_.set_split_watermark(split, said.time), now, events);
}

void SplitSource::send(const TimeEvents& said, ProcessingTime now, SourceEvents& events) {
  for (const TimeEvent& event : said) {
    if (event.kind != TimeEventKind::Watermark) continue;
    alignment_.set_watermark(event.time);
    check_block(now, events);
  }
  append(events, said);
}

// A source that has not started, or has ended, waits for nobody.
void SplitSource::check_block(ProcessingTime now, SourceEvents& events) {
  if (!started_ || ended_ || blocked_ == alignment_.is_ahead()) return;
  blocked_ = !blocked_;
  events.push_back({blocked_ ? SourceEventKind::Wait : SourceEventKind::GoOn, {}, {}});
  if (blocked_) {
    main_clock_.pause(IdleInstant::of(now));
  } else {
    main_clock_.resume(IdleInstant::of(now));
  }
}

void SplitSource::hold(const SplitVerdict& verdict, ProcessingTime now, SourceEvents& events) {
  if (verdict.pause.empty() && verdict.resume.empty()) return;
  WT_ASSERT(verdict.pause.size() + verdict.resume.size() <= splits_.size(), verdict.pause.size(), splits_.size());
  if (spec_.alignment.pausing == SplitPausing::Unaligned) return;
  if (spec_.alignment.pausing == SplitPausing::Refused) {
    events.push_back({SourceEventKind::CannotPause, {}, verdict.pause});
    return;
  }
  const IdleInstant instant = IdleInstant::of(now);
  for (const SplitSlot split : verdict.pause) splits_[index_of(split)].clock.pause(instant);
  for (const SplitSlot split : verdict.resume) splits_[index_of(split)].clock.resume(instant);
  if (!verdict.pause.empty()) events.push_back({SourceEventKind::Pause, {}, verdict.pause});
  if (!verdict.resume.empty()) events.push_back({SourceEventKind::Resume, {}, verdict.resume});
}

}  // namespace wavetank::engine
