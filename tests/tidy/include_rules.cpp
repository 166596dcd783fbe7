#include "tests/tidy/include_rules.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace wavetank::tidy {
namespace {

// What a layer may see besides itself.
struct Layer {
  std::string_view name;
  std::string_view sees;
};
constexpr std::array<Layer, 7> kLayers{{{"engine", ""},
                                        {"sim", "engine"},
                                        {"scenarios", "engine sim"},
                                        {"properties", "engine sim scenarios"},
                                        {"visualizer", "engine sim scenarios properties"},
                                        {"cli", "engine sim scenarios properties visualizer"},
                                        {"tests", "engine sim scenarios properties visualizer cli"}}};

// Headers of the standard library that bring a clock, an environment, a thread or a choice of their own.
constexpr std::array<std::string_view, 20> kWorldly{"atomic",   "chrono",       "condition_variable",
                                                    "ctime",    "filesystem",   "fstream",
                                                    "future",   "iostream",     "locale",
                                                    "mutex",    "random",       "regex",
                                                    "thread",   "shared_mutex", "stdio.h",
                                                    "stdlib.h", "time.h",       "sys/time.h",
                                                    "barrier",  "stop_token"};

constexpr std::size_t kJsonFilesMax = 4;

bool may_see(std::string_view from, std::string_view to) {
  if (from == to) return true;
  const auto* layer = std::find_if(kLayers.begin(), kLayers.end(), [&](const Layer& l) { return l.name == from; });
  return layer != kLayers.end() && !find_word(layer->sees, to).empty();
}

bool is_layer(std::string_view name) {
  return std::any_of(kLayers.begin(), kLayers.end(), [&](const Layer& layer) { return layer.name == name; });
}

// What the oracle may know of the engine: records, facts and specifications, never how a decision is made.
constexpr std::array<std::string_view, 6> kOracleSees{"engine/base/",
                                                      "engine/facts/",
                                                      "engine/windows/window_shape.hpp",
                                                      "engine/windows/aggregate.hpp",
                                                      "engine/windows/trigger_spec.hpp",
                                                      "engine/windows/window_assigner_spec.hpp"};

bool oracle_may_see(std::string_view path) {
  return std::any_of(kOracleSees.begin(), kOracleSees.end(),
                     [&](std::string_view allowed) { return path.substr(0, allowed.size()) == allowed; });
}

// Why this include must not be, or nothing.
std::string objection(const Source& source, const Include& include) {
  const std::string_view from = layer_of(source.path);
  const std::string_view to = layer_of(include.path);
  if (!is_layer(to)) return "a quoted include begins at the root of the tree";
  if (!may_see(from, to)) return std::string(from) + " must not know " + std::string(to);
  if (to == "engine" && is_under(source.path, "properties/oracle") && !oracle_may_see(include.path)) {
    return "the oracle must not know how the engine decides";
  }
  if (from == "visualizer" && to == "properties" && folder_of(include.path) != "properties") {
    return "the visualizer sees only the outside of properties";
  }
  return {};
}

// Where a third party may be included: below one of these folders.
struct Home {
  std::string_view party;  // the beginning of the include
  std::array<std::string_view, 3> folders;
};
constexpr std::array<Home, 6> kHomes{{{"nlohmann/", {"scenarios", "", ""}},
                                      {"rapidcheck", {"properties/generators", "tests", ""}},
                                      {"gtest/", {"tests", "", ""}},
                                      {"benchmark/", {"tests/bench", "", ""}},
                                      {"imgui", {"visualizer", "tests/visualizer", ""}},
                                      {"GLFW/", {"visualizer", "tests/visualizer", ""}}}};

// The view model is what the tests of the visualizer look at: it is drawn by others.
constexpr std::string_view kUndrawn = "visualizer/view";

bool at_home(const Home& home, std::string_view path) {
  if (home.party == "imgui" && is_under(path, kUndrawn)) return false;
  return std::any_of(home.folders.begin(), home.folders.end(),
                     [&](std::string_view folder) { return !folder.empty() && is_under(path, folder); });
}

Offences too_many_json_files(const std::vector<Source>& house) {
  Offences files;
  for (const Source& source : house) {
    for (const Include& include : includes_of(source)) {
      // Elsewhere it is misplaced, which another rule says.
      if (include.path != "nlohmann/json.hpp" || !source.path.starts_with("scenarios/")) continue;
      files.push_back({"third-party", source.path, include.line, include.path,
                       "nlohmann/json.hpp costs seconds a file: four files at most include it"});
    }
  }
  return files.size() > kJsonFilesMax ? files : Offences{};
}

}  // namespace

Offences wrong_directions(const std::vector<Source>& house) {
  Offences offences;
  for (const Source& source : house) {
    for (const Include& include : includes_of(source)) {
      if (!include.quoted) continue;
      const std::string why = objection(source, include);
      if (!why.empty()) offences.push_back({"direction", source.path, include.line, include.path, why});
    }
  }
  return offences;
}

Offences engine_beyond_std(const std::vector<Source>& house) {
  Offences offences;
  for (const Source& source : house) {
    if (layer_of(source.path) != "engine") continue;
    for (const Include& include : includes_of(source)) {
      if (include.quoted) continue;
      const bool foreign = include.path.find_first_of("/.") != std::string::npos;
      const bool worldly = std::find(kWorldly.begin(), kWorldly.end(), include.path) != kWorldly.end();
      if (foreign || worldly) {
        offences.push_back({"engine-std-only", source.path, include.line, include.path,
                            "the engine knows no world: no clocks, threads, files, third parties"});
      }
    }
  }
  return offences;
}

Offences misplaced_third_parties(const std::vector<Source>& house) {
  Offences offences = too_many_json_files(house);
  for (const Source& source : house) {
    for (const Include& include : includes_of(source)) {
      for (const Home& home : kHomes) {
        if (!include.path.starts_with(home.party) || at_home(home, source.path)) continue;
        offences.push_back({"third-party", source.path, include.line, include.path, "it has no business here"});
      }
    }
  }
  return offences;
}

}  // namespace wavetank::tidy
