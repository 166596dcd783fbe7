// The exceptions to the rules, each with its reason.
//
// A line of tests/tidy/allowed.txt is `rule path word  # why`; a path that ends with a slash stands for what is below.
// An entry that excuses nothing is an offence itself: the list only gets shorter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/source.hpp"

namespace wavetank::tidy {

struct Exception {
  std::string rule;
  std::string path;
  std::string word;
  std::string reason;
  std::size_t line = 0;
};

// A line that is no exception becomes one without a reason, which `judge` reports.
[[nodiscard]] std::vector<Exception> parse_exceptions(std::string_view text);

// What is left of the offences, then the exceptions that are idle or have no reason.
[[nodiscard]] Offences judge(const Offences& offences, const std::vector<Exception>& exceptions);

// A line per offence, ready for an editor: path:line: rule: word: why.
[[nodiscard]] std::string report(const Offences& offences);

}  // namespace wavetank::tidy
