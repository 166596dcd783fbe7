// `wavetank conform`: recorded answers of a real engine against ours.
#include "scenarios/conform/conform.hpp"

#include <iostream>

#include "cli/load.hpp"

namespace wavetank::cli {

ExitCode conform(const ConformVerb& verb) {
  const scenarios::ConformReport report = scenarios::conform(verb.files, std::cin);
  if (verb.output == Output::Json) {
    if (!report.errors.empty()) return cli::report(report.errors, verb.output);
    std::cout << scenarios::to_json(report) << "\n";
  } else {
    if (!report.errors.empty()) cli::report(report.errors, verb.output);
    if (report.cases() > 0 || report.errors.empty()) std::cout << scenarios::to_text(report);
  }
  if (!report.errors.empty()) return ExitCode::BadInput;
  if (report.cases() == 0) return ExitCode::NothingSelected;
  return report.failed() == 0 ? ExitCode::Clean : ExitCode::Finding;
}

}  // namespace wavetank::cli
