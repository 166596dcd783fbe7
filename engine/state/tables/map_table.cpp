// Maps, and maps outside of a run.
#include "engine/state/tables/map_table.hpp"

#include <algorithm>

namespace wavetank::engine {

MapTable::Map::iterator MapTable::lower_bound(Map& map, Word key, const Facts& facts) const {
  return std::lower_bound(map.begin(), map.end(), key,
                          [&](const Entry& entry, Word wanted) { return word_before(key_, entry.key, wanted, facts); });
}

std::optional<Word> MapTable::get(const StateAt& at, Word key) {
  Map* map = table_.find(at.name);
  if (map == nullptr) return std::nullopt;
  const auto found = lower_bound(*map, key, at.facts);
  if (found == map->end() || found->key != key) return std::nullopt;
  const StampedWord value = found->value;
  if (expiry_.is_expired(value.stamp, at.now)) {
    remove(at, key);
  } else if (expiry_.renews_on_read()) {
    found->value.stamp = at.now;
  }
  if (!expiry_.is_readable(value.stamp, at.now)) return std::nullopt;
  return value.word;
}

void MapTable::put(const StateAt& at, Word key, Word word) {
  Map& map = table_.find_or_add(at.name);
  const auto found = lower_bound(map, key, at.facts);
  if (found == map.end() || found->key != key) {
    map.insert(found, {key, {word, at.now}});
  } else {
    found->value = {word, at.now};
  }
}

void MapTable::remove(const StateAt& at, Word key) {
  Map* map = table_.find(at.name);
  if (map == nullptr) return;
  const auto found = lower_bound(*map, key, at.facts);
  if (found != map->end() && found->key == key) map->erase(found);
  if (map->empty()) table_.erase(at.name);
}

std::vector<std::pair<Word, Word>> MapTable::entries_of(const StateAt& at) {
  Map* map = table_.find(at.name);
  if (map == nullptr) return {};
  std::vector<std::pair<Word, Word>> entries;
  for (Entry& entry : *map) {
    if (expiry_.is_readable(entry.value.stamp, at.now)) entries.emplace_back(entry.key, entry.value.word);
  }
  std::erase_if(*map, [&](const Entry& entry) { return expiry_.is_expired(entry.value.stamp, at.now); });
  if (expiry_.renews_on_read()) {
    for (Entry& entry : *map) entry.value.stamp = at.now;
  }
  return entries;
}

void MapTable::encode(const StateOrder& order, std::size_t section, SectionWriter& writer) const {
  encode_table(table_, order, section, writer, [&](const Map& map, Encoder& encoder) {
    encoder.natural(map.size());
    for (const Entry& entry : map) {
      encode_word({key_, {}}, entry.key, order.facts, encoder);
      encode_stamped(entry.value, type_, expiry_, order.facts, encoder);
    }
  });
}

void MapTable::decode(Decoder& decoder, Facts& facts) {
  Map& map = table_.find_or_add(decode_name(decoder, facts));
  WT_REQUIRE(map.empty(), map.size());  // each name was written once
  for (std::uint64_t left = decoder.natural(); left > 0; --left) {
    const Word key = decode_word({key_, {}}, decoder, facts);
    WT_REQUIRE(map.empty() || word_before(key_, map.back().key, key, facts), map.size());
    map.push_back({key, decode_stamped(type_, expiry_, decoder, facts)});
  }
}

}  // namespace wavetank::engine
