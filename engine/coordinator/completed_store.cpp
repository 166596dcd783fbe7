// Ids rise, so the oldest is in front.
#include "engine/coordinator/completed_store.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::engine {

CompletedStore::CompletedStore(std::uint32_t retained) : retained_(retained) { WT_REQUIRE(retained > 0); }

std::vector<CompletedCheckpoint> CompletedStore::add(CompletedCheckpoint checkpoint) {
  WT_REQUIRE(checkpoints_.empty() || checkpoints_.back().id < checkpoint.id, checkpoint.id);
  checkpoints_.push_back(checkpoint);
  if (checkpoints_.size() <= retained_) return {};
  const auto kept = checkpoints_.end() - static_cast<std::ptrdiff_t>(retained_);
  std::vector<CompletedCheckpoint> pushed_out(checkpoints_.begin(), kept);
  checkpoints_.erase(checkpoints_.begin(), kept);
  WT_ASSERT(checkpoints_.size() == retained_ && checkpoints_.back() == checkpoint, checkpoints_.size());
  return pushed_out;
}

std::optional<CompletedCheckpoint> CompletedStore::latest() const {
  if (checkpoints_.empty()) return std::nullopt;
  return checkpoints_.back();
}

}  // namespace wavetank::engine
