// The oracle on arrivals written by hand: no engine, no trace. Its verbs are what arrives; `story` is what must happen.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "properties/oracle/expected.hpp"
#include "properties/words.hpp"

namespace wavetank::properties::testing {

using engine::EventTime;
using engine::Millis;

class Oracle : public ::testing::Test {
 protected:
  Oracle() {
    node_.key = "key";
    node_.shape = engine::tumbling(Millis{10});
    node_.aggregates = {{"n", engine::AggregateKind::Count, "", ""}};
    schema_ = facts_.rows.add_schema({"rows", {{"key", engine::FieldType::Text}, {"value", engine::FieldType::Int64}}});
  }

  void record(std::int64_t time, const std::string& key = "a", std::int64_t value = 1) {
    const std::vector<engine::Cell> cells = {{static_cast<std::int64_t>(facts_.texts.intern(key)), false},
                                             {value, false}};
    Arrival arrival;
    arrival.time = EventTime(time);
    arrival.key = facts_.key(engine::FieldType::Text, cells[0]);
    arrival.row = facts_.row(schema_, engine::RowKind::Insert, cells);
    add(arrival);
  }
  void watermark(std::int64_t value) {
    Arrival arrival;
    arrival.kind = ArrivalKind::Control;
    arrival.time = EventTime(value);
    add(arrival);
  }
  // What the task's clock shows from now on.
  void clock(std::int64_t now) { now_ = engine::ProcessingTime(now); }
  // It shows that, and the host calls.
  void call(std::int64_t now) {
    clock(now);
    Arrival arrival;
    arrival.kind = ArrivalKind::Clock;
    add(arrival);
  }

  void session(std::int64_t gap) {
    node_.assigner = engine::AssignerKind::Session;
    node_.session_gap = Millis{gap};
  }
  void global() { node_.assigner = engine::AssignerKind::Global; }
  void trigger(const engine::TriggerPart& part) { node_.trigger.parts.push_back(part); }
  void sum() { node_.aggregates = {{"total", engine::AggregateKind::Sum, "value", ""}}; }
  void list() { node_.aggregates = {{"values", engine::AggregateKind::List, "value", ""}}; }

  [[nodiscard]] Expected expected() const { return expect(node_, engine::kFlinkStrict, arrivals_, {1}, facts_); }

  // Results, what is taken back and refused, by cause: "#3 on time [0,10) of key a = 2; #4 dropped".
  std::string story() {
    const Expected expected = this->expected();
    std::string text;
    for (const ExpectedFiring& firing : expected.firings) {
      text += "; " + name_of(firing.because) + " " + name_of(firing.reason) + " " +
              name_of(firing.window, firing.key, facts_) + " = " + to_text(firing.values.front());
    }
    for (const ExpectedTakeBack& back : expected.take_backs) {
      text +=
          "; " + name_of(back.because) + " takes back " + name_of(back.window) + " = " + to_text(back.values.front());
    }
    for (const ExpectedFate& fate : expected.fates) {
      if (fate.fate == Fate::Dropped) text += "; " + name_of(fate.record) + " dropped";
      if (fate.fate == Fate::Side) text += "; " + name_of(fate.record) + " side";
      if (fate.fate == Fate::Unassigned) text += "; " + name_of(fate.record) + " unassigned";
    }
    if (expected.must_fail) text += "; " + name_of(*expected.must_fail) + " fails";
    return text.empty() ? text : text.substr(2);
  }

  scenarios::WindowNode node_;

 private:
  void add(Arrival arrival) {
    arrival.at = sim::EventId{static_cast<std::uint32_t>(arrivals_.arrivals.size() + 1)};
    arrival.now = now_;
    arrivals_.arrivals.push_back(arrival);
  }
  engine::Facts facts_;
  engine::SchemaId schema_{};
  engine::ProcessingTime now_;
  TaskArrivals arrivals_;
};

}  // namespace wavetank::properties::testing
