// The cuts, by what they are made in: the world, the wiring, the operators, the values.
#include "properties/shrink/cuts.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/base/assert.hpp"
#include "scenarios/format/words.hpp"

namespace wavetank::properties {
namespace {

using scenarios::InputEvent;
using scenarios::Node;
using scenarios::Scenario;
using scenarios::WindowNode;

using Events = std::vector<InputEvent>;
using Change = std::function<void(Scenario&)>;

// Times beyond this are left alone: they are there for their size.
constexpr std::int64_t kShiftedMax = std::int64_t{1} << 60;

class Cutter {
 public:
  explicit Cutter(const Scenario& scenario) : scenario_(scenario) {}

  std::vector<Cut> coarse() {
    cut_world();
    cut_wiring();
    return std::move(cuts_);
  }
  std::vector<Cut> fine() {
    for (std::size_t node = 0; node < scenario_.pipeline.size(); ++node) cut_operator(node);
    for (std::size_t input = 0; input < scenario_.inputs.size(); ++input) cut_values(input);
    cut_times();
    return std::move(cuts_);
  }

 private:
  void add(const std::string& name, const Change& change) {
    Cut cut{name, scenario_};
    change(cut.scenario);
    cuts_.push_back(std::move(cut));
  }

  void cut_world() {
    if (scenario_.faults.size() > 1) add("all faults away", [](Scenario& s) { s.faults.clear(); });
    for (std::size_t i = 0; i < scenario_.faults.size(); ++i) {
      add("fault at " + scenario_.faults[i].target + " away",
          [i](Scenario& s) { s.faults.erase(s.faults.begin() + static_cast<std::ptrdiff_t>(i)); });
    }
    for (std::size_t i = 0; i < scenario_.links.size(); ++i) {
      add("delay of " + scenario_.links[i].from + " -> " + scenario_.links[i].to + " away",
          [i](Scenario& s) { s.links.erase(s.links.begin() + static_cast<std::ptrdiff_t>(i)); });
    }
    if (scenario_.ties != sim::TiePolicy::Fifo) add("ties fifo", [](Scenario& s) { s.ties = sim::TiePolicy::Fifo; });
    if (scenario_.batch_records > 1) add("batches of 1", [](Scenario& s) { s.batch_records = 1; });
  }

  void cut_wiring() {
    const bool parallel = std::any_of(scenario_.pipeline.begin(), scenario_.pipeline.end(),
                                      [](const Node& node) { return node.parallelism > 1; });
    if (parallel) {
      add("parallelism 1", [](Scenario& s) {
        for (Node& node : s.pipeline) node.parallelism = 1;
      });
    }
    for (std::size_t input = 0; input < scenario_.inputs.size(); ++input) {
      if (std::holds_alternative<Events>(scenario_.inputs[input].events)) cut_partitions(input);
    }
    for (std::size_t node = 0; node < scenario_.pipeline.size(); ++node) {
      add("operator " + scenario_.pipeline[node].id + " away", [node](Scenario& s) { bypass(s, node); });
      if (scenario_.pipeline[node].parallelism == 1) continue;
      add("parallelism of " + scenario_.pipeline[node].id + " 1",
          [node](Scenario& s) { s.pipeline[node].parallelism = 1; });
    }
  }

  void cut_partitions(std::size_t input) {
    const std::uint32_t partitions = scenario_.inputs[input].partitions;
    for (std::uint32_t fewer = 1; fewer < partitions; ++fewer) {
      add("partitions of " + scenario_.inputs[input].name + " " + std::to_string(fewer), [input, fewer](Scenario& s) {
        s.inputs[input].partitions = fewer;
        for (InputEvent& event : std::get<Events>(s.inputs[input].events)) {
          if (event.partition) *event.partition %= fewer;
        }
      });
    }
  }

  static bool names(std::string_view text, std::string_view id) {
    if (text == id || text.starts_with(std::string(id) + "/")) return true;
    const std::size_t arrow = text.find(" -> ");
    return arrow != std::string_view::npos && (text.substr(0, arrow) == id || text.substr(arrow + 4) == id);
  }

  // Takes a node out of the pipeline: who read it reads what it read. A source goes with its input, and whoever is
  // left with nothing to read goes, too.
  static void bypass(Scenario& s, std::size_t at) {
    const Node gone = s.pipeline[at];
    s.pipeline.erase(s.pipeline.begin() + static_cast<std::ptrdiff_t>(at));
    for (Node& node : s.pipeline) {
      if (node.from.empty()) continue;
      std::vector<std::string> from;
      for (const std::string& one : node.from) {
        if (one == gone.id) from.insert(from.end(), gone.from.begin(), gone.from.end());
        if (one != gone.id && one != gone.id + ".late") from.push_back(one);
      }
      node.from = from;
      replace_right_side(node, gone);
    }
    std::erase_if(s.pipeline, [](const Node& node) {
      return node.from.empty() && !std::holds_alternative<scenarios::SourceNode>(node.op);
    });
    std::erase_if(s.links, [&](const scenarios::LinkSpec& link) { return link.from == gone.id || link.to == gone.id; });
    std::erase_if(s.faults, [&](const scenarios::FaultSpec& fault) { return names(fault.target, gone.id); });
    const auto* source = std::get_if<scenarios::SourceNode>(&gone.op);
    if (source == nullptr) return;
    std::erase_if(s.inputs, [&](const scenarios::Input& input) { return input.name == source->input; });
    std::erase_if(s.links, [&](const scenarios::LinkSpec& link) { return link.from == source->input; });
    std::erase_if(s.faults, [&](const scenarios::FaultSpec& fault) { return names(fault.target, source->input); });
  }

  // A join whose right side goes reads what that read; of a union or a source there is no such one stream.
  static void replace_right_side(Node& node, const Node& gone) {
    const auto replace = [&](scenarios::JoinInputs& inputs) {
      if (inputs.right == gone.id && gone.from.size() == 1) inputs.right = gone.from.front();
    };
    if (auto* join = std::get_if<scenarios::IntervalJoinNode>(&node.op)) replace(join->inputs);
    if (auto* join = std::get_if<scenarios::RegularJoinNode>(&node.op)) replace(join->inputs);
    if (auto* join = std::get_if<scenarios::TemporalJoinNode>(&node.op)) replace(join->inputs);
  }

  void cut_operator(std::size_t node) {
    const Node& spec = scenario_.pipeline[node];
    if (const auto* source = std::get_if<scenarios::SourceNode>(&spec.op)) {
      if (source->alignment) add("alignment of " + spec.id + " away", [node](Scenario& s) { unalign(s, node); });
      cut_strategy(node, source->watermark, [node](Scenario& s) -> engine::WatermarkStrategy& {
        return std::get<scenarios::SourceNode>(s.pipeline[node].op).watermark;
      });
    }
    if (const auto* stamps = std::get_if<scenarios::TimestampsNode>(&spec.op)) {
      cut_strategy(node, stamps->watermark, [node](Scenario& s) -> engine::WatermarkStrategy& {
        return std::get<scenarios::TimestampsNode>(s.pipeline[node].op).watermark;
      });
    }
    if (const auto* window = std::get_if<WindowNode>(&spec.op)) cut_window(node, *window);
  }

  static void unalign(Scenario& s, std::size_t node) {
    std::get<scenarios::SourceNode>(s.pipeline[node].op).alignment.reset();
    const std::string& id = s.pipeline[node].id;
    std::erase_if(s.links, [&](const scenarios::LinkSpec& link) {
      return (link.from == id && link.to == scenarios::kCoordinatorEnd) ||
             (link.to == id && link.from == scenarios::kCoordinatorEnd);
    });
  }

  using FindStrategy = std::function<engine::WatermarkStrategy&(Scenario&)>;
  void cut_strategy(std::size_t node, const engine::WatermarkStrategy& strategy, const FindStrategy& find) {
    const std::string of = " of " + scenario_.pipeline[node].id;
    if (strategy.future) add("guard" + of + " away", [&find](Scenario& s) { find(s).future.reset(); });
    if (strategy.clock) add("clock" + of + " away", [&find](Scenario& s) { find(s).clock.reset(); });
    if (strategy.idle_timeout) {
      add("idle timeout" + of + " away", [&find](Scenario& s) { find(s).idle_timeout.reset(); });
    }
    if (strategy.emission == engine::WatermarkEmission::Periodic) {
      add("watermark" + of + " on each record",
          [&find](Scenario& s) { find(s).emission = engine::WatermarkEmission::EachRecord; });
    }
    if (strategy.bound.count > 0) {
      add("bound" + of + " 0", [&find](Scenario& s) { find(s).bound.count = 0; });
    }
  }

  void cut_window(std::size_t node, const WindowNode& window) {
    const std::string of = " of " + scenario_.pipeline[node].id;
    const auto change = [&](const std::string& name, const std::function<void(WindowNode&)>& edit) {
      add(name + of, [&](Scenario& s) { edit(std::get<WindowNode>(s.pipeline[node].op)); });
    };
    const engine::Millis size = window.shape.size;
    if (window.allowed_lateness.count > 0) {
      change("no lateness", [](WindowNode& w) { w.allowed_lateness.count = 0; });
    }
    if (window.shape.slide != size) change("tumbling windows", [size](WindowNode& w) { w.shape.slide = size; });
    if (window.stagger != engine::WindowStagger::Aligned) {
      change("no stagger", [](WindowNode& w) { w.stagger = engine::WindowStagger::Aligned; });
    }
    if (window.shape.offset.count != 0) change("no offset", [](WindowNode& w) { w.shape.offset.count = 0; });
    if (window.aggregates.size() > 1) {
      change("the first aggregate only",
             [](WindowNode& w) { w.aggregates.erase(w.aggregates.begin() + 1, w.aggregates.end()); });
    }
    if (window.time != engine::TimeDomain::Event) {
      change("event time", [](WindowNode& w) { w.time = engine::TimeDomain::Event; });
    }
    if (window.accumulation != scenarios::Accumulation::Accumulating) {
      change("accumulating", [](WindowNode& w) { w.accumulation = scenarios::Accumulation::Accumulating; });
    }
    if (window.evictor.kind != engine::EvictorKind::None) {
      change("no evictor", [](WindowNode& w) { w.evictor = {}; });
    }
    if (window.assigner != engine::AssignerKind::Aligned) {
      change("windows of one size", [](WindowNode& w) { w.assigner = engine::AssignerKind::Aligned; });
    }
    cut_trigger(node, window);
  }

  // The assigner's own trigger; or a wrapping part fewer.
  void cut_trigger(std::size_t node, const WindowNode& window) {
    if (window.trigger.parts.empty()) return;
    const std::string of = " of " + scenario_.pipeline[node].id;
    const auto parts = [node](Scenario& s) -> std::vector<engine::TriggerPart>& {
      return std::get<WindowNode>(s.pipeline[node].op).trigger.parts;
    };
    add("the usual trigger" + of, [&](Scenario& s) { parts(s).clear(); });
    for (std::size_t i = 0; i + 1 < window.trigger.parts.size(); ++i) {
      add("part " + std::to_string(i + 1) + " of the trigger" + of + " away",
          [&](Scenario& s) { parts(s).erase(parts(s).begin() + static_cast<std::ptrdiff_t>(i)); });
    }
  }

  void cut_values(std::size_t input) {
    const auto* events = std::get_if<Events>(&scenario_.inputs[input].events);
    if (events == nullptr || events->empty()) return;
    for (std::size_t field = 0; field < scenario_.inputs[input].fields.size(); ++field) {
      cut_field(input, field, *events);
    }
    cut_arrivals(input, *events);
  }

  // Texts become the first record's, one text after the other; integers become 1.
  void cut_field(std::size_t input, std::size_t field, const Events& events) {
    const std::string& name = scenario_.inputs[input].fields[field].name;
    const engine::FieldType type = scenario_.inputs[input].fields[field].type;
    const scenarios::Value one = type == engine::FieldType::Text ? events.front().values[field] : std::int64_t{1};
    if (type != engine::FieldType::Text && type != engine::FieldType::Int64) return;
    std::vector<scenarios::Value> others;
    for (const InputEvent& event : events) {
      const scenarios::Value& value = event.values[field];
      if (value != one && std::find(others.begin(), others.end(), value) == others.end()) others.push_back(value);
    }
    for (const scenarios::Value& other : others) {
      add("one " + name + " fewer", [&](Scenario& s) {
        for (InputEvent& event : std::get<Events>(s.inputs[input].events)) {
          if (event.values[field] == other) event.values[field] = one;
        }
      });
    }
  }

  // Records follow each other after one millisecond.
  void cut_arrivals(std::size_t input, const Events& events) {
    const sim::SimDuration step = sim::milliseconds(1);
    for (std::size_t i = 0; i < events.size(); ++i) {
      const sim::SimTime before = i == 0 ? sim::SimTime(0) : events[i - 1].at;
      const sim::SimDuration gap = sim::saturating_between(before, events[i].at);
      if (gap <= step) continue;
      add("record " + std::to_string(i + 1) + " sooner", [input, i, gap, step](Scenario& s) {
        Events& later = std::get<Events>(s.inputs[input].events);
        for (std::size_t k = i; k < later.size(); ++k) {
          later[k].at = sim::SimTime(later[k].at.ticks() - (gap.count - step.count));
        }
      });
    }
  }

  // All times towards the epoch, by whole windows, so that they keep their places in them.
  void cut_times() {
    std::int64_t length = 1;
    for (const Node& node : scenario_.pipeline) {
      const auto* window = std::get_if<WindowNode>(&node.op);
      if (window != nullptr && window->shape.slide.count > 0) length = window->shape.slide.count;
    }
    std::optional<std::int64_t> least;
    for (const scenarios::Input& input : scenario_.inputs) {
      const auto* events = std::get_if<Events>(&input.events);
      for (std::size_t i = 0; events != nullptr && i < events->size(); ++i) {
        const std::int64_t time = (*events)[i].time.ticks();
        if (time < -kShiftedMax || time > kShiftedMax) return;
        if (!least || time < *least) least = time;
      }
    }
    if (!least || (*least >= 0 && *least < length)) return;
    const std::int64_t windows = *least / length - (*least < 0 && *least % length != 0 ? 1 : 0);
    add("times towards 0", [shift = windows * length](Scenario& s) {
      for (scenarios::Input& input : s.inputs) move_times(input, shift);
    });
  }

  static void move_times(scenarios::Input& input, std::int64_t shift) {
    auto* events = std::get_if<Events>(&input.events);
    if (events == nullptr) return;
    for (InputEvent& event : *events) {
      const std::int64_t before = event.time.ticks();
      event.time = engine::EventTime(before - shift);
      for (std::size_t field = 0; field < event.values.size(); ++field) {
        const bool same = event.values[field] == scenarios::Value(before);
        if (input.fields[field].type == engine::FieldType::Timestamp && same) event.values[field] = before - shift;
      }
    }
  }

  const Scenario& scenario_;
  std::vector<Cut> cuts_;
};

}  // namespace

std::vector<Cut> coarse_cuts(const Scenario& scenario) { return Cutter(scenario).coarse(); }
std::vector<Cut> fine_cuts(const Scenario& scenario) { return Cutter(scenario).fine(); }

std::size_t records_in(const Scenario& scenario) {
  std::size_t records = 0;
  for (const scenarios::Input& input : scenario.inputs) {
    if (const auto* events = std::get_if<Events>(&input.events)) records += events->size();
  }
  return records;
}

Scenario without_records(const Scenario& scenario, std::size_t first, std::size_t count) {
  WT_REQUIRE(first + count <= records_in(scenario), first, count);
  Scenario less = scenario;
  std::size_t place = 0;
  for (scenarios::Input& input : less.inputs) {
    auto* events = std::get_if<Events>(&input.events);
    if (events == nullptr) continue;
    Events kept;
    for (InputEvent& event : *events) {
      const bool gone = place >= first && place < first + count;
      ++place;
      if (!gone) kept.push_back(std::move(event));
    }
    *events = std::move(kept);
  }
  return less;
}

}  // namespace wavetank::properties
