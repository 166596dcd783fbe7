// A sink told step by step what its host and broker say; what it asks is written down in words.
#include "engine/operators/transactional_sink.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace wavetank::engine::transactional_sink_tests {
namespace {

constexpr CommittableId kFirst{70};
constexpr CommittableId kSecond{71};

std::string text_of(const CallBroker& call) {
  const std::string transaction = " " + std::to_string(static_cast<std::uint64_t>(call.transaction));
  const std::string number = " " + std::to_string(call.number);
  switch (call.verb) {
    case BrokerVerb::Begin: return "begin" + number;
    case BrokerVerb::Write: break;
    case BrokerVerb::Prepare: return "prepare" + transaction;
    case BrokerVerb::Commit: return "commit" + transaction;
    case BrokerVerb::Abort: return "abort" + transaction;
    case BrokerVerb::Fence: return "fence after" + number;
  }
  return "?";
}

class Sink : public ::testing::Test {
 protected:
  explicit Sink(const TransactionalSinkSpec& spec = {}) : sink_(spec) {}

  // Each verb answers with what was asked: "fence after 0, begin 1".
  std::string open(const Snapshot& snapshot = {}, const Subtask& subtask = {}) {
    effects_.clear();
    state_ = sink_.open(subtask, snapshot, moment(), effects_);
    return asked();
  }
  std::string write(std::size_t count) {
    return step([&] { sink_.on_batch(InputIndex{0}, std::vector<Record>(count), moment(), state_, effects_); });
  }
  std::string barrier(std::uint64_t checkpoint) {
    return step([&] { sink_.on_barrier(CheckpointId{checkpoint}, moment(), state_, effects_); });
  }
  std::string complete(std::uint64_t checkpoint) {
    return step([&] { sink_.on_complete(CheckpointId{checkpoint}, moment(), state_, effects_); });
  }
  std::string end() {
    return step([&] { sink_.on_control({ControlKind::End, EventTime::min(), kNoCause}, moment(), state_, effects_); });
  }
  std::string answer(BrokerVerb verb, CommittableId transaction, BrokerOutcome outcome = BrokerOutcome::Done) {
    return step([&] { sink_.on_broker({verb, outcome, transaction}, moment(), state_, effects_); });
  }
  // A transaction with a record, filed under a checkpoint; the next one is begun.
  void prepare(std::uint64_t checkpoint, CommittableId transaction) {
    write(1);
    barrier(checkpoint);
    answer(BrokerVerb::Prepare, transaction);
  }
  void begin(CommittableId transaction) { answer(BrokerVerb::Begin, transaction); }
  [[nodiscard]] Snapshot snapshot() const { return sink_.snapshot(state_, facts_); }
  [[nodiscard]] bool is_awaiting() const { return sink_.is_awaiting(state_); }

  TransactionalSinkOperator sink_;

 private:
  template <typename Call>
  std::string step(const Call& call) {
    effects_.clear();
    call();
    return asked();
  }
  [[nodiscard]] Moment moment() { return {ProcessingTime(0), kNoCause, facts_}; }
  std::string asked() const {
    std::string text;
    for (const Effects::Item& item : effects_.order()) {
      const Ask& ask = effects_.ask_of(item);
      text += text.empty() ? "" : ", ";
      if (const auto* const call = std::get_if<CallBroker>(&ask)) text += text_of(*call);
      if (std::holds_alternative<WriteRecord>(ask)) text += "write";
      if (const auto* const fail = std::get_if<Fail>(&ask)) text += "fail: " + std::string(fail->reason);
    }
    return text;
  }

  Facts facts_;
  State state_;
  Effects effects_;
};

TEST_F(Sink, FencesWhatMayLingerBeforeItBegins) { EXPECT_EQ(open(), "fence after 0, begin 1"); }

TEST_F(Sink, PreparesAtABarrierAndBeginsTheNextTransaction) {
  open();
  begin(kFirst);
  EXPECT_EQ(write(2), "write, write");
  EXPECT_EQ(barrier(3), "prepare 70");
  EXPECT_TRUE(is_awaiting());
  EXPECT_EQ(answer(BrokerVerb::Prepare, kFirst), "begin 4");
}

TEST_F(Sink, CommitsWhenTheCheckpointIsCompleteAndNotBefore) {
  open();
  begin(kFirst);
  prepare(1, kFirst);
  begin(kSecond);
  EXPECT_EQ(complete(1), "commit 70");
  EXPECT_TRUE(is_awaiting());
  EXPECT_EQ(answer(BrokerVerb::Commit, kFirst), "");
  EXPECT_FALSE(is_awaiting());
  EXPECT_EQ(complete(1), "") << "a notice that comes again (SS-12)";
}

TEST_F(Sink, MakesUpForALostNoticeWithTheNextOne) {
  open();
  begin(kFirst);
  prepare(1, kFirst);
  begin(kSecond);
  prepare(2, kSecond);
  begin(CommittableId{72});
  EXPECT_EQ(complete(2), "commit 70") << "oldest first (SS-17)";
  EXPECT_EQ(answer(BrokerVerb::Commit, kFirst), "commit 71");
  EXPECT_EQ(answer(BrokerVerb::Commit, kSecond), "");
}

TEST_F(Sink, DoesNotCommitATransactionWithoutRecords) {
  open();
  begin(kFirst);
  EXPECT_EQ(barrier(1), "abort 70, begin 2");
  begin(kSecond);
  EXPECT_EQ(complete(1), "");
}

TEST_F(Sink, CommitsAgainWhatItHadPreparedWhenItIsRestored) {
  open();
  begin(kFirst);
  prepare(4, kFirst);
  begin(kSecond);
  EXPECT_EQ(open(snapshot()), "commit 70");
  EXPECT_EQ(answer(BrokerVerb::Commit, kFirst, BrokerOutcome::Already), "fence after 4, begin 5");
}

TEST_F(Sink, FencesAfterTheCheckpointThatItWasRestoredFromThoughNothingWaits) {
  open();
  begin(kFirst);
  barrier(4);
  begin(kSecond);
  EXPECT_EQ(open(snapshot()), "fence after 4, begin 5");
}

TEST_F(Sink, OfANewSubtaskLearnsTheCheckpointFromTheOthers) {
  open();
  begin(kFirst);
  prepare(4, kFirst);
  begin(kSecond);
  const std::vector<Snapshot> old{snapshot()};
  const Subtask added{1, 2};
  EXPECT_EQ(open(assign(old, added), added), "fence after 4, begin 5");
  EXPECT_EQ(open(assign(old, {0, 2}), {0, 2}), "commit 70");
}

TEST_F(Sink, GoesOnWithoutWhatTheBrokerHasTimedOut) {
  open();
  begin(kFirst);
  prepare(1, kFirst);
  begin(kSecond);
  complete(1);
  EXPECT_EQ(answer(BrokerVerb::Commit, kFirst, BrokerOutcome::Refused), "") << "lost, and no failure (SS-24)";
  EXPECT_FALSE(is_awaiting());
}

TEST_F(Sink, AsksAgainWhenNobodyAnswersAndFailsInTheEnd) {
  open();
  begin(kFirst);
  prepare(1, kFirst);
  begin(kSecond);
  complete(1);
  for (int again = 0; again < 10; ++again) {
    EXPECT_EQ(answer(BrokerVerb::Commit, kFirst, BrokerOutcome::Unavailable), "commit 70");
  }
  EXPECT_EQ(answer(BrokerVerb::Commit, kFirst, BrokerOutcome::Unavailable),
            "fail: a sink's transaction cannot be committed");
}

TEST_F(Sink, FailsWhenItIsShutOutOfItsOwnTransaction) {
  open();
  begin(kFirst);
  write(1);
  EXPECT_EQ(answer(BrokerVerb::Write, kFirst, BrokerOutcome::Refused),
            "fail: a sink's transaction takes no more records");
  barrier(1);
  EXPECT_EQ(answer(BrokerVerb::Prepare, kFirst, BrokerOutcome::Refused),
            "fail: a sink's transaction cannot be prepared");
}

TEST_F(Sink, WaitsAtTheEndForACheckpointThatHasIt) {
  open();
  begin(kFirst);
  prepare(1, kFirst);
  begin(kSecond);
  write(1);
  EXPECT_EQ(end(), "prepare 71");
  EXPECT_EQ(answer(BrokerVerb::Prepare, kSecond), "");
  EXPECT_EQ(complete(1), "commit 70") << "not what came after it (SS-19)";
  EXPECT_EQ(answer(BrokerVerb::Commit, kFirst), "");
  EXPECT_TRUE(is_awaiting());
  EXPECT_EQ(barrier(2), "");
  EXPECT_EQ(complete(2), "commit 71");
  answer(BrokerVerb::Commit, kSecond);
  EXPECT_FALSE(is_awaiting());
}

TEST_F(Sink, EndsBetweenABarrierAndTheAnswerToIt) {
  open();
  begin(kFirst);
  write(1);
  EXPECT_EQ(barrier(1), "prepare 70");
  EXPECT_EQ(end(), "");
  EXPECT_EQ(answer(BrokerVerb::Prepare, kFirst), "");
  EXPECT_EQ(complete(1), "commit 70");
}

TEST_F(Sink, DropsATransactionThatBeginsAfterTheEnd) {
  open();
  begin(kFirst);
  EXPECT_EQ(barrier(1), "abort 70, begin 2");
  EXPECT_EQ(end(), "");
  EXPECT_EQ(answer(BrokerVerb::Begin, kSecond), "abort 71");
  EXPECT_FALSE(is_awaiting());
}

class SinkWithoutCheckpoints : public Sink {
 protected:
  SinkWithoutCheckpoints() : Sink({.final_commit = FinalCommit::AtEnd, .mutants = {}}) {}
};

TEST_F(SinkWithoutCheckpoints, CommitsAtTheEnd) {
  open();
  begin(kFirst);
  write(3);
  EXPECT_EQ(end(), "prepare 70");
  EXPECT_EQ(answer(BrokerVerb::Prepare, kFirst), "commit 70");
}

}  // namespace
}  // namespace wavetank::engine::transactional_sink_tests
