// Following windows through a trace.
#include "properties/invariants/lifetimes.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "sim/trace/joined_windows.hpp"

namespace wavetank::properties {
namespace {

using sim::EventKind;

class Lives {
 public:
  Lives(const WindowTask& task, const Evidence& evidence) : node_(evidence.node_of(task)), evidence_(evidence) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (sim::says_joined(event.kind)) {
      for (const Addition& one : windows_of_add(position, evidence_)) add(one);
    } else if (event.kind == EventKind::WindowFire) {
      fire(position);
    } else if (event.kind == EventKind::WindowPurge) {
      Life& life = life_at(position);
      life.told.purges.push_back(position);
      hold(life, {}, position);
    } else if (event.kind == EventKind::WindowMerge) {
      merge(position);
    } else if (event.kind == EventKind::WindowClear) {
      life_at(position).told.clear = position;
    }
  }

  [[nodiscard]] std::vector<Lifetime> all() const {
    std::vector<Lifetime> all;
    for (const auto& [who, mine] : lives_) {
      for (const Life& life : mine) all.push_back(life.told);
    }
    return all;
  }

 private:
  struct Life {
    Lifetime told;
    std::vector<Member> contents;
  };

  // The last life of that window, a new one if it is over.
  Life& life_of(engine::KeyId key, const engine::Window& window, sim::EventId position) {
    std::vector<Life>& mine = lives_[{key, window}];
    if (mine.empty() || mine.back().told.is_over()) {
      Life& life = mine.emplace_back();
      life.told.key = key;
      life.told.window = window;
      life.told.begin = position;
    }
    return mine.back();
  }
  Life& life_at(sim::EventId position) {
    const WindowAndKey who = window_and_key(evidence_.at(position));
    return life_of(who.key, evidence_.facts().windows.window(who.window), position);
  }

  static void hold(Life& life, std::vector<Member> contents, sim::EventId position) {
    life.contents = std::move(contents);
    life.told.holdings.push_back({position, life.contents.size()});
  }

  void add(const Addition& one) {
    Life& life = life_of(one.key, one.window, one.at);
    const sim::TraceEvent& record = evidence_.at(one.record);
    life.told.adds.push_back(one);
    std::vector<Member> contents = std::move(life.contents);
    contents.push_back({one.record, row_in_b(record), time_in_a(record)});
    hold(life, std::move(contents), one.at);
  }

  void fire(sim::EventId position) {
    Life& life = life_at(position);
    const std::vector<Member> before = std::move(life.contents);
    std::vector<Member> held = before;
    if (node_.evictor.when == engine::EvictWhen::Before) held = kept_by_evictor(node_, held, evidence_.facts());
    life.told.fires.push_back({position, before, held});
    if (node_.evictor.when == engine::EvictWhen::After) held = kept_by_evictor(node_, held, evidence_.facts());
    hold(life, std::move(held), position);
  }

  // WO-22: in the order of the notes.
  void merge(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    const engine::Window was = evidence_.facts().windows.window(engine::WindowId{engine::upper(event.b)});
    Life& part = life_of(engine::KeyId{engine::lower(event.b)}, was, position);
    part.told.merged = position;
    const Life taken = part;
    Life& whole = life_at(position);
    whole.told.has_parts = true;
    whole.told.adds.insert(whole.told.adds.end(), taken.told.adds.begin(), taken.told.adds.end());
    std::vector<Member> contents = std::move(whole.contents);
    contents.insert(contents.end(), taken.contents.begin(), taken.contents.end());
    hold(whole, std::move(contents), position);
  }

  const scenarios::WindowNode& node_;
  const Evidence& evidence_;
  std::map<std::pair<engine::KeyId, engine::Window>, std::vector<Life>> lives_;
};

}  // namespace

bool Lifetime::lived_at(sim::EventId position) const {
  return begin < position && !(merged && *merged < position) && !(clear && *clear < position);
}

std::size_t Lifetime::held_at(sim::EventId position) const {
  std::size_t records = 0;
  for (const Holding& holding : holdings) {
    if (holding.since < position) records = holding.records;
  }
  return records;
}

bool may_lose_contents(const WindowTask& task, const Evidence& evidence) {
  return evidence.node_of(task).assigner == engine::AssignerKind::SessionByField &&
         engine::profile(evidence.scenario().semantics)->equal_session == engine::EqualSession::LosesContents;
}

std::vector<Lifetime> lifetimes_of(const WindowTask& task, const Evidence& evidence) {
  Lives lives(task, evidence);
  for (const sim::EventId position : evidence.events_of(task.actor)) {
    if (!evidence.counts(task.actor, position)) break;
    lives.look(position);
  }
  return lives.all();
}

std::vector<TracedAdvance> traced_advances(const WindowTask& task, const Evidence& evidence) {
  std::vector<TracedAdvance> advances;
  for (const sim::EventId position : evidence.events_of(task.actor)) {
    const sim::TraceEvent& event = evidence.at(position);
    if (event.kind != EventKind::WatermarkAdvance || !evidence.counts(task.actor, position)) continue;
    advances.push_back({position, time_in_b(event), time_in_a(event)});
  }
  return advances;
}

std::optional<TracedAdvance> reaching(engine::EventTime time, const std::vector<TracedAdvance>& advances) {
  const auto first =
      std::lower_bound(advances.begin(), advances.end(), time,
                       [](const TracedAdvance& one, engine::EventTime wanted) { return one.to < wanted; });
  if (first == advances.end()) return std::nullopt;
  return *first;
}

}  // namespace wavetank::properties
