// Window by window: who joined, when it speaks, with what.
#include "properties/oracle/expected.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "properties/oracle/windows.hpp"

namespace wavetank::properties {
namespace {

using engine::EventTime;
using engine::FireReason;
using engine::KeyId;
using engine::Window;

// The watermark when the event at `position` was taken: what the last control before it made of it.
EventTime watermark_at(sim::EventId position, const std::vector<Advance>& advances) {
  EventTime watermark = EventTime::min();
  const auto later = std::lower_bound(advances.begin(), advances.end(), position,
                                      [](const Advance& advance, sim::EventId at) { return advance.at < at; });
  if (later != advances.begin()) watermark = std::prev(later)->to;
  return watermark;
}

// The first advance that reaches `time`.
const Advance* reaching(EventTime time, const std::vector<Advance>& advances) {
  const auto first = std::lower_bound(advances.begin(), advances.end(), time,
                                      [](const Advance& advance, EventTime wanted) { return advance.to < wanted; });
  return first == advances.end() ? nullptr : &*first;
}

ExpectedFate fate_of(const scenarios::WindowNode& node, const Arrival& record, EventTime watermark) {
  ExpectedFate fate;
  fate.record = record.at;
  fate.time = record.time;
  fate.watermark = watermark;
  for (const Window& window : windows_containing(node.shape, record.time)) {
    (is_late(window, node.allowed_lateness, watermark) ? fate.too_late : fate.joins).push_back(window);
  }
  if (!fate.joins.empty()) return fate;
  fate.fate = Fate::Unassigned;
  if (is_late(record.time, node.allowed_lateness, watermark)) {
    fate.fate = node.late == engine::LateRecords::Count ? Fate::Dropped : Fate::Side;
  }
  return fate;
}

struct Member {
  sim::EventId record{};
  engine::RowId row = engine::kNoRow;
};

// One window of one key, with all that ever joined it, in order.
struct Group {
  Window window;
  KeyId key = engine::kNoKey;
  std::vector<Member> members;
};

class Speaker {
 public:
  Speaker(const scenarios::WindowNode& node, const engine::Facts& facts, Expected& expected)
      : node_(node), facts_(facts), expected_(expected) {}

  void speak(const Group& group) {
    const Advance* passing = reaching(last_instant(group.window), expected_.advances);
    if (passing == nullptr) return;
    const auto on_time = static_cast<std::size_t>(std::count_if(
        group.members.begin(), group.members.end(), [&](const Member& member) { return member.record < passing->at; }));
    if (on_time > 0) add(group, on_time, passing->at, FireReason::OnTime);
    for (std::size_t i = on_time; i < group.members.size(); ++i) {
      add(group, i + 1, group.members[i].record, FireReason::Late);
    }
  }

 private:
  void add(const Group& group, std::size_t count, sim::EventId because, FireReason reason) {
    ExpectedFiring firing{
        .because = because, .window = group.window, .key = group.key, .reason = reason, .contents = {}, .values = {}};
    std::vector<engine::RowId> rows;
    for (std::size_t i = 0; i < count; ++i) {
      firing.contents.push_back(group.members[i].record);
      rows.push_back(group.members[i].row);
    }
    for (const scenarios::AggregateSpec& spec : node_.aggregates) {
      firing.values.push_back(aggregate(spec, rows, facts_));
    }
    expected_.firings.push_back(std::move(firing));
  }

  const scenarios::WindowNode& node_;
  const engine::Facts& facts_;
  Expected& expected_;
};

}  // namespace

Expected expect(const scenarios::WindowNode& node, const TaskArrivals& task, const std::vector<std::uint32_t>& channels,
                const engine::Facts& facts) {
  Expected expected;
  expected.advances = advances_of(task, channels);
  std::map<std::pair<KeyId, Window>, Group> groups;
  for (const Arrival& arrival : task.arrivals) {
    if (arrival.kind != ArrivalKind::Record) continue;
    ExpectedFate fate = fate_of(node, arrival, watermark_at(arrival.at, expected.advances));
    const KeyId key = node.key.empty() ? engine::kNoKey : arrival.key;
    for (const Window& window : fate.joins) {
      Group& group = groups[{key, window}];
      group.window = window;
      group.key = key;
      group.members.push_back({arrival.at, arrival.row});
    }
    expected.fates.push_back(std::move(fate));
  }
  Speaker speaker(node, facts, expected);
  for (const auto& [place, group] : groups) speaker.speak(group);
  std::sort(expected.firings.begin(), expected.firings.end(), [](const ExpectedFiring& a, const ExpectedFiring& b) {
    return std::tie(a.because, a.key, a.window) < std::tie(b.because, b.key, b.window);
  });
  return expected;
}

}  // namespace wavetank::properties
