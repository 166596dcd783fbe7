// A sequence: stages that the records of one key pass through in order of event time (SQ-01 to SQ-12).
#pragma once

#include <optional>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/facts/schema.hpp"
#include "engine/operators/row_expression.hpp"

namespace wavetank::engine {

// What may lie between a record and the one before it in a match.
enum class Contiguity : std::uint8_t {
  Strict,   // nothing
  Relaxed,  // records that do not fit
  Any,      // all: a record that fits may be passed over, too
};

enum class StagePresence : std::uint8_t {
  Required,
  Optional,
  Forbidden,  // `Strict`: the next record must not fit; `Relaxed`: none may until the next stage has taken one
};

enum class LoopGreed : std::uint8_t {
  Reluctant,  // a record that fits here and in the next stage goes both ways
  Greedy,     // it stays here as long as the loop takes it
};

// How often a stage takes a record.
struct StageTimes {
  std::uint32_t least = 1;               // at least 1
  std::optional<std::uint32_t> most{1};  // none: no end
  Contiguity inner = Contiguity::Relaxed;
  LoopGreed greed = LoopGreed::Reluctant;
  std::optional<RowExpression> until{};  // a record of which it holds ends the loop; only without `most`
};

struct SequenceStage {
  TextId name{};
  RowExpression condition;
  // A record fits only if this field is greater than in all that the stage has taken so far in this match.
  std::optional<std::uint32_t> rising{};
  Contiguity contiguity = Contiguity::Strict;  // of its first record; of the first stage: Strict
  StagePresence presence = StagePresence::Required;
  std::optional<StageTimes> times{};  // none: once
};

enum class WithinFrom : std::uint8_t { First, Previous };

// What `within` is counted from. It bounds the whole match from its first record; or the last stage, if that is no
// loop, from the record before it.
struct SequenceWithin {
  Millis length;  // > 0
  WithinFrom from = WithinFrom::First;
};

// What a match that was sent takes with it: other matches and beginnings of matches.
enum class SkipKind : std::uint8_t {
  None,
  ToNext,    // those that begin with its first record or before
  PastLast,  // with its last record or before
  ToFirst,   // before its first record of a stage
  ToLast,    // before its last record of a stage
};
struct AfterMatch {
  SkipKind skip = SkipKind::None;
  std::uint32_t stage = 0;  // of ToFirst and ToLast
};

// What a result says of a stage's records. `field` is of the records' schema.
enum class MeasureKind : std::uint8_t { Count, First, Last, List };
struct SequenceMeasure {
  MeasureKind kind = MeasureKind::Count;
  std::uint32_t stage = 0;
  std::uint32_t field = 0;  // not of Count; of List an int64 or a text
};

struct SequenceSpec {
  std::vector<SequenceStage> stages;
  std::optional<SequenceWithin> within{};
  AfterMatch after_match{};
  std::vector<SequenceMeasure> measures;
  SchemaId schema{};  // of the records
  SchemaId result{};  // key, started, ended (timestamps), then the measures; those of a list are texts
};

// The number of a stage in its sequence.
using StageIndex = std::uint32_t;

}  // namespace wavetank::engine
