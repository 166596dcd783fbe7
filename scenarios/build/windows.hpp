// The words of a windowed pipeline: windows, triggers, evictors, aggregates and watermarks as values.
//
// Each is what JSON calls by the same name (docs/SCENARIOS.md); lengths are of std::chrono, whole milliseconds.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "scenarios/format/nodes/stream_nodes.hpp"
#include "scenarios/format/nodes/window_node.hpp"

namespace wavetank::build {

using Length = std::chrono::milliseconds;
using engine::TimeDomain;

// --- windows

struct Windows {
  scenarios::WindowNode node;  // all but the key and the aggregates
  // Windows of the clock instead of the events' time (AS-08).
  [[nodiscard]] Windows by(TimeDomain time) const;
};
[[nodiscard]] Windows tumbling(Length size, Length offset = {});
[[nodiscard]] Windows sliding(Length size, Length slide, Length offset = {});
[[nodiscard]] Windows session(Length gap);
[[nodiscard]] Windows session_by(std::string gap_field);  // milliseconds, each record its own
[[nodiscard]] Windows cumulate(Length size, Length step);
[[nodiscard]] Windows global();
// A window is full with its n-th record and starts anew (AS-13).
[[nodiscard]] Windows count_window(std::int64_t records);

// --- triggers: values that wrap each other

struct Trigger {
  engine::TriggerSpec spec;
  std::string field;  // of a delta

  // Of staged(): when it speaks before the watermark passes its end ...
  [[nodiscard]] Trigger early_each(std::int64_t records) const;
  [[nodiscard]] Trigger early_every(Length interval, TimeDomain time = TimeDomain::Event) const;
  // ... and after it.
  [[nodiscard]] Trigger late_every(Length interval) const;
  [[nodiscard]] Trigger never_late() const;
};
[[nodiscard]] Trigger at_end(TimeDomain time = TimeDomain::Event);
[[nodiscard]] Trigger continuous(Length interval, TimeDomain time = TimeDomain::Event);
[[nodiscard]] Trigger each(std::int64_t records);
[[nodiscard]] Trigger delta(std::string field, std::int64_t threshold);
[[nodiscard]] Trigger never();
[[nodiscard]] Trigger purging(Trigger inner);
[[nodiscard]] Trigger with_timeout(Trigger inner, Length timeout);
// Early firings, one on time, a late one for each record: beyond Flink's stream API.
[[nodiscard]] Trigger staged();

// --- evictors

struct Evictor {
  engine::EvictorSpec spec;
  std::string field;                    // of a delta
  [[nodiscard]] Evictor after() const;  // the window has spoken (EV-07)
};
[[nodiscard]] Evictor keep_last(std::int64_t records);
[[nodiscard]] Evictor keep_newest(Length length);
[[nodiscard]] Evictor keep_near(std::string field, std::int64_t threshold);

// --- aggregates

struct Aggregate {
  scenarios::AggregateSpec spec;
  [[nodiscard]] Aggregate as(std::string name) const;
};
[[nodiscard]] Aggregate count();                 // named "count"
[[nodiscard]] Aggregate sum(std::string field);  // named "sum"; and so on
[[nodiscard]] Aggregate min(std::string field);
[[nodiscard]] Aggregate max(std::string field);
[[nodiscard]] Aggregate list(std::string field);
[[nodiscard]] Aggregate reduce(std::string field, std::string expression);  // of `acc` and `value`
// By a function of what there is and the next value, in units of the field; null values are passed over. Windows merge, so
// it must be associative.
using Fold = std::function<std::int64_t(std::int64_t acc, std::int64_t value)>;
[[nodiscard]] Aggregate reduce(std::string field, Fold fold);

[[nodiscard]] std::vector<scenarios::AggregateSpec> specs_of(const std::vector<Aggregate>& aggregates);

// --- watermarks

struct Watermarks {
  engine::WatermarkStrategy strategy;
  std::string mark;  // of punctuated

  [[nodiscard]] Watermarks idle_after(Length timeout) const;
  [[nodiscard]] Watermarks every(Length interval) const;
  // After each record and not on ticks: what is late depends on the records alone. Not Flink's.
  [[nodiscard]] Watermarks on_each_record() const;
  // Both go beyond Flink (engine/time): a record further ahead of the clock than the tolerance is not believed; after a
  // silence the clock moves event time, up to the allowance behind itself.
  [[nodiscard]] Watermarks guarded(Length tolerance, engine::FutureRecords then = engine::FutureRecords::Ignore) const;
  [[nodiscard]] Watermarks by_clock_after(Length silence, Length allowance) const;
};
[[nodiscard]] Watermarks bounded(Length bound);
[[nodiscard]] Watermarks monotonous();
[[nodiscard]] Watermarks punctuated(std::string mark);
[[nodiscard]] Watermarks no_watermarks();

}  // namespace wavetank::build
