// A host of one operator: as much of a cluster as a test needs.
#include "scenarios/build/harness.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/build/rows_as_text.hpp"
#include "scenarios/format/routing.hpp"
#include "scenarios/run/operators/operators.hpp"

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
  [[nodiscard]] engine::Record record_of(const ElementStep& element);
  [[nodiscard]] std::size_t owner_of(const engine::Record& record) const;
  void deliver(std::size_t subtask, std::span<const engine::Record> records);
  void control(engine::ControlKind kind, EventTime time);
  void ring_up_to(ProcessingTime to);
  void perform(Running& running);
  void note(const engine::Note& note);
  [[nodiscard]] engine::Moment moment() { return {now, engine::kNoCause, *facts}; }

  const scenarios::Scenario& scenario;
  std::size_t node;
  scenarios::Resolved resolved;
  std::unique_ptr<engine::Facts> facts;
  std::unique_ptr<engine::Operator> op;
  engine::SchemaId input{};
  std::vector<Running> running;
  engine::Effects effects;
  engine::RowId taken = engine::kNoRow;  // the record that is being taken
  std::optional<EventTime> watermark;
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
  input = facts->rows.add_schema({"input", resolved.takes[node]});
  running.clear();
  for (std::uint32_t index = 0; index < parallelism; ++index) {
    const engine::Subtask subtask{index, parallelism, engine::kMaxParallelismDefault};
    engine::TaskSpec spec;
    spec.op = op.get();
    spec.subtask = subtask;
    spec.channels = {1};
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
  const scenarios::FunctionPlace place{{}, resolved.takes[node], input};
  engine::Record record;
  record.time = EventTime(element.time.count());
  record.row = make_row(*facts, place, element.values);
  record.key = engine::kNoKey;
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

void OperatorHarness::Parts::deliver(std::size_t subtask, std::span<const engine::Record> records) {
  if (records.empty() || failed) return;
  Running& each = running[subtask];
  taken = records.size() == 1 ? records.front().row : engine::kNoRow;
  each.task->on_records(engine::ChannelIndex{0}, records, moment(), each.state, effects);
  perform(each);
  taken = engine::kNoRow;
}

void OperatorHarness::Parts::control(engine::ControlKind kind, EventTime time) {
  for (Running& each : running) {
    if (failed) return;
    each.task->on_control(engine::ChannelIndex{0}, {kind, time, engine::kNoCause}, moment(), each.state, effects);
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
  if (said.kind != engine::NoteKind::RecordDrop && said.kind != engine::NoteKind::RecordSide) return;
  const std::string row = taken == engine::kNoRow ? "" : row_text(*facts, taken);
  refused.push_back({row, static_cast<engine::Rule>(said.b), Length(static_cast<std::int64_t>(said.a))});
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

OperatorHarness& OperatorHarness::elements(const std::vector<ElementStep>& batch) {
  std::vector<std::vector<engine::Record>> by_owner(parts_->running.size());
  for (const ElementStep& element : batch) {
    const engine::Record record = parts_->record_of(element);
    by_owner[parts_->owner_of(record)].push_back(record);
  }
  for (std::size_t i = 0; i < by_owner.size(); ++i) parts_->deliver(i, by_owner[i]);
  return *this;
}

OperatorHarness& OperatorHarness::watermark(Length time) {
  const EventTime said(time.count());
  parts_->watermark = std::max(parts_->watermark.value_or(said), said);
  parts_->control(engine::ControlKind::Watermark, said);
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
  if (const auto* one = std::get_if<ElementStep>(&step)) return element(one->values, one->time);
  if (const auto* mark = std::get_if<WatermarkStep>(&step)) return watermark(mark->time);
  return clock(std::get<ClockStep>(step).now);
}

Rows OperatorHarness::output() { return side_output(""); }
Rows OperatorHarness::side_output(const std::string& name) { return std::exchange(parts_->outputs[name], {}); }
std::vector<Refused> OperatorHarness::refused() { return std::exchange(parts_->refused, {}); }
bool OperatorHarness::failed() const { return parts_->failed; }

OperatorHarness& OperatorHarness::restore(std::uint32_t parallelism) {
  parts_->open(parts_->snapshots(), parallelism);
  if (parts_->watermark) parts_->control(engine::ControlKind::Watermark, *parts_->watermark);
  parts_->ring_up_to(parts_->now);  // restored timers that are due ring at once (TM-08)
  return *this;
}

namespace {

// What an operator said: all its outputs in one list.
Rows told_by(OperatorHarness& harness, const std::vector<std::string>& sides) {
  Rows told = harness.output();
  for (const std::string& side : sides) {
    for (const std::string& row : harness.side_output(side)) told.push_back(side + ": " + row);
  }
  if (harness.failed()) told.push_back("the job failed");
  return told;
}

std::string joined_rows(const Rows& rows) {
  std::string text;
  for (const std::string& row : rows) text += (text.empty() ? "" : ", ") + row;
  return "{" + text + "}";
}

class Repeater {
 public:
  Repeater(const Stream& stream, const std::vector<Step>& steps) : stream_(stream), steps_(steps) {
    const std::vector<scenarios::Node>& pipeline = stream.pipeline().scenario().pipeline;
    const auto node = std::ranges::find(pipeline, stream.from(), &scenarios::Node::id);
    WT_REQUIRE(node != pipeline.end(), std::string_view(stream.from()));
    sides_ = scenarios::side_outputs(*node);
    keyed_ = !scenarios::key_of(*node).empty();
    OperatorHarness harness(stream);
    for (const Step& step : steps) harness.play(step);
    expected_ = told_by(harness, sides_);
  }

  std::string first_difference() const {
    std::string difference;
    for (std::size_t records = 2; records <= longest_run() && difference.empty(); ++records) {
      difference = compare(in_batches(records), expected_, "in batches of " + std::to_string(records));
    }
    for (std::size_t gap = 1; gap < steps_.size() && difference.empty(); ++gap) {
      const std::string where = "restored after step " + std::to_string(gap);
      difference = compare(restored(gap, 1), expected_, where);
      if (!keyed_ || !difference.empty()) continue;
      difference = compare(sorted(restored(gap, 3)), sorted(expected_), where + " with three subtasks");
    }
    return difference;
  }

 private:
  static Rows sorted(Rows rows) {
    std::ranges::sort(rows);
    return rows;
  }
  static std::string compare(const Rows& actual, const Rows& expected, const std::string& how) {
    if (actual == expected) return {};
    return how + ": " + joined_rows(actual) + ", one by one: " + joined_rows(expected);
  }

  [[nodiscard]] std::size_t longest_run() const {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const Step& step : steps_) {
      run = std::holds_alternative<ElementStep>(step) ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    return longest;
  }

  [[nodiscard]] Rows in_batches(std::size_t records) const {
    OperatorHarness harness(stream_);
    std::vector<ElementStep> batch;
    const auto flush = [&] { harness.elements(std::exchange(batch, {})); };
    for (const Step& step : steps_) {
      const auto* const element = std::get_if<ElementStep>(&step);
      if (element == nullptr || batch.size() == records) flush();
      if (element != nullptr)
        batch.push_back(*element);
      else
        harness.play(step);
    }
    flush();
    return told_by(harness, sides_);
  }

  [[nodiscard]] Rows restored(std::size_t gap, std::uint32_t parallelism) const {
    OperatorHarness harness(stream_);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (i == gap) harness.restore(parallelism);
      harness.play(steps_[i]);
    }
    return told_by(harness, sides_);
  }

  const Stream& stream_;
  const std::vector<Step>& steps_;
  std::vector<std::string> sides_;
  bool keyed_ = false;
  Rows expected_;
};

}  // namespace

std::string first_difference(const Stream& stream, const std::vector<Step>& steps) {
  return Repeater(stream, steps).first_difference();
}

}  // namespace wavetank::build
