// Links and what goes wrong on them.
#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {

LinkSpec read_link(const Place& place, Errors& errors) {
  LinkSpec link;
  link.origin = place.origin();
  Members members(place, shape::kLink, errors);
  members.read("from", link.from, as_text);
  members.read("to", link.to, as_text);
  members.read("delay", link.delay, as_durations);
  return link;
}

namespace {

std::optional<StepSpec> read_step(const Place& place, Errors& errors) {
  StepSpec step;
  Members members(place, shape::kStep, errors);
  if (!members.is_object()) return std::nullopt;
  members.read("step", step.step, as_word(kStepWords));
  members.read("of", step.of, as_text);
  members.read("checkpoint", step.checkpoint, as_count);
  members.read("time", step.time, as_count);
  return step;
}

// A fault begins at a time or at a step.
void read_beginning(const Place& place, const Members& members, FaultSpec& fault, Errors& errors) {
  const std::optional<Place> at = members.find("at");
  const std::optional<Place> when = members.find("when");
  if (at && when) errors.add(*when, "a fault begins at a time or at a step; found both", "leave one of them out");
  if (at) fault.at = as_sim_time(*at, errors).value_or(fault.at);
  if (when) fault.when = read_step(*when, errors);
  if (!at && !when) errors.add_missing(place, "at", R"(say when it begins, for example "12s")");
}

}  // namespace

FaultSpec read_fault(const Place& place, Errors& errors) {
  FaultSpec fault;
  fault.origin = place.origin();
  if (!is_object(place, "a fault", errors)) return fault;
  const JsonNode* const word = place.json->find("fault");
  if (word == nullptr) {
    errors.add_missing(place, "fault", "valid is " + choice_of(texts_of(kFaultWords)));
    return fault;
  }
  const std::optional<FaultKind> kind = as_word(kFaultWords)({word, place.pointer + "/fault"}, errors);
  if (!kind) return fault;
  fault.kind = *kind;
  Members members(place, shape_of(*kind), errors);
  read_beginning(place, members, fault, errors);
  members.read("for", fault.duration, as_sim_duration);
  members.read("target", fault.target, as_text);
  members.read("chance", fault.chance, as_ratio);
  members.read("copies", fault.copies, as_count);
  members.read("gap", fault.gap, as_sim_duration);
  members.read("by", fault.by, as_sim_duration);
  members.read("factor", fault.factor, as_count);
  members.read("times", fault.times, as_count);
  return fault;
}

}  // namespace wavetank::scenarios
