// Map state: words by word, per (key, namespace), in the order of their keys (DT-02). Each entry lives by itself.
//
// A map lies sorted in one piece: finding costs O(log n), a new key of a map of n keys O(n). For few keys per key of
// the stream, as maps in keyed state mostly have.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/state/tables/value_table.hpp"

namespace wavetank::engine {

class MapTable {
 public:
  struct Entry {
    Word key = 0;
    StampedWord value;
  };
  using Map = std::vector<Entry>;

  explicit MapTable(const StateSpec& spec) : key_(spec.map_key), type_(spec.value), expiry_(spec.ttl) {}

  // PF-05 per entry. The map goes with its last entry.
  [[nodiscard]] std::optional<Word> get(const StateAt& at, Word key);
  void put(const StateAt& at, Word key, Word word);
  void remove(const StateAt& at, Word key);
  // PF-06: each expired entry on the way is removed; a map that loses its last one so stays behind as an empty one.
  [[nodiscard]] std::vector<std::pair<Word, Word>> entries_of(const StateAt& at);
  // PF-06: does not look at what has expired.
  [[nodiscard]] bool is_empty(const StateName& name) const {
    const Map* map = table_.find(name);
    return map == nullptr || map->empty();
  }
  void clear(const StateName& name) { table_.erase(name); }

  [[nodiscard]] const KeyedTable<Map>& entries() const { return table_; }
  void encode(const StateOrder& order, std::size_t section, SectionWriter& writer) const;
  void decode(Decoder& decoder, Facts& facts);

 private:
  [[nodiscard]] Map::iterator lower_bound(Map& map, Word key, const Facts& facts) const;

  WordKind key_;
  WordType type_;
  Expiry expiry_;
  KeyedTable<Map> table_;
};

}  // namespace wavetank::engine
