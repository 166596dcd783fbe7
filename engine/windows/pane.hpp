// The contents of one window: an entry per key.
//
// An entry is one flags-and-key word and the cells of its aggregates, all entries in one array. Keys are dense ids, so
// an entry usually lies where its key's id says. While a window has few of the keys that were ever seen, entries lie
// in the order of first arrival instead, and an open-addressing index finds them; which of the two it is depends on
// the keys alone. 24 bytes for a count and a sum, and four for the index.
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
    kFireTimer = 1u << 0,   // the trigger waits for the window's last instant (TR-04)
    kClearTimer = 1u << 1,  // the cleanup timer is set (WO-04)
    kPresent = 1u << 2,     // the key has contents; the pane's own
    kSeenShift = 8,         // from here on: which aggregates have a value
  };

  void reset(const Window& window, WindowId id, std::size_t width);

  [[nodiscard]] const Window& window() const { return window_; }
  [[nodiscard]] WindowId id() const { return id_; }
  // Whether the place of an entry is its key's id.
  [[nodiscard]] bool lies_by_key() const { return by_key_; }
  // How many keys have an entry.
  [[nodiscard]] std::uint32_t size() const { return count_; }

  // The place of the entry of `key`, made empty if it is new. Places of other keys may change when one is made.
  std::uint32_t entry(KeyId key) {
    if (!by_key_) return indexed_entry(key);
    if (index_of(key) >= places_) [[unlikely]]
      return entry_beyond(key);
    const auto place = static_cast<std::uint32_t>(index_of(key));
    if ((flags(place) & kPresent) == 0) take(place, key);
    return place;
  }
  // Calls `visit` with the place of each entry, in an order that depends on the keys alone.
  template <typename Visit>
  void each(const Visit& visit) const {
    for (std::uint32_t place = 0; place < places_; ++place) {
      if ((flags(place) & kPresent) != 0) visit(place);
    }
  }

  // Hints, nothing else: bring what will be read into the caches. Worth their instructions for large panes only.
  static constexpr std::size_t kLargeWords = 32'768;  // 256 KiB: about what the nearer caches hold
  [[nodiscard]] bool is_large() const { return words_.size() > kLargeWords; }
  [[nodiscard]] std::size_t words() const { return words_.size(); }
  void hint_key(KeyId key) const {
    if (!by_key_) {
      __builtin_prefetch(&index_[index_of(key) & mask()]);
    } else {
      hint_place(static_cast<std::uint32_t>(index_of(key)));
    }
  }
  void hint_place(std::uint32_t place) const {
    if (place < places_) __builtin_prefetch(&words_[place * stride_], 1);
  }

  [[nodiscard]] KeyId key(std::uint32_t place) const {
    return KeyId{static_cast<std::uint32_t>(words_[place * stride_])};
  }
  [[nodiscard]] std::uint32_t flags(std::uint32_t place) const {
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(words_[place * stride_]) >> 32);
  }
  void set_flags(std::uint32_t place, std::uint32_t flags) {
    const std::uint64_t word = (std::uint64_t{flags | kPresent} << 32) | index_of(key(place));
    words_[place * stride_] = static_cast<std::int64_t>(word);
  }
  [[nodiscard]] std::span<std::int64_t> cells(std::uint32_t place) {
    return std::span(words_).subspan(place * stride_ + 1, stride_ - 1);
  }
  [[nodiscard]] std::span<const std::int64_t> cells(std::uint32_t place) const {
    return std::span(words_).subspan(place * stride_ + 1, stride_ - 1);
  }

  // Of the first word of an entry.
  [[nodiscard]] static bool has_flags(std::int64_t word, std::uint32_t flags) {
    return ((static_cast<std::uint64_t>(word) >> 32) & flags) == flags;
  }
  // Flags, key and cells of the entry of `key`, made empty if it is new. Good until `moves` grows.
  [[nodiscard]] std::int64_t* words_of(KeyId key) {
    if (!by_key_ || index_of(key) >= places_) [[unlikely]]
      return &words_[entry(key) * stride_];
    std::int64_t* const words = &words_[index_of(key) * stride_];
    if (!has_flags(*words, kPresent)) take(static_cast<std::uint32_t>(index_of(key)), key);
    return words;
  }
  // How often entries have been moved to other places in memory.
  [[nodiscard]] std::uint32_t moves() const { return moves_; }
  // Which aggregates have a value.
  [[nodiscard]] std::uint32_t seen(std::uint32_t place) const { return flags(place) >> kSeenShift; }
  void set_seen(std::uint32_t place, std::uint32_t seen) {
    set_flags(place, (flags(place) & ((1u << kSeenShift) - 1)) | (seen << kSeenShift));
  }

  // Timers of entries, counted so that a watermark need not look at every entry.
  void set_timer(std::uint32_t place, Flag timer) {
    const std::uint32_t before = flags(place);
    if ((before & timer) != 0) return;  // a timer set twice is one timer (TM-01)
    set_flags(place, before | timer);
    ++(timer == kFireTimer ? fire_timers_ : clear_timers_);
  }
  // Also of places where there is no entry.
  [[nodiscard]] bool will_fire(std::uint32_t place) const {
    return place < places_ && (flags(place) & kFireTimer) != 0;
  }
  void unset_timer(std::uint32_t place, Flag timer) {
    const std::uint32_t before = flags(place);
    if ((before & timer) == 0) return;
    set_flags(place, before & ~static_cast<std::uint32_t>(timer));
    --(timer == kFireTimer ? fire_timers_ : clear_timers_);
  }
  [[nodiscard]] std::uint32_t fire_timers() const { return fire_timers_; }
  [[nodiscard]] std::uint32_t clear_timers() const { return clear_timers_; }

 private:
  static constexpr std::size_t kFewPlaces = 64;  // so many cost nothing, even empty

  [[nodiscard]] std::size_t mask() const { return index_.size() - 1; }
  void take(std::uint32_t place, KeyId key) {
    words_[place * stride_] = static_cast<std::int64_t>((std::uint64_t{kPresent} << 32) | index_of(key));
    ++count_;
  }
  [[nodiscard]] std::uint32_t indexed_entry(KeyId key) {
    for (std::size_t at = index_of(key) & mask();; at = (at + 1) & mask()) {
      const std::uint32_t found = index_[at];
      if (found == 0) return append(key, at);
      if (this->key(found - 1) == key) return found - 1;
    }
  }
  std::uint32_t append(KeyId key, std::size_t at);
  std::uint32_t entry_beyond(KeyId key);
  void make_room(std::size_t places);
  void lay_out_by_key(std::size_t places);
  void lay_out_by_arrival();
  void rebuild_index();

  Window window_;
  WindowId id_{};
  std::size_t stride_ = 1;
  std::uint32_t count_ = 0;
  std::uint32_t fire_timers_ = 0;
  std::uint32_t clear_timers_ = 0;
  std::size_t places_ = 0;  // in words_; by key: also of keys without an entry
  bool by_key_ = false;
  std::size_t highest_ = 0;  // key with an entry, while it lies by arrival
  std::uint32_t moves_ = 0;
  std::vector<std::int64_t> words_;
  std::vector<std::uint32_t> index_;  // by arrival: place + 1; 0: empty
};

}  // namespace wavetank::engine
