// The contents of one window: an entry per key, in the order of first arrival.
//
// An entry is one flags-and-key word and the cells of its aggregates, in one array; an open-addressing index finds
// it by key. Keys are dense ids, so a key is its own hash. 24 bytes for a count and a sum, and four for the index.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/facts/windows.hpp"

namespace wavetank::engine {

class Pane {
 public:
  enum Flag : std::uint32_t {
    kFireTimer = 1u << 0,   // the trigger waits for the window's last instant (FLINK.md TR-04)
    kClearTimer = 1u << 1,  // the cleanup timer is set (WO-04)
    kSeenShift = 8,         // from here on: which aggregates have a value
  };

  void reset(const Window& window, WindowId id, std::size_t width) {
    window_ = window;
    id_ = id;
    stride_ = width + 1;
    words_.clear();
    index_.assign(index_.empty() ? 16 : index_.size(), 0);
    fire_timers_ = 0;
    clear_timers_ = 0;
  }

  [[nodiscard]] const Window& window() const { return window_; }
  [[nodiscard]] WindowId id() const { return id_; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size() / stride_); }

  // The entry of `key`, made empty if it is new.
  std::uint32_t entry(KeyId key) {
    for (std::size_t at = index_of(key) & mask();; at = (at + 1) & mask()) {
      const std::uint32_t found = index_[at];
      if (found == 0) return add(key, at);
      if (this->key(found - 1) == key) return found - 1;
    }
  }
  // Hints, nothing else: bring what `entry(key)` will read into the caches, first the index, some records later the
  // entry. Worth their instructions for large panes only.
  [[nodiscard]] bool is_large() const { return index_.size() > kLargeIndex; }
  void hint_index(KeyId key) const { __builtin_prefetch(&index_[index_of(key) & mask()]); }
  void hint_entry(KeyId key) const {
    const std::uint32_t found = index_[index_of(key) & mask()];
    if (found != 0) __builtin_prefetch(&words_[(found - 1) * stride_], 1);
  }
  [[nodiscard]] KeyId key(std::uint32_t entry) const {
    return KeyId{static_cast<std::uint32_t>(words_[entry * stride_])};
  }
  [[nodiscard]] std::uint32_t flags(std::uint32_t entry) const {
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(words_[entry * stride_]) >> 32);
  }
  void set_flags(std::uint32_t entry, std::uint32_t flags) {
    words_[entry * stride_] = static_cast<std::int64_t>((std::uint64_t{flags} << 32) | index_of(key(entry)));
  }
  [[nodiscard]] std::span<std::int64_t> cells(std::uint32_t entry) {
    return std::span(words_).subspan(entry * stride_ + 1, stride_ - 1);
  }
  [[nodiscard]] std::span<const std::int64_t> cells(std::uint32_t entry) const {
    return std::span(words_).subspan(entry * stride_ + 1, stride_ - 1);
  }

  // Timers of entries, counted so that a watermark need not look at every entry.
  void set_timer(std::uint32_t entry, Flag timer) {
    const std::uint32_t before = flags(entry);
    if ((before & timer) != 0) return;  // a timer set twice is one timer (TM-01)
    set_flags(entry, before | timer);
    ++(timer == kFireTimer ? fire_timers_ : clear_timers_);
  }
  void unset_timer(std::uint32_t entry, Flag timer) {
    const std::uint32_t before = flags(entry);
    if ((before & timer) == 0) return;
    set_flags(entry, before & ~static_cast<std::uint32_t>(timer));
    --(timer == kFireTimer ? fire_timers_ : clear_timers_);
  }
  [[nodiscard]] std::uint32_t fire_timers() const { return fire_timers_; }
  [[nodiscard]] std::uint32_t clear_timers() const { return clear_timers_; }

 private:
  static constexpr std::size_t kLargeIndex = 8192;

  [[nodiscard]] std::size_t mask() const { return index_.size() - 1; }

  std::uint32_t add(KeyId key, std::size_t at) {
    const std::uint32_t entry = size();
    words_.resize(words_.size() + stride_, 0);
    words_[entry * stride_] = static_cast<std::int64_t>(index_of(key));
    index_[at] = entry + 1;
    if ((std::size_t{entry} + 1) * 2 > index_.size()) grow();
    return entry;
  }
  void grow() {
    index_.assign(index_.size() * 4, 0);
    for (std::uint32_t entry = 0; entry < size(); ++entry) {
      std::size_t at = index_of(key(entry)) & mask();
      while (index_[at] != 0) at = (at + 1) & mask();
      index_[at] = entry + 1;
    }
  }

  Window window_;
  WindowId id_{};
  std::size_t stride_ = 1;
  std::uint32_t fire_timers_ = 0;
  std::uint32_t clear_timers_ = 0;
  std::vector<std::int64_t> words_;
  std::vector<std::uint32_t> index_;  // entry + 1; 0: empty
};

}  // namespace wavetank::engine
