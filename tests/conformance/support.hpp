// Vector files written in a test, and what replaying them reports.
#pragma once

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/conform/conform.hpp"

namespace wavetank::scenarios::testing {

// A vector file of one family.
class VectorText {
 public:
  explicit VectorText(std::string_view family) : family_(family) {}

  // `members`: the case's JSON members but its id, which counts up: "c1", "c2".
  VectorText& add(std::string_view members) {
    std::string line = "{\"id\":\"c" + std::to_string(lines_.size() + 1) + "\"," + std::string(members) + "}";
    std::replace(line.begin(), line.end(), '\n', ' ');  // a test may break its lines, a file may not
    lines_.push_back(std::move(line));
    return *this;
  }
  VectorText& add_line(std::string_view line) {
    lines_.emplace_back(line);
    return *this;
  }
  [[nodiscard]] std::string text() const {
    std::string all = R"({"format":1,"family":")" + family_ +
                      R"(","engine":"Apache Flink","version":"2.3.0","cases":)" + std::to_string(lines_.size()) + "}\n";
    for (const std::string& line : lines_) all += line + "\n";
    return all;
  }

 private:
  std::string family_;
  std::vector<std::string> lines_;
};

inline ConformReport replay_text(const std::string& text) {
  std::istringstream in(text);
  ConformReport report;
  conform_stream("by-hand.jsonl", in, report);
  return report;
}
inline ConformReport replay_text(const VectorText& text) { return replay_text(text.text()); }

// "2 passed, 0 failed, 1 skipped"
inline std::string counts_of(const ConformReport& report) {
  return std::to_string(report.passed()) + " passed, " + std::to_string(report.failed()) + " failed, " +
         std::to_string(report.skipped()) + " skipped";
}

}  // namespace wavetank::scenarios::testing
