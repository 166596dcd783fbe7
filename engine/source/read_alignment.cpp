// Both checks look at the oldest sample; they differ in nothing else from one on the latest watermark.
#include "engine/source/read_alignment.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::engine {

ReadAlignment::ReadAlignment(const AlignmentSpec& spec) : samples_(spec.samples), own_(spec.samples) {
  WT_REQUIRE(!spec.update_interval || spec.update_interval->count > 0, spec.samples);
}

void ReadAlignment::add_split(SplitSlot split) {
  const bool added = splits_.emplace(split, Split{WatermarkSamples(samples_)}).second;
  WT_REQUIRE(added, index_of(split));
}

void ReadAlignment::remove_split(SplitSlot split) {
  const std::size_t removed = splits_.erase(split);
  WT_REQUIRE(removed == 1, index_of(split));
}

SplitVerdict ReadAlignment::set_split_watermark(SplitSlot split, EventTime watermark) {
  Split& grown = split_of(split);
  WT_REQUIRE(watermark > grown.samples.latest(), watermark, grown.samples.latest());
  grown.samples.set_latest(watermark);
  if (grown.hold == Hold::Paused || grown.samples.oldest() <= max_allowed_) return {};
  grown.hold = Hold::Paused;
  return {.pause = {split}, .resume = {}};
}

void ReadAlignment::set_split_status(SplitSlot split, StreamStatus status) { split_of(split).status = status; }

void ReadAlignment::sample() {
  own_.sample();
  for (auto& [slot, split] : splits_) split.samples.sample();
}

SplitVerdict ReadAlignment::check_splits() {
  SplitVerdict verdict;
  for (auto& [slot, split] : splits_) {
    if (split.status == StreamStatus::Idle) continue;
    const Hold wanted = split.samples.oldest() > max_allowed_ ? Hold::Paused : Hold::Free;
    if (wanted == split.hold) continue;
    split.hold = wanted;
    (wanted == Hold::Paused ? verdict.pause : verdict.resume).push_back(slot);
  }
  return verdict;
}

bool ReadAlignment::is_paused(SplitSlot split) const {
  const auto found = splits_.find(split);
  return found != splits_.end() && found->second.hold == Hold::Paused;
}

ReadAlignment::Split& ReadAlignment::split_of(SplitSlot split) {
  const auto found = splits_.find(split);
  WT_REQUIRE(found != splits_.end(), index_of(split));
  return found->second;
}

}  // namespace wavetank::engine
