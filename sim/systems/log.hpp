// A log of records in partitions, as a source reads it: append, fetch from an offset, an end.
//
// A fetch that finds nothing waits at its partition and is answered by the next append (a long poll). One reader a
// partition at a time. Offsets count from 0 without gaps.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/operator.hpp"

namespace wavetank::sim {

class LogPartition {
 public:
  // Returns the offset.
  std::uint64_t append(const engine::LogRecord& record) {
    WT_REQUIRE(!ended_);
    records_.push_back(record);
    return records_.size() - 1;
  }
  void end() {
    WT_REQUIRE(!ended_);
    ended_ = true;
  }

  // Remembers that the reader waits for records from `offset` on.
  void wait(std::uint64_t offset) {
    WT_REQUIRE(!waiting_ && offset <= records_.size(), offset, records_.size());
    waiting_ = offset;
  }
  // Whoever waits does not any more.
  void forget_reader() { waiting_.reset(); }
  // Something to answer: the reader waits, and there are records for it or there will be none.
  [[nodiscard]] bool answerable() const { return waiting_ && (*waiting_ < records_.size() || ended_); }

  // Answers the waiting fetch with at most `limit` records. REQUIRES: answerable().
  engine::Reply answer(std::uint32_t partition, std::size_t limit) {
    WT_REQUIRE(answerable());
    const std::uint64_t offset = *waiting_;
    WT_ASSERT(offset <= records_.size(), offset, records_.size());
    waiting_.reset();
    const std::size_t count = std::min<std::size_t>(limit, records_.size() - offset);
    const bool ended = ended_ && offset + count == records_.size();
    return {partition, offset, std::span(records_).subspan(offset, count), ended};
  }
  [[nodiscard]] std::uint64_t size() const { return records_.size(); }

 private:
  std::vector<engine::LogRecord> records_;
  std::optional<std::uint64_t> waiting_;
  bool ended_ = false;
};

}  // namespace wavetank::sim
