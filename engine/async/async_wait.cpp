#include "engine/async/async_wait.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::engine {

AsyncWait::AsyncWait(const AsyncSpec& spec) : spec_(spec) {
  WT_REQUIRE(spec.capacity > 0);
  WT_REQUIRE(!spec.timeout || spec.timeout->count > 0);
  if (spec.retry) last_delay_ = spec.retry->delay;
}

bool AsyncWait::offer(const Record& record, ProcessingTime now, AsyncEvents& events) {
  if (queue_.size() >= spec_.capacity) return false;
  const AsyncToken token = next_token_++;
  queue_.push_back({token, {}});
  requests_.emplace(token, Request{.record = record, .start = now});
  if (spec_.timeout) set_alarm(saturating_add(now, *spec_.timeout), {AlarmKind::Timeout, token});
  invoke(token, events);
  return true;
}

bool AsyncWait::offer(EventTime watermark, AsyncEvents& events) {
  if (queue_.size() >= spec_.capacity) return false;
  queue_.push_back({std::nullopt, watermark});
  emit_next(events);
  return true;
}

bool AsyncWait::end(AsyncEvents& events) {
  if (!is_ending_) {
    is_ending_ = true;
    for (const AsyncToken token : retried_) {
      cancel_alarms(token, AlarmKind::Retry);
      Request& request = requests_.at(token);
      if (request.stage == Stage::WaitsForRetry) request.stage = Stage::Called;
      invoke(token, events);
    }
    retried_.clear();
  }
  return queue_.empty();
}

void AsyncWait::invoke(AsyncToken token, AsyncEvents& events) {
  events.push_back({.kind = AsyncEventKind::Invoke, .token = token, .record = requests_.at(token).record});
}

void AsyncWait::answer(AsyncToken token, AsyncAnswer answer, AsyncEvents& events) {
  if (requests_.contains(token)) accept(token, std::move(answer), events);
}

// With retries an answer is judged first, whatever else has been answered; without, the first one counts.
void AsyncWait::accept(AsyncToken token, AsyncAnswer answer, AsyncEvents& events) {
  Request& request = requests_.at(token);
  if (spec_.retry && !is_ending_) {
    mails_.push_back({MailKind::Judge, token, std::move(answer)});
    return;
  }
  if (request.stage != Stage::Called) return;
  request.stage = Stage::Answered;
  if (answer.failed) events.push_back({.kind = AsyncEventKind::Fail, .token = token});
  mails_.push_back({MailKind::Finish, token, std::move(answer)});
}

void AsyncWait::advance(ProcessingTime now, AsyncEvents& events) {
  while (!alarms_.empty() && alarms_.begin()->first.first <= now) {
    const Alarm alarm = alarms_.begin()->second;
    alarms_.erase(alarms_.begin());
    if (alarm.kind == AlarmKind::Timeout) {
      time_out(alarm.token, events);
      continue;
    }
    Request& request = requests_.at(alarm.token);
    WT_ASSERT(request.stage == Stage::WaitsForRetry, alarm.token);
    request.stage = Stage::Called;
    ++request.calls;
    invoke(alarm.token, events);
  }
}

void AsyncWait::time_out(AsyncToken token, AsyncEvents& events) {
  Request& request = requests_.at(token);
  if (request.stage == Stage::Answered || request.stage == Stage::Finished) return;
  cancel_alarms(token, AlarmKind::Retry);
  if (request.stage == Stage::WaitsForRetry) request.stage = Stage::Called;  // what it is worth now is heard
  events.push_back({.kind = AsyncEventKind::TimedOut, .token = token, .record = request.record});
}

std::optional<ProcessingTime> AsyncWait::next_alarm() const {
  if (alarms_.empty()) return std::nullopt;
  return alarms_.begin()->first.first;
}

bool AsyncWait::run_mail(ProcessingTime now, AsyncEvents& events) {
  if (mails_.empty()) return false;
  Mail mail = std::move(mails_.front());
  mails_.pop_front();
  switch (mail.kind) {
    case MailKind::Judge: judge(mail, now, events); break;
    case MailKind::Finish: finish(mail, events); break;
    case MailKind::EmitNext: emit_next(events); break;
  }
  return true;
}

void AsyncWait::judge(Mail& mail, ProcessingTime now, AsyncEvents& events) {
  const auto found = requests_.find(mail.token);
  if (found == requests_.end() || found->second.stage != Stage::Called) return;
  Request& request = found->second;
  if (may_retry(request, mail.answer, now)) {
    request.stage = Stage::WaitsForRetry;
    retried_.insert(mail.token);
    set_alarm(saturating_add(now, next_delay(request)), {AlarmKind::Retry, mail.token});
    return;
  }
  if (request.calls > 1) retried_.erase(mail.token);
  request.stage = Stage::Answered;
  if (mail.answer.failed) events.push_back({.kind = AsyncEventKind::Fail, .token = mail.token});
  mails_.push_back({MailKind::Finish, mail.token, std::move(mail.answer)});
}

bool AsyncWait::may_retry(const Request& request, const AsyncAnswer& answer, ProcessingTime now) const {
  const RetrySpec& retry = *spec_.retry;
  const bool wanted = answer.failed ? retry.on_error : answer.rows.empty() && retry.on_empty;
  const bool in_time = !spec_.timeout || now <= saturating_add(request.start, *spec_.timeout);
  return wanted && in_time && !is_ending_ && request.calls <= retry.attempts;
}

Millis AsyncWait::next_delay(const Request& request) {
  const RetrySpec& retry = *spec_.retry;
  if (retry.back_off == BackOff::Fixed || request.calls <= 1) return retry.delay;
  std::int64_t grown = 0;
  if (__builtin_mul_overflow(last_delay_.count, std::int64_t{retry.multiplier}, &grown)) grown = retry.delay_max.count;
  last_delay_ = Millis{std::min(grown, retry.delay_max.count)};
  return last_delay_;
}

void AsyncWait::finish(Mail& mail, AsyncEvents& events) {
  Request& request = requests_.at(mail.token);
  WT_ASSERT(request.stage == Stage::Answered, mail.token);
  cancel_alarms(mail.token, AlarmKind::Timeout);
  request.stage = Stage::Finished;
  request.rows = std::move(mail.answer.rows);
  request.finished_as = finished_++;
  emit_next(events);
}

std::optional<std::size_t> AsyncWait::ready() const {
  const auto is_finished = [&](const Place& place) {
    return !place.token || requests_.at(*place.token).stage == Stage::Finished;
  };
  if (queue_.empty()) return std::nullopt;
  if (spec_.order == AsyncOrder::Ordered || !queue_.front().token) {
    return is_finished(queue_.front()) ? std::optional<std::size_t>(0) : std::nullopt;
  }
  std::optional<std::size_t> first;
  for (std::size_t i = 0; i < queue_.size() && queue_[i].token; ++i) {
    if (!is_finished(queue_[i])) continue;
    const auto finished_as = [&](std::size_t at) { return requests_.at(*queue_[at].token).finished_as; };
    if (!first || finished_as(i) < finished_as(*first)) first = i;
  }
  return first;
}

// One at a time: the next one is a mail, so that an input which waits for room may come between.
void AsyncWait::emit_next(AsyncEvents& events) {
  const std::optional<std::size_t> at = ready();
  if (!at) return;
  const Place place = queue_[*at];
  queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(*at));
  if (place.token) {
    Request& request = requests_.at(*place.token);
    events.push_back({AsyncEventKind::Emit, *place.token, request.record, std::move(request.rows), {}});
    if (!retried_.contains(*place.token)) requests_.erase(*place.token);
  } else {
    events.push_back({.kind = AsyncEventKind::Watermark, .watermark = place.watermark});
  }
  if (ready()) mails_.push_back({MailKind::EmitNext, 0, {}});
}

std::vector<AsyncElement> AsyncWait::elements() const {
  std::vector<AsyncElement> elements;
  for (const Place& place : queue_) {
    if (place.token)
      elements.emplace_back(requests_.at(*place.token).record);
    else
      elements.emplace_back(place.watermark);
  }
  return elements;
}

void AsyncWait::set_alarm(ProcessingTime at, const Alarm& alarm) {
  alarms_.emplace(std::pair(at, alarms_set_++), alarm);
}

void AsyncWait::cancel_alarms(AsyncToken token, AlarmKind kind) {
  std::erase_if(alarms_, [&](const auto& entry) { return entry.second.token == token && entry.second.kind == kind; });
}

}  // namespace wavetank::engine
