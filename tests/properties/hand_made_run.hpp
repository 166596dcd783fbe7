// A run written by hand, event by event, so that an offence can be planted in it: source -> window -> sink.
//
// Its verbs are what the parts of a run do. `story` tells what the judge finds, or that all is well.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "properties/invariants/all.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::properties::testing {

using engine::EventTime;
using engine::FireReason;
using engine::Millis;
using engine::Window;
using sim::EventId;
using sim::EventKind;

struct HandMadeOptions {
  std::int64_t lateness = 0;
  std::uint32_t channels = 1;  // of the window
  engine::LateRecords late = engine::LateRecords::Count;
};

class HandMadeRun {
 public:
  using Options = HandMadeOptions;

  explicit HandMadeRun(const Options& options = {}) : facts_(std::make_shared<engine::Facts>()) {
    scenarios::WindowNode window;
    window.key = "key";
    window.shape = engine::tumbling(Millis{10});
    window.allowed_lateness = Millis{options.lateness};
    window.late = options.late;
    window.aggregates = {{"n", engine::AggregateKind::Count, "", ""}};
    scenario.inputs.emplace_back().name = "events";
    scenario.pipeline = {{"source", {}, scenarios::SourceNode{"events", {}, ""}, 1, {}},
                         {"window", {"source"}, window, 1, {}},
                         {"sink", {"window"}, scenarios::SinkNode{}, 1, {}}};
    run.cast.actors = {{"events", scenarios::Role::Producer, 0, 0, 1, {}},
                       {"log/events", scenarios::Role::Log, 0, 0, 1, {}},
                       {"source/0", scenarios::Role::Task, 0, 0, 1, {}},
                       {"window/0", scenarios::Role::Task, 1, 0, 1, {options.channels}},
                       {"sink/0", scenarios::Role::Task, 2, 0, 1, {1}}};
    rows_ = facts_->rows.add_schema({"events", {{"key", engine::FieldType::Text}}});
    results_ = facts_->rows.add_schema({"window",
                                        {{"key", engine::FieldType::Text, engine::FieldRole::Key},
                                         {"from", engine::FieldType::Timestamp, engine::FieldRole::WindowStart},
                                         {"to", engine::FieldType::Timestamp, engine::FieldRole::WindowEnd},
                                         {"n", engine::FieldType::Int64}}});
    run.facts = facts_;
  }

  EventId add(EventKind kind, std::uint16_t actor, EventId cause, std::uint64_t a, std::uint64_t b) {
    run.trace.events.push_back({sim::SimTime(0), static_cast<std::uint32_t>(cause), kind, sim::ActorId{actor}, a, b});
    run.events = run.trace.events.size();
    return EventId{static_cast<std::uint32_t>(run.events)};
  }

  // The window takes a record of key a.
  EventId record(std::int64_t time) {
    return add(EventKind::RecordIn, kWindow, {}, word(time), engine::pack(row(), key()));
  }
  EventId control(engine::ControlKind kind, std::int64_t value, std::uint32_t channel = 0) {
    return add(EventKind::ControlIn, kWindow, {}, word(value), (static_cast<std::uint64_t>(kind) << 32) | channel);
  }
  EventId watermark(std::int64_t value, std::uint32_t channel = 0) {
    return control(engine::ControlKind::Watermark, value, channel);
  }
  EventId advance(EventId cause, std::int64_t to, std::int64_t before = EventTime::min().ticks()) {
    return add(EventKind::WatermarkAdvance, kWindow, cause, word(to), word(before));
  }
  EventId joins(EventId record, std::int64_t start) {
    return add(EventKind::WindowAdd, kWindow, record, place(start), 1);
  }
  EventId drops(EventId record) { return add(EventKind::RecordDrop, kWindow, record, 1, 14); }
  EventId fires(EventId cause, FireReason reason, std::int64_t start, std::int64_t count) {
    const std::vector<engine::Cell> cells = {{text(), false}, {start, false}, {start + 10, false}, {count, false}};
    const engine::RowId result = facts_->row(results_, engine::RowKind::Insert, cells);
    return add(EventKind::WindowFire, kWindow, cause, place(start), engine::pack(reason, result));
  }
  EventId sends(EventId fire, std::int64_t time) {
    const engine::RowId result{engine::lower(run.trace.at(fire).b)};
    return add(EventKind::RecordOut, kWindow, fire, word(time), engine::pack(result, key()));
  }
  EventId clears(EventId cause, std::int64_t start) {
    return add(EventKind::WindowClear, kWindow, cause, place(start), 0);
  }
  EventId purges(EventId cause, std::int64_t start) {
    return add(EventKind::WindowPurge, kWindow, cause, place(start), 0);
  }
  // A session's record, and what becomes of its window.
  EventId joins(EventId record, const Window& session) {
    return add(EventKind::WindowAdd, kWindow, record, place(session), 1);
  }
  EventId merges(EventId record, const Window& part, const Window& whole) {
    return add(EventKind::WindowMerge, kWindow, record, place(whole), place(part));
  }
  // The host calls; a timer of [start, start + 10) comes due.
  EventId calls(std::int64_t now) { return add(EventKind::TimerFire, kWindow, {}, word(now), 0); }
  EventId timer(EventKind kind, EventId cause, std::int64_t time, std::int64_t start = 0) {
    return add(kind, kWindow, cause, place(start), word(time));
  }
  // What the window said at `fire` is sent once more, as taken back.
  EventId takes_back(EventId cause, EventId fire) {
    const engine::Rows& rows = facts_->rows;
    const engine::RowId said{engine::lower(run.trace.at(fire).b)};
    std::vector<engine::Cell> cells;
    for (std::uint32_t i = 0; i < 4; ++i) cells.push_back(rows.cell(said, i));
    const engine::RowId back = facts_->row(results_, engine::RowKind::UpdateBefore, cells);
    return add(EventKind::RecordOut, kWindow, cause, word(9), engine::pack(back, key()));
  }
  EventId forwards(EventId cause, std::int64_t value) {
    return add(EventKind::ControlOut, kWindow, cause, word(value), 0);
  }

  // The findings of one invariant, each on a line; "clean" if there are none.
  [[nodiscard]] std::string story(Violations (*invariant)(const Evidence&)) const {
    const Evidence evidence(scenario, run);
    std::string lines;
    for (const Violation& violation : invariant(evidence)) {
      lines += (lines.empty() ? "" : "\n") + to_text(violation);
    }
    return lines.empty() ? "clean" : lines;
  }

  [[nodiscard]] engine::Facts& facts() { return *facts_; }
  [[nodiscard]] std::uint64_t place(const Window& window) {
    return engine::pack(facts_->windows.intern(window), key());
  }
  [[nodiscard]] std::uint64_t place(std::int64_t start) { return place({EventTime(start), EventTime(start + 10)}); }
  [[nodiscard]] scenarios::WindowNode& node() { return std::get<scenarios::WindowNode>(scenario.pipeline[1].op); }
  [[nodiscard]] engine::KeyId key() { return facts_->key(engine::FieldType::Text, {text(), false}); }
  [[nodiscard]] engine::RowId row() {
    const std::vector<engine::Cell> cells = {{text(), false}};
    return facts_->row(rows_, engine::RowKind::Insert, cells);
  }
  static std::uint64_t word(std::int64_t time) { return static_cast<std::uint64_t>(time); }

  static constexpr std::uint16_t kSource = 2;
  static constexpr std::uint16_t kWindow = 3;
  static constexpr std::uint16_t kSink = 4;

  scenarios::Scenario scenario;
  scenarios::Run run;

 private:
  std::int64_t text() { return static_cast<std::int64_t>(facts_->texts.intern("a")); }

  std::shared_ptr<engine::Facts> facts_;
  engine::SchemaId rows_{};
  engine::SchemaId results_{};
};

}  // namespace wavetank::properties::testing
