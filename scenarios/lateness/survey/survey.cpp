// One row, all questions.
#include "scenarios/lateness/survey/survey.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "engine/base/assert.hpp"
#include "scenarios/lateness/survey/fetch.hpp"
#include "scenarios/lateness/survey/key_windows.hpp"
#include "scenarios/lateness/survey/knots.hpp"
#include "scenarios/lateness/survey/percentiles.hpp"
#include "scenarios/lateness/survey/watermark_reading.hpp"
#include "scenarios/lateness/survey/window_surveys.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kHourLengthMs = 3'600'000;
constexpr std::size_t kRepeatsMax = 1 << 19;
constexpr std::size_t kLargestKeys = 10;
constexpr std::int64_t kNoEarlierThan = std::numeric_limits<std::int64_t>::min();
// At which lateness is counted besides the candidates.
constexpr std::array<std::int64_t, 8> kCountedAt{1'000,   15'000,    60'000,     300'000,
                                                 600'000, 3'600'000, 86'400'000, 604'800'000};

std::size_t hour_of(std::int64_t time_ms) {
  const std::int64_t hour = (time_ms / kHourLengthMs - (time_ms % kHourLengthMs < 0 ? 1 : 0)) % 24;
  return static_cast<std::size_t>(hour < 0 ? hour + 24 : hour);
}

}  // namespace

struct Survey::Parts {
  // Delay, or disorder where no arrivals are known.
  struct KeyFigures {
    std::uint64_t rows = 0;
    Distribution figure{kSmallDistribution};
  };

  struct PartitionFigures {
    std::uint64_t rows = 0;
    Distribution delay;
    Distribution behind;
  };

  Parts(const SurveyPlan& plan, Shape has)
      : shape(has), disorder(plan.delay_limit_ms), merged_windows(plan, SurveyedWatermark::Merged, plan.priced) {
    if (shape.partitions) partition_windows.emplace(plan, SurveyedWatermark::PerPartition, std::vector<std::int64_t>());
    if (plan.gap_ms > 0) sessions.emplace(plan.gap_ms);
    days.emplace_back("UTC", utc_day_of);
    if (plan.plot_unit_ms) plot.emplace(LengthScale(*plan.plot_unit_ms));
    if (!plan.zone.empty()) days.emplace_back(plan.zone, plan.local_day);
  }

  void fetch_places(const StreamRow& row) const;
  void fetch_contents(const StreamRow& row) const;
  void take_times(const StreamRow& row);
  void take_windows(const StreamRow& row);
  void take_partition(const StreamRow& row, std::int64_t delay);
  void fill_totals(LatenessAnswer& answer) const;
  void fill_names(LatenessAnswer& answer, const Names& keys, const Names& partitions) const;

  Shape shape;
  std::uint64_t rows = 0;
  std::int64_t event_min = std::numeric_limits<std::int64_t>::max();
  std::int64_t event_max = std::numeric_limits<std::int64_t>::min();
  std::int64_t arrival_first = 0;
  std::int64_t arrival_last = 0;
  std::uint64_t same_arrival = 0;
  std::uint64_t out_of_order = 0;
  std::uint64_t future_rows = 0;
  std::int64_t future_farthest = 0;
  MergedHigh high;
  MergedHigh guarded_high;  // as if nothing happened later than it arrived
  PartitionHighs partition_highs;
  Distribution delay;
  Distribution behind;
  DisorderSurvey disorder;
  std::vector<Distribution> hours = std::vector<Distribution>(24, Distribution(kMediumDistribution));
  std::vector<KeyFigures> keys;
  std::vector<PartitionFigures> partitions;
  KeyWindows seen;  // (key, event time)
  std::uint64_t repeats = 0;
  std::size_t seen_count = 0;
  WindowSurveys merged_windows;
  std::optional<WindowSurveys> partition_windows;
  std::optional<BatchSessions> sessions;
  std::vector<DaySurvey> days;
  std::optional<PlotSurvey> plot;
};

// What the row's key leads to, and then what that leads to: two steps, so that the second finds the first one done.
void Survey::Parts::fetch_places(const StreamRow& row) const {
  fetch_element(keys, row.key);
  if (sessions) sessions->fetch_place(row.key);
  merged_windows.fetch_places(row);
  if (partition_windows) partition_windows->fetch_places(row);
}

void Survey::Parts::fetch_contents(const StreamRow& row) const {
  if (row.key < keys.size()) keys[row.key].figure.fetch_place(shape.arrivals ? row.arrival_ms - row.event_ms : 0);
  if (sessions) sessions->fetch_contents(row.key);
  merged_windows.fetch_contents(row);
  if (partition_windows) partition_windows->fetch_contents(row);
}

void Survey::Parts::take_times(const StreamRow& row) {
  const std::int64_t late = shape.arrivals ? row.arrival_ms - row.event_ms : 0;
  const std::int64_t after = high.high() ? std::max<std::int64_t>(0, *high.high() - row.event_ms) : 0;
  const std::int64_t believed = shape.arrivals ? std::min(row.event_ms, row.arrival_ms) : row.event_ms;
  const std::int64_t guarded = guarded_high.high() ? std::max<std::int64_t>(0, *guarded_high.high() - row.event_ms) : 0;
  behind.add(after);
  disorder.take({after, guarded, late});
  if (after > 0) ++out_of_order;
  const std::int64_t figure = shape.arrivals ? late : after;
  hours[hour_of(row.event_ms)].add(figure);
  if (row.key >= keys.size()) keys.resize(row.key + 1);
  ++keys[row.key].rows;
  keys[row.key].figure.add(figure);
  if (shape.arrivals) {
    delay.add(late);
    if (rows == 0) arrival_first = row.arrival_ms;
    if (rows > 0 && row.arrival_ms == arrival_last) ++same_arrival;
    arrival_last = row.arrival_ms;
    if (late < 0) ++future_rows;
    future_farthest = std::max(future_farthest, -late);
  }
  guarded_high.take(believed);
  event_min = std::min(event_min, row.event_ms);
  event_max = std::max(event_max, row.event_ms);
  if (seen_count <= kRepeatsMax) {
    if (seen.add(row.key, row.event_ms, kNoEarlierThan))
      ++seen_count;
    else
      ++repeats;
  }
  if (shape.partitions) take_partition(row, late);
  if (plot) plot->take(row.event_ms, shape.arrivals ? row.arrival_ms : static_cast<std::int64_t>(rows), figure);
}

void Survey::Parts::take_partition(const StreamRow& row, std::int64_t late) {
  if (row.partition >= partitions.size()) partitions.resize(row.partition + 1);
  PartitionFigures& figures = partitions[row.partition];
  ++figures.rows;
  if (shape.arrivals) figures.delay.add(late);
  const bool known = row.partition < partition_highs.partitions().size();
  const std::optional<std::int64_t> own = known ? partition_highs.partitions()[row.partition].own.high() : std::nullopt;
  figures.behind.add(own ? std::max<std::int64_t>(0, *own - row.event_ms) : 0);
}

void Survey::Parts::take_windows(const StreamRow& row) {
  StreamPosition position{rows, row.arrival_ms, high.high()};
  merged_windows.take(row, position);
  if (partition_windows) {
    position.high = partition_highs.high();
    partition_windows->take(row, position);
  }
  if (sessions) sessions->take(row.event_ms, row.key);
  const std::optional<std::int64_t> arrival = shape.arrivals ? std::optional(row.arrival_ms) : std::nullopt;
  for (DaySurvey& day : days) day.take(row.event_ms, arrival, row.key);
  if (high.take(row.event_ms)) merged_windows.advance(*high.high(), position);
  if (partition_windows && partition_highs.take(row.partition, row.event_ms, *high.high())) {
    partition_windows->advance(*partition_highs.high(), position);
  }
}

void Survey::Parts::fill_totals(LatenessAnswer& answer) const {
  answer.rows = rows;
  answer.keys = keys.size();
  for (const KeyFigures& key : keys) {
    answer.largest_key_rows = std::max(answer.largest_key_rows, key.rows);
    if (key.rows == 1) ++answer.keys_with_one_row;
  }
  answer.event_min = event_min;
  answer.event_max = event_max;
  answer.behind = percentiles_of(behind);
  answer.out_of_order = out_of_order;
  if (seen_count <= kRepeatsMax) answer.repeats = repeats;
  const Ranking ranked = behind.ranking();
  for (const std::int64_t at : kCountedAt) answer.late_at.emplace_back(at, ranked.above(at));
  const Ranking waits = shape.arrivals ? delay.ranking() : ranked;
  for (const std::int64_t length : round_lengths()) {
    answer.completeness.push_back({length, rows - waits.above(length)});
    if (answer.completeness.back().rows == rows) break;
  }
  for (std::size_t i = 0; i < hours.size(); ++i) answer.hours[i] = percentiles_of(hours[i]);
  if (!shape.arrivals) return;
  answer.arrival = {arrival_first, arrival_last};
  answer.delay = percentiles_of(delay);
  answer.same_arrival = same_arrival;
  for (const std::int64_t at : kCountedAt) answer.delay_above.emplace_back(at, waits.above(at));
  answer.future.rows = future_rows;
  answer.future.farthest_ms = future_farthest;
}

void Survey::Parts::fill_names(LatenessAnswer& answer, const Names& key_names, const Names& partition_names) const {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return keys[a].rows > keys[b].rows; });
  order.resize(std::min(order.size(), kLargestKeys));
  for (const std::uint32_t key : order) {
    NamedPercentiles named;
    if (key < key_names.size()) named.name = key_names.name(key);
    named.rows = keys[key].rows;
    (shape.arrivals ? named.delay.emplace() : named.behind) = percentiles_of(keys[key].figure);
    answer.largest_keys.push_back(std::move(named));
  }
  for (std::uint32_t i = 0; i < partitions.size(); ++i) {
    PartitionAnswer partition;
    partition.figures.name = partition_names.name(i);
    partition.figures.rows = partitions[i].rows;
    if (shape.arrivals) partition.figures.delay = percentiles_of(partitions[i].delay);
    partition.figures.behind = percentiles_of(partitions[i].behind);
    partition.holds_back = partition_highs.partitions()[i].holds_back;
    partition.behind_others = partition_highs.partitions()[i].behind_others;
    answer.partitions.push_back(std::move(partition));
  }
}

Survey::Survey(const SurveyPlan& plan, Shape shape) : parts_(std::make_unique<Parts>(plan, shape)) {}
Survey::~Survey() = default;

void Survey::take(std::span<const StreamRow> rows) {
  WT_REQUIRE(rows.size() <= kSurveyRowsMax - parts_->rows);
  for (const StreamRow& row : rows) parts_->fetch_places(row);
  for (const StreamRow& row : rows) parts_->fetch_contents(row);
  for (const StreamRow& row : rows) {
    parts_->take_times(row);
    parts_->take_windows(row);
    ++parts_->rows;
  }
}

LatenessAnswer Survey::finish(const Names& keys, const Names& partitions) {
  Parts& parts = *parts_;
  WT_REQUIRE(parts.rows > 0);
  LatenessAnswer answer;
  parts.fill_totals(answer);
  parts.fill_names(answer, keys, partitions);
  if (parts.sessions) answer.sessions = parts.sessions->finish();
  for (const DaySurvey& day : parts.days) {
    answer.days.push_back(day.finish(parts.shape.arrivals));
    if (parts.sessions) answer.days.back().sessions_across_midnight = parts.sessions->across_midnight(day.day_of());
  }
  const WindowSurveys::Whole whole{parts.rows, parts.shape.arrivals, parts.sessions ? &*parts.sessions : nullptr};
  parts.merged_windows.finish(whole, answer);
  if (parts.partition_windows) parts.partition_windows->finish(whole, answer);
  return answer;
}

StreamProfile Survey::profile() const {
  const Parts& parts = *parts_;
  StreamProfile profile;
  profile.rows = parts.rows;
  profile.keys = static_cast<std::int64_t>(parts.keys.size());
  profile.delay_ms = knots_of(parts.shape.arrivals ? parts.delay : parts.behind);
  WT_ASSERT(parts.sessions.has_value());
  parts.sessions->fill(profile);
  std::vector<std::uint64_t> rows;
  for (const Parts::PartitionFigures& partition : parts.partitions) rows.push_back(partition.rows);
  profile.partition = knots_of_ranks(std::move(rows));
  return profile;
}

std::optional<LatenessPlots> Survey::plots() const {
  if (!parts_->plot) return std::nullopt;
  return parts_->plot->plots();
}

const DisorderSurvey& Survey::disorder() const { return parts_->disorder; }

}  // namespace wavetank::scenarios
