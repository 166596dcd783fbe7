// Handing the model what arrived, in order.
#include "properties/oracle/expected.hpp"

#include <algorithm>
#include <tuple>

#include "engine/base/assert.hpp"
#include "properties/oracle/window_model.hpp"

namespace wavetank::properties {
namespace {

void sort_firings(Expected& expected) {
  std::stable_sort(expected.firings.begin(), expected.firings.end(),
                   [](const ExpectedFiring& a, const ExpectedFiring& b) {
                     return std::tie(a.because, a.key, a.window) < std::tie(b.because, b.key, b.window);
                   });
}

// BX-02. Without a key of its own, a window has one for all (AS-14).
std::vector<Arrival> key_by_key(const scenarios::WindowNode& node, const TaskArrivals& task,
                                const engine::Facts& facts) {
  std::vector<Arrival> records;
  for (const Arrival& arrival : task.arrivals) {
    if (arrival.kind == ArrivalKind::Record) records.push_back(arrival);
    if (arrival.kind == ArrivalKind::Record && node.key.empty()) records.back().key = engine::kNoKey;
  }
  std::ranges::stable_sort(records, [&](const Arrival& a, const Arrival& b) {
    return a.key == b.key ? a.time < b.time : facts.keys.before(a.key, b.key, facts.texts);
  });
  return records;
}

}  // namespace

Expected expect(const scenarios::WindowNode& node, const engine::Semantics& semantics, const TaskArrivals& task,
                const std::vector<std::uint32_t>& channels, const engine::Facts& facts) {
  Expected expected;
  expected.advances = advances_of(task, channels);
  WindowModel model(node, semantics, facts, expected, task.drawn);
  auto advance = expected.advances.cbegin();
  for (const Arrival& arrival : task.arrivals) {
    if (expected.must_fail) break;
    model.look_at_clock(arrival);
    if (arrival.kind == ArrivalKind::Record) model.take(arrival);
    if (arrival.kind == ArrivalKind::Clock) model.call(arrival);
    for (; advance != expected.advances.cend() && advance->at == arrival.at; ++advance) {
      model.advance(arrival, advance->to);
    }
  }
  sort_firings(expected);
  return expected;
}

Expected expect_of_batch(const scenarios::WindowNode& node, const engine::Semantics& semantics,
                         const TaskArrivals& task, const std::vector<std::uint32_t>& channels,
                         const engine::Facts& facts) {
  Expected expected;
  expected.advances = advances_of(task, channels);
  if (expected.advances.empty()) return expected;
  WT_REQUIRE(expected.advances.front().to == engine::EventTime::max(), expected.advances.front().to);  // BX-01
  const auto final_watermark = std::ranges::find(task.arrivals, expected.advances.front().at, &Arrival::at);
  WT_REQUIRE(final_watermark != task.arrivals.end());
  std::vector<Arrival> records = key_by_key(node, task, facts);
  for (std::size_t next = 0; next < records.size() && !expected.must_fail;) {
    WindowModel model(node, semantics, facts, expected, task.drawn);  // BX-05: the key finds nothing
    const engine::KeyId key = records[next].key;
    for (; next < records.size() && records[next].key == key && !expected.must_fail; ++next) {
      records[next].now = final_watermark->now;  // the clock does not wait for the end
      model.take(records[next]);
    }
    if (!expected.must_fail) model.end_key(*final_watermark);
  }
  sort_firings(expected);
  return expected;
}

}  // namespace wavetank::properties
