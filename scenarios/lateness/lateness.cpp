// Sample, plan, survey, recommend.
#include "scenarios/lateness/lateness.hpp"

#include <array>
#include <span>
#include <utility>

namespace wavetank::scenarios {
namespace {

constexpr std::uint64_t kProgressRows = 1 << 17;
constexpr std::size_t kRowsTogether = 32;  // that are read before they are looked at

FileFacts facts_of(const StreamFile& file, const std::string& path) {
  FileFacts facts;
  facts.path = path;
  facts.format = file.format();
  facts.columns = file.columns();
  facts.event_form = name_of(file.event_form());
  if (file.has_arrival()) facts.arrival_form = name_of(file.arrival_form());
  facts.assumed_utc = file.assumed_utc();
  facts.broken_rows = file.broken_rows();
  facts.first_broken = file.first_broken();
  return facts;
}

// The rest of the file. False: told to stop.
bool take_rest(StreamFile& file, Survey& survey, std::uint64_t rows, const LatenessProgress& progress) {
  std::array<StreamRow, kRowsTogether> read;
  for (std::size_t count = kRowsTogether; count == kRowsTogether;) {
    count = 0;
    while (count < kRowsTogether && file.next(read[count])) ++count;
    survey.take(std::span(read).first(count));
    rows += count;
    if (rows % kProgressRows < count && !progress(rows, file.bytes_taken())) return false;
  }
  return true;
}

}  // namespace

LatenessReport look_at_lateness(const std::string& path, const LatenessOptions& options,
                                const LatenessProgress& progress) {
  LatenessReport report;
  report.file.path = path;
  StreamFile file(path, options.file);
  report.errors = file.errors();
  if (!report.errors.empty()) return report;
  std::vector<StreamRow> first_rows;
  StreamRow row;
  while (first_rows.size() < kPlanRows && file.next(row)) first_rows.push_back(row);
  if (first_rows.empty() || !file.errors().empty()) {
    report.errors = file.errors().empty() ? file.first_broken() : file.errors();
    return report;
  }
  const Arrivals arrivals = file.has_arrival() ? Arrivals::Known : Arrivals::Unknown;
  report.plan = make_plan(first_rows, arrivals, options.wishes);
  report.plan.delay_limit_ms = options.keep_delayed_ms.value_or(report.plan.delay_limit_ms);
  Survey survey(report.plan, {file.has_arrival(), file.columns().partition.has_value()});
  survey.take(first_rows);
  const std::uint64_t taken = std::exchange(first_rows, {}).size();
  const bool whole = take_rest(file, survey, taken, progress);
  report.errors = file.errors();
  report.file = facts_of(file, path);
  if (!whole || !report.errors.empty()) return report;
  LatenessAnswer answer = survey.finish(file.keys(), file.partitions());
  answer.recommendation = options.keep_delayed_ms
                              ? recommend_for_delay(survey.disorder(), *options.keep_delayed_ms, answer)
                              : recommend(survey.disorder(), options.target, answer);
  answer.future.late_by_them = survey.disorder().late_by_future(answer.recommendation.bound_ms);
  report.answer = std::move(answer);
  report.profile = survey.profile();
  report.plots = survey.plots();
  report.profile.source = path;
  return report;
}

}  // namespace wavetank::scenarios
