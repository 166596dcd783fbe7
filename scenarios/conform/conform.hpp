// `wavetank conform`: what a recorded engine did, replayed against ours and compared row by row.
//
//   FILE.jsonl ──► VectorReader ──► VectorDriver of its family ──► rows, counts ──► compared
//
// A case has passed only if every row of every step and every count in it was compared and equal. What the engine
// cannot do yet is skipped with a reason, never passed. A broken line is an error with its place; the other lines
// are still replayed.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/format/problem.hpp"

namespace wavetank::scenarios {

// The first difference of a case. `expected` and `actual` are compact JSON: the step's rows, or its counts.
struct ConformFailure {
  std::string file;
  std::string case_id;
  std::size_t step = 0;  // from 0, as in the case's arrays
  std::string expected;
  std::string actual;
};

// Why cases were not replayed, for example "assigner session is not simulated yet".
struct ConformSkip {
  std::string reason;
  std::size_t cases = 0;
};

struct ConformFile {
  std::string file;
  std::string engine;  // the recorded one, of the file's first line; empty if that is broken
  std::string family;
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t skipped = 0;
  std::vector<ConformSkip> skips;  // in the order of first sight; their cases sum up to `skipped`
};

struct ConformReport {
  std::vector<ConformFile> files;
  std::vector<ConformFailure> failures;  // in the order of files and cases
  std::vector<InputError> errors;        // unreadable files and broken lines

  [[nodiscard]] std::size_t passed() const;
  [[nodiscard]] std::size_t failed() const;
  [[nodiscard]] std::size_t skipped() const;
  [[nodiscard]] std::size_t cases() const { return passed() + failed() + skipped(); }
};

// Replays the files in order; "-" is `standard_input`.
[[nodiscard]] ConformReport conform(std::span<const std::string> files, std::istream& standard_input);

// Replays one open file and adds to `report`. `name` is what it is called there.
void conform_stream(std::string_view name, std::istream& in, ConformReport& report);

// The JSON document of `conform --json`, one line, no line end.
[[nodiscard]] std::string to_json(const ConformReport& report);

// For people: failures, a line a file with the reasons of what was skipped, and last "N passed, N failed, N skipped".
// Errors are not in it: they go to the other stream.
[[nodiscard]] std::string to_text(const ConformReport& report);

}  // namespace wavetank::scenarios
