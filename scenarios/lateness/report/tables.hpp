// The figures of a lateness report as tables of text: what a screen and a page show alike.
#pragma once

#include <string>
#include <vector>

#include "scenarios/lateness/answer.hpp"

namespace wavetank::scenarios {

struct TextTable {
  std::string caption;
  std::vector<std::vector<std::string>> rows;  // equally long; the first is the head
};

// Rows by candidate.
[[nodiscard]] TextTable candidates_table(const WindowsAnswer& windows);
// Delay and disorder of all rows.
[[nodiscard]] TextTable spreads_table(const LatenessAnswer& answer);
[[nodiscard]] TextTable keys_table(const LatenessAnswer& answer);
// REQUIRES: there are partitions.
[[nodiscard]] TextTable partitions_table(const LatenessAnswer& answer);
// By the hour of the event time, UTC; hours without rows are left out.
[[nodiscard]] TextTable hours_table(const LatenessAnswer& answer);
[[nodiscard]] TextTable days_table(const LatenessAnswer& answer);

// Columns of equal width, numbers to the right. The caption is a line above.
[[nodiscard]] std::string to_text(const TextTable& table);
[[nodiscard]] std::string to_html(const TextTable& table);

}  // namespace wavetank::scenarios
