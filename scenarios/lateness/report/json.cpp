// Field by field; names and units are a contract.
#include "scenarios/lateness/report/json.hpp"

#include <nlohmann/json.hpp>

#include "engine/base/assert.hpp"
#include "scenarios/lateness/report/summary.hpp"

namespace wavetank::scenarios {
namespace {

using LatenessJson = nlohmann::ordered_json;

template <typename Number>
LatenessJson or_null(const std::optional<Number>& number) {
  return number ? LatenessJson(*number) : LatenessJson(nullptr);
}

LatenessJson json_of(const Percentiles& spread) {
  if (spread.count == 0) return nullptr;
  return {{"min", spread.min},   {"p50", spread.p50}, {"p90", spread.p90},    {"p99", spread.p99},
          {"p999", spread.p999}, {"max", spread.max}, {"exact", spread.exact}};
}

LatenessJson json_of(const CandidateAnswer& answer) {
  return {{"bound_ms", answer.candidate.bound_ms},
          {"allowed_lateness_ms", answer.candidate.lateness_ms},
          {"on_time", answer.on_time},
          {"late_fired", answer.late_fired},
          {"dropped", answer.dropped},
          {"incomplete", answer.incomplete},
          {"mean_wait_ms", or_null(answer.mean_wait_ms)},
          {"open_windows_max", answer.state.windows_max},
          {"open_windows_mean", answer.state.windows_mean},
          {"rows_held_max", answer.state.records_max},
          {"rows_held_mean", answer.state.records_mean}};
}

LatenessJson bounds_of(const WindowsAnswer& windows) {
  LatenessJson bounds = LatenessJson::array();
  for (const CandidateAnswer& answer : windows.candidates) bounds.push_back(json_of(answer));
  return bounds;
}

LatenessJson json_of(const WindowsAnswer& windows) {
  static constexpr const char* kKinds[] = {"tumbling", "sliding", "session"};
  LatenessJson json;
  json["windows"] = kKinds[static_cast<std::size_t>(windows.windows)];
  json["watermark"] = windows.watermark == SurveyedWatermark::Merged ? "merged" : "per-partition";
  json[windows.windows == SurveyedWindows::Session ? "gap_ms" : "size_ms"] = windows.size_ms;
  if (windows.windows == SurveyedWindows::Sliding) json["slide_ms"] = windows.slide_ms;
  json["bounds"] = bounds_of(windows);
  return json;
}

LatenessJson json_of(const std::vector<std::pair<std::int64_t, std::uint64_t>>& counts) {
  LatenessJson json = LatenessJson::array();
  for (const auto& [length, rows] : counts) json.push_back({{"above_ms", length}, {"rows", rows}});
  return json;
}

LatenessJson json_of(const NamedPercentiles& named) {
  return {{"name", named.name},
          {"rows", named.rows},
          {"delay_ms", named.delay ? json_of(*named.delay) : LatenessJson(nullptr)},
          {"behind_ms", json_of(named.behind)}};
}

LatenessJson json_of(const SessionsAnswer& sessions) {
  return {{"gap_ms", sessions.gap_ms},
          {"sessions", sessions.sessions},
          {"whole", sessions.whole},
          {"per_key", json_of(sessions.per_key)},
          {"rows_each", json_of(sessions.rows_each)},
          {"length_ms", json_of(sessions.length_ms)},
          {"neighbours_exactly_a_gap_apart", sessions.touching}};
}

LatenessJson json_of(const DaysAnswer& days) {
  return {{"zone", days.zone},
          {"arrived_on_another_day", or_null(days.other_day)},
          {"sessions_across_midnight", or_null(days.sessions_across_midnight)},
          {"days", days.days},
          {"active_keys_mean", days.active_mean},
          {"active_keys_moved_per_mille", or_null(days.moved_per_mille)},
          {"worst_day", days.worst_day.empty() ? LatenessJson(nullptr) : LatenessJson(days.worst_day)},
          {"worst_day_by_event", days.worst_by_event},
          {"worst_day_by_arrival", days.worst_by_arrival}};
}

LatenessJson json_of(const Recommendation& made, const std::string& text) {
  static constexpr const char* kKinds[] = {"bound", "no-bound", "not-on-the-last-part"};
  LatenessJson json;
  json["kind"] = kKinds[static_cast<std::size_t>(made.kind)];
  json["bound_ms"] = made.bound_ms;
  if (made.wanted_delay_ms)
    json["keep_delayed_ms"] = *made.wanted_delay_ms;
  else
    json["target"] = {{"of", made.wanted_of}, {"in", made.wanted_in}};
  json["first_part"] = {{"rows", made.first_rows}, {"on_time", made.first_within}};
  json["last_part"] = {{"rows", made.last_rows}, {"on_time", made.last_within}};
  json["dropped"] = made.price ? LatenessJson(made.price->dropped) : LatenessJson(nullptr);
  json["mean_wait_ms"] = made.price ? or_null(made.price->mean_wait_ms) : LatenessJson(nullptr);
  json["open_windows_max"] = made.price ? LatenessJson(made.price->state.windows_max) : LatenessJson(nullptr);
  json["text"] = text;
  return json;
}

LatenessJson json_of(const FileFacts& file) {
  const auto column = [](const std::optional<Column>& named, const std::string& form) -> LatenessJson {
    if (!named) return nullptr;
    LatenessJson json = {{"name", named->name}, {"guessed", named->guessed}};
    if (!form.empty()) json["unit"] = form;
    return json;
  };
  LatenessJson json;
  json["path"] = file.path;
  json["format"] = file.format;
  json["event"] = column(file.columns.event, file.event_form);
  json["arrival"] = column(file.columns.arrival, file.arrival_form);
  json["key"] = column(file.columns.key, "");
  json["partition"] = column(file.columns.partition, "");
  json["broken_rows"] = file.broken_rows;
  json["first_broken"] = LatenessJson::array();
  for (const InputError& error : file.first_broken) {
    json["first_broken"].push_back({{"line", error.line}, {"message", error.message}, {"hint", error.hint}});
  }
  return json;
}

void add_people(const LatenessAnswer& answer, LatenessJson& json) {
  json["largest_keys"] = LatenessJson::array();
  for (const NamedPercentiles& key : answer.largest_keys) json["largest_keys"].push_back(json_of(key));
  json["partitions"] = LatenessJson::array();
  for (const PartitionAnswer& partition : answer.partitions) {
    LatenessJson one = json_of(partition.figures);
    one["holds_back_rows"] = partition.holds_back;
    one["behind_others_ms"] = partition.behind_others;
    json["partitions"].push_back(std::move(one));
  }
  json["hours"] = LatenessJson::array();
  for (const Percentiles& hour : answer.hours) json["hours"].push_back(json_of(hour));
  json["days"] = LatenessJson::array();
  for (const DaysAnswer& days : answer.days) json["days"].push_back(json_of(days));
}

}  // namespace

std::string lateness_to_json(const LatenessReport& report) {
  WT_REQUIRE(report.answer.has_value());
  const LatenessAnswer& answer = *report.answer;
  LatenessJson json;
  json["rows"] = answer.rows;
  json["keys"] = answer.keys;
  json["out_of_order"] = answer.out_of_order;
  json["percentiles_ms"] = answer.delay ? json_of(*answer.delay) : LatenessJson(nullptr);
  json["bounds"] = bounds_of(answer.windows.front());
  json["recommendation"] = json_of(answer.recommendation, recommendation_text(answer));
  json["file"] = json_of(report.file);
  json["largest_key_rows"] = answer.largest_key_rows;
  json["keys_with_one_row"] = answer.keys_with_one_row;
  json["event_ms"] = {{"min", answer.event_min}, {"max", answer.event_max}};
  json["arrival_ms"] = nullptr;
  if (answer.arrival) json["arrival_ms"] = {{"min", answer.arrival->first}, {"max", answer.arrival->second}};
  json["behind_ms"] = json_of(answer.behind);
  json["same_arrival_as_row_before"] = or_null(answer.same_arrival);
  json["repeats_of_key_and_event_time"] = or_null(answer.repeats);
  json["late_at_bound"] = json_of(answer.late_at);
  json["delay_above"] = json_of(answer.delay_above);
  json["completeness"] = LatenessJson::array();
  for (const CompletenessPoint& point : answer.completeness) {
    json["completeness"].push_back({{"wait_ms", point.wait_ms}, {"rows", point.rows}});
  }
  json["future"] = {{"rows", answer.future.rows},
                    {"farthest_ms", answer.future.farthest_ms},
                    {"late_by_them_at_recommended_bound", answer.future.late_by_them}};
  json["sessions"] = answer.sessions ? json_of(*answer.sessions) : LatenessJson(nullptr);
  json["windows"] = LatenessJson::array();
  for (const WindowsAnswer& windows : answer.windows) json["windows"].push_back(json_of(windows));
  add_people(answer, json);
  return json.dump(2, ' ', false, LatenessJson::error_handler_t::replace) + "\n";
}

}  // namespace wavetank::scenarios
