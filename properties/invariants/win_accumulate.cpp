// win-accumulate: accumulating windows never drop what they have said, discarding ones drop it each time, and retracting
// ones take back exactly what stands of them before they speak again.
#include <algorithm>
#include <vector>

#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/words.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::properties {
namespace {

using engine::TriggerKind;
using sim::EventKind;

// Purges: of windows that repeat and of those that discard.
class Purges {
 public:
  Purges(const WindowTask& task, const Evidence& evidence) : evidence_(evidence) {
    const engine::TriggerSpec trigger = scenarios::trigger_of(evidence.node_of(task));
    may_purge_ = scenarios::purges(trigger);
    // Inside a timeout it does not purge when the timeout fires (TR-13).
    must_purge_ = trigger.parts.front().kind == TriggerKind::Purging;
  }

  void look(const Lifetime& life) {
    const std::string who = name_of(life.window, life.key, evidence_.facts());
    if (!may_purge_ && !life.purges.empty()) {
      const sim::EventId purge = life.purges.front();
      report(life.begin, purge, who + " dropped its contents at " + name_of(purge) + ", though it accumulates");
    }
    if (!must_purge_) return;
    for (const Spoken& spoken : life.fires) {
      if (is_purged(life, spoken.at) || holds_nothing_after(life, spoken.at)) continue;
      report(spoken.at, evidence_.deadline(evidence_.arrival_behind(spoken.at).value_or(spoken.at)),
             who + " kept what it said at " + name_of(spoken.at) + ", though it discards");
    }
  }
  Violations take() { return std::move(found_); }

 private:
  [[nodiscard]] bool is_purged(const Lifetime& life, sim::EventId fire) const {
    return std::any_of(life.purges.begin(), life.purges.end(), [&](sim::EventId purge) {
      return purge > fire && evidence_.at(purge).cause == evidence_.at(fire).cause;
    });
  }
  // An evictor may have left nothing to drop.
  static bool holds_nothing_after(const Lifetime& life, sim::EventId fire) {
    for (const Lifetime::Holding& holding : life.holdings) {
      if (holding.since == fire) return holding.records == 0;
    }
    return false;
  }
  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "win-accumulate", what});
  }

  const Evidence& evidence_;
  bool may_purge_ = false;
  bool must_purge_ = false;
  Violations found_;
};

// What a retracting window task has said and not taken back.
class Standing {
 public:
  Standing(const WindowTask& task, const Evidence& evidence) : evidence_(evidence) {
    const std::string& id = evidence.scenario().pipeline[task.node].id;
    for (const scenarios::Node& node : evidence.scenario().pipeline) {
      edges_ += static_cast<std::size_t>(std::count(node.from.begin(), node.from.end(), id));
    }
  }

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (event.kind == EventKind::WindowFire) say(position);
    if (event.kind == EventKind::WindowMerge) {
      const engine::WindowId was{engine::upper(event.b)};
      for (Result& result : results_) {
        if (result.who == WindowAndKey{was, window_and_key(event).key}) result.who = window_and_key(event);
      }
    }
    if (event.kind == EventKind::WindowClear) {  // it stands for ever
      std::erase_if(results_, [&](const Result& result) { return result.who == window_and_key(event); });
    }
    if (event.kind != EventKind::RecordOut || event.cause == 0) return;
    if (evidence_.at(sim::EventId{event.cause}).kind == EventKind::RecordSide) return;
    if (evidence_.facts().rows.kind(row_in_b(event)) == engine::RowKind::UpdateBefore) take_back(position);
  }
  Violations take() { return std::move(found_); }

 private:
  struct Result {
    WindowAndKey who;
    sim::EventId said{};
    engine::RowId row = engine::kNoRow;
    std::size_t taken_back = 0;  // on how many edges
  };

  void say(sim::EventId fire) {
    const sim::TraceEvent& event = evidence_.at(fire);
    const WindowAndKey who = window_and_key(event);
    for (const Result& result : results_) {
      if (result.who != who || result.taken_back == edges_) continue;
      const engine::Window window = evidence_.facts().windows.window(who.window);
      report(result.said, fire,
             name_of(window, who.key, evidence_.facts()) + " spoke at " + name_of(result.said) + " and again at " +
                 name_of(fire) + " without taking it back");
    }
    std::erase_if(results_, [&](const Result& result) { return result.who == who; });
    results_.push_back({who, fire, result_of(event), 0});
  }

  void take_back(sim::EventId sent) {
    const engine::RowId row = row_in_b(evidence_.at(sent));
    for (Result& result : results_) {
      if (result.taken_back == edges_ || !says_the_same(row, result.row)) continue;
      ++result.taken_back;
      return;
    }
    report(
        sim::EventId{evidence_.at(sent).cause}, sent,
        evidence_.name_of_actor(evidence_.at(sent).actor) + " took back at " + name_of(sent) + " what does not stand");
  }

  [[nodiscard]] bool says_the_same(engine::RowId a, engine::RowId b) const {
    const engine::Rows& rows = evidence_.facts().rows;
    const std::size_t fields = rows.schema(rows.schema_of(a)).fields.size();
    if (rows.schema_of(a) != rows.schema_of(b)) return false;
    for (std::uint32_t i = 0; i < fields; ++i) {
      if (rows.is_null(a, i) != rows.is_null(b, i) || rows.bits(a, i) != rows.bits(b, i)) return false;
    }
    return true;
  }

  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "win-accumulate", what});
  }

  const Evidence& evidence_;
  std::size_t edges_ = 0;
  std::vector<Result> results_;
  Violations found_;
};

}  // namespace

Violations win_accumulate(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    Purges purges(task, evidence);
    for (const Lifetime& life : lifetimes_of(task, evidence)) purges.look(life);
    for (Violation& violation : purges.take()) found.push_back(std::move(violation));
    if (evidence.node_of(task).accumulation != scenarios::Accumulation::Retracting) continue;
    Standing standing(task, evidence);
    for (const sim::EventId position : evidence.events_of(task.actor)) {
      if (!evidence.counts(task.actor, position)) break;
      standing.look(position);
    }
    for (Violation& violation : standing.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties
