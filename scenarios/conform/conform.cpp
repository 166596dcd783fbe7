// Replaying files case by case.
#include "scenarios/conform/conform.hpp"

#include <algorithm>
#include <fstream>
#include <istream>
#include <optional>
#include <variant>

#include "engine/base/assert.hpp"
#include "scenarios/conform/compare.hpp"
#include "scenarios/conform/driver.hpp"
#include "scenarios/conform/vectors.hpp"

namespace wavetank::scenarios {
namespace {

// How one case ended. Exactly one of the four.
struct CasePassed {};
struct CaseSkipped {
  std::string reason;
};
struct CaseFailed {
  std::size_t step = 0;
  std::string expected;
  std::string actual;
};
struct CaseBroken {
  FieldProblem problem;
};
using CaseEnd = std::variant<CasePassed, CaseSkipped, CaseFailed, CaseBroken>;

// Replays the steps; empty if all rows and counts were as expected.
std::optional<CaseEnd> first_difference(const VectorCase& recorded, VectorDriver& driver,
                                        std::optional<FieldProblem>& problem) {
  for (std::size_t i = 0; i < recorded.steps.size(); ++i) {
    const VectorRows& expected = recorded.output[i];
    VectorRows actual;
    try {
      VectorFields fields(recorded.steps[i], "/steps/" + std::to_string(i), problem);
      driver.follow(expected);
      actual = driver.step(fields);
    } catch (const engine::InvariantViolation& violation) {
      // A bug of ours is never the recorded engine's error.
      return CaseFailed{i, canonical_rows(expected, driver), violation.what()};
    }
    if (problem) return CaseBroken{std::move(*problem)};
    if (is_error(expected) && is_error(actual)) continue;
    std::string expected_text = canonical_rows(expected, driver);
    std::string actual_text = canonical_rows(actual, driver);
    if (expected_text != actual_text) return CaseFailed{i, std::move(expected_text), std::move(actual_text)};
    if (!recorded.counts || i == recorded.counts->size()) continue;
    std::string expected_counts = (*recorded.counts)[i].compact();
    std::string actual_counts = driver.counts().value_or(JsonValue::null()).compact();
    if (expected_counts != actual_counts) return CaseFailed{i, std::move(expected_counts), std::move(actual_counts)};
  }
  return std::nullopt;
}

CaseEnd replay(const VectorHeader& header, const VectorCase& recorded) {
  std::optional<FieldProblem> problem;
  VectorFields config(recorded.config, "/config", problem);
  DriverOrSkip made = make_driver(header.engine, header.family, config);
  if (problem) return CaseBroken{std::move(*problem)};
  if (made.driver == nullptr) return CaseSkipped{std::move(made.skip)};
  if (recorded.counts && !made.driver->counts()) return CaseSkipped{"counts of this family are not kept yet"};
  std::optional<CaseEnd> difference = first_difference(recorded, *made.driver, problem);
  return difference ? std::move(*difference) : CaseEnd{CasePassed{}};
}

void add_skip(ConformFile& file, std::string reason) {
  ++file.skipped;
  const auto known = std::find_if(file.skips.begin(), file.skips.end(),
                                  [&](const ConformSkip& skip) { return skip.reason == reason; });
  if (known != file.skips.end()) {
    ++known->cases;
  } else {
    file.skips.push_back({std::move(reason), 1});
  }
}

void add_end(const VectorCase& recorded, CaseEnd end, ConformFile& file, ConformReport& report) {
  if (std::holds_alternative<CasePassed>(end)) {
    ++file.passed;
  } else if (auto* skipped = std::get_if<CaseSkipped>(&end)) {
    add_skip(file, std::move(skipped->reason));
  } else if (auto* failed = std::get_if<CaseFailed>(&end)) {
    ++file.failed;
    report.failures.push_back(
        {file.file, recorded.id, failed->step, std::move(failed->expected), std::move(failed->actual)});
  } else {
    FieldProblem& problem = std::get<CaseBroken>(end).problem;
    report.errors.push_back({file.file,
                             recorded.line,
                             std::move(problem.pointer),
                             std::move(problem.message) + "; in case " + recorded.id,
                             {}});
  }
}

std::size_t sum_of(const ConformReport& report, std::size_t ConformFile::* count) {
  std::size_t sum = 0;
  for (const ConformFile& file : report.files) sum += file.*count;
  return sum;
}

}  // namespace

std::size_t ConformReport::passed() const { return sum_of(*this, &ConformFile::passed); }
std::size_t ConformReport::failed() const { return sum_of(*this, &ConformFile::failed); }
std::size_t ConformReport::skipped() const { return sum_of(*this, &ConformFile::skipped); }

void conform_stream(std::string_view name, std::istream& in, ConformReport& report) {
  VectorReader reader{std::string(name), in};
  ConformFile file;
  file.file = name;
  if (const std::optional<VectorHeader>& header = reader.header()) {
    file.engine = header->engine;
    file.family = header->family;
    while (const std::optional<VectorCase> recorded = reader.next()) {
      add_end(*recorded, replay(*header, *recorded), file, report);
    }
  }
  report.errors.insert(report.errors.end(), reader.errors().begin(), reader.errors().end());
  report.files.push_back(std::move(file));
}

ConformReport conform(std::span<const std::string> files, std::istream& standard_input) {
  ConformReport report;
  for (const std::string& file : files) {
    if (file == "-") {
      conform_stream(file, standard_input, report);
      continue;
    }
    std::ifstream in(file);
    if (in) {
      conform_stream(file, in, report);
    } else {
      report.errors.push_back({file, 0, {}, "cannot read the file", {}});
    }
  }
  return report;
}

}  // namespace wavetank::scenarios
