// wm-monotone: watermarks of an output, of a channel and of a task strictly increase; after a source's MAX only its
// end follows.
//
// Further down a status may follow MAX: a stream may end while another one, idle then, comes back later (WM-25).
#include <map>
#include <utility>
#include <variant>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using engine::ControlKind;
using engine::EventTime;
using sim::EventKind;

class Monotone {
 public:
  explicit Monotone(const Evidence& evidence) : evidence_(evidence) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (event.kind == EventKind::WatermarkAdvance) {
      grow({event.actor, "the task"}, position);
    } else if (event.kind == EventKind::ControlIn) {
      control({event.actor, "channel " + std::to_string(engine::lower(event.b))}, position);
    } else if (event.kind == EventKind::ControlOut) {
      control({event.actor, "output " + std::to_string(engine::lower(event.b))}, position);
    }
  }
  Violations take() { return std::move(found_); }

 private:
  using Stream = std::pair<sim::ActorId, std::string>;

  void control(const Stream& stream, sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (is_control(event, ControlKind::Watermark)) return grow(stream, position);
    if (event.kind != EventKind::ControlOut || !is_source(event.actor)) return;
    const auto last = last_.find(stream);
    if (last == last_.end() || time_in_a(evidence_.at(last->second)) != EventTime::max()) return;
    const ControlKind kind{static_cast<std::uint8_t>(engine::upper(event.b))};
    if (kind != ControlKind::Idle && kind != ControlKind::Active) return;
    report(stream, last->second, position, "a status follows the final watermark");
  }

  [[nodiscard]] bool is_source(sim::ActorId actor) const {
    const std::size_t node = evidence_.run().cast.actors[static_cast<std::size_t>(actor)].at;
    return std::holds_alternative<scenarios::SourceNode>(evidence_.scenario().pipeline[node].op);
  }

  void grow(const Stream& stream, sim::EventId position) {
    const auto [last, first_time] = last_.try_emplace(stream, position);
    if (first_time) return;
    const EventTime before = time_in_a(evidence_.at(last->second));
    const EventTime now = time_in_a(evidence_.at(position));
    if (now <= before) {
      report(stream, last->second, position, "watermark " + name_of(now) + " follows " + name_of(before));
    }
    last->second = position;
  }

  void report(const Stream& stream, sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "wm-monotone",
                      evidence_.name_of_actor(stream.first) + ", " + stream.second + ": " + what + " (" +
                          name_of(first) + ", " + name_of(second) + ")"});
  }

  const Evidence& evidence_;
  std::map<Stream, sim::EventId> last_;
  Violations found_;
};

}  // namespace

Violations wm_monotone(const Evidence& evidence) {
  Monotone monotone(evidence);
  for (std::uint32_t number = 1; number <= evidence.size(); ++number) monotone.look(sim::EventId{number});
  return monotone.take();
}

}  // namespace wavetank::properties
