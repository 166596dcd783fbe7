// win-content: what a firing says is worked out from the records added to that window before it, all of them and
// nothing else; each of them lies in the window.
#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

class Contents {
 public:
  Contents(const WindowTask& task, const Evidence& evidence) : node_(evidence.node_of(task)), evidence_(evidence) {}

  void look(const Lifetime& life) {
    for (const Addition& add : life.adds) judge_add(add);
    for (const sim::EventId fire : life.fires) judge_fire(life, fire);
  }
  Violations take() { return std::move(found_); }

 private:
  void judge_add(const Addition& add) {
    const engine::EventTime time = time_in_a(evidence_.at(add.record));
    if (add.window.start <= time && time < add.window.end) return;
    report(add.record, add.at, "the record of " + name_of(time) + " was added to " + name_of(add.window));
  }

  void judge_fire(const Lifetime& life, sim::EventId fire) {
    std::vector<engine::RowId> rows;
    for (const Addition& add : life.adds) {
      if (add.at > fire) break;
      rows.push_back(row_in_b(evidence_.at(add.record)));
    }
    if (rows.empty()) return;  // win-empty
    for (const scenarios::AggregateSpec& spec : node_.aggregates) {
      const Answer expected = aggregate(spec, rows, evidence_.facts());
      const Answer actual = value_in(result_of(evidence_.at(fire)), spec.name, evidence_.facts());
      if (agree(expected, actual)) continue;
      report(life.adds.front().at, fire,
             name_of(life.window, life.key, evidence_.facts()) + " spoke with " + spec.name + " = " + to_text(actual) +
                 ", but the " + std::to_string(rows.size()) + " records added since " + name_of(life.adds.front().at) +
                 " make " + to_text(expected));
      return;
    }
  }

  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "win-content", what + " (" + name_of(second) + ")"});
  }

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
