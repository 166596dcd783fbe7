#include "scenarios/lateness/report/summary.hpp"

#include <algorithm>
#include <array>

#include "engine/base/assert.hpp"
#include "scenarios/lateness/report/tables.hpp"
#include "scenarios/lateness/report/words.hpp"

namespace wavetank::scenarios {
namespace {

std::string spread_text(const Percentiles& spread) {
  std::string text = "p50 " + short_length(spread.p50) + ", p90 " + short_length(spread.p90) + ", p99 " +
                     short_length(spread.p99) + ", p99.9 " + short_length(spread.p999) + ", max " +
                     short_length(spread.max);
  if (!spread.exact) text += " (about)";
  return text;
}

std::string column_text(const Column& column, const std::string& form) {
  return column.name + (form.empty() ? "" : " (" + form + ")") + (column.guessed ? "?" : "");
}

std::string columns_text(const FileFacts& file) {
  std::string text = "event " + column_text(file.columns.event, file.event_form);
  text += file.columns.arrival ? ", arrival " + column_text(*file.columns.arrival, file.arrival_form)
                               : ", arrival: the order of the rows";
  if (file.columns.key) text += ", key " + column_text(*file.columns.key, "");
  if (file.columns.partition) text += ", partition " + column_text(*file.columns.partition, "");
  if (file.assumed_utc) text += "; times without a zone are taken as UTC";
  return text;
}

// "  dropped with sliding windows of 1h every 30m: 77,556 (bound 0s), 16,024 (1h), 0 (1d)"
std::string drops_text(const WindowsAnswer& windows) {
  std::string text;
  for (const CandidateAnswer& answer : windows.candidates) {
    if (answer.candidate.lateness_ms > windows.candidates.front().candidate.lateness_ms) continue;
    text += (text.empty() ? "" : ", ") + grouped(answer.dropped) + (text.empty() ? " (bound " : " (") +
            short_length(answer.candidate.bound_ms) + ")";
  }
  return "dropped with " + name_of(windows) + ": " + text + "\n";
}

std::string hours_text(const LatenessAnswer& answer) {
  const auto by_p99 = [](const Percentiles& a, const Percentiles& b) { return a.p99 < b.p99; };
  const auto latest = std::max_element(answer.hours.begin(), answer.hours.end(), by_p99);
  std::vector<std::size_t> seen;
  for (std::size_t hour = 0; hour < answer.hours.size(); ++hour) {
    if (answer.hours[hour].count > 0) seen.push_back(hour);
  }
  if (seen.size() < 2) return {};
  const auto best = *std::min_element(
      seen.begin(), seen.end(), [&](std::size_t a, std::size_t b) { return by_p99(answer.hours[a], answer.hours[b]); });
  return "hours       worst is the one from " + std::to_string(latest - answer.hours.begin()) + ":00 UTC (p99 " +
         short_length(latest->p99) + "), best the one from " + std::to_string(best) + ":00 (p99 " +
         short_length(answer.hours[best].p99) + ")\n";
}

std::string partitions_text(const LatenessAnswer& answer) {
  const auto slowest =
      std::max_element(answer.partitions.begin(), answer.partitions.end(),
                       [](const PartitionAnswer& a, const PartitionAnswer& b) { return a.holds_back < b.holds_back; });
  return "partitions  " + std::to_string(answer.partitions.size()) + "; " + slowest->figures.name +
         " holds the watermark back for " + percent(slowest->holds_back, answer.rows) + " of the rows, at most " +
         short_length(slowest->behind_others) + " behind the farthest\n";
}

// "1,162 across midnight (UTC), 210 (America/New_York)"
std::string midnights_text(const std::vector<DaysAnswer>& days) {
  std::string text;
  for (const DaysAnswer& day : days) {
    text += (text.empty() ? "" : ", ") + grouped(day.sessions_across_midnight.value_or(0)) +
            (text.empty() ? " across midnight (" : " (") + day.zone + ")";
  }
  return text;
}

std::string times_text(const LatenessAnswer& answer) {
  std::string text;
  if (answer.delay) text += "delay       " + spread_text(*answer.delay) + "\n";
  text += "disorder    " + percent(answer.out_of_order, answer.rows) +
          " of the rows come after a later one: " + spread_text(answer.behind) + "\n";
  if (answer.future.rows > 0) {
    text += "future      " + percent(answer.future.rows, answer.rows) + " arrive before they happen, by up to " +
            short_length(answer.future.farthest_ms) + "; that makes " + grouped(answer.future.late_by_them) +
            " rows late at the bound below\n";
  }
  for (const DaysAnswer& days : answer.days) {
    if (!days.other_day) continue;
    text += "days        " + percent(*days.other_day, answer.rows) + " arrive on another day (" + days.zone + ")";
    if (!days.worst_day.empty()) {
      text += "; active keys a day move by " + percent(*days.moved_per_mille, 1'000) + ", most on " + days.worst_day +
              ": " + std::to_string(days.worst_by_event) + " by event time, " + std::to_string(days.worst_by_arrival) +
              " by arrival";
    }
    text += "\n";
  }
  if (answer.sessions) {
    text += "sessions    " + grouped(answer.sessions->sessions) + (answer.sessions->whole ? "" : " or more") +
            " with a gap of " + short_length(answer.sessions->gap_ms) + ", " + midnights_text(answer.days) + "\n";
  }
  text += hours_text(answer);
  if (!answer.partitions.empty()) text += partitions_text(answer);
  return text;
}

std::string broken_text(const FileFacts& file) {
  if (file.broken_rows == 0) return {};
  std::string text = grouped(file.broken_rows) + " rows were left out:\n";
  for (const InputError& error : file.first_broken) text += "  " + to_text(error) + "\n";
  if (file.broken_rows > file.first_broken.size()) {
    text += "  and " + grouped(file.broken_rows - file.first_broken.size()) + " more\n";
  }
  return text;
}

std::string price_text(const Price& price) {
  std::string text = "Windows fire ";
  text += price.mean_wait_ms ? short_length(*price.mean_wait_ms) + " later on average than with bound 0, and "
                             : "later, and ";
  return text + "at most " + grouped(price.state.windows_max) + " are open with " + grouped(price.state.records_max) +
         " rows.";
}

}  // namespace

std::string name_of(const WindowsAnswer& windows) {
  std::string text;
  switch (windows.windows) {
    case SurveyedWindows::Tumbling: text = "tumbling windows of " + short_length(windows.size_ms); break;
    case SurveyedWindows::Sliding:
      text = "sliding windows of " + short_length(windows.size_ms) + " every " + short_length(windows.slide_ms);
      break;
    case SurveyedWindows::Session: text = "session windows with a gap of " + short_length(windows.size_ms); break;
  }
  if (windows.watermark == SurveyedWatermark::PerPartition) text += ", watermark per partition";
  return text;
}

std::string recommendation_text(const LatenessAnswer& answer) {
  const Recommendation& made = answer.recommendation;
  const std::string bound = short_length(made.bound_ms);
  const std::string wanted = made.wanted_delay_ms
                                 ? "Nothing lost that is delayed by at most " + short_length(*made.wanted_delay_ms)
                                 : target_text(made.wanted_of, made.wanted_in) + " of the rows on time";
  const std::string last = made.last_rows == 0 ? "" : percent(made.last_within, made.last_rows);
  std::string text = wanted + ": ";
  switch (made.kind) {
    case RecommendationKind::NoBound:
      return text + "no bound does it. The tail is too heavy: " + bound +
             ", a tenth of the time that this file is of and so the longest that it can vouch for, keeps " +
             percent(made.first_within, made.first_rows) +
             ". Take a bound that most rows need, and a late output for the rest.";
    case RecommendationKind::HeldBack:
      text += "a bound of " + bound + " does it on the first four fifths of the file, and not on the last: " + last +
              " there. Lateness changes over time here; take more, and watch what is late.";
      break;
    case RecommendationKind::Bound:
      text += "a bound of " + bound + ".";
      if (!last.empty()) text += " On the last fifth of the file, which it was not chosen on, it keeps " + last + ".";
      break;
  }
  if (made.price) text += " " + price_text(*made.price);
  return text;
}

std::string file_text(const LatenessReport& report) {
  WT_REQUIRE(report.answer.has_value());
  const LatenessAnswer& answer = *report.answer;
  return grouped(answer.rows) + " rows, " + grouped(answer.keys) + " keys, " + day_text(utc_day_of(answer.event_min)) +
         " to " + day_text(utc_day_of(answer.event_max)) + "\n" + report.file.format + ": " + columns_text(report.file);
}

std::string lateness_summary(const LatenessReport& report) {
  WT_REQUIRE(report.answer.has_value());
  const LatenessAnswer& answer = *report.answer;
  std::string text = report.file.path + ": " + file_text(report) + "\n";
  text += broken_text(report.file) + "\n" + times_text(answer) + "\n";
  for (const WindowsAnswer& windows : answer.windows) {
    if (windows.windows == SurveyedWindows::Tumbling) text += to_text(candidates_table(windows)) + "\n";
  }
  for (const WindowsAnswer& windows : answer.windows) {
    if (windows.windows != SurveyedWindows::Tumbling) text += drops_text(windows);
  }
  return text + "\n" + recommendation_text(answer) + "\n";
}

}  // namespace wavetank::scenarios
