// Sequences as a function of a task: what matches, what times out, what is late, and what survives a snapshot.
#include "engine/operators/sequence/sequence.hpp"

#include <gtest/gtest.h>

#include "engine/operators/process/keyed_process.hpp"
#include "tests/engine/operators/functions/function_story.hpp"

namespace wavetank::engine::testing {
namespace {

// Stages a, b, c, … of which the results list the values.
class Sequence : public ::testing::Test {
 protected:
  // Fits values of this tens digit: 10 to 19 are "1".
  SequenceStage stage(int digit, Contiguity contiguity = Contiguity::Strict) {
    return {.condition = story_.expression("value / 10 == " + std::to_string(digit)), .contiguity = contiguity};
  }
  SequenceStage loop(int digit, StageTimes times) {
    SequenceStage made = stage(digit, Contiguity::Relaxed);
    made.times = std::move(times);
    return made;
  }
  SequenceStage forbidden(int digit, Contiguity contiguity) {
    SequenceStage made = stage(digit, contiguity);
    made.presence = StagePresence::Forbidden;
    return made;
  }
  void look_for(SequenceSpec spec, LateRecords late = LateRecords::Count) {
    std::vector<Field> fields = {{.name = "started", .type = FieldType::Timestamp},
                                 {.name = "ended", .type = FieldType::Timestamp}};
    for (std::uint32_t i = 0; i < spec.stages.size(); ++i) {
      spec.measures.push_back({.kind = MeasureKind::List, .stage = i, .field = 1});
      fields.push_back({.name = "stage" + std::to_string(i), .type = FieldType::Text});
    }
    spec.schema = story_.input();
    spec.result = story_.result(fields);
    story_.run(std::make_unique<KeyedProcessOperator>(std::make_unique<SequenceFunction>(std::move(spec), late)));
  }
  // Without the watermarks of the side outputs.
  std::string play(const std::string& script) {
    std::istringstream words(story_.play(script));
    std::string told;
    for (std::string word; words >> word;) {
      if (word.size() < 3 || word[1] != ':' || word[2] != 'W') told += (told.empty() ? "" : " ") + word;
    }
    return told;
  }
  FunctionStory story_;
};

constexpr SequenceWithin within(std::int64_t length) { return {.length = Millis{length}}; }

TEST_F(Sequence, TakesRecordsInTheOrderOfTheirTimesNotOfArrival) {
  look_for({.stages = {stage(1), stage(2)}});
  EXPECT_EQ(play("k=20@2 k=10@1 W5"), "{k,1,2,[10],[20]}@2 W5");
}

TEST_F(Sequence, TakesRecordsOfOneTimeInTheOrderOfArrival) {
  look_for({.stages = {stage(1), stage(2)}});
  EXPECT_EQ(play("k=20@1 k=10@1 W5"), "W5");
}

TEST_F(Sequence, WaitsForTheWatermark) {
  look_for({.stages = {stage(1), stage(2)}});
  EXPECT_EQ(play("k=10@1 k=20@2 W1 W2"), "W1 {k,1,2,[10],[20]}@2 W2");
}

TEST_F(Sequence, LetsNothingComeBetweenIfStrict) {
  look_for({.stages = {stage(1), stage(2)}});
  EXPECT_EQ(play("k=10@1 k=30@2 k=20@3 W5"), "W5");
}

TEST_F(Sequence, PassesOverWhatDoesNotFitIfRelaxed) {
  look_for({.stages = {stage(1), stage(2, Contiguity::Relaxed)}});
  EXPECT_EQ(play("k=10@1 k=30@2 k=20@3 k=21@4 W5"), "{k,1,3,[10],[20]}@3 W5");
}

TEST_F(Sequence, PassesOverWhatFitsTooIfAny) {
  look_for({.stages = {stage(1), stage(2, Contiguity::Any)}});
  EXPECT_EQ(play("k=10@1 k=20@3 k=21@4 W5"), "{k,1,3,[10],[20]}@3 {k,1,4,[10],[21]}@4 W5");
}

TEST_F(Sequence, TimesOutAtItsEndBeforeARecordOfThatMoment) {
  look_for({.stages = {stage(1), stage(2, Contiguity::Relaxed)}, .within = within(5)});
  EXPECT_EQ(play("k=10@1 k=20@6 W9"), "1:{k,1,6,[10],[]}@6 W9");
}

TEST_F(Sequence, TimesOutWithoutAnyRecordWhenTheWatermarkComes) {
  look_for({.stages = {stage(1), stage(2, Contiguity::Relaxed)}, .within = within(5)});
  EXPECT_EQ(play("k=10@1 W5 W6"), "W5 1:{k,1,6,[10],[]}@6 W6");
  EXPECT_EQ(story_.notes(NoteKind::SequenceTimeout), 1u);
}

TEST_F(Sequence, AnEmptyLoopIsOptionalAndALongOneGrows) {
  look_for({.stages = {stage(1), loop(2, {.least = 1, .most = std::nullopt})}});
  EXPECT_EQ(play("k=10@1 k=20@2 k=21@3 W5"), "{k,1,2,[10],[20]}@2 {k,1,3,[10],[20,21]}@3 W5");
}

TEST_F(Sequence, EndsALoopAtTheRecordThatSaysSo) {
  SequenceStage until = loop(2, {.least = 1, .most = std::nullopt});
  until.times->until = story_.expression("value == 39");
  look_for({.stages = {stage(1), until}});
  EXPECT_EQ(play("k=10@1 k=20@2 k=39@3 k=21@4 W5"), "{k,1,2,[10],[20]}@2 W5");
}

TEST_F(Sequence, ForgetsABeginningWhenAForbiddenRecordComes) {
  look_for({.stages = {stage(1), forbidden(2, Contiguity::Relaxed), stage(3, Contiguity::Relaxed)}});
  EXPECT_EQ(play("k=10@1 k=20@2 k=30@3 W5"), "W5");
  EXPECT_EQ(play("k=11@6 k=40@7 k=31@8 W9"), "{k,6,8,[11],[],[31]}@8 W9");
}

TEST_F(Sequence, SendsWhatWaitedForNothingToComeWhenItsTimeIsUp) {
  look_for({.stages = {stage(1), forbidden(2, Contiguity::Relaxed)}, .within = within(5)});
  EXPECT_EQ(play("k=10@1 W3 W6"), "W3 {k,1,6,[10],[]}@6 W6");
  EXPECT_EQ(play("k=11@7 k=20@9 W20"), "W20");
}

TEST_F(Sequence, SkipsPastTheLastRecordOfAMatch) {
  look_for({.stages = {stage(1), stage(1, Contiguity::Relaxed)}, .after_match = {.skip = SkipKind::PastLast}});
  EXPECT_EQ(play("k=10@1 k=11@2 k=12@3 k=13@4 W5"), "{k,1,2,[10],[11]}@2 {k,3,4,[12],[13]}@4 W5");
  EXPECT_GT(story_.notes(NoteKind::SequenceSkip), 0u);
}

TEST_F(Sequence, TakesValuesThatRise) {
  SequenceStage rising = loop(1, {.least = 2, .most = std::nullopt, .inner = Contiguity::Strict});
  rising.contiguity = Contiguity::Strict;
  rising.rising = 1;
  look_for({.stages = {rising}});
  EXPECT_EQ(play("k=10@1 k=12@2 k=11@3 k=13@4 W5"), "{k,1,2,[10,12]}@2 {k,3,4,[11,13]}@4 W5");
}

TEST_F(Sequence, DropsAndCountsWhatIsLate) {
  look_for({.stages = {stage(1)}});
  EXPECT_EQ(play("W5 k=10@5 k=11@6 W6"), "W5 {k,6,6,[11]}@6 W6");
  EXPECT_EQ(story_.notes(NoteKind::RecordDrop), 1u);
}

TEST_F(Sequence, SendsWhatIsLateAsideIfAsked) {
  look_for({.stages = {stage(1)}}, LateRecords::SideOutput);
  EXPECT_EQ(play("W5 k=10@5"), "W5 2:{k,10}@5");
}

TEST_F(Sequence, GoesOnFromASnapshotInTheMiddleOfAMatch) {
  look_for({.stages = {stage(1), stage(2, Contiguity::Relaxed)}, .within = within(9)});
  EXPECT_EQ(play("k=10@1 W2 k=20@4 S W5"), "W2 {k,1,4,[10],[20]}@4 W5");
  EXPECT_EQ(play("k=10@6 W7 S W20"), "W7 1:{k,6,15,[10],[]}@15 W20");
}

TEST_F(Sequence, RefusesARecordWithoutATime) {
  look_for({.stages = {stage(1)}});
  EXPECT_EQ(play("k=10@none"), "failed: a record without a timestamp reached a pattern");
}

TEST_F(Sequence, KeepsKeysApart) {
  look_for({.stages = {stage(1), stage(2)}});
  EXPECT_EQ(play("k=10@1 l=20@2 k=20@3 W5"), "{k,1,3,[10],[20]}@3 W5");
}

}  // namespace
}  // namespace wavetank::engine::testing
