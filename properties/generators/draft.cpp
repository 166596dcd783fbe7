// Drawing drafts from a seed.
#include "properties/generators/draft.hpp"

#include <string>

#include "sim/random/stream.hpp"

namespace wavetank::properties {
namespace {

constexpr std::uint64_t kEventsMax = 30;

class Drawer {
 public:
  explicit Drawer(std::uint64_t seed) : streams_(sim::RootSeed{seed}) {}

  std::uint32_t below(const std::string& name, std::uint64_t limit) {
    const sim::StreamId stream = streams_.stream(name);
    return static_cast<std::uint32_t>(streams_.below(stream, limit, tape_));
  }

 private:
  sim::Streams streams_;
  sim::Tape tape_;
};

}  // namespace

Draft draft_of(std::uint64_t seed) {
  Drawer drawer(seed);
  Draft draft;
  for (std::size_t i = 0; i < kKnobs; ++i) {
    const std::string name = "draft/knob/" + std::to_string(i);
    const std::uint32_t turned = drawer.below(name + "/turned", 2);
    if (turned == 1) draft.knobs[i] = drawer.below(name, kKnobLimits[i]);
  }
  const std::uint32_t count = drawer.below("draft/events", kEventsMax + 1);
  for (std::uint32_t i = 0; i < count; ++i) {
    DraftEvent event;
    event.gap = drawer.below("draft/gap", kEventLimits.gap);
    event.delay = drawer.below("draft/delay", kEventLimits.delay);
    event.key = drawer.below("draft/key", kEventLimits.key);
    event.value = drawer.below("draft/value", kEventLimits.value);
    event.partition = drawer.below("draft/partition", kEventLimits.partition);
    event.input = drawer.below("draft/input", kEventLimits.input);
    draft.events.push_back(event);
  }
  return draft;
}

}  // namespace wavetank::properties
