// The triggers of the real system.
#include "properties/oracle/triggers.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/assert.hpp"
#include "properties/oracle/evictors.hpp"
#include "properties/oracle/windows.hpp"

namespace wavetank::properties {
namespace {

using engine::TimeDomain;
using engine::TriggerKind;
using engine::TriggerPart;

constexpr TriggerAnswer kFires{.fire = true, .purge = false};

// TR-04, TR-05.
class AtEventTime final : public TriggerRule {
 public:
  TriggerAnswer on_record(const SeenRecord& /*record*/, const TriggerMoment& at) override {
    if (at.last_instant() <= at.watermark) return kFires;
    at.set(TimeDomain::Event, at.last_instant());
    return {};
  }
  TriggerAnswer on_event_timer(std::int64_t time, const TriggerMoment& at) override {
    return {.fire = time == at.last_instant()};
  }
  void on_merge(const std::vector<TriggerMemory>& /*parts*/, const TriggerMoment& at) override {
    if (at.last_instant() > at.watermark) at.set(TimeDomain::Event, at.last_instant());
  }
  void clear(const TriggerMoment& at) override { at.remove(TimeDomain::Event, at.last_instant()); }
};

// TR-06: any timer of the clock makes it fire.
class AtProcessingTime final : public TriggerRule {
 public:
  TriggerAnswer on_record(const SeenRecord& /*record*/, const TriggerMoment& at) override {
    at.set(TimeDomain::Processing, at.last_instant());
    return {};
  }
  TriggerAnswer on_processing_timer(std::int64_t /*time*/, const TriggerMoment& /*at*/) override { return kFires; }
  void on_merge(const std::vector<TriggerMemory>& /*parts*/, const TriggerMoment& at) override {
    if (at.last_instant() > at.clock) at.set(TimeDomain::Processing, at.last_instant());
  }
  void clear(const TriggerMoment& at) override { at.remove(TimeDomain::Processing, at.last_instant()); }
};

// TR-07.
class ByCount final : public TriggerRule {
 public:
  explicit ByCount(std::int64_t limit) : limit_(limit) {}
  TriggerAnswer on_record(const SeenRecord& /*record*/, const TriggerMoment& at) override {
    return {.fire = counts_to(limit_, at.memory)};
  }
  void on_merge(const std::vector<TriggerMemory>& parts, const TriggerMoment& at) override {
    at.memory.count = sum_of_counts(parts);
  }
  void clear(const TriggerMoment& at) override { at.memory.count.reset(); }

 private:
  std::int64_t limit_;
};

// TR-08, TR-09.
class EachIntervalOfEventTime final : public TriggerRule {
 public:
  explicit EachIntervalOfEventTime(std::int64_t interval) : interval_(interval) {}
  TriggerAnswer on_record(const SeenRecord& record, const TriggerMoment& at) override {
    if (at.last_instant() <= at.watermark) return kFires;
    at.set(TimeDomain::Event, at.last_instant());
    if (!at.memory.next_fire) expect_next(next_multiple(record.time, interval_, at), at);
    return {};
  }
  TriggerAnswer on_event_timer(std::int64_t time, const TriggerMoment& at) override {
    if (time == at.last_instant()) return kFires;
    if (at.memory.next_fire != time) return {};
    expect_next(std::min(time + interval_, at.last_instant()), at);
    return kFires;
  }
  void on_merge(const std::vector<TriggerMemory>& parts, const TriggerMoment& at) override {
    if (const auto next = least_next_fire(parts)) expect_next(*next, at);
  }
  void clear(const TriggerMoment& at) override {
    if (at.memory.next_fire) at.remove(TimeDomain::Event, *at.memory.next_fire);
    at.memory.next_fire.reset();
  }

 private:
  static void expect_next(std::int64_t time, const TriggerMoment& at) {
    at.memory.next_fire = time;
    at.set(TimeDomain::Event, time);
  }
  std::int64_t interval_;
};

// TR-10: as above by the clock, but the end of the window is no firing of its own.
class EachIntervalOfProcessingTime final : public TriggerRule {
 public:
  explicit EachIntervalOfProcessingTime(std::int64_t interval) : interval_(interval) {}
  TriggerAnswer on_record(const SeenRecord& /*record*/, const TriggerMoment& at) override {
    if (!at.memory.next_fire) expect_next(next_multiple(at.clock, interval_, at), at);
    return {};
  }
  TriggerAnswer on_processing_timer(std::int64_t time, const TriggerMoment& at) override {
    if (time == at.last_instant()) return kFires;
    if (at.memory.next_fire != time) return {};
    expect_next(std::min(time + interval_, at.last_instant()), at);
    return kFires;
  }
  void on_merge(const std::vector<TriggerMemory>& parts, const TriggerMoment& at) override {
    if (const auto next = least_next_fire(parts)) expect_next(*next, at);
  }
  void clear(const TriggerMoment& at) override {
    if (at.memory.next_fire) at.remove(TimeDomain::Processing, *at.memory.next_fire);
    at.memory.next_fire.reset();
  }

 private:
  static void expect_next(std::int64_t time, const TriggerMoment& at) {
    at.memory.next_fire = time;
    at.set(TimeDomain::Processing, time);
  }
  std::int64_t interval_;
};

// TR-11: the distance is to the record of the last firing, or the first record.
class ByDelta final : public TriggerRule {
 public:
  explicit ByDelta(std::int64_t threshold) : threshold_(threshold) {}
  TriggerAnswer on_record(const SeenRecord& record, const TriggerMoment& at) override {
    const bool fires = at.memory.last && is_farther_than(threshold_, *at.memory.last, record.measure);
    if (fires || !at.memory.last) at.memory.last = record.measure;
    return {.fire = fires};
  }
  void clear(const TriggerMoment& at) override { at.memory.last.reset(); }

 private:
  std::int64_t threshold_;
};

// AS-12.
class AtEndOfStream final : public TriggerRule {
 public:
  TriggerAnswer on_record(const SeenRecord& /*record*/, const TriggerMoment& at) override {
    at.set(TimeDomain::Event, at.last_instant());
    return {};
  }
  TriggerAnswer on_event_timer(std::int64_t time, const TriggerMoment& at) override {
    return {.fire = time == at.last_instant()};
  }
  void clear(const TriggerMoment& at) override { at.remove(TimeDomain::Event, at.last_instant()); }
};

class Silent final : public TriggerRule {
 public:
  TriggerAnswer on_record(const SeenRecord& /*record*/, const TriggerMoment& /*at*/) override { return {}; }
};

// TR-12.
class Purging final : public TriggerRule {
 public:
  explicit Purging(std::unique_ptr<TriggerRule> inner) : inner_(std::move(inner)) {}
  TriggerAnswer on_record(const SeenRecord& record, const TriggerMoment& at) override {
    return purging(inner_->on_record(record, at));
  }
  TriggerAnswer on_event_timer(std::int64_t time, const TriggerMoment& at) override {
    return purging(inner_->on_event_timer(time, at));
  }
  TriggerAnswer on_processing_timer(std::int64_t time, const TriggerMoment& at) override {
    return purging(inner_->on_processing_timer(time, at));
  }
  void on_merge(const std::vector<TriggerMemory>& parts, const TriggerMoment& at) override {
    inner_->on_merge(parts, at);
  }
  void clear(const TriggerMoment& at) override { inner_->clear(at); }

 private:
  static TriggerAnswer purging(const TriggerAnswer& said) { return {said.fire, said.purge || said.fire}; }
  std::unique_ptr<TriggerRule> inner_;
};

// TR-13: every timer of the window makes it fire, whosever it is.
class Timeout final : public TriggerRule {
 public:
  Timeout(const TriggerPart& part, std::unique_ptr<TriggerRule> inner) : part_(part), inner_(std::move(inner)) {}
  TriggerAnswer on_record(const SeenRecord& record, const TriggerMoment& at) override {
    const TriggerAnswer said = inner_->on_record(record, at);
    if (said.fire) {
      clear(at);
      return said;
    }
    std::optional<std::int64_t>& deadline = at.memory.deadline;
    if (deadline && part_.resets_on_record) {
      at.remove(TimeDomain::Processing, *deadline);
      deadline.reset();
    }
    if (!deadline) {
      deadline = at.clock + part_.interval.count;
      at.set(TimeDomain::Processing, *deadline);
    }
    return said;
  }
  TriggerAnswer on_event_timer(std::int64_t time, const TriggerMoment& at) override {
    return timed_out(inner_->on_event_timer(time, at), at);
  }
  TriggerAnswer on_processing_timer(std::int64_t time, const TriggerMoment& at) override {
    return timed_out(inner_->on_processing_timer(time, at), at);
  }
  void clear(const TriggerMoment& at) override {
    if (at.memory.deadline) at.remove(TimeDomain::Processing, *at.memory.deadline);
    at.memory.deadline.reset();
    inner_->clear(at);
  }

 private:
  TriggerAnswer timed_out(const TriggerAnswer& said, const TriggerMoment& at) {
    if (part_.clears_on_timeout) clear(at);
    return {.fire = true, .purge = said.purge};
  }
  TriggerPart part_;
  std::unique_ptr<TriggerRule> inner_;
};

std::unique_ptr<TriggerRule> innermost(const TriggerPart& part) {
  switch (part.kind) {
    case TriggerKind::Event: return std::make_unique<AtEventTime>();
    case TriggerKind::Processing: return std::make_unique<AtProcessingTime>();
    case TriggerKind::ContinuousEvent: return std::make_unique<EachIntervalOfEventTime>(part.interval.count);
    case TriggerKind::ContinuousProcessing: return std::make_unique<EachIntervalOfProcessingTime>(part.interval.count);
    case TriggerKind::Count: return std::make_unique<ByCount>(part.count);
    case TriggerKind::Delta: return std::make_unique<ByDelta>(part.threshold);
    case TriggerKind::EndOfStream: return std::make_unique<AtEndOfStream>();
    case TriggerKind::Never: return std::make_unique<Silent>();
    case TriggerKind::Staged: return stages_rule(part);
    case TriggerKind::Purging:
    case TriggerKind::ProcessingTimeout: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(part.kind));
}

}  // namespace

std::int64_t TriggerMoment::last_instant() const { return properties::last_instant(window).ticks(); }

std::unique_ptr<TriggerRule> trigger_rule(const engine::TriggerSpec& spec) {
  WT_REQUIRE(!spec.parts.empty());
  std::unique_ptr<TriggerRule> rule = innermost(spec.parts.back());
  for (std::size_t i = spec.parts.size() - 1; i-- > 0;) {
    const TriggerPart& part = spec.parts[i];
    WT_REQUIRE(engine::wraps(part.kind), i);
    if (part.kind == TriggerKind::Purging) {
      rule = std::make_unique<Purging>(std::move(rule));
    } else {
      rule = std::make_unique<Timeout>(part, std::move(rule));
    }
  }
  return rule;
}

std::optional<std::int64_t> least_next_fire(const std::vector<TriggerMemory>& parts) {
  std::optional<std::int64_t> least;
  for (const TriggerMemory& part : parts) {
    if (part.next_fire && (!least || *part.next_fire < *least)) least = part.next_fire;
  }
  return least;
}

std::optional<std::int64_t> sum_of_counts(const std::vector<TriggerMemory>& parts) {
  std::optional<std::int64_t> sum;
  for (const TriggerMemory& part : parts) {
    if (part.count) sum = sum.value_or(0) + *part.count;
  }
  return sum;
}

bool counts_to(std::int64_t limit, TriggerMemory& memory) {
  memory.count = memory.count.value_or(0) + 1;
  if (*memory.count < limit) return false;
  memory.count.reset();
  return true;
}

std::int64_t next_multiple(std::int64_t time, std::int64_t interval, const TriggerMoment& at) {
  return std::min(time / interval * interval + interval, at.last_instant());
}

}  // namespace wavetank::properties
