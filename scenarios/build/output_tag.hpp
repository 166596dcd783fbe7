// The name of a side output.
#pragma once

#include <string>
#include <utility>

namespace wavetank::build {

// Late records take the one that their window was given.
struct OutputTag {
  explicit OutputTag(std::string named) : name(std::move(named)) {}
  std::string name;
};

}  // namespace wavetank::build
