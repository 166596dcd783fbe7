// Built-in functions against slow definitions, and with a snapshot at any gap.
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/operators/functions/funnel.hpp"
#include "engine/operators/functions/rolling.hpp"
#include "engine/operators/functions/silence.hpp"
#include "engine/operators/process/keyed_process.hpp"
#include "tests/engine/operators/functions/function_story.hpp"

namespace wavetank::engine::testing {
namespace {

// A stream in order: for each record how long after the one before, its key and its value.
struct Step {
  std::int64_t gap = 0;
  char key = 'a';
  std::int64_t value = 0;
};
using Steps = std::vector<Step>;

Steps steps_of(const std::vector<std::uint8_t>& bytes) {
  Steps steps;
  for (const std::uint8_t byte : bytes) {
    steps.push_back({byte % 7, static_cast<char>('a' + (byte >> 3) % 2), 1 + (byte >> 5) % 3});
  }
  return steps;
}

std::string script_of(const Steps& steps, std::size_t snapshot_at) {
  std::string script;
  std::int64_t time = 100;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    time += steps[i].gap;
    if (i == snapshot_at) script += "S ";
    script += std::string(1, steps[i].key) + "=" + std::to_string(steps[i].value) + "@" + std::to_string(time) + " ";
  }
  return script + "W999999";
}

std::vector<std::string> sorted_words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word.substr(0, word.find('@')));
  std::ranges::sort(words);
  return words;
}

constexpr std::int64_t kLength = 10;

void run_funnel(FunctionStory& story) {
  FunnelSpec spec{.steps = {}, .within = Millis{kLength}, .time = TimeDomain::Event, .result = {}};
  spec.result = story.result({{.name = "steps"},
                              {.name = "last_step", .type = FieldType::Text},
                              {.name = "outcome", .type = FieldType::Text},
                              {.name = "started", .type = FieldType::Timestamp},
                              {.name = "ended", .type = FieldType::Timestamp}});
  for (const char* const value : {"1", "2", "3"}) {
    spec.steps.push_back({story.facts().texts.intern(value), story.expression(std::string("value == ") + value)});
  }
  story.run(
      std::make_unique<KeyedProcessOperator>(std::make_unique<FunnelFunction>(std::move(spec), story.facts().texts)));
}

// Walks a key's records once per funnel: from a first step on, takes what comes next in time.
std::vector<std::string> funnels_of(const Steps& steps) {
  std::map<char, std::vector<std::pair<std::int64_t, std::int64_t>>> streams;
  std::int64_t time = 100;
  for (const Step& step : steps) streams[step.key].emplace_back(time += step.gap, step.value);
  std::vector<std::string> results{"W999999"};
  for (const auto& [key, records] : streams) {
    for (std::size_t at = 0; at < records.size();) {
      if (records[at].second != 1) {
        ++at;
        continue;
      }
      const std::int64_t start = records[at].first;
      std::int64_t reached = 0;
      std::int64_t ended = start + kLength;
      for (; at < records.size() && records[at].first < start + kLength && reached < 3; ++at) {
        if (records[at].second != reached + 1) continue;
        if (++reached == 3) ended = records[at].first;
      }
      results.push_back("{" + std::string(1, key) + "," + std::to_string(reached) + "," + std::to_string(reached) +
                        (reached == 3 ? ",completed," : ",timed") + (reached == 3 ? "" : " out,") +
                        std::to_string(start) + "," + std::to_string(ended) + "}");
    }
  }
  // Words of the answer are split at blanks.
  std::vector<std::string> words;
  for (const std::string& result : results) {
    for (const std::string& word : sorted_words(result)) words.push_back(word);
  }
  std::ranges::sort(words);
  return words;
}

RC_GTEST_PROP(FunnelProperty, InAnOrderedStreamIsWhatEachKeysRecordsSay, (const std::vector<std::uint8_t>& bytes)) {
  const Steps steps = steps_of(bytes);
  FunctionStory story;
  run_funnel(story);
  RC_ASSERT(sorted_words(story.play(script_of(steps, steps.size()))) == funnels_of(steps));
}

void run_silence(FunctionStory& story) {
  const SchemaId result = story.result(
      {{.name = "last_heard", .type = FieldType::Timestamp}, {.name = "silent_at", .type = FieldType::Timestamp}});
  story.run(std::make_unique<KeyedProcessOperator>(std::make_unique<SilenceFunction>(
      SilenceSpec{.after = Millis{kLength}, .time = TimeDomain::Event, .result = result}, story.facts().texts)));
}

// Between a key's records and after the last: each gap that is longer.
std::vector<std::string> silences_of(const Steps& steps) {
  std::map<char, std::vector<std::int64_t>> streams;
  std::int64_t time = 100;
  for (const Step& step : steps) streams[step.key].push_back(time += step.gap);
  std::vector<std::string> results{"W999999"};
  for (const auto& [key, times] : streams) {
    for (std::size_t i = 0; i < times.size(); ++i) {
      if (i + 1 < times.size() && times[i + 1] - times[i] <= kLength) continue;
      results.push_back("{" + std::string(1, key) + "," + std::to_string(times[i]) + "," +
                        std::to_string(times[i] + kLength) + "}");
    }
  }
  std::ranges::sort(results);
  return results;
}

RC_GTEST_PROP(SilenceProperty, InAnOrderedStreamIsEveryGapThatIsLonger, (const std::vector<std::uint8_t>& bytes)) {
  const Steps steps = steps_of(bytes);
  FunctionStory story;
  run_silence(story);
  RC_ASSERT(sorted_words(story.play(script_of(steps, steps.size()))) == silences_of(steps));
}

void run_rolling(FunctionStory& story) {
  RollingSpec spec{.aggregates = {{.kind = AggregateKind::Sum, .name = "sum", .field = 1},
                                  {.kind = AggregateKind::Count, .name = "count"}},
                   .condition = std::nullopt,
                   .ttl = std::nullopt,
                   .result = story.result({{.name = "sum"}, {.name = "count"}})};
  story.run(
      std::make_unique<KeyedProcessOperator>(std::make_unique<RollingFunction>(std::move(spec), story.facts().texts)));
}

// Law: a snapshot holds all there is but the watermark (WM-09).
RC_GTEST_PROP(FunctionProperty, ARestoreAtAnyGapChangesNothing,
              (const std::vector<std::uint8_t>& bytes, std::uint8_t at)) {
  const Steps steps = steps_of(bytes);
  RC_PRE(!steps.empty());
  for (const auto run : {run_funnel, run_silence, run_rolling}) {
    FunctionStory whole;
    FunctionStory restored;
    run(whole);
    run(restored);
    RC_ASSERT(restored.play(script_of(steps, at % steps.size())) == whole.play(script_of(steps, steps.size())));
  }
}

}  // namespace
}  // namespace wavetank::engine::testing
