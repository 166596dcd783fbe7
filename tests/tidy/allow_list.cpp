#include "tests/tidy/allow_list.hpp"

#include <cstddef>
#include <sstream>

namespace wavetank::tidy {
namespace {

bool excuses(const Exception& exception, const Offence& offence) {
  if (exception.rule != offence.rule || exception.word != offence.word) return false;
  if (exception.path.ends_with('/')) return offence.path.starts_with(exception.path);
  return exception.path == offence.path;
}

Offence complaint(const Exception& exception, std::string says) {
  return {"allow-list", "tests/tidy/allowed.txt", exception.line,
          exception.rule + " " + exception.path + " " + exception.word, std::move(says)};
}

}  // namespace

std::vector<Exception> parse_exceptions(std::string_view text) {
  std::vector<Exception> exceptions;
  std::istringstream lines{std::string(text)};
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    Exception exception;
    exception.line = number;
    const std::size_t hash = line.find(" # ");
    if (hash != std::string::npos) exception.reason = line.substr(hash + 3);
    std::istringstream words(line.substr(0, hash));
    words >> exception.rule >> exception.path >> exception.word;
    exceptions.push_back(exception);
  }
  return exceptions;
}

Offences judge(const Offences& offences, const std::vector<Exception>& exceptions) {
  Offences left;
  std::vector<bool> used(exceptions.size(), false);
  for (const Offence& offence : offences) {
    bool excused = false;
    for (std::size_t i = 0; i < exceptions.size(); ++i) {
      if (!excuses(exceptions[i], offence)) continue;
      used[i] = true;
      excused = true;
    }
    if (!excused) left.push_back(offence);
  }
  for (std::size_t i = 0; i < exceptions.size(); ++i) {
    if (exceptions[i].reason.empty()) left.push_back(complaint(exceptions[i], "an exception has a reason"));
    if (!used[i]) left.push_back(complaint(exceptions[i], "it excuses nothing any more; remove it"));
  }
  return left;
}

std::string report(const Offences& offences) {
  std::ostringstream text;
  for (const Offence& offence : offences) {
    text << offence.path << ':' << offence.line << ": " << offence.rule << ": " << offence.word << ": " << offence.says
         << '\n';
  }
  return text.str();
}

}  // namespace wavetank::tidy
