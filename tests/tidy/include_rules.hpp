// Who may include whom: engine <- sim <- scenarios <- properties, cli and visualizer on top.
#pragma once

#include <vector>

#include "tests/tidy/source.hpp"

namespace wavetank::tidy {

// Rule `direction`: an include never points upwards, is relative to the root, and the visualizer sees of
// properties only what stands directly in its folder.
[[nodiscard]] Offences wrong_directions(const std::vector<Source>& house);

// Rule `engine-std-only`: the engine includes the language and containers, nothing that is a world.
[[nodiscard]] Offences engine_beyond_std(const std::vector<Source>& house);

// Rule `third-party`: nlohmann's JSON in at most four files, all in scenarios; RapidCheck in
// properties/generators and tests; GoogleTest in tests; ImGui in the visualizer, but not in its view model.
[[nodiscard]] Offences misplaced_third_parties(const std::vector<Source>& house);

}  // namespace wavetank::tidy
