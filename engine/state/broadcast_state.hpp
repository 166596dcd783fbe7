// Broadcast state: maps that are equal in all subtasks of an operator (PF-07, PF-08, KG-10).
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/state/state_layout.hpp"

namespace wavetank::engine {

// One map, in the order of its keys (DT-02).
class BroadcastTable {
 public:
  explicit BroadcastTable(BroadcastSpec spec) : spec_(std::move(spec)) {}

  [[nodiscard]] const std::string& name() const { return spec_.name; }
  [[nodiscard]] std::optional<Word> get(Word key, const Facts& facts) const;
  void put(Word key, Word word, const Facts& facts);
  void remove(Word key, const Facts& facts);
  [[nodiscard]] std::span<const std::pair<Word, Word>> entries() const { return entries_; }

  [[nodiscard]] std::string encode(const Facts& facts) const;
  void decode(Decoder& decoder, Facts& facts);

 private:
  [[nodiscard]] std::size_t lower_bound(Word key, const Facts& facts) const;

  BroadcastSpec spec_;
  std::vector<std::pair<Word, Word>> entries_;
};

// All of one operator.
class BroadcastState {
 public:
  explicit BroadcastState(std::span<const BroadcastSpec> specs) : tables_(specs.begin(), specs.end()) {}

  [[nodiscard]] BroadcastTable& table(std::size_t place) { return tables_.at(place); }
  [[nodiscard]] const BroadcastTable& table(std::size_t place) const { return tables_.at(place); }

  // By name, as a snapshot keeps them. A name that is not there reads as empty.
  [[nodiscard]] std::map<std::string, std::string> encode(const Facts& facts) const;
  void decode(const std::map<std::string, std::string>& bytes, Facts& facts);

 private:
  std::vector<BroadcastTable> tables_;
};

// What the data side and timers see: PF-07, read only.
template <StoredKey Key, Stored T>
class BroadcastView {
 public:
  BroadcastView(const BroadcastTable& table, const Facts& facts) : table_(table), facts_(facts) {}

  [[nodiscard]] std::optional<T> get(Key key) const {
    const std::optional<Word> word = table_.get(AsWord<Key>::word(key), facts_);
    return word ? std::optional<T>(AsWord<T>::value(*word)) : std::nullopt;
  }
  // By key.
  [[nodiscard]] std::vector<std::pair<Key, T>> entries() const {
    std::vector<std::pair<Key, T>> entries;
    for (const auto& [key, word] : table_.entries()) {
      entries.emplace_back(AsWord<Key>::value(key), AsWord<T>::value(word));
    }
    return entries;
  }

 private:
  const BroadcastTable& table_;
  const Facts& facts_;
};

// What the broadcast side sees. What it writes must depend on the broadcast records alone, not on their order among
// others: each subtask sees another one (PF-08).
template <StoredKey Key, Stored T>
class BroadcastMap {
 public:
  BroadcastMap(BroadcastTable& table, const Facts& facts) : table_(table), facts_(facts) {}

  [[nodiscard]] BroadcastView<Key, T> view() const { return {table_, facts_}; }
  void put(Key key, T value) { table_.put(AsWord<Key>::word(key), AsWord<T>::word(value), facts_); }
  void remove(Key key) { table_.remove(AsWord<Key>::word(key), facts_); }

 private:
  BroadcastTable& table_;
  const Facts& facts_;
};

}  // namespace wavetank::engine
