// How a pane grows, and changes between its two layouts.
#include "engine/windows/pane.hpp"

#include <algorithm>

namespace wavetank::engine {

void Pane::reset(const Window& window, WindowId id, std::size_t width) {
  // The next window of a stream has about as many keys as the one before.
  const bool by_key = by_key_ && places_ <= std::size_t{3} * count_ + kFewPlaces && stride_ == width + 1;
  window_ = window;
  id_ = id;
  stride_ = width + 1;
  count_ = 0;
  fire_timers_ = 0;
  clear_timers_ = 0;
  highest_ = 0;
  by_key_ = by_key;
  if (by_key_) {
    std::fill(words_.begin(), words_.end(), 0);
    return;
  }
  words_.clear();
  places_ = 0;
  index_.assign(index_.empty() ? 16 : index_.size(), 0);
}

std::uint32_t Pane::append(KeyId key, std::size_t at) {
  highest_ = std::max(highest_, index_of(key));
  if ((std::size_t{count_} + 1) * 2 > index_.size()) {
    if (highest_ < std::size_t{2} * count_) {
      lay_out_by_key(highest_ + highest_ / 4 + 1);
      return entry(key);
    }
    index_.resize(index_.size() * 2);
    rebuild_index();
    for (at = index_of(key) & mask(); index_[at] != 0;) at = (at + 1) & mask();
  }
  const auto place = static_cast<std::uint32_t>(places_);
  make_room(places_ + 1);
  index_[at] = place + 1;
  take(place, key);
  return place;
}

// Of a pane that lies by key: `key` is past its end.
std::uint32_t Pane::entry_beyond(KeyId key) {
  const std::size_t places = index_of(key) + index_of(key) / 4 + 1;
  if (places > std::size_t{3} * count_ + kFewPlaces) {
    lay_out_by_arrival();
    return indexed_entry(key);
  }
  make_room(places);
  return entry(key);
}

void Pane::make_room(std::size_t places) {
  const std::int64_t* const before = words_.data();
  words_.resize(places * stride_, 0);
  places_ = places;
  if (words_.data() != before) ++moves_;
}

void Pane::lay_out_by_key(std::size_t places) {
  ++moves_;
  std::vector<std::int64_t> words(places * stride_, 0);
  each([&](std::uint32_t place) {
    const auto from = words_.begin() + static_cast<std::ptrdiff_t>(place * stride_);
    std::copy_n(from, stride_, words.begin() + static_cast<std::ptrdiff_t>(index_of(key(place)) * stride_));
  });
  words_.swap(words);
  places_ = places;
  by_key_ = true;
}

void Pane::lay_out_by_arrival() {
  ++moves_;
  std::size_t places = 0;
  each([&](std::uint32_t place) {
    highest_ = place;
    const auto from = words_.begin() + static_cast<std::ptrdiff_t>(place * stride_);
    std::copy_n(from, stride_, words_.begin() + static_cast<std::ptrdiff_t>(places * stride_));
    ++places;
  });
  words_.resize(places * stride_);
  places_ = places;
  by_key_ = false;
  std::size_t size = 16;
  while (size < (places + 1) * 2) size *= 2;
  index_.resize(size);
  rebuild_index();
}

void Pane::rebuild_index() {
  std::fill(index_.begin(), index_.end(), 0);
  for (std::uint32_t place = 0; place < places_; ++place) {
    std::size_t at = index_of(key(place)) & mask();
    while (index_[at] != 0) at = (at + 1) & mask();
    index_[at] = place + 1;
  }
}

}  // namespace wavetank::engine
