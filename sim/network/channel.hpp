// A channel between two tasks: first in, first out, whatever the delays of single messages.
//
// A message is a run of records or one control. It is due at max(sent + delay, due time of the message before it).
// The kernel's event for it says only "the channel has something": the receiver takes the head, so that no tie
// policy can reorder a channel.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "engine/base/record.hpp"
#include "engine/checkpoint/barrier.hpp"
#include "sim/kernel/time.hpp"
#include "sim/network/ring.hpp"

namespace wavetank::sim {

struct Message {
  SimTime due;
  std::uint32_t records = 0;  // 0: one control
};

class Channel {
 public:
  // Adds `record` to the message being built.
  void add(const engine::Record& record) {
    records_.push(record);
    ++open_;
  }
  [[nodiscard]] std::uint32_t open_records() const { return open_; }

  // The record added last. REQUIRES: open_records() > 0.
  [[nodiscard]] const engine::Record& last_record() { return records_.back(); }

  // Closes the message being built and says when it is due. REQUIRES: open_records() > 0.
  SimTime close(SimTime earliest) {
    WT_REQUIRE(open_ > 0);
    last_due_ = std::max(last_due_, earliest);
    messages_.push({last_due_, open_});
    open_ = 0;
    return last_due_;
  }
  // Takes the records of the message being built out again.
  void reopen(std::vector<engine::Record>& out) {
    out.resize(open_);
    while (open_ > 0) out[--open_] = records_.pop_back();
  }
  // REQUIRES: open_records() == 0: a control stays behind the records before it.
  SimTime send(const engine::Control& control, SimTime earliest) {
    WT_REQUIRE(open_ == 0, open_);
    WT_REQUIRE(control.kind != engine::ControlKind::Barrier);
    return push(control, earliest);
  }
  // Of a barrier also what it says.
  SimTime send(const engine::Control& control, const engine::Barrier& barrier, SimTime earliest) {
    WT_REQUIRE(open_ == 0, open_);
    if (control.kind == engine::ControlKind::Barrier) barriers_.push(barrier);
    return push(control, earliest);
  }

  [[nodiscard]] bool empty() const { return messages_.empty(); }
  [[nodiscard]] std::size_t messages() const { return messages_.size(); }
  // REQUIRES: !empty().
  Message take() { return messages_.pop(); }
  engine::Control take_control() { return controls_.pop(); }
  engine::Barrier take_barrier() { return barriers_.pop(); }
  // As many as the message taken says; those of the message being built stay.
  void take_records(std::uint32_t count, std::vector<engine::Record>& out) {
    WT_REQUIRE(count + open_ <= records_.size(), count, records_.size());
    out.clear();
    for (std::uint32_t i = 0; i < count; ++i) out.push_back(records_.pop());
  }

 private:
  SimTime push(const engine::Control& control, SimTime earliest) {
    last_due_ = std::max(last_due_, earliest);
    controls_.push(control);
    messages_.push({last_due_, 0});
    return last_due_;
  }

  Ring<Message> messages_;
  Ring<engine::Record> records_;
  Ring<engine::Control> controls_;
  Ring<engine::Barrier> barriers_;
  std::uint32_t open_ = 0;
  SimTime last_due_;
};

}  // namespace wavetank::sim
