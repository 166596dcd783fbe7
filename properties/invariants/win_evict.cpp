// win-evict: with each firing exactly those records are left out that the window's evictor names, before the result or
// after it, and none where there is no evictor.
#include <algorithm>

#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using Rows = std::vector<engine::RowId>;

class Evictions {
 public:
  Evictions(const WindowTask& task, const Evidence& evidence) : node_(evidence.node_of(task)), evidence_(evidence) {}

  void look(const Spoken& spoken, const Lifetime& life) {
    const Rows told = left_out_with(spoken.at);
    const Rows expected = not_in(kept_by_evictor(node_, spoken.before, evidence_.facts()), spoken.before);
    if (told == expected) return;
    const sim::EventId first = spoken.before.empty() ? life.begin : spoken.before.front().record;
    found_.push_back({spoken.at, first, "win-evict",
                      name_of(life.window, life.key, evidence_.facts()) + " left out " + std::to_string(told.size()) +
                          " records when it spoke at " + name_of(spoken.at) + "; of the " +
                          std::to_string(spoken.before.size()) + " since " + name_of(first) + " its evictor names " +
                          std::to_string(expected.size()) + (told.size() == expected.size() ? " others" : "")});
  }
  Violations take() { return std::move(found_); }

 private:
  // Those of `all` that are not among the kept ones; both are in one order.
  static Rows not_in(const std::vector<Member>& kept, const std::vector<Member>& all) {
    Rows rows;
    auto next = kept.begin();
    for (const Member& member : all) {
      if (next != kept.end() && next->record == member.record) {
        ++next;
      } else {
        rows.push_back(member.row);
      }
    }
    return rows;
  }

  // An evictor notes what it leaves out just before the result, or just after it; between two results of one cause stand
  // the notes of one of them.
  [[nodiscard]] Rows left_out_with(sim::EventId fire) const {
    const sim::EventId cause{evidence_.at(fire).cause};
    const bool before = node_.evictor.when == engine::EvictWhen::Before;
    Rows rows;
    bool is_mine = false;
    for (const sim::EventId effect : evidence_.effects_of(cause)) {
      const sim::TraceEvent& event = evidence_.at(effect);
      if (event.kind == sim::EventKind::WindowFire) {
        if (before && effect == fire) return rows;
        if (before) rows.clear();
        if (!before && is_mine) return rows;
        is_mine = effect == fire;
      }
      if (event.kind == sim::EventKind::RecordEvict && (before || is_mine)) rows.push_back(row_in_b(event));
    }
    return rows;
  }

  const scenarios::WindowNode& node_;
  const Evidence& evidence_;
  Violations found_;
};

}  // namespace

Violations win_evict(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    if (may_lose_contents(task, evidence)) continue;
    Evictions evictions(task, evidence);
    for (const Lifetime& life : lifetimes_of(task, evidence)) {
      for (const Spoken& spoken : life.fires) evictions.look(spoken, life);
    }
    for (Violation& violation : evictions.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties
