// Nodes of two inputs: the left one is what the node takes from, the right one is named by the join itself. In
// conditions and in what a join sends, the names of the right side's fields begin with "right_".
#pragma once

#include <string>
#include <vector>

#include "engine/operators/join/regular_join.hpp"
#include "engine/operators/join/temporal_join.hpp"
#include "engine/windows/window_spec.hpp"
#include "scenarios/format/nodes/window_node.hpp"

namespace wavetank::scenarios {

// What all joins have.
struct JoinInputs {
  std::string right;      // the stream on the right: "id" or "id.output"
  std::string key;        // of the left side
  std::string right_key;  // of the right side
  std::string condition;  // of a pair; empty: none
};

// Which of an interval's two bounds belong to it.
enum class JoinBounds : std::uint8_t { Both, Lower, Upper, Neither };

struct IntervalJoinNode {
  JoinInputs inputs;
  engine::Millis lower{};  // right time - left time
  engine::Millis upper{};
  JoinBounds bounds = JoinBounds::Both;
  engine::LateRecords late = engine::LateRecords::Count;  // to the outputs "late_left" and "late_right"
};

struct JoinSideNode {
  std::vector<std::string> unique;  // fields that make two rows of a join key one; none: all of them
  engine::Millis time_to_live{};    // 0: for ever
};

struct RegularJoinNode {
  JoinInputs inputs;
  engine::JoinKind kind = engine::JoinKind::Inner;
  JoinSideNode left;
  JoinSideNode right;
};

struct TemporalJoinNode {
  JoinInputs inputs;
  engine::Unmatched unmatched = engine::Unmatched::Dropped;
  engine::TimeDomain time = engine::TimeDomain::Event;  // Processing: the version that is there on arrival
  engine::Millis retention{};                           // 0: for ever
};

// Of the windows: what they are and their allowed lateness (PF-13).
struct WindowJoinNode {
  JoinInputs inputs;
  WindowNode windows;
};

// The windows' aggregates are those of the left side.
struct CoGroupNode {
  JoinInputs inputs;
  WindowNode windows;
  std::vector<AggregateSpec> right_aggregates;
};

inline constexpr std::string_view kRightPrefix = "right_";

}  // namespace wavetank::scenarios
