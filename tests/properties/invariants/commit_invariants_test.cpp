// What the invariants of transactions find in runs written by hand.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "properties/invariants/commits/transactions.hpp"

namespace wavetank::properties::testing {
namespace {

using sim::EventId;
using sim::EventKind;

constexpr std::uint16_t kSource = 0;
constexpr std::uint16_t kSink = 1;

// One source, one sink with transactions, a job with checkpoints. Each verb answers with its event.
class Commits : public ::testing::Test {
 protected:
  Commits() {
    scenarios::SinkNode sink;
    sink.delivery = scenarios::Delivery::ExactlyOnce;
    scenario_.pipeline = {{"source", {}, scenarios::SourceNode{"orders", {}, ""}, 1, {}},
                          {"out", {"source"}, sink, 1, {}}};
    scenario_.cluster.emplace().checkpoints.emplace();
    run_.cast.actors = {{"source/0", scenarios::Role::Task, 0, 0, 1, {}},
                        {"out/0", scenarios::Role::Task, 1, 0, 1, {1}}};
  }

  EventId add(EventKind kind, std::uint16_t actor, EventId cause, std::uint64_t a, std::uint64_t b = 0) {
    run_.trace.events.push_back({sim::SimTime(0), static_cast<std::uint32_t>(cause), kind, sim::ActorId{actor}, a, b});
    return EventId{static_cast<std::uint32_t>(run_.trace.events.size())};
  }
  void begin(std::uint64_t transaction) { add(EventKind::TransactionBegin, kSink, {}, transaction, 1); }
  // A record at that offset reaches the transaction.
  EventId write(std::uint64_t transaction, std::uint64_t offset) {
    const EventId emitted = add(EventKind::SourceEmit, kSource, {}, offset);
    return add(EventKind::TransactionAdd, kSink, add(EventKind::RecordIn, kSink, emitted, 0), transaction);
  }
  void prepare(std::uint64_t transaction, std::uint64_t checkpoint) { prepare(transaction, checkpoint, barrier()); }
  void prepare(std::uint64_t transaction, std::uint64_t checkpoint, EventId asked) {
    add(EventKind::TransactionPrepare, kSink, asked, transaction, checkpoint);
  }
  EventId barrier() { return add(EventKind::ControlIn, kSink, {}, 0); }
  void done(std::uint64_t checkpoint) { add(EventKind::CheckpointDone, kSource, {}, checkpoint); }
  void commit(std::uint64_t transaction) { add(EventKind::TransactionCommit, kSink, {}, transaction); }
  void show(EventId added) { add(EventKind::OutVisible, kSink, added, 0); }
  void fail() { add(EventKind::JobFailure, kSource, {}, 0); }

  // The ids of what is found, each once.
  std::string found() const {
    std::string ids;
    const Committing committing(scenario_, run_);
    for (const CommitInvariant& invariant : commit_invariants()) {
      if (!invariant.judge(committing).empty()) ids += (ids.empty() ? "" : " ") + std::string(invariant.id);
    }
    return ids;
  }

  scenarios::Scenario scenario_;
  scenarios::Run run_;
};

TEST_F(Commits, AreWellWhenEachComesAfterItsCheckpoint) {
  begin(1);
  const EventId row = write(1, 0);
  prepare(1, 1);
  done(1);
  commit(1);
  show(row);
  EXPECT_EQ(found(), "");
}

TEST_F(Commits, ComeAfterTheirCheckpoint) {
  begin(1);
  const EventId row = write(1, 0);
  prepare(1, 1);
  commit(1);
  show(row);
  done(1);
  EXPECT_EQ(found(), "sink-commit-after");
}

TEST_F(Commits, OfALaterAttemptsCheckpointProveNothing) {
  begin(1);
  const EventId row = write(1, 0);
  prepare(1, 1);
  fail();
  done(2);
  commit(1);
  show(row);
  EXPECT_EQ(found(), "sink-commit-after");
}

TEST_F(Commits, AreOwedOnceTheCheckpointIsComplete) {
  begin(1);
  write(1, 0);
  prepare(1, 1);
  done(1);
  EXPECT_EQ(found(), "sink-commit-live out-exactly-once");
  run_.job_failed = true;
  EXPECT_EQ(found(), "") << "nobody is there who could";
}

TEST_F(Commits, AreNotOwedForAnAbortedCheckpoint) {
  begin(1);
  write(1, 0);
  prepare(1, 1);
  fail();
  add(EventKind::TransactionAbort, kSink, {}, 1, 1);
  begin(2);
  const EventId again = write(2, 0);
  prepare(2, 2);
  done(2);
  commit(2);
  show(again);
  EXPECT_EQ(found(), "");
}

// What broke: a dead attempt's request for which the next attempt's checkpoint was taken.
TEST_F(Commits, AreNotOwedForARequestThatOutlivedItsAttempt) {
  begin(1);
  write(1, 0);
  const EventId asked = barrier();
  fail();
  prepare(1, 1, asked);
  add(EventKind::TransactionAbort, kSink, {}, 1, 1);
  begin(2);
  const EventId again = write(2, 0);
  prepare(2, 2);
  done(2);
  commit(2);
  show(again);
  EXPECT_EQ(found(), "");
}

TEST_F(Commits, AreExcusedByATimeoutThatWasTold) {
  begin(1);
  write(1, 0);
  prepare(1, 1);
  done(1);
  add(EventKind::TransactionTimeout, kSink, {}, 1, 1);
  EXPECT_EQ(found(), "sink-commit-live out-exactly-once");
  add(EventKind::TransactionLost, kSink, {}, 1, 1);
  EXPECT_EQ(found(), "");
}

TEST_F(Commits, ThatWereAbortedShowNothing) {
  begin(1);
  const EventId row = write(1, 0);
  add(EventKind::TransactionAbort, kSink, {}, 1, 1);
  show(row);
  EXPECT_EQ(found(), "log-isolation");
}

TEST_F(Commits, ShowEachRowOnce) {
  begin(1);
  const EventId row = write(1, 0);
  prepare(1, 1);
  done(1);
  commit(1);
  show(row);
  show(row);
  EXPECT_EQ(found(), "sink-idempotent out-exactly-once");
}

TEST_F(Commits, ShowAllOfTheirRows) {
  begin(1);
  show(write(1, 0));
  write(1, 1);
  run_.trace.events.erase(run_.trace.events.begin() + 4);  // the first row's visibility
  prepare(1, 1);
  done(1);
  commit(1);
  EXPECT_EQ(found(), "log-isolation out-exactly-once");
}

TEST_F(Commits, OfOneTaskAreWrittenOneAfterTheOther) {
  begin(1);
  write(1, 0);
  fail();
  begin(2);
  const EventId again = write(2, 0);
  prepare(2, 1);
  done(1);
  commit(2);
  show(again);
  EXPECT_EQ(found(), "sink-txn-identity");
}

TEST_F(Commits, OfARecordReadTwiceShowItOnce) {
  begin(1);
  const EventId row = write(1, 0);
  prepare(1, 1);
  done(1);
  commit(1);
  show(row);
  fail();
  begin(2);
  const EventId again = write(2, 0);
  prepare(2, 2);
  done(2);
  commit(2);
  show(again);
  EXPECT_EQ(found(), "out-exactly-once");
}

}  // namespace
}  // namespace wavetank::properties::testing
