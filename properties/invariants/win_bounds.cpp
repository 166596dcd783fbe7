// win-bounds: a result carries the bounds and the key of the window that spoke, of the global window none, and its time
// is the window's last instant; it is sent on every edge of the operator.
#include <algorithm>

#include "properties/invariants/all.hpp"
#include "properties/oracle/windows.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using engine::FieldRole;

class Bounds {
 public:
  Bounds(const WindowTask& task, const Evidence& evidence) : evidence_(evidence) {
    const std::string& id = evidence.scenario().pipeline[task.node].id;
    for (const scenarios::Node& node : evidence.scenario().pipeline) {
      edges_ += static_cast<std::size_t>(std::count(node.from.begin(), node.from.end(), id));
    }
  }

  void look(sim::EventId fire) {
    const sim::TraceEvent& event = evidence_.at(fire);
    const engine::Window window = evidence_.facts().windows.window(window_and_key(event).window);
    const std::string who = name_of(window, window_and_key(event).key, evidence_.facts());
    judge_row(fire, window, who);
    std::size_t sent = 0;
    for (const sim::EventId effect : evidence_.effects_of(fire)) {
      const sim::TraceEvent& out = evidence_.at(effect);
      if (out.kind != sim::EventKind::RecordOut) continue;
      ++sent;
      if (time_in_a(out) != last_instant(window)) {
        report(fire, effect, "a result of " + who + " carries time " + name_of(time_in_a(out)));
      }
      if (row_in_b(out) != result_of(event)) report(fire, effect, "what " + who + " sent is not what it said");
    }
    if (sent == edges_) return;
    const auto arrival = evidence_.arrival_behind(fire);
    report(fire, arrival ? evidence_.deadline(*arrival) : fire,
           who + " was sent " + std::to_string(sent) + " times to " + std::to_string(edges_) + " readers");
  }
  Violations take() { return std::move(found_); }

 private:
  void judge_row(sim::EventId fire, const engine::Window& window, const std::string& who) {
    const engine::Facts& facts = evidence_.facts();
    const engine::RowId row = result_of(evidence_.at(fire));
    const engine::Schema& schema = facts.rows.schema(facts.rows.schema_of(row));
    const engine::KeyId key = window_and_key(evidence_.at(fire)).key;
    const bool has_no_end = window == engine::kGlobalWindow;
    for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
      const std::int64_t bits = facts.rows.bits(row, field);
      const FieldRole role = schema.fields[field].role;
      const bool is_bound = role == FieldRole::WindowStart || role == FieldRole::WindowEnd;
      const std::int64_t bound = role == FieldRole::WindowStart ? window.start.ticks() : window.end.ticks();
      const bool wrong = (is_bound && facts.rows.is_null(row, field) != has_no_end) ||
                         (is_bound && !has_no_end && bits != bound) ||
                         (role == FieldRole::Key && (key == engine::kNoKey || bits != facts.keys.cell(key).bits));
      if (!wrong) continue;
      report(sim::EventId{evidence_.at(fire).cause}, fire,
             who + " said " + schema.fields[field].name + " = " + std::to_string(bits));
    }
  }

  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "win-bounds", what + " (" + name_of(second) + ")"});
  }

  const Evidence& evidence_;
  std::size_t edges_ = 0;
  Violations found_;
};

}  // namespace

Violations win_bounds(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    Bounds bounds(task, evidence);
    for (const sim::EventId position : evidence.events_of(task.actor)) {
      if (!evidence.counts(task.actor, position)) break;
      if (evidence.at(position).kind == sim::EventKind::WindowFire) bounds.look(position);
    }
    for (Violation& violation : bounds.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties
