// Small streams through one window operator, and what comes of them, for laws that compare two runs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include "properties/generators/window_choice.hpp"
#include "scenarios/run/outcome.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::properties::testing {

struct LawRecord {
  std::int64_t time = 0;
  std::int64_t key = 0;
  std::int64_t value = 0;  // one digit
};

struct LawStream {
  std::vector<LawRecord> records;  // one each millisecond, in order of arrival
  scenarios::WindowNode window;
  engine::WatermarkStrategy watermark;
  std::uint32_t partitions = 1;
  std::uint32_t source_parallelism = 1;
  std::uint32_t window_parallelism = 1;
  std::uint32_t batch = 1;
  std::int64_t per_millisecond = 1;  // records that are sent at once
  std::string filter{};              // before the window; empty: none
};

inline std::vector<LawRecord> any_records() {
  const auto number = [](std::int64_t from, std::int64_t to) { return rc::gen::inRange<std::int64_t>(from, to); };
  const auto record = rc::gen::build<LawRecord>(rc::gen::set(&LawRecord::time, number(-20, 60)),
                                                rc::gen::set(&LawRecord::key, number(0, 3)),
                                                rc::gen::set(&LawRecord::value, number(0, 10)));
  return *rc::gen::container<std::vector<LawRecord>>(record);
}

// Times that grow with arrival, up to 9 ms of disorder: so that watermarks pass while records come.
inline std::vector<LawRecord> any_flowing_records() {
  std::vector<LawRecord> records = any_records();
  for (std::size_t i = 0; i < records.size(); ++i) {
    records[i].time = static_cast<std::int64_t>(i) * 2 - (records[i].time + 20) % 10;
  }
  return records;
}

inline scenarios::WindowNode sums_over(engine::WindowShape shape) {
  using engine::AggregateKind;
  scenarios::WindowNode node;
  node.key = "key";
  node.shape = shape;
  node.aggregates = {{"n", AggregateKind::Count, "", ""},
                     {"total", AggregateKind::Sum, "value", ""},
                     {"least", AggregateKind::Min, "value", ""},
                     {"most", AggregateKind::Max, "value", ""}};
  return node;
}

inline scenarios::WindowNode any_shape() {
  const auto size = *rc::gen::inRange<std::int64_t>(1, 12);
  const auto slide = *rc::gen::inRange<std::int64_t>(1, 15);
  return sums_over({engine::Millis{size}, engine::Millis{slide}, {}});
}

// Every assigner of event time, with its own trigger.
inline scenarios::WindowNode any_assigner() {
  scenarios::WindowNode node = any_shape();
  const auto assigner = *rc::gen::inRange<std::uint32_t>(0, 4);
  const auto number = *rc::gen::inRange<std::uint32_t>(0, 7);
  if (assigner != 2) choose_windows({.assigner = assigner, .number = number}, node);
  return node;
}

inline engine::WatermarkStrategy bounded(std::int64_t bound) {
  engine::WatermarkStrategy strategy;
  strategy.kind = engine::GeneratorKind::Bounded;
  strategy.bound = engine::Millis{bound};
  strategy.emission = engine::WatermarkEmission::EachRecord;
  return strategy;
}
// No record of `any_records` is late.
inline engine::WatermarkStrategy patient() { return bounded(1000); }

inline scenarios::Scenario scenario_of(const LawStream& stream) {
  using engine::FieldType;
  scenarios::Scenario made;
  made.name = "law";
  made.semantics = "flink-strict";
  made.batch_records = stream.batch;
  scenarios::Input input;
  input.name = "events";
  input.fields = {{"key", FieldType::Int64}, {"value", FieldType::Int64}};
  input.partitions = stream.partitions;
  std::vector<scenarios::InputEvent> events;
  for (const LawRecord& record : stream.records) {
    const auto place = static_cast<std::int64_t>(events.size());
    scenarios::InputEvent event;
    event.at = sim::saturating_add(sim::SimTime(0), sim::milliseconds(1 + place / stream.per_millisecond));
    event.time = engine::EventTime(record.time);
    event.values = {record.key, record.value};
    event.partition = static_cast<std::uint32_t>(place) % stream.partitions;
    events.push_back(std::move(event));
  }
  input.events = std::move(events);
  made.inputs.push_back(std::move(input));
  const auto add = [&](const std::string& id, std::vector<std::string> from, std::uint32_t parallelism) -> auto& {
    scenarios::Node node;
    node.id = id;
    node.from = std::move(from);
    node.parallelism = parallelism;
    made.pipeline.push_back(std::move(node));
    return made.pipeline.back().op;
  };
  add("source", {}, stream.source_parallelism) = scenarios::SourceNode{"events", stream.watermark, ""};
  if (!stream.filter.empty())
    add("filter", {"source"}, stream.source_parallelism) = scenarios::FilterNode{stream.filter};
  add("window", {stream.filter.empty() ? "source" : "filter"}, stream.window_parallelism) = stream.window;
  add("sink", {"window"}, stream.window_parallelism) = scenarios::SinkNode{};
  return made;
}

struct LawAnswer {
  std::vector<scenarios::PublishedResult> results;
  scenarios::Counts counts;
};

inline LawAnswer answer_of(const LawStream& stream) {
  const scenarios::Scenario scenario = scenario_of(stream);
  scenarios::RunOptions options;
  const scenarios::Prepared prepared = scenarios::prepare(scenario, options);
  RC_ASSERT(prepared.errors.empty());
  scenarios::Outcome outcome(scenario, prepared.run.value(), scenarios::KeepResults::All);
  options.sinks.push_back(&outcome);
  const scenarios::Run run = scenarios::run(prepared.run.value(), options);
  RC_ASSERT(!run.job_failed);
  return {outcome.results(), outcome.counts()};
}

inline std::string text_of(const scenarios::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return std::holds_alternative<bool>(value) ? (std::get<bool>(value) ? "true" : "false") : "null";
}

// "key [start, end)".
inline std::string pane_of(const scenarios::PublishedResult& result) {
  std::string text = result.key ? text_of(*result.key) : "all";
  if (!result.window) return text + " for ever";
  return text + " [" + std::to_string(result.window->start.ticks()) + ", " +
         std::to_string(result.window->end.ticks()) + ")";
}
inline std::string values_of(const scenarios::PublishedResult& result) {
  std::string text;
  for (const auto& [name, value] : result.values) text += " " + name + " " + text_of(value);
  return text;
}

// One line a result, in order of publication.
inline std::vector<std::string> lines_of(const LawAnswer& answer) {
  std::vector<std::string> lines;
  for (const scenarios::PublishedResult& result : answer.results) {
    const std::string kind = std::to_string(static_cast<int>(result.kind));
    const std::string firing = result.firing ? std::to_string(static_cast<int>(*result.firing)) : "none";
    lines.push_back(pane_of(result) + values_of(result) + " kind " + kind + " firing " + firing);
  }
  return lines;
}
inline std::vector<std::string> sorted_lines_of(const LawAnswer& answer) {
  std::vector<std::string> lines = lines_of(answer);
  std::sort(lines.begin(), lines.end());
  return lines;
}
// What each window said last.
inline std::map<std::string, std::string> last_of(const LawAnswer& answer) {
  std::map<std::string, std::string> last;
  for (const scenarios::PublishedResult& result : answer.results) last[pane_of(result)] = values_of(result);
  return last;
}

// Of an integer aggregate; null counts as nothing.
inline std::int64_t number_in(const scenarios::PublishedResult& result, const std::string& name) {
  for (const auto& [field, value] : result.values) {
    if (field == name && std::holds_alternative<std::int64_t>(value)) return std::get<std::int64_t>(value);
  }
  return 0;
}

}  // namespace wavetank::properties::testing
