// When a window speaks, and which records it forgets. A trigger is a word or an object; what it wraps is inside it.
#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {
namespace {

using engine::EarlyFirings;
using engine::EvictorKind;
using engine::LateFirings;
using engine::TimeDomain;
using engine::TriggerKind;
using engine::TriggerPart;

constexpr std::size_t kWrittenTriggerDepthMax = 8;

constexpr std::array kTriggers{
    Alternative{"count", &shape::kCountTrigger}, Alternative{"continuous", &shape::kContinuous},
    Alternative{"delta", &shape::kDeltaTrigger}, Alternative{"purging", &shape::kPurging},
    Alternative{"timeout", &shape::kTimeout},    Alternative{"early", &shape::kStaged},
    Alternative{"late", &shape::kStaged},
};
constexpr std::array kEarlyFirings{
    Alternative{"count", &shape::kEarlyByCount},
    Alternative{"every", &shape::kEarlyByTime},
};
constexpr std::array kEvictors{
    Alternative{"count", &shape::kCountEvictor},
    Alternative{"time", &shape::kTimeEvictor},
    Alternative{"delta", &shape::kDeltaEvictor},
};

struct PartReader {
  TimeDomain time;
  Errors& errors;
  std::string field{};

  // Nothing after an error that leaves its kind unknown. `inner`: what it wraps.
  std::optional<TriggerPart> read(const Place& place, std::optional<Place>& inner) {
    if (place.json->kind == JsonKind::Text) {
      const std::optional<TriggerKind> kind = as_word(kTriggerWords)(place, errors);
      return kind ? std::optional(TriggerPart{.kind = *kind}) : std::nullopt;
    }
    if (place.json->kind != JsonKind::Object) {
      errors.expected(place, any_of(texts_of(kTriggerWords)) + ", or an object, for example {\"count\": 3}");
      return std::nullopt;
    }
    const Shape* const shape = find_alternative(place, kTriggers, "what the trigger is", errors);
    if (shape == nullptr) return std::nullopt;
    Members members(place, *shape, errors);
    TriggerPart part;
    if (shape == &shape::kCountTrigger) {
      part.kind = TriggerKind::Count;
      members.read("count", part.count, as_integer);
    } else if (shape == &shape::kContinuous) {
      read_continuous(members, part);
    } else if (shape == &shape::kDeltaTrigger) {
      read_change(members, part);
    } else if (shape == &shape::kStaged) {
      read_stages(members, part);
    } else {
      inner = read_wrapper(members, part);
    }
    return part;
  }

 private:
  void read_continuous(Members& members, TriggerPart& part) {
    TimeDomain of = time;
    members.read("continuous", part.interval, as_length);
    members.read("time", of, as_word(kTimeWords));
    part.kind = of == TimeDomain::Event ? TriggerKind::ContinuousEvent : TriggerKind::ContinuousProcessing;
  }

  void read_change(Members& members, TriggerPart& part) {
    part.kind = TriggerKind::Delta;
    DeltaText delta;
    if (!members.read("delta", delta, read_delta)) return;
    part.threshold = delta.threshold;
    field = delta.field;
  }

  std::optional<Place> read_wrapper(Members& members, TriggerPart& part) {
    if (const std::optional<Place> purged = members.find("purging")) {
      part.kind = TriggerKind::Purging;
      return purged;
    }
    part.kind = TriggerKind::ProcessingTimeout;
    members.read("timeout", part.interval, as_length);
    members.read("resets", part.resets_on_record, as_truth);
    members.read("clears", part.clears_on_timeout, as_truth);
    return members.find("of");
  }

  void read_stages(const Members& members, TriggerPart& part) {
    part.kind = TriggerKind::Staged;
    if (const std::optional<Place> early = members.find("early")) read_early(*early, part);
    const std::optional<Place> late = members.find("late");
    if (!late) return;
    if (late->json->kind == JsonKind::Object) {
      part.late = LateFirings::ProcessingInterval;
      Members stage(*late, shape::kLateByTime, errors);
      stage.read("every", part.late_interval, as_length);
    } else if (late->json->kind == JsonKind::Text) {
      part.late = as_word(kLateFiringWords)(*late, errors).value_or(part.late);
    } else {
      errors.expected(*late, "each, none, or an object {\"every\": \"10s\"}");
    }
  }

  void read_early(const Place& place, TriggerPart& part) {
    const Shape* const shape = find_alternative(place, kEarlyFirings, "when it fires early", errors);
    if (shape == nullptr) return;
    Members stage(place, *shape, errors);
    if (shape == &shape::kEarlyByCount) {
      part.early = EarlyFirings::Count;
      stage.read("count", part.count, as_integer);
      return;
    }
    TimeDomain of = time;
    stage.read("every", part.interval, as_length);
    stage.read("time", of, as_word(kTimeWords));
    part.early = of == TimeDomain::Event ? EarlyFirings::EventInterval : EarlyFirings::ProcessingInterval;
  }
};

}  // namespace

std::optional<DeltaText> read_delta(const Place& place, Errors& errors) {
  DeltaText delta;
  Members members(place, shape::kDelta, errors);
  if (!members.is_object()) return std::nullopt;
  members.read("field", delta.field, as_text);
  members.read("threshold", delta.threshold, as_integer);
  return delta;
}

std::optional<TriggerText> read_trigger(const Place& place, TimeDomain time, Errors& errors) {
  PartReader reader{time, errors};
  TriggerText text;
  std::optional<Place> at = place;
  while (at && text.trigger.parts.size() < kWrittenTriggerDepthMax) {
    std::optional<Place> inner;
    const std::optional<TriggerPart> part = reader.read(*at, inner);
    if (!part) return std::nullopt;
    text.trigger.parts.push_back(*part);
    at = std::move(inner);
  }
  if (at) errors.add(*at, "more than " + std::to_string(kWrittenTriggerDepthMax) + " triggers around each other");
  if (at || engine::wraps(text.trigger.parts.back().kind)) return std::nullopt;  // what it wraps is missing: said above
  text.field = std::move(reader.field);
  return text;
}

void read_evictor(const Place& place, WindowNode& window, Errors& errors) {
  const Shape* const shape = find_alternative(place, kEvictors, "what the evictor keeps", errors);
  if (shape == nullptr) return;
  Members members(place, *shape, errors);
  engine::EvictorSpec& evictor = window.evictor;
  members.read("when", evictor.when, as_word(kEvictWords));
  if (shape == &shape::kCountEvictor) {
    evictor.kind = EvictorKind::Count;
    members.read("count", evictor.count, as_integer);
  } else if (shape == &shape::kTimeEvictor) {
    evictor.kind = EvictorKind::Time;
    members.read("time", evictor.size, as_length);
  } else {
    evictor.kind = EvictorKind::Delta;
    DeltaText delta;
    if (!members.read("delta", delta, read_delta)) return;
    evictor.threshold = delta.threshold;
    window.evictor_field = delta.field;
  }
}

}  // namespace wavetank::scenarios
