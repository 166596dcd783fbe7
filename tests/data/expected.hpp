// Real streams against results that SQL gave over the same files: reading those results, and running ours.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>

#include "scenarios/run/outcome.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::scenarios {

// One line of an expected file: key, window_start, window_end, then the counts that its header names.
struct WindowKey {
  std::string key;
  std::int64_t start = 0;
  std::int64_t end = 0;
  friend auto operator<=>(const WindowKey&, const WindowKey&) = default;
};
using Table = std::map<WindowKey, std::map<std::string, std::int64_t>>;

inline std::string read_possibly_gzipped(const std::filesystem::path& path) {
  std::string text;
  gzFile file = gzopen(path.c_str(), "rb");
  char buffer[65536];
  for (int got = 0; file != nullptr && (got = gzread(file, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(got));
  }
  if (file != nullptr) gzclose(file);
  return text;
}

inline std::vector<std::string> split(const std::string& line, char by) {
  std::vector<std::string> parts(1);
  for (const char c : line) {
    if (c == by) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

inline Table expected_table(const std::filesystem::path& path) {
  Table table;
  const std::vector<std::string> lines = split(read_possibly_gzipped(path), '\n');
  const std::vector<std::string> header = split(lines.front(), ',');
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    const std::vector<std::string> cells = split(lines[i], ',');
    auto& row = table[{cells[0], std::stoll(cells[1]), std::stoll(cells[2])}];
    for (std::size_t c = 3; c < cells.size(); ++c) row[header[c]] = std::stoll(cells[c]);
  }
  return table;
}

// Gathers, per key and window, the last result and how often records were late or dropped, from the trace alone.
class Fates final : public sim::TraceSink {
 public:
  explicit Fates(const WindowNode& window) : window_(window) {}

  void on_events(sim::EventId, std::span<const sim::TraceEvent> events, const engine::Facts& facts) override {
    for (const sim::TraceEvent& event : events) {
      if (event.kind == sim::EventKind::RecordIn) arrived_ = event;
      if (event.kind == sim::EventKind::RecordDrop) drop(facts);
      if (event.kind == sim::EventKind::WindowFire) fire(event, facts);
    }
  }
  [[nodiscard]] const Table& table() const { return table_; }

 private:
  // The tumbling window of the record that arrived last: floor of its time.
  void drop(const engine::Facts& facts) {
    const auto time = static_cast<std::int64_t>(arrived_.a);
    const std::int64_t size = window_.shape.size.count;
    const std::int64_t start = time - ((time % size) + size) % size;
    const engine::KeyId key{engine::lower(arrived_.b)};
    auto& row = table_[{std::get<std::string>(value_of(facts, key)), start, start + size}];
    row.try_emplace("count", 0);
    row.try_emplace("sum", 0);
    ++row["dropped"];
  }
  void fire(const sim::TraceEvent& event, const engine::Facts& facts) {
    const engine::Window window = facts.windows.window(engine::WindowId{engine::upper(event.a)});
    const engine::KeyId key{engine::lower(event.a)};
    const engine::RowId result{engine::lower(event.b)};
    auto& row = table_[{std::get<std::string>(value_of(facts, key)), window.start.ticks(), window.end.ticks()}];
    row["count"] = facts.rows.bits(result, 3);
    row["sum"] = facts.rows.bits(result, 4);
    const bool late = static_cast<engine::FireReason>(engine::upper(event.b)) == engine::FireReason::Late;
    if (late) ++row["late_accepted"];
  }

  const WindowNode& window_;
  sim::TraceEvent arrived_;
  Table table_;
};

struct Question {
  std::filesystem::path file;
  engine::WindowShape shape;
  engine::Millis bound;
  engine::Millis allowed_lateness;
};

inline constexpr engine::Millis kHour{3'600'000};
inline constexpr engine::Millis kDay{24 * 3'600'000};
// A bound beyond which nothing of these files is late.
inline constexpr engine::Millis kNever{std::int64_t{1} << 60};

inline Scenario scenario_of(const Question& question) {
  Scenario scenario;
  scenario.name = "stream";
  Input input;
  input.name = "rows";
  input.fields = {{.name = "key", .type = engine::FieldType::Text}, {.name = "value"}};
  input.events = InputFile{question.file.string(), "arrival_ms", "event_ms", {}};
  scenario.inputs.push_back(std::move(input));
  engine::WatermarkStrategy strategy;
  strategy.kind = engine::GeneratorKind::Bounded;
  strategy.bound = question.bound;
  strategy.emission = engine::WatermarkEmission::EachRecord;
  WindowNode window{.key = "key", .shape = question.shape, .allowed_lateness = question.allowed_lateness};
  window.aggregates = {{.name = "count"}, {.name = "sum", .kind = engine::AggregateKind::Sum, .field = "value"}};
  scenario.pipeline.push_back({.id = "source", .from = {}, .op = SourceNode{"rows", strategy, ""}});
  scenario.pipeline.push_back({.id = "window", .from = {"source"}, .op = std::move(window)});
  scenario.pipeline.push_back({.id = "out", .from = {"window"}, .op = SinkNode{}});
  return scenario;
}

// What our engine says to the question. `columns`: those of the expected file; missing counts are 0.
inline Table answer(const Question& question, const std::vector<std::string>& columns) {
  const Scenario scenario = scenario_of(question);
  RunOptions options;
  options.keep = RunOptions::Keep::Nothing;
  const Prepared prepared = prepare(scenario, options);
  for (const InputError& error : prepared.errors) ADD_FAILURE() << to_text(error);
  if (!prepared.run) return {};
  Fates fates(std::get<WindowNode>(scenario.pipeline[1].op));
  options.sinks = {&fates};
  const Run ended = run(*prepared.run, options);
  EXPECT_FALSE(ended.stopped || ended.job_failed);
  Table table;
  for (const auto& [window, row] : fates.table()) {
    for (const std::string& column : columns) {
      const auto found = row.find(column);
      table[window][column] = found == row.end() ? 0 : found->second;
    }
  }
  return table;
}

}  // namespace wavetank::scenarios
