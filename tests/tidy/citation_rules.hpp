// What sources and pages cite can be looked up here, by a stranger too.
#pragma once

#include <vector>

#include "tests/tidy/source.hpp"

namespace wavetank::tidy {

// Rule `unknown-page`: a page that a text names by its file, '.md' and all, is one of `pages`. A document named in capitals with a section
// or decision of it is no page at all.
[[nodiscard]] Offences unknown_pages(const std::vector<Source>& texts, const std::vector<Source>& pages);

// Rule `unknown-rule`: a rule cited by its number, two capitals and two digits, has its line in docs/SEMANTICS.md.
[[nodiscard]] Offences unknown_rules(const std::vector<Source>& texts, const std::vector<Source>& pages);

}  // namespace wavetank::tidy
