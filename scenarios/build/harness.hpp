// An operator alone, for tests: elements, watermarks and both clocks in, rows out.
//
//   OperatorHarness h(totals);                       // the operator that `totals` comes from
//   h.element({"ada", 250}, 1s).watermark(9998ms);
//   EXPECT_TRUE(h.output().empty());                 // nothing has fired yet
//   h.watermark(9999ms);
//   EXPECT_EQ(h.output(), Rows{"ada [0,10000) sum=250"});
//
// In the spirit of Flink's operator harness and Hazelcast Jet's test support. One channel, no network: what the operator
// does with its input, and nothing else. Its task is there: watermarks combine, timers ring, a key finds its subtask.
// An operator never waits inside a call: what it sends is a list that its host performs (docs/ARCHITECTURE.md), so an
// output that refuses ends its batch, and the rest comes with a later call. Records of one step come out in its order.
#pragma once

#include <compare>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/snapshot.hpp"
#include "engine/core/task.hpp"
#include "scenarios/build/pipeline.hpp"

namespace wavetank::build {

using Rows = std::vector<std::string>;

// What a test does with an operator, as a value: so it can be repeated.
struct ElementStep {
  std::vector<Value> values;
  Length time;
  std::uint32_t input = 0;  // 1: the rules of a connect, which go to all subtasks
};
struct WatermarkStep {
  Length time;
};
struct ClockStep {
  Length now;
};
using Step = std::variant<ElementStep, WatermarkStep, ClockStep>;
[[nodiscard]] Step element(std::vector<Value> values, Length time);
[[nodiscard]] Step watermark(Length time);
[[nodiscard]] Step clock(Length now);

// A record that no window took.
struct Refused {
  std::string row;                         // empty if it came with others in one call
  engine::Rule rule = engine::Rule::None;  // that decided
  Length margin{};                         // too late by that much
  friend bool operator==(const Refused&, const Refused&) = default;
};

// A timer of a function with state, that has been set and neither rung nor been deleted.
struct PendingTimer {
  std::string key;
  TimeDomain time = TimeDomain::Event;
  Length at{};
  friend auto operator<=>(const PendingTimer&, const PendingTimer&) = default;
};

class OperatorHarness {
 public:
  struct Snapshots {
    std::vector<engine::Snapshot> subtasks;
    std::vector<PendingTimer> timers;  // that are in them
  };

  // REQUIRES: the pipeline is valid; the stream comes from an operator that is neither source nor sink.
  explicit OperatorHarness(const Stream& stream, std::uint32_t parallelism = 1);
  ~OperatorHarness();
  OperatorHarness(const OperatorHarness&) = delete;
  OperatorHarness& operator=(const OperatorHarness&) = delete;

  OperatorHarness& element(std::vector<Value> values, Length time);
  OperatorHarness& elements(const std::vector<ElementStep>& batch);  // in one call of the operator
  OperatorHarness& watermark(Length time);
  // One of two inputs: 0 the records, 1 the rules of a connect. REQUIRES: there is such an input.
  OperatorHarness& element_on(std::uint32_t input, std::vector<Value> values, Length time);
  OperatorHarness& watermark_on(std::uint32_t input, Length time);
  OperatorHarness& clock(Length now);  // alarms ring on the way; it never goes back
  OperatorHarness& end_of_input();     // the final watermark, then the end
  OperatorHarness& play(const Step& step);

  // What came since the last call: "key [start,end) name=value ...", times in milliseconds; "-" before what is taken
  // back, "+" before what is said anew.
  [[nodiscard]] Rows output();
  [[nodiscard]] Rows side_output(const std::string& name);  // "late", or the name of a split's output
  [[nodiscard]] std::vector<Refused> refused();             // dropped or sent aside
  [[nodiscard]] bool failed() const;
  // By key, domain and time. Of functions; windows keep their own.
  [[nodiscard]] std::vector<PendingTimer> timers() const;

  [[nodiscard]] Snapshots snapshot() const;
  // All state thrown away and made anew of its snapshot, with as many subtasks. The last watermark is sent again, because
  // an operator forgets it (WM-09).
  OperatorHarness& restore(std::uint32_t parallelism);
  // The same with another's state: of a harness of the same operator, earlier or elsewhere.
  OperatorHarness& restore(const Snapshots& snapshots, std::uint32_t parallelism);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// Plays the steps one by one, then again with every batch size, with an output that refuses after each step that speaks
// while more records are at hand, and with a snapshot and restore in each gap, at one subtask and, if it has a key, at
// three. The first difference from the first time, in words; empty: there is none. Where
// subtasks are several, their rows are compared as a set.
[[nodiscard]] std::string first_difference(const Stream& stream, const std::vector<Step>& steps);

}  // namespace wavetank::build
