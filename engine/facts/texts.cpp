// Interning of texts.
#include "engine/facts/texts.hpp"

#include "engine/base/mix.hpp"

namespace wavetank::engine {

TextId Texts::intern(std::string_view bytes) {
  const std::uint64_t hash = mix_bytes(bytes);
  const auto same = [&](std::uint32_t id) { return texts_[id] == bytes; };
  const auto make = [&] {
    texts_.emplace_back(bytes);
    contents_.push_back(hash);
    return static_cast<std::uint32_t>(texts_.size() - 1);
  };
  return TextId{table_.find_or_add(hash, same, make)};
}

}  // namespace wavetank::engine
