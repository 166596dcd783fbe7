// Handing the model what arrived, in order.
#include "properties/oracle/expected.hpp"

#include <algorithm>
#include <tuple>

#include "properties/oracle/window_model.hpp"

namespace wavetank::properties {

Expected expect(const scenarios::WindowNode& node, const engine::Semantics& semantics, const TaskArrivals& task,
                const std::vector<std::uint32_t>& channels, const engine::Facts& facts) {
  Expected expected;
  expected.advances = advances_of(task, channels);
  WindowModel model(node, semantics, facts, expected);
  auto advance = expected.advances.cbegin();
  for (const Arrival& arrival : task.arrivals) {
    if (expected.must_fail) break;
    if (arrival.kind == ArrivalKind::Record) model.take(arrival);
    if (arrival.kind == ArrivalKind::Clock) model.call(arrival);
    for (; advance != expected.advances.cend() && advance->at == arrival.at; ++advance) {
      model.advance(arrival, advance->to);
    }
  }
  std::stable_sort(expected.firings.begin(), expected.firings.end(),
                   [](const ExpectedFiring& a, const ExpectedFiring& b) {
                     return std::tie(a.because, a.key, a.window) < std::tie(b.because, b.key, b.window);
                   });
  return expected;
}

}  // namespace wavetank::properties
