// Broadcast maps and their bytes.
#include "engine/state/broadcast_state.hpp"

#include <algorithm>

namespace wavetank::engine {

std::size_t BroadcastTable::lower_bound(Word key, const Facts& facts) const {
  const auto found = std::lower_bound(entries_.begin(), entries_.end(), key, [&](const auto& entry, Word wanted) {
    return word_before(spec_.key, entry.first, wanted, facts);
  });
  return static_cast<std::size_t>(found - entries_.begin());
}

std::optional<Word> BroadcastTable::get(Word key, const Facts& facts) const {
  const std::size_t at = lower_bound(key, facts);
  if (at == entries_.size() || entries_[at].first != key) return std::nullopt;
  return entries_[at].second;
}

void BroadcastTable::put(Word key, Word word, const Facts& facts) {
  const std::size_t at = lower_bound(key, facts);
  if (at < entries_.size() && entries_[at].first == key) {
    entries_[at].second = word;
  } else {
    entries_.emplace(entries_.begin() + static_cast<std::ptrdiff_t>(at), key, word);
  }
}

void BroadcastTable::remove(Word key, const Facts& facts) {
  const std::size_t at = lower_bound(key, facts);
  if (at == entries_.size() || entries_[at].first != key) return;
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at));
}

std::string BroadcastTable::encode(const Facts& facts) const {
  Encoder encoder;
  for (const auto& [key, word] : entries_) {
    encode_word({spec_.key, {}}, key, facts, encoder);
    encode_word(spec_.value, word, facts, encoder);
  }
  return encoder.take();
}

void BroadcastTable::decode(Decoder& decoder, Facts& facts) {
  while (!decoder.at_end()) {
    const Word key = decode_word({spec_.key, {}}, decoder, facts);
    WT_REQUIRE(entries_.empty() || word_before(spec_.key, entries_.back().first, key, facts), entries_.size());
    entries_.emplace_back(key, decode_word(spec_.value, decoder, facts));
  }
}

std::map<std::string, std::string> BroadcastState::encode(const Facts& facts) const {
  std::map<std::string, std::string> bytes;
  for (const BroadcastTable& table : tables_) {
    const bool fresh = bytes.emplace(table.name(), table.encode(facts)).second;
    WT_REQUIRE(fresh, table.name());  // two states of one name would be one
  }
  return bytes;
}

void BroadcastState::decode(const std::map<std::string, std::string>& bytes, Facts& facts) {
  for (BroadcastTable& table : tables_) {
    const auto found = bytes.find(table.name());
    if (found == bytes.end()) continue;
    Decoder decoder(found->second);
    table.decode(decoder, facts);
  }
}

}  // namespace wavetank::engine
