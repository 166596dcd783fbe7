// The members of the format's objects.
#include "scenarios/format/words.hpp"

namespace wavetank::scenarios {
namespace {

constexpr Need kMust = Need::Must;
constexpr Need kMay = Need::May;

constexpr std::array kScenarioMembers{
    Member{"$schema", kMay},   Member{"name", kMust},     Member{"about", kMay},        Member{"teaches", kMay},
    Member{"semantics", kMay}, Member{"seed", kMay},      Member{"pinned_seeds", kMay}, Member{"clock", kMay},
    Member{"until", kMay},     Member{"batch", kMay},     Member{"ties", kMay},         Member{"inputs", kMust},
    Member{"execution", kMay}, Member{"pipeline", kMust}, Member{"links", kMay},        Member{"faults", kMay},
    Member{"expect", kMay},    Member{"cluster", kMay},
};
constexpr std::array kInputMembers{
    Member{"name", kMust},  Member{"fields", kMay}, Member{"partitions", kMay}, Member{"end", kMay},
    Member{"events", kMay}, Member{"file", kMay},   Member{"generate", kMay},
};
constexpr std::array kEventMembers{Member{"at", kMay}, Member{"time", kMust}, Member{"partition", kMay}};
constexpr std::array kFileMembers{Member{"path", kMust}, Member{"arrival", kMay}, Member{"time", kMay}};
constexpr std::array kGenerateMembers{
    Member{"count", kMust}, Member{"keys", kMay},       Member{"gap", kMay},   Member{"delay", kMay},
    Member{"late", kMay},   Member{"late_delay", kMay}, Member{"value", kMay}, Member{"profile", kMay},
};

constexpr std::array kSourceMembers{Member{"id", kMust}, Member{"source", kMust}, Member{"watermark", kMay},
                                    Member{"alignment", kMay}, Member{"parallelism", kMay}};
constexpr std::array kAlignmentMembers{Member{"group", kMust}, Member{"max_drift", kMust},
                                       Member{"update_interval", kMay}, Member{"samples", kMay}, Member{"ahead", kMay}};
constexpr std::array kMapMembers{Member{"id", kMust}, Member{"map", kMust}, Member{"from", kMay},
                                 Member{"parallelism", kMay}};
constexpr std::array kProjectMembers{Member{"id", kMust}, Member{"project", kMust}, Member{"from", kMay},
                                     Member{"parallelism", kMay}};
constexpr std::array kFlatMapMembers{Member{"id", kMust}, Member{"flat_map", kMust}, Member{"from", kMay},
                                     Member{"parallelism", kMay}};
constexpr std::array kAlternativeMembers{Member{"fields", kMust}, Member{"when", kMay}};
constexpr std::array kSplitMembers{Member{"id", kMust}, Member{"split", kMust}, Member{"from", kMay},
                                   Member{"parallelism", kMay}};
constexpr std::array kSortOperatorMembers{Member{"id", kMust}, Member{"sort", kMust}, Member{"late", kMay},
                                          Member{"from", kMay}, Member{"parallelism", kMay}};
constexpr std::array kSortMembers{Member{"then_by", kMay}, Member{"order", kMay}};
constexpr std::array kFilterMembers{Member{"id", kMust}, Member{"filter", kMust}, Member{"from", kMay},
                                    Member{"parallelism", kMay}};
constexpr std::array kTimestampsMembers{Member{"id", kMust}, Member{"timestamps", kMust}, Member{"watermark", kMay},
                                        Member{"from", kMay}, Member{"parallelism", kMay}};
constexpr std::array kWindowOperatorMembers{
    Member{"id", kMust},          Member{"key", kMay},     Member{"window", kMust},          Member{"trigger", kMay},
    Member{"accumulation", kMay}, Member{"evictor", kMay}, Member{"allowed_lateness", kMay}, Member{"late", kMay},
    Member{"aggregate", kMust},   Member{"from", kMay},    Member{"parallelism", kMay},
};
constexpr std::array kSqlWindowOperatorMembers{Member{"id", kMust},         Member{"key", kMay},
                                               Member{"sql_window", kMust}, Member{"aggregate", kMust},
                                               Member{"from", kMay},        Member{"parallelism", kMay}};
constexpr std::array kTumbleMembers{Member{"tumble", kMust}, Member{"offset", kMay}};
constexpr std::array kHopMembers{Member{"hop", kMust}, Member{"slide", kMust}, Member{"offset", kMay}};
constexpr std::array kFunnelMembers{Member{"id", kMust},        Member{"key", kMust}, Member{"funnel", kMust},
                                    Member{"within", kMust},    Member{"time", kMay}, Member{"from", kMay},
                                    Member{"parallelism", kMay}};
constexpr std::array kSilenceMembers{Member{"id", kMust},  Member{"key", kMust}, Member{"silence", kMust},
                                     Member{"time", kMay}, Member{"from", kMay}, Member{"parallelism", kMay}};
constexpr std::array kRollingMembers{Member{"id", kMust},        Member{"key", kMust},         Member{"rolling", kMust},
                                     Member{"when", kMay},       Member{"time_to_live", kMay}, Member{"from", kMay},
                                     Member{"parallelism", kMay}};
constexpr std::array kTimeToLiveMembers{Member{"length", kMust}, Member{"update", kMay}, Member{"expired", kMay}};
constexpr std::array kConnectMembers{Member{"id", kMust},       Member{"key", kMust},     Member{"connect", kMust},
                                     Member{"rule_key", kMust}, Member{"look_up", kMust}, Member{"when", kMay},
                                     Member{"fields", kMay},    Member{"from", kMay},     Member{"parallelism", kMay}};
constexpr std::array kPatternMembers{
    Member{"id", kMust},         Member{"key", kMust},        Member{"pattern", kMust}, Member{"within", kMay},
    Member{"within_from", kMay}, Member{"after_match", kMay}, Member{"measures", kMay}, Member{"late", kMay},
    Member{"from", kMay},        Member{"parallelism", kMay}};
constexpr std::array kPatternStageMembers{Member{"stage", kMust},   Member{"where", kMust},   Member{"follows", kMay},
                                          Member{"rising", kMay},   Member{"optional", kMay}, Member{"times", kMay},
                                          Member{"at_least", kMay}, Member{"at_most", kMay},  Member{"between", kMay},
                                          Member{"greedy", kMay},   Member{"until", kMay}};
constexpr std::array kAfterMatchMembers{Member{"skip", kMust}, Member{"stage", kMay}};
constexpr std::array kGroupByMembers{Member{"id", kMust},     Member{"key", kMust},         Member{"group_by", kMust},
                                     Member{"updates", kMay}, Member{"time_to_live", kMay}, Member{"mini_batch", kMay},
                                     Member{"from", kMay},    Member{"parallelism", kMay}};
constexpr std::array kOverMembers{Member{"id", kMust},   Member{"key", kMust},           Member{"over", kMust},
                                  Member{"frame", kMay}, Member{"preceding_rows", kMay}, Member{"preceding_time", kMay},
                                  Member{"from", kMay},  Member{"parallelism", kMay}};
constexpr std::array kDeduplicateMembers{
    Member{"id", kMust},          Member{"key", kMust}, Member{"deduplicate", kMust}, Member{"updates", kMay},
    Member{"time_to_live", kMay}, Member{"from", kMay}, Member{"parallelism", kMay}};
constexpr std::array kTopNMembers{Member{"id", kMust},        Member{"key", kMust},         Member{"top_n", kMust},
                                  Member{"skip", kMay},       Member{"by", kMust},          Member{"order", kMay},
                                  Member{"takes", kMay},      Member{"identity", kMay},     Member{"number", kMay},
                                  Member{"updates", kMay},    Member{"time_to_live", kMay}, Member{"from", kMay},
                                  Member{"parallelism", kMay}};
constexpr std::array kUpsertMaterializeMembers{
    Member{"id", kMust},          Member{"key", kMust}, Member{"upsert_materialize", kMust},
    Member{"time_to_live", kMay}, Member{"from", kMay}, Member{"parallelism", kMay}};
constexpr std::array kIntervalJoinMembers{
    Member{"id", kMust},    Member{"interval_join", kMust}, Member{"key", kMust},        Member{"right_key", kMay},
    Member{"lower", kMust}, Member{"upper", kMust},         Member{"bounds", kMay},      Member{"when", kMay},
    Member{"late", kMay},   Member{"from", kMay},           Member{"parallelism", kMay},
};
constexpr std::array kJoinMembers{
    Member{"id", kMust},          Member{"join", kMust},
    Member{"key", kMust},         Member{"right_key", kMay},
    Member{"kind", kMay},         Member{"when", kMay},
    Member{"unique", kMay},       Member{"right_unique", kMay},
    Member{"time_to_live", kMay}, Member{"right_time_to_live", kMay},
    Member{"from", kMay},         Member{"parallelism", kMay},
};
constexpr std::array kTemporalJoinMembers{
    Member{"id", kMust},  Member{"temporal_join", kMust}, Member{"key", kMust}, Member{"right_key", kMay},
    Member{"kind", kMay}, Member{"when", kMay},           Member{"time", kMay}, Member{"retention", kMay},
    Member{"from", kMay}, Member{"parallelism", kMay},
};
constexpr std::array kWindowJoinMembers{
    Member{"id", kMust},     Member{"window_join", kMust},     Member{"key", kMust}, Member{"right_key", kMay},
    Member{"window", kMust}, Member{"allowed_lateness", kMay}, Member{"from", kMay}, Member{"parallelism", kMay},
};
constexpr std::array kCoGroupMembers{
    Member{"id", kMust},         Member{"co_group", kMust},        Member{"key", kMust},
    Member{"right_key", kMay},   Member{"window", kMust},          Member{"allowed_lateness", kMay},
    Member{"aggregate", kMust},  Member{"right_aggregate", kMust}, Member{"from", kMay},
    Member{"parallelism", kMay},
};
constexpr std::array kTableMembers{Member{"folds", kMay}, Member{"key", kMay}, Member{"delivery", kMay},
                                   Member{"transaction", kMay}};
constexpr std::array kSinkMembers{Member{"id", kMust}, Member{"sink", kMust}, Member{"from", kMay},
                                  Member{"parallelism", kMay}};

constexpr std::array kWatermarkMembers{Member{"kind", kMust},  Member{"bound", kMay}, Member{"emit", kMay},
                                       Member{"every", kMay},  Member{"idle", kMay},  Member{"mark", kMay},
                                       Member{"future", kMay}, Member{"clock", kMay}};
constexpr std::array kFutureGuardMembers{Member{"tolerance", kMust}, Member{"records", kMay}};
constexpr std::array kClockAdvanceMembers{Member{"after", kMust}, Member{"allowance", kMust}};
constexpr std::array kTumblingMembers{Member{"tumbling", kMust}, Member{"offset", kMay}, Member{"time", kMay},
                                      Member{"stagger", kMay}};
constexpr std::array kSlidingMembers{Member{"sliding", kMust}, Member{"slide", kMust}, Member{"offset", kMay},
                                     Member{"time", kMay}};
constexpr std::array kSessionMembers{Member{"session", kMust}, Member{"time", kMay}};
constexpr std::array kSessionByFieldMembers{Member{"session_gap_field", kMust}, Member{"time", kMay}};
constexpr std::array kCumulateMembers{Member{"cumulate", kMust}, Member{"step", kMust}, Member{"offset", kMay},
                                      Member{"time", kMay}};
constexpr std::array kGlobalMembers{Member{"global", kMust}};
constexpr std::array kCountWindowMembers{Member{"count", kMust}, Member{"slide", kMay}};

constexpr std::array kCountTriggerMembers{Member{"count", kMust}};
constexpr std::array kContinuousMembers{Member{"continuous", kMust}, Member{"time", kMay}};
constexpr std::array kDeltaTriggerMembers{Member{"delta", kMust}};
constexpr std::array kPurgingMembers{Member{"purging", kMust}};
constexpr std::array kTimeoutMembers{Member{"timeout", kMust}, Member{"of", kMust}, Member{"resets", kMay},
                                     Member{"clears", kMay}};
constexpr std::array kStagedMembers{Member{"early", kMay}, Member{"late", kMay}};
constexpr std::array kEarlyByCountMembers{Member{"count", kMust}};
constexpr std::array kEarlyByTimeMembers{Member{"every", kMust}, Member{"time", kMay}};
constexpr std::array kLateByTimeMembers{Member{"every", kMust}};
constexpr std::array kCountEvictorMembers{Member{"count", kMust}, Member{"when", kMay}};
constexpr std::array kTimeEvictorMembers{Member{"time", kMust}, Member{"when", kMay}};
constexpr std::array kDeltaEvictorMembers{Member{"delta", kMust}, Member{"when", kMay}};
constexpr std::array kDeltaMembers{Member{"field", kMust}, Member{"threshold", kMust}};

constexpr std::array kLinkMembers{Member{"from", kMust}, Member{"to", kMust}, Member{"delay", kMust}};

constexpr std::array kExpectMembers{Member{"results", kMay},     Member{"dropped", kMay},  Member{"late_firings", kMay},
                                    Member{"side_output", kMay}, Member{"findings", kMay}, Member{"table", kMay}};
constexpr std::array kResultMembers{Member{"sink", kMay},  Member{"key", kMay},    Member{"window", kMay},
                                    Member{"value", kMay}, Member{"firing", kMay}, Member{"kind", kMay}};

}  // namespace

namespace shape {

constexpr Shape kScenario{"scenario", kScenarioMembers};
constexpr Shape kInput{"input", kInputMembers};
constexpr Shape kEvent{"event", kEventMembers};
constexpr Shape kFile{"file", kFileMembers};
constexpr Shape kGenerate{"generate", kGenerateMembers};
constexpr Shape kSource{"source", kSourceMembers};
constexpr Shape kMap{"map", kMapMembers};
constexpr Shape kProject{"project", kProjectMembers};
constexpr Shape kFilter{"filter", kFilterMembers};
constexpr Shape kFlatMap{"flat_map", kFlatMapMembers};
constexpr Shape kAlternative{"alternative", kAlternativeMembers};
constexpr Shape kSplit{"split", kSplitMembers};
constexpr Shape kTimestamps{"timestamps", kTimestampsMembers};
constexpr Shape kSortOperator{"sort", kSortOperatorMembers};
constexpr Shape kSort{"sort-order", kSortMembers};
constexpr Shape kWindowOperator{"window", kWindowOperatorMembers};
constexpr Shape kSqlWindowOperator{"sql_window", kSqlWindowOperatorMembers};
constexpr Shape kTumble{"tumble", kTumbleMembers};
constexpr Shape kHop{"hop", kHopMembers};
constexpr Shape kFunnel{"funnel", kFunnelMembers};
constexpr Shape kSilence{"silence", kSilenceMembers};
constexpr Shape kRolling{"rolling", kRollingMembers};
constexpr Shape kTimeToLive{"time-to-live", kTimeToLiveMembers};
constexpr Shape kConnect{"connect", kConnectMembers};
constexpr Shape kGroupBy{"group_by", kGroupByMembers};
constexpr Shape kOver{"over", kOverMembers};
constexpr Shape kDeduplicate{"deduplicate", kDeduplicateMembers};
constexpr Shape kTopN{"top_n", kTopNMembers};
constexpr Shape kUpsertMaterialize{"upsert_materialize", kUpsertMaterializeMembers};
constexpr Shape kIntervalJoin{"interval_join", kIntervalJoinMembers};
constexpr Shape kJoin{"join", kJoinMembers};
constexpr Shape kTemporalJoin{"temporal_join", kTemporalJoinMembers};
constexpr Shape kWindowJoin{"window_join", kWindowJoinMembers};
constexpr Shape kCoGroup{"co_group", kCoGroupMembers};
constexpr Shape kPattern{"pattern", kPatternMembers};
constexpr Shape kPatternStage{"pattern-stage", kPatternStageMembers};
constexpr Shape kAfterMatch{"after-match", kAfterMatchMembers};
constexpr Shape kSink{"sink", kSinkMembers};
constexpr Shape kTable{"table", kTableMembers};
constexpr Shape kWatermark{"watermark", kWatermarkMembers};
constexpr Shape kAlignment{"alignment", kAlignmentMembers};
constexpr Shape kFutureGuard{"future", kFutureGuardMembers};
constexpr Shape kClockAdvance{"clock", kClockAdvanceMembers};
constexpr Shape kTumbling{"tumbling", kTumblingMembers};
constexpr Shape kSliding{"sliding", kSlidingMembers};
constexpr Shape kSession{"session", kSessionMembers};
constexpr Shape kSessionByField{"session-by-field", kSessionByFieldMembers};
constexpr Shape kCumulate{"cumulate", kCumulateMembers};
constexpr Shape kGlobal{"global", kGlobalMembers};
constexpr Shape kCountWindow{"count-window", kCountWindowMembers};
constexpr Shape kCountTrigger{"count-trigger", kCountTriggerMembers};
constexpr Shape kContinuous{"continuous", kContinuousMembers};
constexpr Shape kDeltaTrigger{"delta-trigger", kDeltaTriggerMembers};
constexpr Shape kPurging{"purging", kPurgingMembers};
constexpr Shape kTimeout{"timeout", kTimeoutMembers};
constexpr Shape kStaged{"staged", kStagedMembers};
constexpr Shape kEarlyByCount{"early-by-count", kEarlyByCountMembers};
constexpr Shape kEarlyByTime{"early-by-time", kEarlyByTimeMembers};
constexpr Shape kLateByTime{"late-by-time", kLateByTimeMembers};
constexpr Shape kCountEvictor{"count-evictor", kCountEvictorMembers};
constexpr Shape kTimeEvictor{"time-evictor", kTimeEvictorMembers};
constexpr Shape kDeltaEvictor{"delta-evictor", kDeltaEvictorMembers};
constexpr Shape kDelta{"delta", kDeltaMembers};
constexpr Shape kLink{"link", kLinkMembers};
constexpr Shape kExpect{"expect", kExpectMembers};
constexpr Shape kResult{"result", kResultMembers};

}  // namespace shape

std::span<const Shape* const> operator_shapes() {
  static constexpr std::array kShapes{
      &shape::kSource,
      &shape::kMap,
      &shape::kProject,
      &shape::kFilter,
      &shape::kFlatMap,
      &shape::kSplit,
      &shape::kTimestamps,
      &shape::kSortOperator,
      &shape::kWindowOperator,
      &shape::kSqlWindowOperator,
      &shape::kFunnel,
      &shape::kSilence,
      &shape::kRolling,
      &shape::kConnect,
      &shape::kGroupBy,
      &shape::kOver,
      &shape::kDeduplicate,
      &shape::kTopN,
      &shape::kUpsertMaterialize,
      &shape::kIntervalJoin,
      &shape::kJoin,
      &shape::kTemporalJoin,
      &shape::kWindowJoin,
      &shape::kCoGroup,
      &shape::kPattern,
      &shape::kSink,
  };
  return kShapes;
}

namespace {

constexpr std::array kShapes{
    &shape::kScenario,
    &shape::kInput,
    &shape::kEvent,
    &shape::kFile,
    &shape::kGenerate,
    &shape::kSource,
    &shape::kMap,
    &shape::kFilter,
    &shape::kTimestamps,
    &shape::kWindowOperator,
    &shape::kSink,
    &shape::kTable,
    &shape::kTransaction,
    &shape::kWatermark,
    &shape::kAlignment,
    &shape::kFutureGuard,
    &shape::kClockAdvance,
    &shape::kTumbling,
    &shape::kSliding,
    &shape::kSession,
    &shape::kSessionByField,
    &shape::kCumulate,
    &shape::kGlobal,
    &shape::kCountWindow,
    &shape::kCountTrigger,
    &shape::kContinuous,
    &shape::kDeltaTrigger,
    &shape::kPurging,
    &shape::kTimeout,
    &shape::kStaged,
    &shape::kEarlyByCount,
    &shape::kEarlyByTime,
    &shape::kLateByTime,
    &shape::kCountEvictor,
    &shape::kTimeEvictor,
    &shape::kDeltaEvictor,
    &shape::kDelta,
    &shape::kLink,
    &shape::kCluster,
    &shape::kCheckpoints,
    &shape::kChannels,
    &shape::kWork,
    &shape::kStep,
    &shape::kNoRestart,
    &shape::kFixedDelay,
    &shape::kFailureRate,
    &shape::kExponential,
    &shape::kExpect,
    &shape::kResult,
    &shape::kProject,
    &shape::kFlatMap,
    &shape::kAlternative,
    &shape::kSplit,
    &shape::kSortOperator,
    &shape::kSort,
    &shape::kSqlWindowOperator,
    &shape::kTumble,
    &shape::kHop,
    &shape::kFunnel,
    &shape::kSilence,
    &shape::kRolling,
    &shape::kTimeToLive,
    &shape::kGroupBy,
    &shape::kOver,
    &shape::kDeduplicate,
    &shape::kTopN,
    &shape::kUpsertMaterialize,
    &shape::kConnect,
    &shape::kIntervalJoin,
    &shape::kJoin,
    &shape::kTemporalJoin,
    &shape::kWindowJoin,
    &shape::kCoGroup,
    &shape::kPattern,
    &shape::kPatternStage,
    &shape::kAfterMatch,
};

}  // namespace

std::vector<const Shape*> all_shapes() {
  std::vector<const Shape*> all(kShapes.begin(), kShapes.end());
  for (const auto& fault : kFaultWords) all.push_back(&shape_of(fault.value));
  return all;
}

std::string choice_of(const std::vector<std::string_view>& words) {
  if (words.size() <= kWordsListed) return any_of(words);
  const std::vector<std::string_view> first(words.begin(), words.begin() + 2);
  return "one of " + std::to_string(words.size()) + " words, for example " + any_of(first);
}

std::string any_of(const std::vector<std::string_view>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace wavetank::scenarios
