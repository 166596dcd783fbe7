// Records, timers, firings.
#include "properties/oracle/window_model.hpp"

#include <limits>

#include "engine/base/assert.hpp"
#include "properties/oracle/windows.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::properties {

using engine::AggregateKind;
using engine::AssignerKind;
using engine::EventTime;
using engine::FireReason;
using engine::KeyId;
using engine::TimeDomain;
using engine::Window;

WindowModel::WindowModel(const scenarios::WindowNode& node, const engine::Semantics& semantics,
                         const engine::Facts& facts, Expected& expected, std::int64_t drawn)
    : node_(node),
      semantics_(semantics),
      facts_(facts),
      expected_(expected),
      clock_(scenarios::knows_lateness(node) ? TimeDomain::Event : TimeDomain::Processing),
      knows_lateness_(clock_ == TimeDomain::Event),
      merges_(engine::merges(scenarios::assigner_of(node))),
      trigger_(trigger_rule(scenarios::trigger_of(node))),
      drawn_(drawn) {}

// --- records ------------------------------------------------------------------------------------------------------

void WindowModel::take(const Arrival& record) {
  because_ = record.at;
  now_ = record.now;
  ExpectedFate fate;
  fate.record = record.at;
  fate.time = record.time;
  fate.watermark = watermark_;
  const KeyId key = node_.key.empty() ? engine::kNoKey : record.key;
  if (merges_) {
    const std::optional<Window> own = own_session(record);
    if (own) join_session(record, *own, fate);
    if (!own) expected_.must_fail = record.at;  // AS-09
    if (expected_.must_fail) return;
  } else {
    fate.assigned = assign(record);
    for (const Window& window : fate.assigned) {
      const bool late = knows_lateness_ && is_late(window, node_.allowed_lateness, watermark_);
      (late ? fate.too_late : fate.joins).push_back(window);
      if (!late) join(record, {key, window, window});
    }
  }
  if (fate.joins.empty()) refuse(record, fate);
  expected_.fates.push_back(std::move(fate));
}

// AS-08: windows of the clock ask when a record arrived, not when it happened.
std::vector<Window> WindowModel::assign(const Arrival& record) {
  const EventTime time = clock_ == TimeDomain::Event ? record.time : EventTime(record.now.ticks());
  if (node_.stagger != engine::WindowStagger::Aligned) {
    if (!moved_) moved_ = moved();
    return moved_containing(node_.shape, *moved_, time);
  }
  if (node_.assigner == AssignerKind::Aligned) return windows_containing(node_.shape, time);
  if (node_.assigner == AssignerKind::Cumulate) return cumulated_containing(node_.shape, time);
  WT_REQUIRE(node_.assigner == AssignerKind::Global, static_cast<std::uint32_t>(node_.assigner));
  return {engine::kGlobalWindow};
}

// AS-05, with the first record of the task.
std::int64_t WindowModel::moved() const {
  if (node_.stagger == engine::WindowStagger::Natural) return moved_naturally(node_.shape.size, now_);
  return drawn_ % node_.shape.size.count;
}

// AS-09. None if the record has no gap.
std::optional<Window> WindowModel::own_session(const Arrival& record) const {
  const std::int64_t start = clock_ == TimeDomain::Event ? record.time.ticks() : record.now.ticks();
  const std::optional<std::int64_t> gap = gap_of(node_, record.row, facts_);
  if (!gap) return std::nullopt;
  return Window{EventTime(start), EventTime(engine::saturating_add(start, *gap))};
}

// WO-06, WO-07: late is what the merge results in, not the record's own window.
void WindowModel::join_session(const Arrival& record, const Window& own, ExpectedFate& fate) {
  const KeyId key = node_.key.empty() ? engine::kNoKey : record.key;
  OpenSessions& open = sessions_[key];
  const OpenSessions::Joined joined = open.join(own, semantics_.equal_session);
  const Pane pane{key, joined.session.window, joined.session.contents};
  if (!joined.parts.empty() && !merge(key, joined)) {
    expected_.must_fail = record.at;
    return;
  }
  fate.assigned.push_back(pane.window);
  if (knows_lateness_ && is_late(pane.window, node_.allowed_lateness, watermark_)) {
    open.end(pane.window);
    fate.too_late.push_back(pane.window);
    return;
  }
  fate.joins.push_back(pane.window);
  join(record, pane);
}

// WO-09, in its order. False: the job fails (WO-08), by a sum that may leave the range.
bool WindowModel::merge(KeyId key, const OpenSessions::Joined& joined) {
  const Window& result = joined.session.window;
  const std::int64_t last = last_instant(result).ticks();
  const std::int64_t kept = engine::wrapping_add(last, node_.allowed_lateness.count);
  if (knows_lateness_ ? kept <= watermark_.ticks() : last <= now_.ticks()) return false;
  std::vector<TriggerMemory> parts;
  for (const Session& part : joined.parts) {
    const auto memory = memories_.find({key, part.window});
    if (memory == memories_.end()) continue;
    parts.push_back(memory->second);
    memories_.erase(memory);
  }
  trigger_->on_merge(parts, moment(key, result));
  for (const Session& part : joined.parts) {
    trigger_->clear(moment(key, part.window));
    timers_.remove({clock_, ends_at(part.window).ticks(), key, part.window});
    memories_.erase({key, part.window});
  }
  const Pane pane{key, result, joined.session.contents};
  for (const Session& part : joined.parts) {
    if (part.contents != pane.contents) fold(pane, part);
  }
  return true;
}

// WO-22: after what is there. What a part has said is withdrawn: it is the whole's to say now.
void WindowModel::fold(const Pane& result, const Session& part) {
  const auto from = contents_.find({result.key, part.contents});
  if (from == contents_.end()) return;
  take_back(from->second);
  Contents& into = contents_[{result.key, result.contents}];
  if (into.members.empty()) into.reduced = none_reduced();
  if (!from->second.members.empty()) {
    for (std::size_t i = 0; i < node_.aggregates.size(); ++i) {
      into.reduced[i] = combined(node_.aggregates[i], into.reduced[i], from->second.reduced[i]);
    }
  }
  into.members.insert(into.members.end(), from->second.members.begin(), from->second.members.end());
  contents_.erase(from);
}

// WO-04, WO-05: a firing includes the record.
void WindowModel::join(const Arrival& record, const Pane& pane) {
  Contents& contents = contents_[{pane.key, pane.contents}];
  if (contents.members.empty()) contents.reduced = none_reduced();
  contents.members.push_back({record.at, record.row, record.time});
  for (std::size_t i = 0; i < node_.aggregates.size(); ++i) {
    if (node_.aggregates[i].kind != AggregateKind::Reduce) continue;
    const Answer value = aggregate(node_.aggregates[i], std::span(&record.row, 1), facts_);
    contents.reduced[i] = combined(node_.aggregates[i], contents.reduced[i], value);
  }
  SeenRecord seen{.time = record.time.ticks()};
  if (!node_.trigger_field.empty()) seen.measure = measure_of(record.row, node_.trigger_field, facts_);
  const TriggerAnswer answer = trigger_->on_record(seen, moment(pane.key, pane.window));
  obey(pane, answer, is_over(pane.window) ? FireReason::Late : FireReason::Early);
  set_end(pane);
}

void WindowModel::refuse(const Arrival& record, ExpectedFate& fate) const {
  fate.fate = Fate::Unassigned;
  if (!knows_lateness_ || !is_late(record.time, node_.allowed_lateness, watermark_)) return;
  fate.fate = node_.late == engine::LateRecords::Count ? Fate::Dropped : Fate::Side;
}

// --- time ---------------------------------------------------------------------------------------------------------

// TM-03: what comes due sees the new watermark.
void WindowModel::advance(const Arrival& control, EventTime watermark) {
  WT_REQUIRE(watermark > watermark_, watermark, watermark_);
  because_ = control.at;
  now_ = control.now;
  passed_ = watermark_;
  watermark_ = watermark;
  come_due(TimeDomain::Event, watermark.ticks());
}

void WindowModel::look_at_clock(const Arrival& arrival) {
  const std::optional<std::int64_t> call = timers_.next_call();
  if (!call || *call >= arrival.now.ticks()) return;
  const WaitingTimer timer = *timers_.first(TimeDomain::Processing);
  const bool known = !expected_.overdue.empty() && expected_.overdue.back().timer == timer;
  if (!known) expected_.overdue.push_back({arrival.at, timer, engine::ProcessingTime(*call)});
}

// TM-06, TM-07: all timers up to the one it was called for, a millisecond after that one's time.
void WindowModel::call(const Arrival& call) {
  because_ = call.at;
  now_ = call.now;
  const std::optional<WaitingTimer> first = timers_.first(TimeDomain::Processing);
  if (first && first->time < now_.ticks()) come_due(TimeDomain::Processing, first->time);
}

// Event time first, then the clock, whatever it shows.
void WindowModel::end_key(const Arrival& control) {
  timers_.close();
  advance(control, EventTime::max());
  come_due(TimeDomain::Processing, std::numeric_limits<std::int64_t>::max());
}

// TM-04: what a timer sets in its turn may come due at once.
void WindowModel::come_due(TimeDomain domain, std::int64_t until) {
  for (auto next = timers_.first(domain); next && next->time <= until; next = timers_.first(domain)) {
    timers_.remove(*next);
    on_timer(*next);
  }
}

// WO-16, WO-18.
void WindowModel::on_timer(const WaitingTimer& timer) {
  const std::optional<Pane> pane = pane_of(timer);
  if (!pane) return;
  expected_.timers.push_back({because_, timer.domain, timer.time, timer.window, timer.key});
  const TriggerMoment at = moment(timer.key, timer.window);
  const TriggerAnswer answer = timer.domain == TimeDomain::Event ? trigger_->on_event_timer(timer.time, at)
                                                                 : trigger_->on_processing_timer(timer.time, at);
  obey(*pane, answer, reason_of(*pane, timer));
  if (timer.domain == clock_ && timer.time == ends_at(timer.window).ticks()) end(*pane);
}

// WO-17: of a session that is no more, nobody is asked.
std::optional<WindowModel::Pane> WindowModel::pane_of(const WaitingTimer& timer) const {
  if (!merges_) return Pane{timer.key, timer.window, timer.window};
  const auto open = sessions_.find(timer.key);
  const Session* const session = open == sessions_.end() ? nullptr : open->second.find(timer.window);
  if (session == nullptr) return std::nullopt;
  return Pane{timer.key, session->window, session->contents};
}

// By the timer's own time, if it is of the clock that ends the window; else by whether that has ended it. Late, if the
// watermark had passed the window before: the timer was set overdue (TM-04).
FireReason WindowModel::reason_of(const Pane& pane, const WaitingTimer& timer) const {
  if (timer.domain != clock_) return is_over(pane.window) ? FireReason::Late : FireReason::Early;
  const std::int64_t last = last_instant(pane.window).ticks();
  if (clock_ == TimeDomain::Event && last <= passed_.ticks()) return FireReason::Late;
  if (timer.time == last) return FireReason::OnTime;
  return timer.time < last ? FireReason::Early : FireReason::Late;
}

// --- firings ------------------------------------------------------------------------------------------------------

// TR-01, TR-02, WO-12: fire before purge; of a window without contents nothing is said.
void WindowModel::obey(const Pane& pane, const TriggerAnswer& answer, FireReason reason) {
  const auto found = contents_.find({pane.key, pane.contents});
  if (found == contents_.end() || found->second.members.empty()) return;
  if (answer.fire) speak(pane, found->second, reason);
  if (answer.purge) found->second.members.clear();
}

// EV-02, EV-03: what an evictor takes away is gone, also if nothing is left to speak of.
void WindowModel::speak(const Pane& pane, Contents& contents, FireReason reason) {
  const engine::EvictWhen when = node_.evictor.when;
  if (when == engine::EvictWhen::Before) contents.members = kept_by_evictor(node_, contents.members, facts_);
  if (node_.accumulation == scenarios::Accumulation::Retracting) take_back(contents);
  ExpectedFiring firing;
  firing.because = because_;
  firing.window = pane.window;
  firing.key = pane.key;
  firing.reason = reason;
  for (const Member& member : contents.members) firing.contents.push_back(member.record);
  firing.values = values_of(contents);
  if (node_.accumulation == scenarios::Accumulation::Retracting) {
    contents.said = ExpectedTakeBack{{}, pane.window, pane.key, firing.values};
  }
  expected_.firings.push_back(std::move(firing));
  if (when == engine::EvictWhen::After) contents.members = kept_by_evictor(node_, contents.members, facts_);
}

void WindowModel::take_back(Contents& contents) {
  if (!contents.said) return;
  contents.said->because = because_;
  expected_.take_backs.push_back(std::move(*contents.said));
  contents.said.reset();
}

void WindowModel::end(const Pane& pane) {
  contents_.erase({pane.key, pane.contents});
  trigger_->clear(moment(pane.key, pane.window));
  memories_.erase({pane.key, pane.window});
  if (merges_) sessions_.at(pane.key).end(pane.window);
  expected_.ends.push_back({because_, pane.window, pane.key});
}

// What a reduce has come to depends on the order of all merges, so it is carried along; an evictor changes what there
// is to reduce.
std::vector<Answer> WindowModel::values_of(const Contents& contents) const {
  std::vector<engine::RowId> rows;
  for (const Member& member : contents.members) rows.push_back(member.row);
  std::vector<Answer> values;
  for (std::size_t i = 0; i < node_.aggregates.size(); ++i) {
    const bool carried =
        node_.aggregates[i].kind == AggregateKind::Reduce && node_.evictor.kind == engine::EvictorKind::None;
    values.push_back(carried ? contents.reduced[i] : aggregate(node_.aggregates[i], rows, facts_));
  }
  return values;
}

std::vector<Answer> WindowModel::none_reduced() const { return std::vector<Answer>(node_.aggregates.size()); }

// --- windows ------------------------------------------------------------------------------------------------------

bool WindowModel::is_over(const Window& window) const {
  const std::int64_t reached = clock_ == TimeDomain::Event ? watermark_.ticks() : now_.ticks();
  return last_instant(window).ticks() <= reached;
}

// WO-02: lateness means nothing to the clock.
EventTime WindowModel::ends_at(const Window& window) const {
  return knows_lateness_ ? cleanup_time(window, node_.allowed_lateness) : last_instant(window);
}

// WO-04: what would end at the end of time does not end.
void WindowModel::set_end(const Pane& pane) {
  const EventTime at = ends_at(pane.window);
  if (at != EventTime::max()) timers_.set({clock_, at.ticks(), pane.key, pane.window}, now_.ticks());
}

TriggerMoment WindowModel::moment(KeyId key, const Window& window) {
  return {key, window, watermark_.ticks(), now_.ticks(), memories_[{key, window}], timers_};
}

}  // namespace wavetank::properties
