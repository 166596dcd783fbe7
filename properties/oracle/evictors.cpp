// One rule for each kind.
#include "properties/oracle/evictors.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::properties {
namespace {

using engine::EvictorKind;
using Members = std::vector<Member>;

// EV-04.
Members last_of(std::int64_t count, const Members& members) {
  Members kept;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (static_cast<std::int64_t>(members.size() - i) <= count) kept.push_back(members[i]);
  }
  return kept;
}

// EV-05: nothing goes if the first has no time.
Members newer_than(std::int64_t size, const Members& members) {
  if (members.front().time == engine::EventTime::min()) return members;
  std::int64_t newest = members.front().time.ticks();
  for (const Member& member : members) newest = std::max(newest, member.time.ticks());
  Members kept;
  for (const Member& member : members) {
    if (member.time.ticks() > newest - size) kept.push_back(member);
  }
  return kept;
}

// EV-06.
Members near_the_last(std::int64_t threshold, std::string_view field, const Members& members,
                      const engine::Facts& facts) {
  const std::int64_t last = measure_of(members.back().row, field, facts);
  Members kept;
  for (const Member& member : members) {
    const std::int64_t measure = measure_of(member.row, field, facts);
    if (threshold > 0 && !is_farther_than(threshold - 1, measure, last)) kept.push_back(member);
  }
  return kept;
}

}  // namespace

Members kept_by_evictor(const scenarios::WindowNode& node, const Members& members, const engine::Facts& facts) {
  if (members.empty()) return members;
  const engine::EvictorSpec& evictor = node.evictor;
  switch (evictor.kind) {
    case EvictorKind::None: return members;
    case EvictorKind::Count: return last_of(evictor.count, members);
    case EvictorKind::Time: return newer_than(evictor.size.count, members);
    case EvictorKind::Delta: return near_the_last(evictor.threshold, node.evictor_field, members, facts);
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(evictor.kind));
}

std::int64_t measure_of(engine::RowId row, std::string_view field, const engine::Facts& facts) {
  const engine::Schema& schema = facts.rows.schema(facts.rows.schema_of(row));
  const std::optional<std::uint32_t> at = schema.find(field);
  WT_REQUIRE(at.has_value(), field);
  return facts.rows.is_null(row, *at) ? 0 : facts.rows.bits(row, *at);
}

bool is_farther_than(std::int64_t threshold, std::int64_t a, std::int64_t b) {
  const auto least = static_cast<std::uint64_t>(std::min(a, b));
  return static_cast<std::uint64_t>(std::max(a, b)) - least > static_cast<std::uint64_t>(threshold);
}

}  // namespace wavetank::properties
