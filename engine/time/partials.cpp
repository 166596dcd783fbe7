// Counts of present and active parts stand beside the tournament, so that "none active" is never read off a MAX.
#include "engine/time/partials.hpp"

#include <algorithm>

namespace wavetank::engine {

PartialWatermarks::PartialWatermarks(std::size_t count, Mutants mutants)
    : parts_(count), active_(count), mutants_(mutants) {
  for (std::size_t slot = 0; slot < count; ++slot) add(slot);
}

void PartialWatermarks::add(std::size_t slot) {
  WT_REQUIRE(!has(slot), slot);
  if (slot >= parts_.size()) {
    parts_.resize(slot + 1);
    active_.grow(slot + 1);
  }
  parts_[slot] = Part{EventTime::min(), Presence::Active};  // WM-15: a fresh one holds the others back
  active_.put(slot, EventTime::min());
  ++present_count_;
  ++active_count_;
  WT_ASSERT(active_count_ <= present_count_, active_count_, present_count_);
}

void PartialWatermarks::remove(std::size_t slot) {
  WT_REQUIRE(has(slot), slot);
  if (parts_[slot].presence == Presence::Active) {
    WT_ASSERT(active_count_ > 0, present_count_);
    active_.take_out(slot);
    --active_count_;
  }
  parts_[slot] = Part{};
  WT_ASSERT(present_count_ > 0, present_count_);
  --present_count_;
  WT_ASSERT(active_count_ <= present_count_, active_count_, present_count_);
}

bool PartialWatermarks::has(std::size_t slot) const {
  return slot < parts_.size() && parts_[slot].presence != Presence::Absent;
}

Growth PartialWatermarks::set_watermark(std::size_t slot, EventTime watermark) {
  WT_REQUIRE(has(slot), slot);
  wake(slot);
  Part& part = parts_[slot];
  if (watermark <= part.watermark) return Growth::None;
  part.watermark = watermark;
  active_.put(slot, watermark);
  return Growth::Grew;
}

void PartialWatermarks::set_status(std::size_t slot, StreamStatus status) {
  WT_REQUIRE(has(slot), slot);
  if (status == StreamStatus::Active) {
    wake(slot);
  } else if (parts_[slot].presence == Presence::Active) {
    WT_ASSERT(active_count_ > 0, present_count_);
    parts_[slot].presence = Presence::Idle;
    active_.take_out(slot);
    --active_count_;
  }
}

void PartialWatermarks::wake(std::size_t slot) {
  Part& part = parts_[slot];
  if (part.presence == Presence::Active) return;
  part.presence = Presence::Active;
  active_.put(slot, part.watermark);
  ++active_count_;
  WT_ASSERT(active_count_ <= present_count_, active_count_, present_count_);
}

Growth PartialWatermarks::recompute() {
  if (present_count_ == 0) return Growth::None;
  status_ = active_count_ == 0 ? StreamStatus::Idle : StreamStatus::Active;
  const bool takes_greatest = active_count_ == 0 || mutants_.has(Mutant::SplitsUseMax);
  const EventTime candidate = takes_greatest ? greatest() : active_.least();
  if (candidate <= combined_) return Growth::None;
  combined_ = candidate;
  return Growth::Grew;
}

EventTime PartialWatermarks::greatest() const {
  EventTime greatest = EventTime::min();
  for (const Part& part : parts_) greatest = std::max(greatest, part.watermark);
  return greatest;
}

EventTime PartialWatermarks::watermark_of(std::size_t slot) const {
  WT_REQUIRE(has(slot), slot);
  return parts_[slot].watermark;
}

StreamStatus PartialWatermarks::status_of(std::size_t slot) const {
  WT_REQUIRE(has(slot), slot);
  return parts_[slot].presence == Presence::Idle ? StreamStatus::Idle : StreamStatus::Active;
}

}  // namespace wavetank::engine
