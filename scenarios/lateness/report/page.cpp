#include "scenarios/lateness/report/page.hpp"

#include "engine/base/assert.hpp"
#include "scenarios/lateness/plot/charts.hpp"
#include "scenarios/lateness/report/summary.hpp"
#include "scenarios/lateness/report/svg.hpp"
#include "scenarios/lateness/report/tables.hpp"
#include "scenarios/lateness/report/words.hpp"

namespace wavetank::scenarios {
namespace {

// The palette of the pictures (Okabe and Ito), in both of a reader's themes.
constexpr std::string_view kPageStyle = R"(
:root { color-scheme: light dark; --paper: #ffffff; --text: #1b1f24; --dim: #57606a; --grid: #e4e7eb; --data: #0072b2;
  --accent: #d55e00; --panel: #f4f6f8; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181d; --text: #e6e9ed; --dim: #9aa4af; --grid: #2a313a;
  --data: #56b4e9; --accent: #e69f00; --panel: #1c222a; } }
body { background: var(--paper); color: var(--text); font: 15px/1.5 system-ui, sans-serif; max-width: 62rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2.2rem; }
.advice { background: var(--panel); border-left: 4px solid var(--data); padding: .8rem 1rem; }
.dim { color: var(--dim); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 1.2rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .3rem; white-space: nowrap; }
th, td { text-align: right; padding: .15rem .7rem; border-bottom: 1px solid var(--grid); white-space: nowrap; }
th { color: var(--dim); font-weight: 500; }
.chart { width: 100%; height: auto; }
.grid { stroke: var(--grid); } .tick { fill: var(--dim); font-size: 12px; } .axis { fill: var(--text); font-size: 12px; }
.cell { fill: var(--data); } .curve { fill: none; stroke: var(--data); stroke-width: 2; }
.ideal { fill: none; stroke: var(--dim); stroke-dasharray: 2 4; }
.mark { stroke: var(--accent); stroke-width: 1.5; stroke-dasharray: 6 4; }
)";

std::string paragraph(const std::string& text) { return "<p>" + escaped(text) + "</p>\n"; }

std::string wide(const TextTable& table) { return "<div class=\"scroll\">\n" + to_html(table) + "</div>\n"; }

std::string head_of(const LatenessReport& report) {
  const std::string title = "How late is " + report.file.path + "?";
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
         escaped(title) + "</title>\n<style>" + std::string(kPageStyle) + "</style>\n</head>\n<body>\n<h1>" +
         escaped(title) + "</h1>\n" + "<p class=\"dim\">" + escaped(file_text(report)) + "</p>\n";
}

std::string charts_of(const LatenessReport& report) {
  std::string html;
  for (const Chart& chart : lateness_charts(*report.answer, *report.plots)) {
    html += "<h2>" + escaped(chart.title) + "</h2>\n" + to_svg(chart);
  }
  return html;
}

std::string windows_of(const LatenessAnswer& answer) {
  std::string html = "<h2>What each bound and lateness would do</h2>\n";
  html += paragraph(
      "A row is on time if no window of it had fired. A late row within the allowed lateness fires its window again. "
      "Later by: how much later than with bound 0 windows fire on average. Open windows and rows held: the most at "
      "once.");
  for (const WindowsAnswer& windows : answer.windows) html += wide(candidates_table(windows));
  return html;
}

std::string spreads_of(const LatenessAnswer& answer) {
  std::string html = "<h2>Who is late, and when</h2>\n" + wide(spreads_table(answer));
  if (!answer.partitions.empty()) html += wide(partitions_table(answer));
  return html + wide(keys_table(answer)) + wide(hours_table(answer)) + wide(days_table(answer));
}

std::string broken_of(const FileFacts& file) {
  if (file.broken_rows == 0) return {};
  std::string html = "<h2>Rows that were left out</h2>\n" + paragraph(grouped(file.broken_rows) + " rows; the first:");
  html += "<ul>\n";
  for (const InputError& error : file.first_broken) html += "<li>" + escaped(to_text(error)) + "</li>\n";
  return html + "</ul>\n";
}

}  // namespace

std::string lateness_page(const LatenessReport& report) {
  WT_REQUIRE(report.answer.has_value() && report.plots.has_value());
  const LatenessAnswer& answer = *report.answer;
  return head_of(report) + "<p class=\"advice\">" + escaped(recommendation_text(answer)) + "</p>\n" +
         charts_of(report) + windows_of(answer) + spreads_of(answer) + broken_of(report.file) +
         "<p class=\"dim\">Percentiles are nearest-rank. Made by wavetank " WT_VERSION ".</p>\n</body>\n</html>\n";
}

}  // namespace wavetank::scenarios
