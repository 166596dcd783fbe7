// win-assign: a record is added exactly to the windows that its time implies and that are not late, newest first.
//
// Which windows are late is win-late-class's to judge; here a record that joined at all must have joined all it could.
#include <algorithm>

#include "properties/invariants/additions.hpp"
#include "properties/invariants/all.hpp"
#include "properties/oracle/windows.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using engine::Window;

class Assign {
 public:
  Assign(const WindowTask& task, const Evidence& evidence) : task_(task), evidence_(evidence) {}

  void look(const ExpectedFate& fate) {
    const std::vector<Addition> added = additions_of(fate.record, evidence_);
    const std::vector<Window> implied = windows_containing(evidence_.node_of(task_).shape, fate.time);
    for (std::size_t i = 0; i < added.size(); ++i) {
      const std::string window = name_of(added[i].window);
      if (std::find(implied.begin(), implied.end(), added[i].window) == implied.end()) {
        report(fate, added[i].at, "was added to " + window + ", which does not contain it");
      }
      if (i > 0 && added[i - 1].window.start <= added[i].window.start) {
        report(fate, added[i].at, "was added to " + window + " after " + name_of(added[i - 1].window));
      }
    }
    if (added.empty()) return;
    for (const Window& window : fate.joins) {
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

  const WindowTask& task_;
  const Evidence& evidence_;
  Violations found_;
};

}  // namespace

Violations win_assign(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    Assign assign(task, evidence);
    for (const ExpectedFate& fate : task.expected.fates) assign.look(fate);
    for (Violation& violation : assign.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties
