// The sending side of a channel whose receiver has room for so many messages: credit-based flow control.
//
// A message of data takes one credit, which comes back when the receiver has taken it; events need none, but keep their
// place behind the data that waits. Only an unaligned barrier goes ahead of it (CK-25).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/assert.hpp"
#include "sim/network/parcel.hpp"

namespace wavetank::sim {

class BoundedSender {
 public:
  // REQUIRES: both at least 1. `room`: so many messages may wait here before the sender should make no more.
  BoundedSender(std::uint32_t credits, std::uint32_t room) : credits_(credits), room_(room) {
    WT_REQUIRE(credits > 0 && room > 0, credits, room);
  }

  void push(Parcel parcel) { waiting_.push_back(std::move(parcel)); }
  // The next message that may be sent, if any; it takes its credit.
  [[nodiscard]] std::optional<Parcel> next() {
    if (waiting_.empty()) return std::nullopt;
    const bool needs_credit = waiting_.front().is_data();
    if (needs_credit && credits_ == 0) return std::nullopt;
    if (needs_credit) --credits_;
    Parcel parcel = std::move(waiting_.front());
    waiting_.pop_front();
    return parcel;
  }
  void on_credit() { ++credits_; }
  // Puts an unaligned barrier in front of all that waits. The data that it overtakes, in its order.
  [[nodiscard]] std::vector<Parcel> overtake(Parcel barrier) {
    std::vector<Parcel> overtaken;
    for (const Parcel& parcel : waiting_) {
      if (parcel.is_data()) overtaken.push_back(parcel);
    }
    waiting_.push_front(std::move(barrier));
    return overtaken;
  }
  [[nodiscard]] bool has_room() const { return waiting_.size() < room_; }
  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }
  [[nodiscard]] std::uint32_t credits() const { return credits_; }

 private:
  std::deque<Parcel> waiting_;
  std::uint32_t credits_;
  std::uint32_t room_;
};

}  // namespace wavetank::sim
