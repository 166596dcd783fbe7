#include "scenarios/lateness/plot/charts.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

#include "engine/base/assert.hpp"
#include "engine/base/mix.hpp"
#include "engine/base/time.hpp"
#include "scenarios/lateness/plot/log_scale.hpp"
#include "scenarios/lateness/plot/time_ticks.hpp"
#include "scenarios/lateness/report/words.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kTicksAcross = 7;
constexpr int kWeightMax = 100;

// What an axis shows: values from `from` (place 0) to `to` (place kChartSide).
struct Span {
  std::int64_t from = 0;
  std::int64_t to = 1;

  [[nodiscard]] bool has(std::int64_t value) const { return value >= from && value <= to; }
  // REQUIRES: has(value).
  [[nodiscard]] int place(std::int64_t value) const {
    const engine::Wide beyond = static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(from);
    const engine::Wide all = static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
    WT_ASSERT(beyond <= all);
    return static_cast<int>(beyond * kChartSide / all);
  }
};

// The end lies behind all cells, unless numbers end before.
Span span_of(const DensityRange& range) {
  constexpr std::int64_t kTop = std::numeric_limits<std::int64_t>::max();
  const engine::Wide length = engine::Wide{range.step} * range.cells;
  if (length > static_cast<std::uint64_t>(kTop) - static_cast<std::uint64_t>(range.from)) return {range.from, kTop};
  return {range.from, engine::wrapping_add(range.from, static_cast<std::int64_t>(length))};
}

std::vector<ChartTick> dates_on(const Span& span) {
  std::vector<ChartTick> ticks;
  for (TimeTick& tick : time_ticks(span.from, span.to, kTicksAcross)) {
    ticks.push_back({span.place(tick.time_ms), std::move(tick.text)});
  }
  return ticks;
}

// Of an axis of arrivals: dates, or the numbers of the rows.
ChartAxis arrival_axis(const LatenessAnswer& answer, const Span& span) {
  if (answer.arrival) return {"arrival", dates_on(span)};
  ChartAxis axis{"row", {}};
  const auto step =
      static_cast<std::int64_t>(round_step(static_cast<std::uint64_t>(span.to - span.from), kTicksAcross));
  for (std::int64_t row = 0; row <= span.to; row += step) {
    if (span.has(row)) axis.ticks.push_back({span.place(row), grouped(static_cast<std::uint64_t>(row))});
  }
  return axis;
}

// Of an axis of lengths.
std::vector<ChartTick> lengths_on(const Span& span, LengthScale scale) {
  constexpr std::array<std::int64_t, 12> kLengths{
      1, 10, 100, 1'000, 10'000, 60'000, 600'000, 3'600'000, 21'600'000, 86'400'000, 604'800'000, 31'536'000'000};
  std::vector<std::int64_t> lengths{0};
  for (const std::int64_t length : kLengths) {
    if (length >= scale.unit()) lengths.insert(lengths.end(), {length, -length});
  }
  std::sort(lengths.begin(), lengths.end());
  std::vector<ChartTick> ticks;
  for (const std::int64_t length : lengths) {
    const std::int64_t value = scale.place(length);
    if (span.has(value)) ticks.push_back({span.place(value), short_length(length)});
  }
  return ticks;
}

void add_cells(const Density& density, const Span& x, const Span& y, Chart& chart) {
  std::uint64_t most = 1;
  for (const DensityCell& cell : density.cells) most = std::max(most, cell.rows);
  const auto edge = [](const Span& span, const DensityRange& range, std::uint32_t cell) {
    const std::uint64_t value = static_cast<std::uint64_t>(range.from) + range.step * cell;
    return cell == range.cells ? kChartSide : span.place(static_cast<std::int64_t>(value));
  };
  for (const DensityCell& cell : density.cells) {
    const ChartPoint least{edge(x, density.x, cell.column), edge(y, density.y, cell.row)};
    const ChartPoint greatest{edge(x, density.x, cell.column + 1), edge(y, density.y, cell.row + 1)};
    const std::int64_t weight = most == 1 ? kWeightMax : 1 + (kWeightMax - 1) * log_place(cell.rows) / log_place(most);
    chart.cells.push_back({least, greatest, static_cast<int>(weight)});
  }
}

// How far up a share lies of which `missing` of `rows` are not there yet; all of them are there at `top`.
std::int64_t nines_place(std::uint64_t missing, std::uint64_t rows, std::int64_t top) {
  constexpr int kExtraBits = 20;
  if (missing == 0) return top;
  const auto scaled = (engine::Wide{rows} << kExtraBits) / missing;
  return log_place(static_cast<std::uint64_t>(scaled)) - kExtraBits * kOctave;
}

ChartAxis share_axis(const Span& span, std::uint64_t rows) {
  constexpr std::array<std::pair<std::uint64_t, std::string_view>, 7> kShares{{{1, "0 %"},
                                                                               {2, "50 %"},
                                                                               {10, "90 %"},
                                                                               {100, "99 %"},
                                                                               {1'000, "99.9 %"},
                                                                               {10'000, "99.99 %"},
                                                                               {100'000, "99.999 %"}}};
  ChartAxis axis{"rows that are there", {}};
  for (const auto& [one_of, text] : kShares) {
    if (one_of <= rows) axis.ticks.push_back({span.place(log_place(one_of)), std::string(text)});
  }
  axis.ticks.push_back({kChartSide, "all"});
  return axis;
}

}  // namespace

Chart completeness_chart(const LatenessAnswer& answer, LengthScale scale) {
  WT_REQUIRE(!answer.completeness.empty());
  Chart chart;
  chart.name = "completeness";
  const Recommendation& made = answer.recommendation;
  chart.title = answer.arrival ? "How many rows have arrived after waiting so long"
                               : "How many rows are in order with a bound of so much";
  const CompletenessPoint& last = answer.completeness.back();
  const Span wait{0, std::max(scale.place(std::max(last.wait_ms, made.bound_ms)), kOctave)};
  const Span share{0, log_place(answer.rows) + kOctave};
  chart.x = {answer.arrival ? "waited after the event time" : "bound", lengths_on(wait, scale)};
  chart.y = share_axis(share, answer.rows);
  ChartLine curve;
  for (const CompletenessPoint& point : answer.completeness) {
    const std::int64_t there = nines_place(answer.rows - point.rows, answer.rows, share.to);
    curve.points.push_back({wait.place(scale.place(point.wait_ms)), share.place(std::min(there, share.to))});
  }
  chart.lines.push_back(std::move(curve));
  if (made.kind != RecommendationKind::NoBound) {
    chart.marks.push_back({wait.place(scale.place(made.bound_ms)), "recommended: " + short_length(made.bound_ms)});
  }
  return chart;
}

Chart arrivals_chart(const LatenessAnswer& answer, const Density& arrivals) {
  Chart chart;
  chart.name = "arrivals";
  chart.title = answer.arrival ? "When rows happened and when they arrived; on the dotted line: at once"
                               : "When rows happened, in the order of the file";
  const Span x = span_of(arrivals.x);
  const Span y = span_of(arrivals.y);
  chart.x = {"event time", dates_on(x)};
  chart.y = arrival_axis(answer, y);
  add_cells(arrivals, x, y, chart);
  const Span both{std::max(x.from, y.from), std::min(x.to, y.to)};
  if (answer.arrival && both.from < both.to) {
    chart.lines.push_back(
        {ChartStroke::Ideal, {{x.place(both.from), y.place(both.from)}, {x.place(both.to), y.place(both.to)}}});
  }
  return chart;
}

Chart delays_chart(const LatenessAnswer& answer, const Density& delays, LengthScale scale) {
  Chart chart;
  chart.name = "delays";
  chart.title =
      answer.arrival ? "How late rows are as the stream goes on" : "How far rows are behind as the stream goes on";
  const Span x = span_of(delays.x);
  const Span y = span_of(delays.y);
  chart.x = arrival_axis(answer, x);
  chart.y = {answer.arrival ? "delay" : "behind", lengths_on(y, scale)};
  add_cells(delays, x, y, chart);
  return chart;
}

std::vector<Chart> lateness_charts(const LatenessAnswer& answer, const LatenessPlots& plots) {
  return {completeness_chart(answer, plots.lengths), arrivals_chart(answer, plots.arrivals),
          delays_chart(answer, plots.delays, plots.lengths)};
}

}  // namespace wavetank::scenarios
