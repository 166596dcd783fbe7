// A draft that ends, streamed and as a batch, and what its window took, refused, said and kept to itself.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "properties/generators/draft.hpp"
#include "properties/invariants/additions.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/invariants/sessions/live_sessions.hpp"
#include "scenarios/format/windowing.hpp"
#include "sim/trace/joined_windows.hpp"
#include "tests/properties/support.hpp"

namespace wavetank::properties::testing {

// A draft as a scenario that ends. A second window hears what the first one says, not what comes in; a sort refuses
// records before the window does; and dice thrown at ties fall otherwise when there are fewer of these, so that a fault
// may meet another record.
inline scenarios::Scenario ending(Draft draft, std::uint64_t seed) {
  draft.knobs[static_cast<std::size_t>(Knob::End)] = 0;
  draft.knobs[static_cast<std::size_t>(Knob::Table)] = 0;  // a batch has no joins
  draft.knobs[static_cast<std::size_t>(Knob::Ties)] = 0;
  draft.knobs[static_cast<std::size_t>(Knob::Stagger)] = 0;  // a batch has its first record later
  draft.knobs[static_cast<std::size_t>(Knob::Future)] %= 3;  // what goes aside is a matter of the clock
  if (draft[Knob::Function] == 1) draft.knobs[static_cast<std::size_t>(Knob::Function)] = 0;
  if (draft[Knob::Chain] == 4) draft.knobs[static_cast<std::size_t>(Knob::Chain)] = 0;
  scenarios::Scenario scenario = to_scenario(draft, seed);
  scenario.until.reset();  // it ends by itself: at the end of the input clocks stop, too (TM-11)
  return scenario;
}

inline scenarios::Scenario as_batch(scenarios::Scenario scenario) {
  scenario.execution = scenarios::Execution::Batch;
  return scenario;
}

// By what keys and records are and not by a run's ids.
using PaneName = std::pair<std::string, engine::Window>;
using Contents = std::map<std::tuple<std::string, engine::Window, std::string>, int>;

// One run of the window of an ending draft.
class BoundedRun {
 public:
  explicit BoundedRun(const scenarios::Scenario& scenario)
      : scenario_(scenario), run_(run_of(scenario_)), evidence_(scenario_, run_) {}
  BoundedRun(const BoundedRun&) = delete;
  BoundedRun& operator=(const BoundedRun&) = delete;

  // The job failed by a record without a gap (AS-09): there is nothing to compare.
  [[nodiscard]] bool failed() const { return run_.job_failed; }
  [[nodiscard]] const scenarios::WindowNode& node() const { return evidence_.node_of(evidence_.windows().front()); }

  // How often each (key, window) took each record.
  [[nodiscard]] Contents taken() const {
    Contents contents;
    for (std::uint32_t at = 1; at <= evidence_.size(); ++at) {
      if (!sim::says_joined(evidence_.at(sim::EventId{at}).kind)) continue;
      for (const Addition& add : windows_of_add(sim::EventId{at}, evidence_)) {
        ++contents[{key_text(add.key), add.window, text_of(row_in_b(evidence_.at(add.record)))}];
      }
    }
    return contents;
  }

  // The windows that were late for a record: what was counted as late, window by window.
  [[nodiscard]] Contents too_late() const {
    Contents contents;
    for (const WindowTask& task : evidence_.windows()) {
      for (const ExpectedFate& fate : task.expected.fates) {
        const sim::TraceEvent& record = run_.trace.at(fate.record);
        for (const engine::Window& window : fate.too_late) {
          ++contents[{key_of(record), window, text_of(row_in_b(record))}];
        }
      }
    }
    return contents;
  }

  // The sessions that records which were late would have begun.
  [[nodiscard]] std::vector<PaneName> late_sessions() const {
    std::vector<PaneName> late;
    for (const WindowTask& task : evidence_.windows()) {
      for (const ExpectedFate& fate : task.expected.fates) {
        if (fate.too_late.empty()) continue;
        late.emplace_back(key_of(run_.trace.at(fate.record)), own_window(task, fate.record, evidence_));
      }
    }
    return late;
  }

  // The count that each (key, window) said: last; or, of windows that drop what they have said, all together.
  [[nodiscard]] std::map<PaneName, std::int64_t> counts() const {
    std::map<PaneName, std::int64_t> counts;
    const bool in_parts = scenarios::purges(scenarios::trigger_of(node()));
    each_life([&](const WindowTask&, const Lifetime& life) {
      std::int64_t& count = counts[{key_text(life.key), life.window}];
      for (const Spoken& spoken : life.fires) count = (in_parts ? count : 0) + number_in(spoken.at);
      if (life.fires.empty() && count == 0) counts.erase({key_text(life.key), life.window});
    });
    return counts;
  }

  // A pane with records that it has not said.
  struct Left {
    engine::Window window;
    std::int64_t records = 0;
    engine::ProcessingTime ended;  // what its task's clock showed when the input was over
  };
  [[nodiscard]] std::map<PaneName, Left> left() const {
    std::map<PaneName, Left> left;
    each_life([&](const WindowTask& task, const Lifetime& life) {
      if (life.merged) return;
      const sim::EventId said = life.fires.empty() ? sim::EventId{} : life.fires.back().at;
      const auto unsaid =
          std::ranges::count_if(life.adds, [&](const Addition& add) { return said < add.at && !is_of(add, said); });
      if (unsaid == 0) return;
      Left& pane = left[{key_text(life.key), life.window}];
      pane = {life.window, pane.records + unsaid, arrivals_end(task)};
    });
    return left;
  }

  // The sessions that took a record and were not merged away.
  [[nodiscard]] std::vector<PaneName> sessions() const {
    std::vector<PaneName> sessions;
    each_life([&](const WindowTask&, const Lifetime& life) {
      if (!life.merged) sessions.emplace_back(key_text(life.key), life.window);
    });
    return sessions;
  }

 private:
  template <typename Visit>
  void each_life(const Visit& visit) const {
    for (const WindowTask& task : evidence_.windows()) {
      for (const Lifetime& life : lifetimes_of(task, evidence_)) visit(task, life);
    }
  }
  // A firing by the record itself includes it, though its note may come first.
  [[nodiscard]] bool is_of(const Addition& add, sim::EventId fire) const {
    return fire != sim::EventId{} && sim::EventId{evidence_.at(fire).cause} == add.record;
  }
  [[nodiscard]] engine::ProcessingTime arrivals_end(const WindowTask& task) const {
    return evidence_.arrivals_of(task.actor).arrivals.back().now;
  }
  [[nodiscard]] std::int64_t number_in(sim::EventId fire) const {
    const engine::RowId row = result_of(evidence_.at(fire));
    const auto field = run_.facts->rows.schema(run_.facts->rows.schema_of(row)).find("n");
    return run_.facts->rows.bits(row, field.value());
  }
  [[nodiscard]] std::string text_of(engine::RowId row) const {
    std::string text;
    for (std::uint32_t field = 1; field < 3; ++field) {
      text += run_.facts->rows.is_null(row, field) ? "null " : std::to_string(run_.facts->rows.bits(row, field)) + " ";
    }
    return text;
  }
  [[nodiscard]] std::string key_of(const sim::TraceEvent& record) const {
    return key_text(node().key.empty() ? engine::kNoKey : engine::KeyId{engine::lower(record.b)});
  }
  [[nodiscard]] std::string key_text(engine::KeyId key) const {
    return key == engine::kNoKey ? "" : std::string(run_.facts->keys.value(key, run_.facts->texts).text);
  }

  scenarios::Scenario scenario_;
  scenarios::Run run_;
  Evidence evidence_;
};

}  // namespace wavetank::properties::testing
