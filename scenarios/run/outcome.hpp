// What came of a run: results as the sinks published them, counts of fates, effects of faults.
//
// Gathered while the trace goes by, so that a year of data needs no trace in memory. Which firing a result comes from
// is followed along the causes: one byte per event.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/run/run.hpp"
#include "scenarios/run/tables.hpp"

namespace wavetank::scenarios {

// A published row, apart from any run's ids. `values` are the fields that are neither key nor window bounds.
struct PublishedResult {
  std::string sink;  // the operator's id
  std::optional<Value> key;
  std::optional<engine::Window> window;
  std::vector<std::pair<std::string, Value>> values;
  engine::EventTime time;  // MIN: none
  std::optional<engine::FireReason> firing;
  engine::RowKind kind = engine::RowKind::Insert;  // what it does to the table that the results describe
  sim::EventId event{};
};

struct Counts {
  std::uint64_t records_in = 0;   // read by sources
  std::uint64_t records_out = 0;  // published by sinks
  std::uint64_t restarts = 0;     // attempts of the job after the first
  std::uint64_t checkpoints = 0;  // completed
  std::uint64_t aborted_checkpoints = 0;
  std::uint64_t dropped = 0;
  std::uint64_t side_output = 0;
  std::uint64_t on_time_firings = 0;
  std::uint64_t late_firings = 0;
  std::uint64_t filtered = 0;
  std::uint64_t unassigned = 0;
};

// Whether published rows are kept or only counted.
enum class KeepResults : std::uint8_t { All, None };

class Outcome final : public sim::TraceSink {
 public:
  // `scenario` and `prepared` must outlive the run.
  Outcome(const Scenario& scenario, const PreparedRun& prepared, KeepResults keep);

  void on_events(sim::EventId first, std::span<const sim::TraceEvent> events, const engine::Facts& facts) override;

  [[nodiscard]] engine::ProcessingTime clock_base() const { return clock_base_; }
  [[nodiscard]] const Counts& counts() const { return counts_; }
  [[nodiscard]] const std::vector<PublishedResult>& results() const { return results_; }
  // What stands behind the sinks that fold.
  [[nodiscard]] std::vector<FoldedTable> tables() const { return tables_.now(); }
  [[nodiscard]] const std::map<std::string, std::uint64_t>& fault_effects() const { return fault_effects_; }

 private:
  void publish(sim::EventId id, const sim::TraceEvent& event, const engine::Facts& facts);

  const Scenario& scenario_;
  const Cast& cast_;
  engine::ProcessingTime clock_base_;
  KeepResults keep_;
  Counts counts_;
  std::vector<PublishedResult> results_;
  Tables tables_;
  std::map<std::string, std::uint64_t> fault_effects_;
  std::vector<std::uint8_t> firing_ = std::vector<std::uint8_t>(1);  // by event: 0 none, else reason + 1
};

// A row's field as a plain value.
[[nodiscard]] Value value_of(const engine::Facts& facts, engine::RowId row, std::uint32_t field);
[[nodiscard]] Value value_of(const engine::Facts& facts, engine::KeyId key);

// What the scenario expected and did not get, one sentence each.
struct Mismatch {
  std::string message;
  std::optional<sim::EventId> at;
};
[[nodiscard]] std::vector<Mismatch> compare(const Expectations& expected, const Outcome& outcome);

}  // namespace wavetank::scenarios
