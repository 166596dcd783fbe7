// Texts by dense numbers, in the order of their first sight: keys and partitions of a file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/facts/intern_table.hpp"

namespace wavetank::scenarios {

class Names {
 public:
  std::uint32_t number_of(std::string_view name) {
    return table_.find_or_add(
        engine::mix_bytes(name), [&](std::uint32_t known) { return this->name(known) == name; },
        [&] {
          text_ += name;
          ends_.push_back(text_.size());
          return static_cast<std::uint32_t>(ends_.size() - 1);
        });
  }
  // REQUIRES: number < size(). Holds until the next name is added.
  [[nodiscard]] std::string_view name(std::uint32_t number) const {
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(text_).substr(begin, ends_[number] - begin);
  }
  [[nodiscard]] std::size_t size() const { return ends_.size(); }

 private:
  engine::InternTable table_;
  std::string text_;
  std::vector<std::size_t> ends_;
};

}  // namespace wavetank::scenarios
