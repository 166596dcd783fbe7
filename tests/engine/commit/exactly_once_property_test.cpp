// For all crashes, lost notices, lost answers and changes of parallelism: what was read up to the last completed checkpoint
// is committed exactly once.
#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/commit/committer.hpp"
#include "engine/commit/writer_epochs.hpp"

namespace wavetank::engine::testing {
namespace {

using Records = std::vector<std::uint64_t>;

// A source that can be read again from any position, writers that put each checkpoint's records into one transaction, their
// committers, and an outside that remembers what was committed.
class CommittingJob {
 public:
  explicit CommittingJob(std::uint32_t parallelism) { build(parallelism, kNoCheckpointYet); }

  void read() {
    lanes_[position_ % lanes_.size()].open.push_back(position_);
    ++position_;
  }

  CheckpointId take_checkpoint() {
    const CheckpointId id{++last_checkpoint_};
    Taken& taken = taken_[id];
    taken.position = position_;
    for (std::uint32_t i = 0; i < lanes_.size(); ++i) {
      Lane& lane = lanes_[i];
      RC_ASSERT(lane.epochs.on_barrier(id) == id);
      lane.committer.on_batch({id, i, static_cast<std::uint32_t>(lanes_.size()), transactions_of(lane)});
      taken.waiting.push_back(lane.committer.waiting().encoded());
    }
    return id;
  }

  // Complete from now on: durable, whoever hears of it.
  void complete(CheckpointId id) { completed_ = std::max(completed_, id); }
  void notify(CheckpointId id, std::size_t lane) {
    CommitEffects effects;
    lanes_[lane % lanes_.size()].committer.on_complete(id, effects);
    perform(lane % lanes_.size(), effects);
  }
  void notify_all(CheckpointId id) {
    for (std::size_t i = 0; i < lanes_.size(); ++i) notify(id, i);
  }

  void crash(std::uint32_t parallelism) {
    position_ = completed_ == kNoCheckpointYet ? 0 : taken_.at(completed_).position;
    build(parallelism, completed_);
    if (completed_ == kNoCheckpointYet) return;
    std::vector<std::vector<CommittableCollector>> shares(parallelism);
    const std::vector<std::string>& waiting = taken_.at(completed_).waiting;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      shares[i % parallelism].push_back(CommittableCollector::decoded(waiting[i]));
    }
    for (std::size_t i = 0; i < parallelism; ++i) {
      CommitEffects effects;
      lanes_[i].committer.restore(completed_, shares[i], effects);
      perform(i, effects);
    }
  }

  // The outside performs what is asked next, but the answer is lost: the job crashes.
  void lose_next_answer() { loses_answer_ = true; }
  [[nodiscard]] bool has_lost_an_answer() const { return crashed_; }

  [[nodiscard]] Records committed() const {
    Records all;
    for (const CommittableId transaction : committed_) {
      const Records& records = transactions_.at(transaction);
      all.insert(all.end(), records.begin(), records.end());
    }
    std::ranges::sort(all);
    return all;
  }
  [[nodiscard]] std::uint64_t position() const { return position_; }
  [[nodiscard]] std::uint32_t parallelism() const { return static_cast<std::uint32_t>(lanes_.size()); }

 private:
  struct Lane {
    WriterEpochs epochs;
    Committer committer{FinalCommit::AtNotice, 3};
    Records open{};
  };
  struct Taken {
    std::uint64_t position = 0;
    std::vector<std::string> waiting;
  };

  void build(std::uint32_t parallelism, CheckpointId restored) {
    crashed_ = false;
    lanes_.clear();
    for (std::uint32_t i = 0; i < parallelism; ++i) lanes_.push_back({WriterEpochs(restored)});
  }

  std::vector<CommittableId> transactions_of(Lane& lane) {
    if (lane.open.empty()) return {};
    const CommittableId transaction{transactions_.size()};
    transactions_[transaction] = std::exchange(lane.open, {});
    return {transaction};
  }

  void perform(std::size_t lane, CommitEffects& effects) {
    for (std::size_t i = 0; i < effects.size() && !crashed_; ++i) {
      const CommitEffect effect = effects[i];
      RC_ASSERT(!std::holds_alternative<CommitFailed>(effect));
      const auto* call = std::get_if<CommitCall>(&effect);
      if (call == nullptr) continue;
      std::vector<CommitAnswer> answers;
      for (const CommittableId transaction : call->committables) {
        const bool is_new = committed_.insert(transaction).second;
        answers.push_back({transaction, is_new ? CommitOutcome::Committed : CommitOutcome::AlreadyCommitted});
      }
      crashed_ = std::exchange(loses_answer_, false);
      if (!crashed_) lanes_[lane].committer.on_answers(answers, effects);
    }
  }

  std::vector<Lane> lanes_;
  std::uint64_t position_ = 0;
  std::uint64_t last_checkpoint_ = 0;
  CheckpointId completed_ = kNoCheckpointYet;
  std::map<CheckpointId, Taken> taken_;
  std::map<CommittableId, Records> transactions_;
  std::set<CommittableId> committed_;
  bool loses_answer_ = false;
  bool crashed_ = false;
};

// One event; a checkpoint may complete, its notices may reach all, one or none.
void happen(CommittingJob& job) {
  const auto other_parallelism = *rc::gen::inRange(1u, 4u);
  switch (*rc::gen::inRange(0, 8)) {
    case 0: job.crash(other_parallelism); break;
    case 1: job.lose_next_answer(); break;
    case 2: (void)job.take_checkpoint(); break;
    case 3: job.complete(job.take_checkpoint()); break;
    case 4: {
      const CheckpointId id = job.take_checkpoint();
      job.complete(id);
      job.notify(id, *rc::gen::inRange(0u, 3u));
      break;
    }
    case 5: {
      const CheckpointId id = job.take_checkpoint();
      job.complete(id);
      job.notify_all(id);
      break;
    }
    default: job.read(); break;
  }
  while (job.has_lost_an_answer()) job.crash(other_parallelism);
}

RC_GTEST_PROP(ExactlyOnceProperty, EachRecordIsCommittedOnceOverAllCrashes, ()) {  // SS-17, SS-18
  CommittingJob job(*rc::gen::inRange(1u, 4u));
  const int events = *rc::gen::inRange(1, 60);
  for (int i = 0; i < events; ++i) happen(job);
  while (job.position() < 5) job.read();
  const CheckpointId last = job.take_checkpoint();
  job.complete(last);
  job.notify_all(last);
  while (job.has_lost_an_answer()) job.crash(job.parallelism());
  Records expected(job.position());
  for (std::uint64_t i = 0; i < expected.size(); ++i) expected[i] = i;
  RC_ASSERT(job.committed() == expected);
}

}  // namespace
}  // namespace wavetank::engine::testing
