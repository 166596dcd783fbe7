// A host of one operator: as much of a cluster as a test needs.
#include "scenarios/build/harness.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "scenarios/build/rows_as_text.hpp"
#include "scenarios/format/routing.hpp"
#include "scenarios/run/operators/operators.hpp"
#include "scenarios/run/outcome.hpp"

namespace wavetank::build {

using engine::EventTime;
using engine::ProcessingTime;

Step element(std::vector<Value> values, Length time) { return ElementStep{std::move(values), time}; }
Step watermark(Length time) { return WatermarkStep{time}; }
Step clock(Length now) { return ClockStep{now}; }

struct OperatorHarness::Parts {
  struct Running {
    std::unique_ptr<engine::Task> task;
    engine::TaskState state;
    std::map<std::uint32_t, ProcessingTime> alarms;  // by tag
  };

  Parts(const scenarios::Scenario& of, std::size_t at)
      : scenario(of), node(at), resolved(scenarios::validate(of).resolved) {}

  void open(const std::vector<engine::Snapshot>& snapshots, std::uint32_t parallelism);
  [[nodiscard]] std::vector<engine::Snapshot> snapshots() const;
  [[nodiscard]] std::uint32_t inputs() const { return resolved.rules[node].empty() ? 1 : 2; }
  [[nodiscard]] engine::Record record_of(const ElementStep& element);
  [[nodiscard]] std::size_t owner_of(const engine::Record& record) const;
  void deliver(std::size_t subtask, engine::ChannelIndex channel, std::span<const engine::Record> records);
  void control(engine::ControlKind kind, EventTime time);
  void control_on(std::uint32_t input, engine::ControlKind kind, EventTime time);
  void ring_up_to(ProcessingTime to);
  void perform(Running& running);
  void note(const engine::Note& note);
  void note_timer(const engine::Note& note);
  [[nodiscard]] engine::Moment moment() { return {now, engine::kNoCause, *facts}; }

  const scenarios::Scenario& scenario;
  std::size_t node;
  scenarios::Resolved resolved;
  std::unique_ptr<engine::Facts> facts;
  std::unique_ptr<engine::Operator> op;
  std::vector<engine::SchemaId> schemas;  // by input
  std::vector<Running> running;
  engine::Effects effects;
  engine::RowId taken = engine::kNoRow;              // the record that is being taken
  std::vector<std::optional<EventTime>> watermarks;  // by input: the greatest
  std::set<PendingTimer> timers;
  ProcessingTime now{0};
  bool failed = false;
  std::map<std::string, Rows> outputs;  // by name; "": the main one
  std::vector<Refused> refused;
};

void OperatorHarness::Parts::open(const std::vector<engine::Snapshot>& snapshots, std::uint32_t parallelism) {
  WT_REQUIRE(parallelism > 0);
  // Nothing that has an id outlives a snapshot.
  facts = std::make_unique<engine::Facts>();
  op = scenarios::build_operator(scenario, node, resolved, *facts);
  schemas = {facts->rows.add_schema({"input", resolved.takes[node]})};
  if (inputs() > 1) schemas.push_back(facts->rows.add_schema({"rules", resolved.rules[node]}));
  watermarks.resize(inputs());
  running.clear();
  for (std::uint32_t index = 0; index < parallelism; ++index) {
    const engine::Subtask subtask{index, parallelism, engine::kMaxParallelismDefault};
    engine::TaskSpec spec;
    spec.op = op.get();
    spec.subtask = subtask;
    spec.channels.assign(inputs(), 1);
    spec.mutants = scenario.mutants;
    Running& made = running.emplace_back();
    made.task = std::make_unique<engine::Task>(std::move(spec));
    made.state = made.task->open(engine::assign(snapshots, subtask), moment(), effects);
    perform(made);
  }
}

std::vector<engine::Snapshot> OperatorHarness::Parts::snapshots() const {
  std::vector<engine::Snapshot> all;
  for (const Running& each : running) all.push_back(op->snapshot(each.state.state, *facts));
  return all;
}

engine::Record OperatorHarness::Parts::record_of(const ElementStep& element) {
  WT_REQUIRE(element.input < inputs(), element.input);
  const std::vector<engine::Field>& fields = element.input == 0 ? resolved.takes[node] : resolved.rules[node];
  const scenarios::FunctionPlace place{{}, fields, schemas[element.input]};
  engine::Record record;
  record.time = EventTime(element.time.count());
  record.row = make_row(*facts, place, element.values);
  record.key = engine::kNoKey;
  if (element.input > 0) return record;
  if (const std::string key = scenarios::key_of(scenario.pipeline[node]); !key.empty()) {
    const std::uint32_t field = scenarios::field_index(resolved.takes[node], key);
    record.key = facts->key(resolved.takes[node][field].type, facts->rows.cell(record.row, field));
  }
  return record;
}

std::size_t OperatorHarness::Parts::owner_of(const engine::Record& record) const {
  if (record.key == engine::kNoKey) return 0;
  const engine::KeyGroup group = engine::key_group(facts->keys.hash(record.key), engine::kMaxParallelismDefault);
  return engine::owner(group, static_cast<std::uint32_t>(running.size()), engine::kMaxParallelismDefault);
}

void OperatorHarness::Parts::deliver(std::size_t subtask, engine::ChannelIndex channel,
                                     std::span<const engine::Record> records) {
  if (records.empty() || failed) return;
  Running& each = running[subtask];
  taken = records.size() == 1 ? records.front().row : engine::kNoRow;
  each.task->on_records(channel, records, moment(), each.state, effects);
  perform(each);
  taken = engine::kNoRow;
}

void OperatorHarness::Parts::control(engine::ControlKind kind, EventTime time) {
  for (std::uint32_t input = 0; input < inputs(); ++input) control_on(input, kind, time);
}

void OperatorHarness::Parts::control_on(std::uint32_t input, engine::ControlKind kind, EventTime time) {
  WT_REQUIRE(input < inputs(), input);
  if (kind == engine::ControlKind::Watermark) watermarks[input] = std::max(watermarks[input].value_or(time), time);
  for (Running& each : running) {
    if (failed) return;
    each.task->on_control(engine::ChannelIndex{input}, {kind, time, engine::kNoCause}, moment(), each.state, effects);
    perform(each);
  }
}

void OperatorHarness::Parts::ring_up_to(ProcessingTime to) {
  const ProcessingTime from = now;
  for (Running& each : running) {
    now = from;
    while (!failed) {
      const auto due = std::ranges::min_element(each.alarms, {}, [](const auto& alarm) { return alarm.second; });
      if (due == each.alarms.end() || due->second > to) break;
      now = std::max(now, due->second);
      const engine::TimerTag tag{due->first};
      each.alarms.erase(due);
      each.task->on_timer(tag, moment(), each.state, effects);
      perform(each);
    }
  }
  now = std::max(from, to);
}

void OperatorHarness::Parts::perform(Running& each) {
  const std::vector<std::string> sides = scenarios::side_outputs(scenario.pipeline[node]);
  for (const engine::Effects::Item& item : effects.order()) {
    if (item.kind == engine::EffectKind::Notes || item.is_noted()) {
      for (const engine::Note& said : effects.notes(item)) note(said);
    }
    if (item.kind == engine::EffectKind::Records) {
      const auto output = static_cast<std::size_t>(item.output);
      WT_ASSERT(output <= sides.size(), output, sides.size());
      Rows& rows = outputs[output == 0 ? "" : sides[output - 1]];
      for (const engine::Record& record : effects.records(item)) rows.push_back(row_text(*facts, record.row));
    }
    if (item.kind != engine::EffectKind::Asks) continue;
    const engine::Ask& ask = effects.ask_of(item);
    if (const auto* arm = std::get_if<engine::ArmTimer>(&ask))
      each.alarms[static_cast<std::uint32_t>(arm->tag)] = arm->at;
    if (const auto* cancel = std::get_if<engine::CancelTimer>(&ask)) {
      each.alarms.erase(static_cast<std::uint32_t>(cancel->tag));
    }
    if (std::holds_alternative<engine::Fail>(ask)) failed = true;
  }
  effects.clear();
}

void OperatorHarness::Parts::note(const engine::Note& said) {
  note_timer(said);
  if (said.kind != engine::NoteKind::RecordDrop && said.kind != engine::NoteKind::RecordSide) return;
  const std::string row = taken == engine::kNoRow ? "" : row_text(*facts, taken);
  refused.push_back({row, static_cast<engine::Rule>(said.b), Length(static_cast<std::int64_t>(said.a))});
}

void OperatorHarness::Parts::note_timer(const engine::Note& said) {
  using engine::NoteKind;
  const bool sets = said.kind == NoteKind::EventTimerSet || said.kind == NoteKind::ProcessingTimerSet;
  const bool ends = said.kind == NoteKind::EventTimerDelete || said.kind == NoteKind::ProcessingTimerDelete ||
                    said.kind == NoteKind::EventTimer || said.kind == NoteKind::ProcessingTimer;
  if (!sets && !ends) return;
  const bool by_event = said.kind == NoteKind::EventTimerSet || said.kind == NoteKind::EventTimerDelete ||
                        said.kind == NoteKind::EventTimer;
  const engine::KeyId key{engine::lower(said.a)};
  const PendingTimer timer{key == engine::kNoKey ? "" : text_of(scenarios::value_of(*facts, key)),
                           by_event ? TimeDomain::Event : TimeDomain::Processing,
                           Length(static_cast<std::int64_t>(said.b))};
  if (sets)
    timers.insert(timer);
  else
    timers.erase(timer);
}

OperatorHarness::OperatorHarness(const Stream& stream, std::uint32_t parallelism) {
  const scenarios::Scenario& scenario = stream.pipeline().scenario();
  const auto node = std::ranges::find(scenario.pipeline, stream.from(), &scenarios::Node::id);
  WT_REQUIRE(node != scenario.pipeline.end(), std::string_view(stream.from()));  // the main output of an operator
  WT_REQUIRE(!std::holds_alternative<scenarios::SourceNode>(node->op));
  const std::vector<scenarios::InputError> errors = stream.pipeline().check();
  WT_REQUIRE(errors.empty(), std::string_view(scenarios::to_text(errors.front())));
  parts_ = std::make_unique<Parts>(scenario, static_cast<std::size_t>(node - scenario.pipeline.begin()));
  parts_->open({}, parallelism);
}
OperatorHarness::~OperatorHarness() = default;

OperatorHarness& OperatorHarness::element(std::vector<Value> values, Length time) {
  return elements({ElementStep{std::move(values), time}});
}

OperatorHarness& OperatorHarness::element_on(std::uint32_t input, std::vector<Value> values, Length time) {
  return elements({ElementStep{std::move(values), time, input}});
}

OperatorHarness& OperatorHarness::watermark_on(std::uint32_t input, Length time) {
  parts_->control_on(input, engine::ControlKind::Watermark, EventTime(time.count()));
  return *this;
}

// Of the records in a batch all go to one input.
OperatorHarness& OperatorHarness::elements(const std::vector<ElementStep>& batch) {
  std::vector<std::vector<engine::Record>> by_owner(parts_->running.size());
  const std::uint32_t input = batch.empty() ? 0 : batch.front().input;
  for (const ElementStep& element : batch) {
    WT_REQUIRE(element.input == input, element.input);
    const engine::Record record = parts_->record_of(element);
    if (input == 0) by_owner[parts_->owner_of(record)].push_back(record);
    for (std::size_t i = 0; input > 0 && i < by_owner.size(); ++i) by_owner[i].push_back(record);
  }
  for (std::size_t i = 0; i < by_owner.size(); ++i) parts_->deliver(i, engine::ChannelIndex{input}, by_owner[i]);
  return *this;
}

OperatorHarness& OperatorHarness::watermark(Length time) {
  parts_->control(engine::ControlKind::Watermark, EventTime(time.count()));
  return *this;
}

OperatorHarness& OperatorHarness::clock(Length now) {
  WT_REQUIRE(ProcessingTime(now.count()) >= parts_->now, now.count());
  parts_->ring_up_to(ProcessingTime(now.count()));
  return *this;
}

OperatorHarness& OperatorHarness::end_of_input() {
  parts_->control(engine::ControlKind::Watermark, EventTime::max());
  parts_->control(engine::ControlKind::End, EventTime::max());
  return *this;
}

OperatorHarness& OperatorHarness::play(const Step& step) {
  if (const auto* one = std::get_if<ElementStep>(&step)) return elements({*one});
  if (const auto* mark = std::get_if<WatermarkStep>(&step)) return watermark(mark->time);
  return clock(std::get<ClockStep>(step).now);
}

Rows OperatorHarness::output() { return side_output(""); }
Rows OperatorHarness::side_output(const std::string& name) { return std::exchange(parts_->outputs[name], {}); }
std::vector<Refused> OperatorHarness::refused() { return std::exchange(parts_->refused, {}); }
bool OperatorHarness::failed() const { return parts_->failed; }

std::vector<PendingTimer> OperatorHarness::timers() const { return {parts_->timers.begin(), parts_->timers.end()}; }

OperatorHarness::Snapshots OperatorHarness::snapshot() const { return {parts_->snapshots(), timers()}; }

OperatorHarness& OperatorHarness::restore(std::uint32_t parallelism) { return restore(snapshot(), parallelism); }

OperatorHarness& OperatorHarness::restore(const Snapshots& snapshots, std::uint32_t parallelism) {
  parts_->timers = {snapshots.timers.begin(), snapshots.timers.end()};
  parts_->open(snapshots.subtasks, parallelism);
  for (std::uint32_t input = 0; input < parts_->inputs(); ++input) {
    const std::optional<EventTime> greatest = parts_->watermarks[input];
    if (greatest) parts_->control_on(input, engine::ControlKind::Watermark, *greatest);
  }
  parts_->ring_up_to(parts_->now);  // restored timers that are due ring at once (TM-08)
  return *this;
}

}  // namespace wavetank::build
