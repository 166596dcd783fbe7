// What a join of two keyed streams is told. In conditions and in what it sends, the names of the right side's fields begin
// with "right_" (docs/SCENARIOS.md, Joins).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/build/output_tag.hpp"
#include "scenarios/build/windows.hpp"
#include "scenarios/format/nodes/join_nodes.hpp"

namespace wavetank::build {

// Right time - left time lies between the bounds (PF-09).
struct IntervalJoin {
  Length lower;
  Length upper;
  scenarios::JoinBounds bounds = scenarios::JoinBounds::Both;
  std::string condition{};               // of a pair; empty: none
  std::optional<OutputTag> late_left{};  // both or neither; neither: late rows are counted
  std::optional<OutputTag> late_right{};
};

struct JoinSideTable {
  std::vector<std::string> unique{};  // fields that make two rows of a join key one; none: all of them
  Length time_to_live{};              // 0: for ever
};

// Without windows; its result is a changelog (RJ-01 to RJ-04).
struct RegularJoin {
  engine::JoinKind kind = engine::JoinKind::Inner;
  std::string condition{};
  JoinSideTable left{};
  JoinSideTable right{};
};

// With the version of the row's event time (PF-21), or with the one that is there when it arrives (PF-23).
struct TemporalJoin {
  engine::Unmatched unmatched = engine::Unmatched::Dropped;
  TimeDomain time = TimeDomain::Event;
  std::string condition{};
  Length retention{};  // 0: for ever
};

struct CoGroup {
  std::vector<Aggregate> left;
  std::vector<Aggregate> right;
  Length allowed_lateness{};
};

}  // namespace wavetank::build
