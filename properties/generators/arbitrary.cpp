// Generators out of RapidCheck's own parts, so that shrinking comes with them.
#include "properties/generators/arbitrary.hpp"

namespace wavetank::properties {
namespace {

rc::Gen<std::uint32_t> below(std::uint32_t limit) { return rc::gen::inRange<std::uint32_t>(0, limit); }

// Half of the time at 0, as in `draft_of`.
rc::Gen<std::uint32_t> knob(std::uint32_t limit) {
  return rc::gen::oneOf(rc::gen::just(std::uint32_t{0}), below(limit));
}

rc::Gen<DraftEvent> any_event() {
  return rc::gen::build<DraftEvent>(rc::gen::set(&DraftEvent::gap, below(kEventLimits.gap)),
                                    rc::gen::set(&DraftEvent::delay, below(kEventLimits.delay)),
                                    rc::gen::set(&DraftEvent::key, below(kEventLimits.key)),
                                    rc::gen::set(&DraftEvent::value, below(kEventLimits.value)),
                                    rc::gen::set(&DraftEvent::partition, below(kEventLimits.partition)),
                                    rc::gen::set(&DraftEvent::input, below(kEventLimits.input)));
}

rc::Gen<std::vector<std::uint32_t>> any_knobs() {
  return rc::gen::exec([] {
    std::vector<std::uint32_t> knobs;
    for (const std::uint32_t limit : kKnobLimits) knobs.push_back(*knob(limit));
    return knobs;
  });
}

}  // namespace

rc::Gen<Draft> any_draft() {
  return rc::gen::map(rc::gen::pair(any_knobs(), rc::gen::container<std::vector<DraftEvent>>(any_event())),
                      [](const std::pair<std::vector<std::uint32_t>, std::vector<DraftEvent>>& parts) {
                        Draft draft;
                        for (std::size_t i = 0; i < kKnobs; ++i) draft.knobs[i] = parts.first[i];
                        draft.events = parts.second;
                        return draft;
                      });
}

}  // namespace wavetank::properties
