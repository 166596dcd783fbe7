// win-merge-moves: a session that became part of another keeps nothing: it does not speak, purge or end any more, and no
// timer of it is heard of (WO-09, WO-17), until a record begins it anew.
#include <map>

#include "properties/invariants/additions.hpp"
#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using sim::EventKind;

class MergeMoves {
 public:
  explicit MergeMoves(const Evidence& evidence) : evidence_(evidence) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (event.kind == EventKind::WindowMerge) {
      const WindowAndKey into = window_and_key(event);
      merged_[{into.key, evidence_.facts().windows.window(engine::WindowId{engine::upper(event.b)})}] = position;
      merged_.erase({into.key, evidence_.facts().windows.window(into.window)});
    } else if (event.kind == EventKind::WindowAdd) {
      for (const Addition& add : windows_of_add(position, evidence_)) merged_.erase({add.key, add.window});
    } else if (is_heard(event.kind)) {
      judge(position, window_and_key(event));
    }
  }
  Violations take() { return std::move(found_); }

 private:
  static bool is_heard(EventKind kind) {
    return kind == EventKind::WindowFire || kind == EventKind::WindowPurge || kind == EventKind::WindowClear ||
           kind == EventKind::EventTimer || kind == EventKind::ProcessingTimer;
  }

  void judge(sim::EventId position, const WindowAndKey& who) {
    if (who.window == engine::kNoWindow) return;
    const engine::Window window = evidence_.facts().windows.window(who.window);
    const auto merged = merged_.find({who.key, window});
    if (merged == merged_.end()) return;
    const WindowAndKey into = window_and_key(evidence_.at(merged->second));
    found_.push_back({position, merged->second, "win-merge-moves",
                      name_of(window, who.key, evidence_.facts()) + " became part of " +
                          name_of(evidence_.facts().windows.window(into.window)) + " at " + name_of(merged->second) +
                          ", and yet there is " + std::string(sim::info(evidence_.at(position).kind).name) +
                          " of it at " + name_of(position)});
  }

  const Evidence& evidence_;
  std::map<std::pair<engine::KeyId, engine::Window>, sim::EventId> merged_;
  Violations found_;
};

}  // namespace

Violations win_merge_moves(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    MergeMoves moves(evidence);
    for (const sim::EventId position : evidence.events_of(task.actor)) {
      if (!evidence.counts(task.actor, position)) break;
      moves.look(position);
    }
    for (Violation& violation : moves.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties
