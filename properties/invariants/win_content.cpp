// win-content: what a firing says is worked out from the records added before it to that window and to the windows that
// were merged into it, all that were not purged or evicted, and nothing else; each of them lies in the window.
#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

class Contents {
 public:
  Contents(const WindowTask& task, const Evidence& evidence)
      : task_(task), node_(evidence.node_of(task)), evidence_(evidence) {}

  void look(const Lifetime& life) {
    for (const Addition& add : life.adds) judge_add(add);
    if (may_lose_contents(task_, evidence_)) return;
    for (const Spoken& spoken : life.fires) judge_fire(life, spoken);
  }
  Violations take() { return std::move(found_); }

 private:
  void judge_add(const Addition& add) {
    if (add.window == engine::kGlobalWindow) return;
    const engine::EventTime time = evidence_.window_time(task_, add.record);
    if (add.window.start <= time && time < add.window.end) return;
    report(add.record, add.at, "the record of " + name_of(time) + " was added to " + name_of(add.window));
  }

  void judge_fire(const Lifetime& life, const Spoken& spoken) {
    if (life.held_at(spoken.at) == 0) return;  // win-empty
    std::vector<engine::RowId> rows;
    for (const Member& member : spoken.held) rows.push_back(member.row);
    const sim::EventId first = life.adds.empty() ? life.begin : life.adds.front().at;
    for (const scenarios::AggregateSpec& spec : node_.aggregates) {
      // What a reduce comes to depends on how its parts were put together; out-model knows.
      if (spec.kind == engine::AggregateKind::Reduce && life.has_parts) continue;
      const Answer expected = aggregate(spec, rows, evidence_.facts());
      const Answer actual = value_in(result_of(evidence_.at(spoken.at)), spec.name, evidence_.facts());
      if (agree(expected, actual)) continue;
      report(first, spoken.at,
             name_of(life.window, life.key, evidence_.facts()) + " spoke with " + spec.name + " = " + to_text(actual) +
                 ", but the " + std::to_string(rows.size()) + " records added since " + name_of(first) + " make " +
                 to_text(expected));
      return;
    }
  }

  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "win-content", what + " (" + name_of(second) + ")"});
  }

  const WindowTask& task_;
  const scenarios::WindowNode& node_;
  const Evidence& evidence_;
  Violations found_;
};

}  // namespace

Violations win_content(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    Contents contents(task, evidence);
    for (const Lifetime& life : lifetimes_of(task, evidence)) contents.look(life);
    for (Violation& violation : contents.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties
