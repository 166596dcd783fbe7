// An open-addressing index from content hash to a dense id; the owner keeps the things themselves.
//
// Grows only. The order of ids is the order of first sight, so it is the same in every run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wavetank::engine {

class InternTable {
 public:
  // Returns the id under `hash` that `same(id)` accepts, or adds the id that `make()` returns.
  template <typename Same, typename Make>
  std::uint32_t find_or_add(std::uint64_t hash, const Same& same, const Make& make) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
      Slot& slot = slots_[at];
      if (slot.id == kEmpty) {
        slot = Slot{static_cast<std::uint32_t>(hash >> 32), make()};
        hashes_.push_back(hash);
        ids_.push_back(slot.id);
        ++count_;
        return slot.id;
      }
      if (slot.tag == static_cast<std::uint32_t>(hash >> 32) && same(slot.id)) return slot.id;
    }
  }

  [[nodiscard]] std::size_t size() const { return count_; }

 private:
  struct Slot {
    std::uint32_t tag = 0;  // upper half of the hash: most strangers are told apart without a look at the owner
    std::uint32_t id = kEmpty;
  };
  static constexpr std::uint32_t kEmpty = 0xffffffffu;

  [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }

  void grow() {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, Slot{});
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      std::size_t at = hashes_[i] & mask();
      while (slots_[at].id != kEmpty) at = (at + 1) & mask();
      slots_[at] = Slot{static_cast<std::uint32_t>(hashes_[i] >> 32), ids_[i]};
    }
  }

  std::vector<Slot> slots_;
  std::vector<std::uint64_t> hashes_;  // of ids_[i], for growing
  std::vector<std::uint32_t> ids_;
  std::size_t count_ = 0;
};

}  // namespace wavetank::engine
