// The shape of files and folders.
#pragma once

#include <vector>

#include "tests/tidy/source.hpp"

namespace wavetank::tidy {

// Rule `file-length`: at most 450 lines.
[[nodiscard]] Offences long_files(const std::vector<Source>& house);

// Rule `file-head`: a header begins with a comment that says what it is and why, then `#pragma once`; a source that
// has no header of its name begins with a comment, too.
[[nodiscard]] Offences missing_heads(const std::vector<Source>& house);

// Rule `file-name`: snake_case nouns; nothing named util, helper, manager, misc or common, folders neither.
[[nodiscard]] Offences bad_names(const std::vector<Source>& house);

// Rule `folder-size`: at most 26 sources and headers side by side, then split.
[[nodiscard]] Offences crowded_folders(const std::vector<Source>& house);

// Rule `todo-now`: what must be done before the next commit. Rule `machine-path`: absolute paths of some machine.
[[nodiscard]] Offences leftovers(const std::vector<Source>& house);

}  // namespace wavetank::tidy
