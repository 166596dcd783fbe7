// win-assign: a record is added exactly to the windows that its time implies and that are not late, in the assigner's
// order: sliding ones newest first, cumulating ones shortest first.
//
// Of a session the window meant is what it becomes with the record in it. Which windows are
// late is win-late-class's to judge; here a record that joined at all must have joined all it could.
#include <algorithm>

#include "properties/invariants/additions.hpp"
#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

class Assign {
 public:
  explicit Assign(const Evidence& evidence) : evidence_(evidence) {}

  void look(const ExpectedFate& fate) {
    const std::vector<Addition> added = additions_of(fate.record, evidence_);
    std::size_t order = 0;
    for (std::size_t i = 0; i < added.size(); ++i) {
      const std::string window = name_of(added[i].window);
      const auto place = std::find(fate.assigned.begin(), fate.assigned.end(), added[i].window);
      if (place == fate.assigned.end()) {
        report(fate, added[i].at, "was added to " + window + ", which does not contain it");
        continue;
      }
      const auto mine = static_cast<std::size_t>(place - fate.assigned.begin());
      if (i > 0 && mine <= order) {
        report(fate, added[i].at, "was added to " + window + " after " + name_of(added[i - 1].window));
      }
      order = mine;
    }
    if (added.empty()) return;
    for (const engine::Window& window : fate.joins) {
      const bool joined =
          std::any_of(added.begin(), added.end(), [&](const Addition& one) { return one.window == window; });
      if (!joined) report(fate, added.back().at, "was never added to " + name_of(window) + ", which contains it");
    }
  }
  Violations take() { return std::move(found_); }

 private:
  void report(const ExpectedFate& fate, sim::EventId second, const std::string& what) {
    found_.push_back({second, fate.record, "win-assign",
                      "the record of " + name_of(fate.time) + " taken at " + name_of(fate.record) + " " + what + " (" +
                          name_of(second) + ")"});
  }

  const Evidence& evidence_;
  Violations found_;
};

}  // namespace

Violations win_assign(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    Assign assign(evidence);
    for (const ExpectedFate& fate : task.expected.fates) assign.look(fate);
    for (Violation& violation : assign.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties
