// A conformance report as JSON and as text.
#include <utility>

#include "scenarios/conform/conform.hpp"
#include "scenarios/conform/json_value.hpp"

namespace wavetank::scenarios {
namespace {

JsonValue number(std::size_t value) { return JsonValue::integer(static_cast<std::int64_t>(value)); }

JsonValue file_object(const ConformFile& file) {
  return JsonValue::object({{"file", JsonValue::text(file.file)},
                            {"engine", JsonValue::text(file.engine)},
                            {"family", JsonValue::text(file.family)},
                            {"passed", number(file.passed)},
                            {"failed", number(file.failed)},
                            {"skipped", number(file.skipped)}});
}

JsonValue failure_object(const ConformFailure& failure) {
  return JsonValue::object({{"file", JsonValue::text(failure.file)},
                            {"case", JsonValue::text(failure.case_id)},
                            {"step", number(failure.step)},
                            {"expected", JsonValue::text(failure.expected)},
                            {"actual", JsonValue::text(failure.actual)}});
}

std::string sums(std::size_t passed, std::size_t failed, std::size_t skipped) {
  return std::to_string(passed) + " passed, " + std::to_string(failed) + " failed, " + std::to_string(skipped) +
         " skipped";
}

}  // namespace

std::string to_json(const ConformReport& report) {
  JsonValue::Array files;
  for (const ConformFile& file : report.files) files.push_back(file_object(file));
  JsonValue::Array failures;
  for (const ConformFailure& failure : report.failures) failures.push_back(failure_object(failure));
  return JsonValue::object({{"files", JsonValue::array(std::move(files))},
                            {"passed", number(report.passed())},
                            {"failed", number(report.failed())},
                            {"skipped", number(report.skipped())},
                            {"failures", JsonValue::array(std::move(failures))}})
      .compact();
}

std::string to_text(const ConformReport& report) {
  std::string text;
  for (const ConformFailure& failure : report.failures) {
    text += failure.file + ": " + failure.case_id + ", step " + std::to_string(failure.step) + "\n  expected " +
            failure.expected + "\n  actual   " + failure.actual + "\n";
  }
  for (const ConformFile& file : report.files) {
    if (file.family.empty()) continue;
    text += file.file + ": " + file.family + " of " + file.engine + ": " +
            sums(file.passed, file.failed, file.skipped) + "\n";
    for (const ConformSkip& skip : file.skips) {
      text += "  skipped " + std::to_string(skip.cases) + ": " + skip.reason + "\n";
    }
  }
  return text + sums(report.passed(), report.failed(), report.skipped()) + "\n";
}

}  // namespace wavetank::scenarios
