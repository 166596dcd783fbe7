// Every word of the format: the members of its objects and the values that are one of a few words.
//
// The reader reads by these tables, hints come from them, and a test holds scenario.schema.json to them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/assert.hpp"
#include "scenarios/format/scenario.hpp"

namespace wavetank::scenarios {

template <typename T>
struct Word {
  std::string_view text;
  T value;
};

inline constexpr std::array kTieWords{
    Word{"fifo", sim::TiePolicy::Fifo},
    Word{"random", sim::TiePolicy::Random},
    Word{"adversarial", sim::TiePolicy::Adversarial},
};
inline constexpr std::array kExecutionWords{
    Word{"streaming", Execution::Streaming},
    Word{"batch", Execution::Batch},
};
inline constexpr std::array kEndWords{
    Word{"hold", InputEnd::Hold},
    Word{"infinity", InputEnd::Infinity},
};
inline constexpr std::array kUpdateWords{
    Word{"retract", Updates::Retract},
    Word{"upsert", Updates::Upsert},
};
inline constexpr std::array kFollowsWords{
    Word{"next", StageFollows::Next},
    Word{"followed-by", StageFollows::FollowedBy},
    Word{"followed-by-any", StageFollows::FollowedByAny},
    Word{"not-next", StageFollows::NotNext},
    Word{"not-followed-by", StageFollows::NotFollowedBy},
};
inline constexpr std::array kBetweenWords{
    Word{"consecutive", engine::Contiguity::Strict},
    Word{"relaxed", engine::Contiguity::Relaxed},
    Word{"combinations", engine::Contiguity::Any},
};
inline constexpr std::array kWithinFromWords{
    Word{"first", engine::WithinFrom::First},
    Word{"previous", engine::WithinFrom::Previous},
};
inline constexpr std::array kSkipWords{
    Word{"none", engine::SkipKind::None},          Word{"to-next", engine::SkipKind::ToNext},
    Word{"past-last", engine::SkipKind::PastLast}, Word{"to-first", engine::SkipKind::ToFirst},
    Word{"to-last", engine::SkipKind::ToLast},
};
inline constexpr std::array kMeasureWords{
    Word{"count", engine::MeasureKind::Count},
    Word{"first", engine::MeasureKind::First},
    Word{"last", engine::MeasureKind::Last},
    Word{"list", engine::MeasureKind::List},
};
inline constexpr std::array kFrameWords{
    Word{"rows", engine::FrameUnit::Rows},
    Word{"range", engine::FrameUnit::Range},
};
inline constexpr std::array kKeptRowWords{
    Word{"first", engine::KeptRow::FirstArrived},
    Word{"last", engine::KeptRow::LastArrived},
    Word{"last-of-changes", engine::KeptRow::LastOfChanges},
    Word{"earliest", engine::KeptRow::Earliest},
    Word{"latest", engine::KeptRow::Latest},
    Word{"earliest-waited", engine::KeptRow::EarliestWaited},
};
inline constexpr std::array kRankedRowsWords{
    Word{"append", engine::RankedRows::Append},
    Word{"retract", engine::RankedRows::Retract},
    Word{"update", engine::RankedRows::Update},
};
// A decimal is written with its scale: "decimal(2)".
inline constexpr std::array kTypeWords{
    Word{"int64", engine::FieldType::Int64},     Word{"decimal", engine::FieldType::Decimal},
    Word{"text", engine::FieldType::Text},       Word{"bytes", engine::FieldType::Bytes},
    Word{"boolean", engine::FieldType::Boolean}, Word{"timestamp", engine::FieldType::Timestamp},
    Word{"opaque", engine::FieldType::Opaque},
};
inline constexpr std::array kWatermarkWords{
    Word{"none", engine::GeneratorKind::None},
    Word{"bounded", engine::GeneratorKind::Bounded},
    Word{"monotonous", engine::GeneratorKind::Monotonous},
    Word{"punctuated", engine::GeneratorKind::Punctuated},
};
inline constexpr std::array kEmitWords{
    Word{"periodic", engine::WatermarkEmission::Periodic},
    Word{"each-record", engine::WatermarkEmission::EachRecord},
};
// What an aligned source does with a partition that is too far ahead (WM-36).
inline constexpr std::array kPausingWords{
    Word{"pause", engine::SplitPausing::Supported},
    Word{"fail", engine::SplitPausing::Refused},
    Word{"read-on", engine::SplitPausing::Unaligned},
};
inline constexpr std::array kStaggerWords{
    Word{"aligned", engine::WindowStagger::Aligned},
    Word{"random", engine::WindowStagger::Random},
    Word{"natural", engine::WindowStagger::Natural},
};
// What becomes of records from the future; beyond Flink.
inline constexpr std::array kFutureWords{
    Word{"ignore", engine::FutureRecords::Ignore},
    Word{"clamp", engine::FutureRecords::Clamp},
    Word{"side-output", engine::FutureRecords::SideOutput},
};
inline constexpr std::array kLateWords{
    Word{"drop", engine::LateRecords::Count},
    Word{"side-output", engine::LateRecords::SideOutput},
};
inline constexpr std::array kOrderWords{
    Word{"ascending", engine::SortOrder::Ascending},
    Word{"descending", engine::SortOrder::Descending},
};
// When a time to live begins anew, and what a reader gets after it (PF-05).
inline constexpr std::array kStampWords{
    Word{"create-and-write", engine::StampOn::CreateAndWrite},
    Word{"read-and-write", engine::StampOn::ReadAndWrite},
};
inline constexpr std::array kExpiredWords{
    Word{"never-return", engine::ExpiredRead::Nothing},
    Word{"return-if-not-cleaned-up", engine::ExpiredRead::LastValue},
};
inline constexpr std::array kTimeWords{
    Word{"event", engine::TimeDomain::Event},
    Word{"processing", engine::TimeDomain::Processing},
};
// Triggers without numbers; the others are objects.
inline constexpr std::array kTriggerWords{
    Word{"event-time", engine::TriggerKind::Event},
    Word{"processing-time", engine::TriggerKind::Processing},
    Word{"end-of-stream", engine::TriggerKind::EndOfStream},
    Word{"never", engine::TriggerKind::Never},
};
// Late firings of a trigger with stages; by interval they are an object.
inline constexpr std::array kLateFiringWords{
    Word{"each", engine::LateFirings::EachRecord},
    Word{"none", engine::LateFirings::None},
};
inline constexpr std::array kAccumulationWords{
    Word{"accumulating", Accumulation::Accumulating},
    Word{"discarding", Accumulation::Discarding},
    Word{"retracting", Accumulation::Retracting},
};
inline constexpr std::array kEvictWords{
    Word{"before", engine::EvictWhen::Before},
    Word{"after", engine::EvictWhen::After},
};
inline constexpr std::array kJoinKindWords{
    Word{"inner", engine::JoinKind::Inner}, Word{"left", engine::JoinKind::Left},
    Word{"right", engine::JoinKind::Right}, Word{"full", engine::JoinKind::Full},
    Word{"semi", engine::JoinKind::Semi},   Word{"anti", engine::JoinKind::Anti},
};
inline constexpr std::array kTemporalKindWords{
    Word{"inner", engine::Unmatched::Dropped},
    Word{"left", engine::Unmatched::Padded},
};
inline constexpr std::array kBoundsWords{
    Word{"both", JoinBounds::Both},
    Word{"lower", JoinBounds::Lower},
    Word{"upper", JoinBounds::Upper},
    Word{"neither", JoinBounds::Neither},
};
inline constexpr std::array kAggregateWords{
    Word{"count", engine::AggregateKind::Count},   Word{"sum", engine::AggregateKind::Sum},
    Word{"min", engine::AggregateKind::Min},       Word{"max", engine::AggregateKind::Max},
    Word{"reduce", engine::AggregateKind::Reduce}, Word{"list", engine::AggregateKind::List},
};
inline constexpr std::array kCheckpointModeWords{
    Word{"exactly-once", CheckpointMode::ExactlyOnce},
    Word{"at-least-once", CheckpointMode::AtLeastOnce},
};
// Steps at which a fault may strike, by the name of their event in the trace.
inline constexpr std::array kStepWords{
    Word{"cp.trigger", sim::EventKind::CheckpointTrigger}, Word{"cp.align-begin", sim::EventKind::AlignBegin},
    Word{"cp.align-end", sim::EventKind::AlignEnd},        Word{"cp.snapshot", sim::EventKind::CheckpointTake},
    Word{"cp.stored", sim::EventKind::CheckpointStored},   Word{"cp.ack", sim::EventKind::CheckpointAck},
    Word{"cp.done", sim::EventKind::CheckpointDone},       Word{"cp.notify", sim::EventKind::CheckpointNotify},
    Word{"restore.open", sim::EventKind::RestoreOpen},     Word{"txn.precommit", sim::EventKind::TransactionPrepare},
    Word{"txn.commit", sim::EventKind::TransactionCommit},
};
inline constexpr std::array kFaultWords{
    Word{"link-clog", FaultKind::LinkClog},
    Word{"link-duplicate", FaultKind::LinkDuplicate},
    Word{"link-reorder", FaultKind::LinkReorder},
    Word{"link-loss", FaultKind::LinkLoss},
    Word{"thread-stall", FaultKind::ThreadStall},
    Word{"crash", FaultKind::Crash},
    Word{"link-reset", FaultKind::LinkReset},
    Word{"partition-symmetric", FaultKind::Partition},
    Word{"pause", FaultKind::Pause},
    Word{"heartbeat-loss", FaultKind::HeartbeatLoss},
    Word{"slow", FaultKind::Slow},
    Word{"clock-skew", FaultKind::ClockSkew},
    Word{"clock-step-forward", FaultKind::ClockForward},
    Word{"clock-step-back", FaultKind::ClockBack},
    Word{"timer-late", FaultKind::TimerLate},
    Word{"trigger-lost", FaultKind::TriggerLost},
    Word{"ack-lost", FaultKind::AckLost},
    Word{"notify-lost", FaultKind::NotifyLost},
    Word{"abort-lost", FaultKind::AbortLost},
    Word{"source-stall", FaultKind::SourceStall},
    Word{"source-error", FaultKind::SourceError},
    Word{"udf-throw", FaultKind::FunctionError},
    Word{"poll-order", FaultKind::PollOrder},
    Word{"commit-unknown", FaultKind::CommitUnknown},
};
inline constexpr std::array kFiringWords{
    Word{"early", engine::FireReason::Early},
    Word{"on-time", engine::FireReason::OnTime},
    Word{"late", engine::FireReason::Late},
};
inline constexpr std::array kFoldingWords{
    Word{"retractions", engine::Folding::Retractions},
    Word{"upserts", engine::Folding::Upserts},
};
inline constexpr std::array kDeliveryWords{
    Word{"at-least-once", Delivery::AtLeastOnce},
    Word{"exactly-once", Delivery::ExactlyOnce},
};
inline constexpr std::array kReplayWords{
    Word{"deterministic", engine::ReplayClass::Deterministic},
    Word{"order-dependent", engine::ReplayClass::OrderDependent},
    Word{"clock-dependent", engine::ReplayClass::ClockDependent},
};
inline constexpr std::array kRowKindWords{
    Word{"insert", engine::RowKind::Insert},
    Word{"update-before", engine::RowKind::UpdateBefore},
    Word{"update-after", engine::RowKind::UpdateAfter},
    Word{"delete", engine::RowKind::Delete},
};
// What a scenario may show on purpose.
inline constexpr std::array<std::string_view, 1> kFindingWords{"win-cascade"};
inline constexpr std::array<std::string_view, 2> kSemanticsWords{"flink", "flink-strict"};

// The other end of a producer's link, and an output: "clicks -> log", "per-key.late".
inline constexpr std::string_view kLogEnd = "log";
// Of the links of an aligned source: "events -> coordinator" for what it reports, and back.
inline constexpr std::string_view kCoordinatorEnd = "coordinator";
inline constexpr std::string_view kJobManager = "job-manager";
inline constexpr std::string_view kLinkArrow = " -> ";
inline constexpr char kOutputDot = '.';

// In a connect's expressions, before the names of the rule's fields.
inline constexpr std::string_view kRulePrefix = "rule_";

// REQUIRES: the table has a word for `value`.
template <typename T, std::size_t kSize>
[[nodiscard]] constexpr std::string_view word_of(const std::array<Word<T>, kSize>& words, T value) {
  for (const Word<T>& word : words) {
    if (word.value == value) return word.text;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(value));
}

template <typename T, std::size_t kSize>
[[nodiscard]] std::vector<std::string_view> texts_of(const std::array<Word<T>, kSize>& words) {
  std::vector<std::string_view> texts;
  for (const Word<T>& word : words) texts.push_back(word.text);
  return texts;
}

enum class Need : std::uint8_t { Must, May };

struct Member {
  std::string_view name;
  Need need;
};

// An object of the format. Its name is that of its definition in the schema.
struct Shape {
  std::string_view name;
  std::span<const Member> members;
};

namespace shape {

extern const Shape kScenario;
extern const Shape kInput;
extern const Shape kEvent;  // and the names of its input's fields
extern const Shape kFile;
extern const Shape kGenerate;
extern const Shape kSource;
extern const Shape kMap;
extern const Shape kProject;
extern const Shape kFilter;
extern const Shape kFlatMap;
extern const Shape kAlternative;
extern const Shape kSplit;
extern const Shape kTimestamps;
extern const Shape kSortOperator;
extern const Shape kSort;
extern const Shape kWindowOperator;
extern const Shape kSqlWindowOperator;
extern const Shape kTumble;
extern const Shape kHop;
extern const Shape kFunnel;
extern const Shape kSilence;
extern const Shape kRolling;
extern const Shape kTimeToLive;
extern const Shape kConnect;
extern const Shape kGroupBy;
extern const Shape kOver;
extern const Shape kDeduplicate;
extern const Shape kTopN;
extern const Shape kUpsertMaterialize;
extern const Shape kIntervalJoin;
extern const Shape kJoin;
extern const Shape kTemporalJoin;
extern const Shape kWindowJoin;
extern const Shape kCoGroup;
extern const Shape kPattern;
extern const Shape kPatternStage;
extern const Shape kAfterMatch;
extern const Shape kSink;
extern const Shape kTable;  // of a sink: what it folds, and how it delivers
extern const Shape kTransaction;
extern const Shape kWatermark;
extern const Shape kAlignment;
extern const Shape kFutureGuard;
extern const Shape kClockAdvance;
extern const Shape kTumbling;
extern const Shape kSliding;
extern const Shape kSession;
extern const Shape kSessionByField;
extern const Shape kCumulate;
extern const Shape kGlobal;
extern const Shape kCountWindow;
extern const Shape kCountTrigger;
extern const Shape kContinuous;
extern const Shape kDeltaTrigger;
extern const Shape kPurging;
extern const Shape kTimeout;
extern const Shape kStaged;
extern const Shape kEarlyByCount;
extern const Shape kEarlyByTime;
extern const Shape kLateByTime;
extern const Shape kCountEvictor;
extern const Shape kTimeEvictor;
extern const Shape kDeltaEvictor;
extern const Shape kDelta;  // of a trigger or an evictor
extern const Shape kLink;
extern const Shape kCluster;
extern const Shape kCheckpoints;
extern const Shape kChannels;
extern const Shape kWork;
extern const Shape kStep;
extern const Shape kNoRestart;
extern const Shape kFixedDelay;
extern const Shape kFailureRate;
extern const Shape kExponential;
extern const Shape kExpect;
extern const Shape kResult;

}  // namespace shape

// Of one node of the pipeline, by the member that says what it does.
[[nodiscard]] std::span<const Shape* const> operator_shapes();
[[nodiscard]] const Shape& shape_of(FaultKind fault);
[[nodiscard]] std::vector<const Shape*> all_shapes();

// "a, b or c"
[[nodiscard]] std::string any_of(const std::vector<std::string_view>& words);
// The same, or how many there are and two of them, if they are too many to read.
inline constexpr std::size_t kWordsListed = 12;
[[nodiscard]] std::string choice_of(const std::vector<std::string_view>& words);

}  // namespace wavetank::scenarios
