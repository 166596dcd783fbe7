// Interned texts and byte strings: equal bytes, one id.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/facts/intern_table.hpp"

namespace wavetank::engine {

class Texts {
 public:
  TextId intern(std::string_view bytes);

  [[nodiscard]] std::string_view bytes(TextId id) const { return texts_[index_of(id)]; }
  [[nodiscard]] std::uint64_t content(TextId id) const { return contents_[index_of(id)]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;  // a deque, so that views stay valid while it grows
  std::vector<std::uint64_t> contents_;
  InternTable table_;
};

}  // namespace wavetank::engine
