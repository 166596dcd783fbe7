// A pipeline in C++, written as the streaming APIs that people know.
//
//   Pipeline p("checkout");
//   const OutputTag late("late");
//   Stream totals = p.source("clicks", {text("key"), int64("cents")})
//                       .watermarks(bounded(5s))
//                       .filter("cents > 0")
//                       .key_by("key")
//                       .window(tumbling(10s))
//                       .allowed_lateness(5s)
//                       .side_output(late)
//                       .aggregate(count(), sum("cents"));
//   totals.sink("totals");
//   totals.side_output(late).sink("too-late");
//
// What is built is the same `Scenario` that JSON makes (docs/SCENARIOS.md), plus functions in C++. Nothing is checked on the
// way; `check` says what is wrong, and `run` (running.hpp) refuses to run it. A Stream is a handle: it is copied freely and
// must not outlive its pipeline.
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/build/changelogs.hpp"
#include "scenarios/build/faults.hpp"
#include "scenarios/build/joins.hpp"
#include "scenarios/build/output_tag.hpp"
#include "scenarios/build/patterns.hpp"
#include "scenarios/build/row.hpp"
#include "scenarios/build/windows.hpp"
#include "scenarios/format/scenario.hpp"
#include "scenarios/format/validate.hpp"

namespace wavetank::build {

using scenarios::Value;

[[nodiscard]] engine::Field text(std::string name);
[[nodiscard]] engine::Field int64(std::string name);
[[nodiscard]] engine::Field decimal(std::string name, std::uint8_t scale);
[[nodiscard]] engine::Field boolean(std::string name);
[[nodiscard]] engine::Field timestamp(std::string name);

// An event of an input: when it happened, its fields, and when it was sent if that was later.
struct Event {
  Length time;
  std::vector<Value> values;
  std::optional<Length> sent{};  // none: when it happened, but not before the event above
};
[[nodiscard]] Event at(Length time, std::vector<Value> values);
[[nodiscard]] Event late(Length time, Length sent, std::vector<Value> values);

struct Sorting {
  std::string then_by{};  // a field: the order of records of equal time; empty: as they came
  engine::SortOrder order = engine::SortOrder::Ascending;
  std::optional<OutputTag> late{};
};

// The latest row of each `rule_key` of a broadcast stream, beside the records that look it up. What its fields are called
// in expressions begins with "rule_".
struct LookUp {
  std::string rule_key;
  std::string look_up;                                        // the record's field
  std::string condition{};                                    // which records go on; empty: all
  std::vector<std::pair<std::string, std::string>> fields{};  // name, expression; none: the record as it is
};

struct Rolling {
  std::string condition{};                  // which records are added, the others only ask; empty: all
  std::optional<engine::TimeToLive> ttl{};  // PF-04 to PF-06
};

class Pipeline;
class KeyedStream;
class WindowedStream;

class Stream {
 public:
  Stream(Pipeline& pipeline, std::string from) : pipeline_(&pipeline), from_(std::move(from)) {}

  // By expressions (docs/SCENARIOS.md, Expressions).
  [[nodiscard]] Stream filter(std::string condition) const;
  [[nodiscard]] Stream map(std::vector<std::pair<std::string, std::string>> fields) const;
  [[nodiscard]] Stream project(std::vector<std::string> fields) const;
  // The first output whose condition holds takes a record; the rest goes on. `side_output` gives an output's stream.
  [[nodiscard]] Stream split(std::vector<std::pair<std::string, std::string>> outputs) const;
  // Each record becomes one row for each alternative whose condition holds; all have the same fields.
  [[nodiscard]] Stream flat_map(std::vector<scenarios::AlternativeSpec> alternatives) const;
  // Records wait for the watermark and go on by time (SO-01); late ones are counted, or sent to `late`.
  [[nodiscard]] Stream sort_by_time(const Sorting& sorting = {}) const;
  // New timestamps and watermarks in place of those from upstream (WM-05 to WM-08).
  [[nodiscard]] Stream timestamps(std::string field, const Watermarks& watermarks) const;

  // By functions, which are called for each row and must be deterministic.
  using Predicate = std::function<bool(const Row&)>;
  using Mapping = std::function<std::vector<Value>(const Row&)>;                   // by field
  using FlatMapping = std::function<std::vector<std::vector<Value>>(const Row&)>;  // a row each
  [[nodiscard]] Stream filter(Predicate keeps) const;
  [[nodiscard]] Stream map(std::vector<engine::Field> fields, Mapping makes) const;
  [[nodiscard]] Stream flat_map(std::vector<engine::Field> fields, FlatMapping makes) const;

  // A field more, behind those that are there.
  using Computing = std::function<Value(const Row&)>;
  [[nodiscard]] Stream with(engine::Field field, Computing computes) const;

  [[nodiscard]] Stream union_with(const Stream& other) const;
  [[nodiscard]] KeyedStream key_by(std::string field) const;
  // By what a function says, which becomes a field of that name.
  [[nodiscard]] KeyedStream key_by(engine::Field key, Computing computes) const;
  // All records in one window, without keys.
  [[nodiscard]] WindowedStream window_all(const Windows& windows) const;
  // What the operator before sends there.
  [[nodiscard]] Stream side_output(const OutputTag& tag) const;

  // Of the operator that was added last.
  Stream& named(std::string id);
  Stream& parallelism(std::uint32_t subtasks);

  void sink(std::string id) const;
  // A sink whose changes come to a table: of whole rows (FT-01), or of one row for each value of `key` (FT-02).
  void table(std::string id, std::vector<std::string> key = {}) const;
  [[nodiscard]] const std::string& from() const { return from_; }
  [[nodiscard]] const Pipeline& pipeline() const { return *pipeline_; }

 protected:
  friend class KeyedStream;
  friend class WindowedStream;
  [[nodiscard]] Stream add(std::string_view kind, scenarios::AnyNode op) const;
  [[nodiscard]] scenarios::Node& node();
  // `side_output(tag)` gives the operator's `output`.
  void tag(const OutputTag& tag, std::string_view output) const;

  Pipeline* pipeline_;
  std::string from_;                 // "id" or "id.output"
  std::vector<std::string> beside_;  // of a union: the others
};

class SourceStream : public Stream {
 public:
  SourceStream(Pipeline& pipeline, std::string from, std::size_t input)
      : Stream(pipeline, std::move(from)), input_(input) {}

  SourceStream& watermarks(const Watermarks& watermarks);
  SourceStream& partitions(std::uint32_t count);
  SourceStream& events(const std::vector<Event>& events);
  // Whatever the format's generator can (scenario.hpp).
  SourceStream& generated(scenarios::InputGenerator generator);
  // The stream stays open at its end: no final watermark.
  SourceStream& held_open();

 private:
  std::size_t input_;
};

class KeyedStream {
 public:
  KeyedStream(Stream stream, std::string key) : stream_(std::move(stream)), key_(std::move(key)) {}

  [[nodiscard]] WindowedStream window(const Windows& windows) const;
  // A function with state and timers (engine/operators/process/process_function.hpp), made anew for each run.
  using MakeProcess = std::function<std::unique_ptr<engine::ProcessFunction>(const scenarios::FunctionPlace&)>;
  [[nodiscard]] Stream process(std::vector<engine::Field> fields, MakeProcess make) const;
  // The running aggregates of each key, after each record.
  template <typename... More>
  [[nodiscard]] Stream rolling(const Aggregate& first, const More&... more) const {
    return rolling_of({}, {first, more...});
  }
  template <typename... More>
  [[nodiscard]] Stream rolling(const Rolling& options, const Aggregate& first, const More&... more) const {
    return rolling_of(options, {first, more...});
  }
  // Windows as streaming SQL has them (SQ rules): no trigger, no lateness.
  template <typename... More>
  [[nodiscard]] Stream sql_window(const Windows& windows, const Aggregate& first, const More&... more) const {
    return sql_window_of(windows, {first, more...});
  }
  // How many of the steps, name and condition, a key reaches one after the other within so long of the first one.
  [[nodiscard]] Stream funnel(std::vector<std::pair<std::string, std::string>> steps, Length within,
                              TimeDomain time = TimeDomain::Event) const;
  // A row when a key has not been heard of for so long.
  [[nodiscard]] Stream silence(Length after, TimeDomain time = TimeDomain::Event) const;
  // `rules` are broadcast to all subtasks.
  [[nodiscard]] Stream connect(const Stream& rules, const LookUp& look_up) const;

  // Joins: `right` has a key of its own, of the same type (docs/semantics/joins.md).
  [[nodiscard]] Stream interval_join(const KeyedStream& right, const IntervalJoin& options) const;
  [[nodiscard]] Stream join(const KeyedStream& right, const RegularJoin& options = {}) const;
  [[nodiscard]] Stream temporal_join(const KeyedStream& versions, const TemporalJoin& options = {}) const;
  [[nodiscard]] Stream window_join(const KeyedStream& right, const Windows& windows,
                                   Length allowed_lateness = {}) const;
  [[nodiscard]] Stream co_group(const KeyedStream& right, const Windows& windows, const CoGroup& options) const;

  // Operators whose results change (docs/semantics/changelogs.md); `table` of what they send shows what they come to.
  template <typename... More>
  [[nodiscard]] Stream group_by(const Grouping& options, const Aggregate& first, const More&... more) const {
    return group_by_of(options, {first, more...});
  }
  template <typename... More>
  [[nodiscard]] Stream over(const Frame& frame, const Aggregate& first, const More&... more) const {
    return over_of(frame, {first, more...});
  }
  [[nodiscard]] Stream deduplicate(const Deduplicate& options = {}) const;
  [[nodiscard]] Stream top_n(const TopN& options) const;
  [[nodiscard]] Stream upsert_materialize(const UpsertMaterialize& options = {}) const;

  // Matches; beginnings that ran out of time are on the side output "timeout".
  [[nodiscard]] Stream pattern(const Pattern& pattern, const std::optional<OutputTag>& late = std::nullopt) const;

 private:
  friend class WindowedStream;
  [[nodiscard]] scenarios::JoinInputs inputs_with(const KeyedStream& right, const std::string& condition) const;
  [[nodiscard]] Stream group_by_of(const Grouping& options, const std::vector<Aggregate>& aggregates) const;
  [[nodiscard]] Stream over_of(const Frame& frame, const std::vector<Aggregate>& aggregates) const;
  [[nodiscard]] Stream rolling_of(const Rolling& options, const std::vector<Aggregate>& aggregates) const;
  [[nodiscard]] Stream sql_window_of(const Windows& windows, const std::vector<Aggregate>& aggregates) const;
  [[nodiscard]] Stream add(std::string_view kind, scenarios::AnyNode op) const;

  Stream stream_;
  std::string key_;
};

class WindowedStream {
 public:
  WindowedStream(KeyedStream stream, const Windows& windows);

  [[nodiscard]] WindowedStream trigger(const Trigger& trigger) const;
  [[nodiscard]] WindowedStream allowed_lateness(Length lateness) const;
  // Late records go there; without it they are counted.
  [[nodiscard]] WindowedStream side_output(const OutputTag& tag) const;
  [[nodiscard]] WindowedStream evictor(const Evictor& evictor) const;
  // Of a window that speaks again; retracting goes beyond Flink's stream API.
  [[nodiscard]] WindowedStream discarding() const;
  [[nodiscard]] WindowedStream retracting() const;

  template <typename... More>
  [[nodiscard]] Stream aggregate(const Aggregate& first, const More&... more) const {
    return aggregate_of({first, more...});
  }

 private:
  [[nodiscard]] Stream aggregate_of(const std::vector<Aggregate>& aggregates) const;

  KeyedStream stream_;
  scenarios::WindowNode node_;
  std::vector<std::string> tags_;
};

class Pipeline {
 public:
  // `name` as scenarios are named: small letters, digits and '-'.
  explicit Pipeline(std::string name);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  SourceStream source(std::string input, std::vector<engine::Field> fields);

  Pipeline& seed(std::uint64_t seed);
  Pipeline& semantics(std::string profile);
  // Bounded inputs as a batch: no watermark but the final one (BX-01).
  Pipeline& as_batch();
  // Messages from `from` to `to` take as long as `delay` says: an input and "log", or two operators.
  Pipeline& link(std::string from, std::string to, sim::Quantiles delay);
  Pipeline& link(std::string from, std::string to, Length delay);
  Pipeline& fault(const Fault& fault);
  // Everything else that a scenario has: expectations, batch size, ties, the end.
  [[nodiscard]] scenarios::Scenario& scenario() { return scenario_; }
  [[nodiscard]] const scenarios::Scenario& scenario() const { return scenario_; }

  // What is wrong, by step: "checkout: … (at step 3, window-1: /window)". Empty: it may run.
  [[nodiscard]] std::vector<scenarios::InputError> check() const;
  // What may run, but hardly does what was meant: a lateness of windows that go by the clock. By step, too.
  [[nodiscard]] std::vector<scenarios::InputError> warnings() const;

 private:
  friend class Stream;
  friend class WindowedStream;
  std::string add(std::string_view kind, std::vector<std::string> from, scenarios::AnyNode op);
  [[nodiscard]] scenarios::Node* find(std::string_view id);
  [[nodiscard]] std::vector<scenarios::InputError> by_step(std::vector<scenarios::InputError> found) const;

  scenarios::Scenario scenario_;
  std::vector<std::pair<std::string, std::string>> late_;  // "id.tag", and the output that it means
};

}  // namespace wavetank::build
