// Small runs for tests of the trace: a handful of facts, events that name them, and files made of both.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/trace/archive/reader.hpp"
#include "sim/trace/archive/writer.hpp"
#include "sim/trace/recorder.hpp"

namespace wavetank::sim::trace_tests {

// The events and facts of a run, and what the recorder made of them.
struct SmallRun {
  engine::Facts facts;
  std::vector<TraceEvent> events;
  TraceHead head;

  void hash() {
    Recorder recorder(facts);
    head = {};
    for (const TraceEvent& event : events) recorder.record(head, event);
  }
  [[nodiscard]] ArchiveFooter footer() const {
    return {events.size(), SimTime(77), head.fingerprint, head.digests, ""};
  }
};

inline ArchiveHeader small_header() {
  ArchiveHeader header;
  header.version = "0.1.0";
  header.scenario_name = "late-record";
  header.scenario = R"({"name": "late-record"})";
  header.semantics = "flink";
  header.seed = 7;
  header.clock_base = engine::ProcessingTime(-5);
  header.actors = {{"clicks", ArchiveRole::Producer, 0, 0, 1, {}}, {"per-key/0", ArchiveRole::Task, 1, 0, 2, {4, 1}}};
  header.tape = {{"link/0/delay", 3, 900}};
  return header;
}

// Two records on their way, one of them into a window; `count` events.
inline SmallRun small_run(std::uint32_t count) {
  SmallRun run;
  const engine::SchemaId schema = run.facts.rows.add_schema(
      {"click",
       {{"user", engine::FieldType::Text}, {"note", engine::FieldType::Text}, {"n", engine::FieldType::Int64}}});
  for (std::uint32_t number = 1; number <= count; ++number) {
    const engine::TextId user = run.facts.texts.intern(number % 2 == 0 ? "a" : "b");
    const engine::Cell name{static_cast<std::int64_t>(user), false};
    const std::vector<engine::Cell> cells{name, {0, true}, {number / 3, false}};
    const engine::RowId row = run.facts.row(schema, engine::RowKind::Insert, cells);
    const engine::KeyId key = run.facts.key(engine::FieldType::Text, name);
    const engine::WindowId window =
        run.facts.windows.intern({engine::EventTime(number / 4 * 10), engine::EventTime(number / 4 * 10 + 10)});
    TraceEvent event{SimTime(number * 1'000),          number / 2,         EventKind::RecordIn,
                     static_cast<ActorId>(number % 2), 1'000 + number % 5, engine::pack(row, key)};
    if (number % 3 == 0)
      event = {event.time, number - 1, EventKind::WindowAdd, event.actor, engine::pack(window, key), number};
    run.events.push_back(event);
  }
  run.hash();
  return run;
}

// The run as a file, in blocks of so many events.
inline std::string file_of(const SmallRun& run, const ArchiveHeader& header, std::uint32_t block_events) {
  TextSink sink;
  ArchiveWriter writer(sink, header, {block_events});
  writer.on_events(EventId{1}, run.events, run.facts);
  const auto problem = writer.finish(run.footer(), run.facts);
  return problem ? "cannot be written: " + problem->message : sink.text();
}

inline Archive read(const std::string& file, ArchiveLimits limits = {}) {
  TextSource source(file);
  return read_archive(source, limits);
}

inline bool same(const TraceEvent& x, const TraceEvent& y) {
  return x.time == y.time && x.cause == y.cause && x.kind == y.kind && x.actor == y.actor && x.a == y.a && x.b == y.b;
}
inline bool is_prefix(const std::vector<TraceEvent>& part, const std::vector<TraceEvent>& whole) {
  return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin(), same);
}

// Equal ids name equal facts in both, and there are as many.
inline bool same_facts(const engine::Facts& x, const engine::Facts& y) {
  const auto words = [](const engine::Facts& facts) {
    return std::vector<std::uint64_t>(facts.rows.words().begin(), facts.rows.words().end());
  };
  bool same = x.texts.size() == y.texts.size() && x.rows.schema_count() == y.rows.schema_count() &&
              words(x) == words(y) && x.keys.size() == y.keys.size() && x.windows.size() == y.windows.size();
  for (std::uint32_t i = 0; same && i < x.texts.size(); ++i) {
    same = x.texts.bytes(engine::TextId{i}) == y.texts.bytes(engine::TextId{i});
  }
  for (std::uint32_t i = 0; same && i < x.rows.schema_count(); ++i) {
    same = x.rows.schema(engine::SchemaId{i}) == y.rows.schema(engine::SchemaId{i});
  }
  for (std::uint32_t i = 0; same && i < x.keys.size(); ++i) {
    const engine::KeyId key{i};
    same = x.keys.content(key) == y.keys.content(key) && x.keys.cell(key) == y.keys.cell(key) &&
           x.keys.type(key) == y.keys.type(key);
  }
  for (std::uint32_t i = 0; same && i < x.windows.size(); ++i) {
    same = x.windows.window(engine::WindowId{i}) == y.windows.window(engine::WindowId{i});
  }
  return same;
}

}  // namespace wavetank::sim::trace_tests
