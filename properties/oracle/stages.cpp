// Early, on-time and late firings in one trigger. The real system has no such trigger (TR-15); what it does is said in
// docs/SCENARIOS.md: early firings by count or interval until the watermark reaches the window's end, one firing then,
// late firings by record or interval after it.
#include "engine/base/assert.hpp"
#include "properties/oracle/triggers.hpp"

namespace wavetank::properties {
namespace {

using engine::EarlyFirings;
using engine::LateFirings;
using engine::TimeDomain;

class Stages final : public TriggerRule {
 public:
  explicit Stages(const engine::TriggerPart& part) : part_(part) {}

  TriggerAnswer on_record(const SeenRecord& record, const TriggerMoment& at) override {
    const bool is_open = at.last_instant() > at.watermark && !at.memory.on_time;
    return is_open ? early(record, at) : late(at);
  }

  TriggerAnswer on_event_timer(std::int64_t time, const TriggerMoment& at) override {
    if (time == at.last_instant()) return on_time(at);
    const bool is_early = part_.early == EarlyFirings::EventInterval && !at.memory.on_time;
    if (!is_early || at.memory.next_fire != time) return {};
    expect_next(TimeDomain::Event, std::min(time + part_.interval.count, at.last_instant()), at);
    return {.fire = true};
  }

  // An interval of the clock begins with a record: after a firing it waits for the next one.
  TriggerAnswer on_processing_timer(std::int64_t time, const TriggerMoment& at) override {
    if (at.memory.next_fire != time) return {};
    at.memory.next_fire.reset();
    return {.fire = true};
  }

  void on_merge(const std::vector<TriggerMemory>& parts, const TriggerMoment& at) override {
    const bool is_over = at.last_instant() <= at.watermark;
    at.memory.count = sum_of_counts(parts);
    std::vector<TriggerMemory> of_this_stage;
    for (const TriggerMemory& part : parts) {
      if (part.on_time == is_over) of_this_stage.push_back(part);
      if (is_over && part.on_time) at.memory.on_time = true;
    }
    if (!is_over) at.set(TimeDomain::Event, at.last_instant());
    const auto next = least_next_fire(of_this_stage);
    if (!next) return;
    const bool by_event = !is_over && part_.early == EarlyFirings::EventInterval;
    expect_next(by_event ? TimeDomain::Event : TimeDomain::Processing, *next, at);
  }

  void clear(const TriggerMoment& at) override {
    at.remove(TimeDomain::Event, at.last_instant());
    if (at.memory.next_fire) {
      at.remove(TimeDomain::Event, *at.memory.next_fire);
      at.remove(TimeDomain::Processing, *at.memory.next_fire);
    }
    at.memory = {};
  }

 private:
  TriggerAnswer early(const SeenRecord& record, const TriggerMoment& at) const {
    at.set(TimeDomain::Event, at.last_instant());
    if (part_.early == EarlyFirings::Count) return {.fire = counts_to(part_.count, at.memory)};
    if (part_.early == EarlyFirings::None || at.memory.next_fire) return {};
    if (part_.early == EarlyFirings::EventInterval) {
      expect_next(TimeDomain::Event, next_multiple(record.time, part_.interval.count, at), at);
    } else {
      expect_next(TimeDomain::Processing, at.clock + part_.interval.count, at);
    }
    return {};
  }

  TriggerAnswer late(const TriggerMoment& at) const {
    at.memory.on_time = true;
    if (part_.late == LateFirings::EachRecord) return {.fire = true};
    if (part_.late == LateFirings::None || at.memory.next_fire) return {};
    expect_next(TimeDomain::Processing, at.clock + part_.late_interval.count, at);
    return {};
  }

  // What was to come early comes now.
  [[nodiscard]] TriggerAnswer on_time(const TriggerMoment& at) const {
    // A window of the clock ends with a timer of the clock, which stays.
    const bool waits = at.memory.next_fire && part_.early == EarlyFirings::ProcessingInterval;
    if (waits && *at.memory.next_fire != at.last_instant()) at.remove(TimeDomain::Processing, *at.memory.next_fire);
    at.memory.next_fire.reset();
    at.memory.count.reset();
    at.memory.on_time = true;
    return {.fire = true};
  }

  static void expect_next(TimeDomain domain, std::int64_t time, const TriggerMoment& at) {
    at.memory.next_fire = time;
    at.set(domain, time);
  }

  engine::TriggerPart part_;
};

}  // namespace

std::unique_ptr<TriggerRule> stages_rule(const engine::TriggerPart& part) {
  WT_REQUIRE(part.kind == engine::TriggerKind::Staged);
  return std::make_unique<Stages>(part);
}

}  // namespace wavetank::properties
