// A map by checkpoint, so that the oldest comes first.
#include "engine/commit/committable_collector.hpp"

#include "engine/base/assert.hpp"
#include "engine/core/encoding.hpp"

namespace wavetank::engine {

void CommittableCollector::add(const CommittableBatch& batch) {
  WT_REQUIRE(batch.subtask < batch.subtasks, batch.subtask, batch.subtasks);
  const auto [epoch, is_new] = epochs_.try_emplace(batch.checkpoint);
  if (is_new) epoch->second.subtasks = batch.subtasks;
  const bool is_first = epoch->second.batches.emplace(batch.subtask, batch.committables).second;
  WT_REQUIRE(is_first, batch.checkpoint, batch.subtask);
}

void CommittableCollector::take_over(const CommittableCollector& other) {
  for (const auto& [checkpoint, epoch] : other.epochs_) {
    std::vector<CommittableId>& merged = epochs_[checkpoint].batches[0];
    for (const auto& [subtask, committables] : epoch.batches) {
      merged.insert(merged.end(), committables.begin(), committables.end());
    }
  }
}

std::optional<CheckpointId> CommittableCollector::oldest_up_to(CheckpointId limit) const {
  if (epochs_.empty() || epochs_.begin()->first > limit) return std::nullopt;
  return epochs_.begin()->first;
}

bool CommittableCollector::has_all(CheckpointId checkpoint) const {
  const auto epoch = epochs_.find(checkpoint);
  WT_REQUIRE(epoch != epochs_.end(), checkpoint);
  return epoch->second.batches.size() == epoch->second.subtasks;
}

std::vector<CommittableId> CommittableCollector::take(CheckpointId checkpoint) {
  const auto epoch = epochs_.find(checkpoint);
  WT_REQUIRE(epoch != epochs_.end(), checkpoint);
  std::vector<CommittableId> taken;
  for (const auto& [subtask, committables] : epoch->second.batches) {
    taken.insert(taken.end(), committables.begin(), committables.end());
  }
  epochs_.erase(epoch);
  return taken;
}

std::size_t CommittableCollector::size() const {
  std::size_t count = 0;
  for (const auto& [checkpoint, epoch] : epochs_) {
    for (const auto& [subtask, committables] : epoch.batches) count += committables.size();
  }
  return count;
}

std::string CommittableCollector::encoded() const {
  Encoder encoder;
  encoder.natural(epochs_.size());
  for (const auto& [checkpoint, epoch] : epochs_) {
    encoder.natural(static_cast<std::uint64_t>(checkpoint));
    std::size_t count = 0;
    for (const auto& [subtask, committables] : epoch.batches) count += committables.size();
    encoder.natural(count);
    for (const auto& [subtask, committables] : epoch.batches) {
      for (const CommittableId committable : committables) encoder.natural(static_cast<std::uint64_t>(committable));
    }
  }
  return encoder.take();
}

CommittableCollector CommittableCollector::decoded(std::string_view bytes) {
  CommittableCollector collector;
  Decoder decoder(bytes);
  for (std::uint64_t left = decoder.natural(); left > 0; --left) {
    const CheckpointId checkpoint{decoder.natural()};
    std::vector<CommittableId>& batch = collector.epochs_[checkpoint].batches[0];
    for (std::uint64_t items = decoder.natural(); items > 0; --items) batch.push_back(CommittableId{decoder.natural()});
  }
  WT_REQUIRE(decoder.at_end());
  return collector;
}

}  // namespace wavetank::engine
