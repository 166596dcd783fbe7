// Keyed state and timers outside of a run: canonical bytes by key group, whole at every parallelism (KG-07, TM-08).
#include "engine/state/keyed_store.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/core/snapshot.hpp"
#include "tests/engine/state/support.hpp"

namespace wavetank::engine::testing {
namespace {

std::int64_t total(std::int64_t a, std::int64_t b) { return wrapping_add(a, b); }
void add_one(std::span<std::int64_t> cells, std::int64_t value) { cells[0] = wrapping_add(cells[0], value); }
std::int64_t first(std::span<const std::int64_t> cells) { return cells[0]; }

// One state of each shape.
struct Shapes {
  StateLayout layout;
  ValueHandle<TextId> word = layout.value<TextId>("word");
  ListHandle<std::int64_t> list = layout.list<std::int64_t>("list", {.ttl = TimeToLive{Millis{100}}});
  MapHandle<TextId, std::int64_t> map = layout.map<TextId, std::int64_t>("map");
  ReducingHandle<std::int64_t> sum = layout.reducing<std::int64_t>("sum", total);
  AggregatingHandle cells = layout.aggregating("cells", {.width = 1, .add = add_one, .result = first});
};

// What happened to a key: a number that says what, and a value.
using Deed = std::tuple<std::uint8_t, std::uint8_t, std::int16_t>;

// Does `deed` in whichever of `stores` owns the key, and interns as it goes.
void apply(const Deed& deed, const Shapes& shapes, std::vector<KeyedStore>& stores, StateWorld& world) {
  const auto& [which, what, value] = deed;
  const std::string name = "key" + std::to_string(which % 30);
  StateAt at = world.at(name, value & 0xff);
  if (what >= 128) at.name.window = world.facts.windows.intern({EventTime(value), EventTime(value + 10)});
  const auto parallelism = static_cast<std::uint32_t>(stores.size());
  const KeyGroup group = key_group(world.facts.keys.hash(at.name.key), kMaxParallelismDefault);
  KeyedStore& store = stores[owner(group, parallelism, kMaxParallelismDefault)];
  const TextId text = world.facts.texts.intern("text" + std::to_string(value));
  const Timer timer{value, at.name.key, at.name.window};
  switch (what % 9) {
    case 0: access(store.state, shapes.word, at).put(text); break;
    case 1: access(store.state, shapes.list, at).add(value); break;
    case 2: access(store.state, shapes.map, at).put(text, value); break;
    case 3: access(store.state, shapes.sum, at).add(value); break;
    case 4: access(store.state, shapes.cells, at).add(value); break;
    case 5: store.timers.event.set(timer, store.timer_order(world.facts)); break;
    case 6: store.timers.processing.set(timer, store.timer_order(world.facts)); break;
    case 7: store.timers.event.remove(timer, store.timer_order(world.facts)); break;
    default: access(store.state, shapes.map, at).clear(); break;
  }
}

std::vector<KeyedStore> opened(const std::vector<Snapshot>& from, std::uint32_t parallelism, const Shapes& shapes,
                               StateWorld& world) {
  std::vector<KeyedStore> stores;
  for (std::uint32_t index = 0; index < parallelism; ++index) {
    const Subtask subtask{index, parallelism};
    stores.emplace_back(shapes.layout.states(), subtask);
    stores.back().decode(assign(from, subtask).keyed, world.facts);
  }
  return stores;
}

std::vector<Snapshot> snapshots_of(const std::vector<KeyedStore>& stores, const StateWorld& world) {
  std::vector<Snapshot> snapshots;
  for (const KeyedStore& store : stores) snapshots.push_back({.keyed = store.encode(world.facts)});
  return snapshots;
}

template <typename T>
std::string told(const std::optional<T>& value) {
  return value ? std::to_string(AsWord<T>::word(*value)) : "-";
}

// What readers find, with no snapshot between: by name, the timers of each domain at the end.
std::vector<std::string> contents_of(std::vector<KeyedStore>& stores, const Shapes& shapes, StateWorld& world) {
  std::vector<std::string> all;
  for (KeyedStore& store : stores) {
    for (std::size_t place = 0; place < store.state.states(); ++place) {
      for (const StateName& name : store.state.names(place, {world.facts, kMaxParallelismDefault})) {
        const StateAt at{name, {}, world.facts};
        std::string text = std::to_string(index_of(name.key)) + "/" + std::to_string(index_of(name.window)) + ": " +
                           told(access(store.state, shapes.word, at).get()) + " " +
                           told(access(store.state, shapes.sum, at).get()) + " " +
                           told(access(store.state, shapes.cells, at).get());
        for (const std::int64_t value : access(store.state, shapes.list, at).get()) text += " " + std::to_string(value);
        for (const auto& [key, value] : access(store.state, shapes.map, at).entries()) {
          text += " " + std::to_string(index_of(key)) + "=" + std::to_string(value);
        }
        all.push_back(text);
      }
    }
    const auto add = [&](const char* domain, const Timer& timer) {
      all.push_back(domain + std::to_string(timer.time) + " " + std::to_string(index_of(timer.key)) + "/" +
                    std::to_string(index_of(timer.window)));
    };
    store.timers.event.each([&](const Timer& timer) { add("event ", timer); });
    store.timers.processing.each([&](const Timer& timer) { add("processing ", timer); });
  }
  std::ranges::sort(all);
  return all;
}

// All of it in one, however it is dealt out.
Snapshot whole(const std::vector<Snapshot>& snapshots) { return assign(snapshots, {0, 1}); }

TEST(KeyedStore, SaysNothingWhenItHasNothing) {
  const Shapes shapes;
  const StateWorld world;
  EXPECT_TRUE(KeyedStore(shapes.layout.states(), {}).encode(world.facts).empty());
}

// KG-07: no key is lost or doubled by a rescale, and what comes after does not care.
RC_GTEST_PROP(KeyedStoreProperty, GoesOnAsIfNothingHappenedAfterAnyRescale,
              (const std::vector<Deed>& before, const std::vector<Deed>& after)) {
  const auto parallelism = *rc::gen::inRange<std::uint32_t>(1, 9);
  const Shapes shapes;
  StateWorld world;
  std::vector<KeyedStore> one = opened({}, 1, shapes, world);
  for (const Deed& deed : before) apply(deed, shapes, one, world);
  std::vector<KeyedStore> many = opened(snapshots_of(one, world), parallelism, shapes, world);
  RC_ASSERT(contents_of(many, shapes, world) == contents_of(one, shapes, world));
  for (const Deed& deed : after) apply(deed, shapes, one, world);
  for (const Deed& deed : after) apply(deed, shapes, many, world);
  RC_ASSERT(contents_of(many, shapes, world) == contents_of(one, shapes, world));
  RC_ASSERT(whole(snapshots_of(many, world)) == whole(snapshots_of(one, world)));
}

// Canonical: ids and the order of growth leave no trace in the bytes.
RC_GTEST_PROP(KeyedStoreProperty, GivesTheSameBytesInAnotherRun, (const std::vector<Deed>& deeds)) {
  const Shapes shapes;
  StateWorld world;
  StateWorld other;
  for (int i = 29; i >= 0; --i) static_cast<void>(other.key("key" + std::to_string(i)));
  std::vector<KeyedStore> one = opened({}, 1, shapes, world);
  std::vector<KeyedStore> two = opened({}, 3, shapes, other);
  for (const Deed& deed : deeds) apply(deed, shapes, one, world);
  for (const Deed& deed : deeds) apply(deed, shapes, two, other);
  RC_ASSERT(whole(snapshots_of(one, world)) == whole(snapshots_of(two, other)));
}

}  // namespace
}  // namespace wavetank::engine::testing
