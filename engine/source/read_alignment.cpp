// Both checks look at the oldest sample; they differ in nothing else from one on the latest watermark.
#include "engine/source/read_alignment.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::engine {

ReadAlignment::ReadAlignment(const AlignmentSpec& spec)
    : samples_(spec.samples), idle_paused_(spec.idle_paused), own_(spec.samples) {
  WT_REQUIRE(!spec.update_interval || spec.update_interval->count > 0, spec.samples);
}

void ReadAlignment::add_split(SplitSlot split) {
  const std::size_t slot = index_of(split);
  if (slot >= splits_.size()) splits_.resize(slot + 1);
  WT_REQUIRE(!splits_[slot], slot);
  splits_[slot].emplace(Split{WatermarkSamples(samples_)});
}

void ReadAlignment::remove_split(SplitSlot split) {
  WT_REQUIRE(index_of(split) < splits_.size() && splits_[index_of(split)], index_of(split));
  splits_[index_of(split)].reset();
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
  for (std::optional<Split>& split : splits_) {
    if (split) split->samples.sample();
  }
}

SplitVerdict ReadAlignment::check_splits() {
  SplitVerdict verdict;
  for (std::uint32_t slot = 0; slot < splits_.size(); ++slot) {
    std::optional<Split>& split = splits_[slot];
    if (!split) continue;
    const bool is_idle = split->status == StreamStatus::Idle;
    if (is_idle && (split->hold == Hold::Free || idle_paused_ == IdlePausedSplit::StaysPaused)) continue;
    const Hold wanted = split->samples.oldest() > max_allowed_ ? Hold::Paused : Hold::Free;
    if (wanted == split->hold) continue;
    split->hold = wanted;
    (wanted == Hold::Paused ? verdict.pause : verdict.resume).push_back(SplitSlot{slot});
  }
  return verdict;
}

bool ReadAlignment::is_paused(SplitSlot split) const {
  const std::size_t slot = index_of(split);
  return slot < splits_.size() && splits_[slot] && splits_[slot]->hold == Hold::Paused;
}

ReadAlignment::Split& ReadAlignment::split_of(SplitSlot split) {
  const std::size_t slot = index_of(split);
  WT_REQUIRE(slot < splits_.size() && splits_[slot], slot);
  return *splits_[slot];
}

}  // namespace wavetank::engine
