// The automaton that a sequence is run by: what may become of a partial match when a record comes.
//
// A partial match stands at a place. Each way out of it asks something of the record: to *take* it leads on with the
// record in the match, to *pass* leads on without it, to *try* leads to a place which is asked about the same record at
// once. The ways are those of Flink's NFA, so that its answers come out, those to odd combinations included.
#pragma once

#include <optional>
#include <vector>

#include "engine/operators/sequence/sequence_spec.hpp"

namespace wavetank::engine {

// What is asked of a record; `Until` is the end of the stage's loop.
enum class StageQuestion : std::uint8_t { Fits, Until };
struct StageTest {
  StageIndex stage = 0;
  StageQuestion question = StageQuestion::Fits;
  bool answer = true;
};
// All tests hold; or, `expected` false, not all of them do.
struct StageClause {
  std::vector<StageTest> tests;
  bool expected = true;
};
// All clauses hold.
using StageCondition = std::vector<StageClause>;

using PlaceIndex = std::uint32_t;
enum class WayKind : std::uint8_t { Take, Pass, Try };
struct Way {
  WayKind kind = WayKind::Take;
  PlaceIndex to = 0;
  StageCondition condition;
};

enum class PlaceKind : std::uint8_t {
  Start,  // of matches that have not begun
  Inner,
  Waiting,  // complete, but for the time in which a forbidden record may still come
  Stopped,  // a forbidden record came
  Matched,
};
struct Place {
  PlaceKind kind = PlaceKind::Inner;
  StageIndex stage = 0;
  std::optional<Millis> within_previous{};  // since the record before
  std::vector<Way> ways;
};

struct SequencePlan {
  std::vector<Place> places;
  PlaceIndex start = 0;
};

// REQUIRES: the first stage is neither Forbidden nor other than Strict; no Forbidden stage follows an Optional one, has
// times or is Any; a sequence that ends with a relaxed Forbidden one has a `within`.
[[nodiscard]] SequencePlan plan_sequence(const SequenceSpec& spec);

}  // namespace wavetank::engine
