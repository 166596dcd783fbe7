// Running a pipeline that was built in C++.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/build/pipeline.hpp"
#include "scenarios/run/outcome.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::build {

struct Ran {
  std::vector<scenarios::InputError> errors;  // why it did not run, or what a function of the user's threw
  std::optional<scenarios::Run> run;          // with its trace: what judges, stories and pictures read
  scenarios::Counts counts;
  std::vector<scenarios::PublishedResult> results;

  // Of one sink, as "key [start,end) name=value ...", in milliseconds; for short assertions.
  [[nodiscard]] std::vector<std::string> rows_of(const std::string& sink) const;
};

// `seed`: instead of the pipeline's.
[[nodiscard]] Ran run(const Pipeline& pipeline, std::optional<std::uint64_t> seed = {});

}  // namespace wavetank::build
