// The links of the documentation lead somewhere.
#pragma once

#include <filesystem>
#include <vector>

#include "tests/tidy/source.hpp"

namespace wavetank::tidy {

// README.md, CHANGELOG.md and all pages below docs/, as the root has them, sorted by path.
[[nodiscard]] std::vector<Source> read_pages(const std::filesystem::path& root);

// Rule `dead-link`: a relative link of a page leads to a file or folder below `root`, and its anchor to a heading of the
// page there. Links inside code are text; links to the net are not looked at.
[[nodiscard]] Offences dead_links(const std::vector<Source>& pages, const std::filesystem::path& root);

}  // namespace wavetank::tidy
