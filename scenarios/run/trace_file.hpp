// A run's trace as a file: scenario, seed and tape in its header, so that it can be looked at and run again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "scenarios/explain/recording.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::scenarios {

class TraceFileWriter {
 public:
  // `text` is the scenario's JSON; relative paths of input files are looked up where the trace is replayed.
  // Everything must outlive the writer.
  [[nodiscard]] static engine::Result<std::unique_ptr<TraceFileWriter>> open(const std::string& path,
                                                                             const Scenario& scenario,
                                                                             const std::string& text,
                                                                             const PreparedRun& prepared);
  ~TraceFileWriter();
  TraceFileWriter(const TraceFileWriter&) = delete;
  TraceFileWriter& operator=(const TraceFileWriter&) = delete;

  [[nodiscard]] sim::TraceSink& sink();
  // Closes the file. What could not be written is said here.
  [[nodiscard]] std::optional<engine::Problem> finish(const Run& run);

  struct Parts;
  explicit TraceFileWriter(std::unique_ptr<Parts> parts);  // for `open`

 private:
  std::unique_ptr<Parts> parts_;
};

// Whether a file begins as trace files do.
[[nodiscard]] bool is_trace_file(const std::string& path);

struct TraceFile {
  std::optional<Recording> recording;  // what could be read; absent if not even the header could
  std::string scenario_text;
  std::string version;  // of the program that wrote it
  bool whole = false;
  std::vector<InputError> errors;  // the damage, with its place
};
[[nodiscard]] TraceFile read_trace_file(const std::string& path);

}  // namespace wavetank::scenarios
