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

FaultSpec read_fault(const Place& place, Errors& errors) {
  FaultSpec fault;
  fault.origin = place.origin();
  if (!is_object(place, "a fault", errors)) return fault;
  const JsonNode* const word = place.json->find("fault");
  if (word == nullptr) {
    errors.add_missing(place, "fault", "valid is " + any_of(texts_of(kFaultWords)));
    return fault;
  }
  const std::optional<FaultKind> kind = as_word(kFaultWords)({word, place.pointer + "/fault"}, errors);
  if (!kind) return fault;
  fault.kind = *kind;
  Members members(place, shape_of(*kind), errors);
  members.read("at", fault.at, as_sim_time);
  members.read("for", fault.duration, as_sim_duration);
  members.read("target", fault.target, as_text);
  members.read("chance", fault.chance, as_ratio);
  members.read("copies", fault.copies, as_count);
  members.read("gap", fault.gap, as_sim_duration);
  return fault;
}

}  // namespace wavetank::scenarios
