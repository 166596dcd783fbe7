// How a node's records find their way: by key, to one subtask, or to the subtask of the sender's number.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/format/nodes/node.hpp"

namespace wavetank::scenarios {

enum class Routing : std::uint8_t {
  Forward,  // to the subtask of the same number, so both ends have the same parallelism
  ByKey,    // to the subtask that owns the key's group (KG-02)
  ToOne,    // to the only subtask
  ToAll,    // to every subtask: rules
};

// How a node takes what it takes from; of a connect: the records, not the rules, which go to all subtasks.
[[nodiscard]] Routing routing_of(const Node& node);

// The names of a node's side outputs, "late" and those of a split, from output 1 on.
[[nodiscard]] std::vector<std::string> side_outputs(const Node& node);

// The other stream that a node of two inputs takes, and the member that names it: the rules of a connect, the right side of
// a join. No name: it has one input.
struct SecondInput {
  std::string_view member;
  std::string from;
  std::string key;  // the field by which its records are dealt out; none: they go to all subtasks
};
[[nodiscard]] SecondInput second_input(const Node& node);

// Whether it takes records with a null key, too: joins of pairs, where they meet nobody (RJ-06). All else that goes by key
// fails the job.
[[nodiscard]] bool takes_null_keys(const Node& node);

// The field by which its records are dealt out; empty unless they are routed by key.
[[nodiscard]] std::string key_of(const Node& node);

}  // namespace wavetank::scenarios
