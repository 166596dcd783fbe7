// Interned keys: what keyed state, timers and hash partitioning are addressed by.
//
// A key is one typed value. Its hash is Flink's: Java's hashCode, then one murmur step (KG-01), so that
// a record lands on the subtask where the real system would put it.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/facts/intern_table.hpp"
#include "engine/facts/rows.hpp"
#include "engine/facts/texts.hpp"

namespace wavetank::engine {

// A key by value: what it is apart from any run's ids. `type` is Int64, Timestamp, Decimal, Boolean or Text.
struct KeyValue {
  FieldType type = FieldType::Int64;
  std::int64_t bits = 0;    // of all types but text
  std::string_view text{};  // of a text
};

class Keys {
 public:
  // REQUIRES: not null, not opaque: validation refuses such a key with a hint.
  KeyId intern(FieldType type, Cell cell, const Texts& texts);

  [[nodiscard]] FieldType type(KeyId key) const { return entries_[index_of(key)].type; }
  [[nodiscard]] Cell cell(KeyId key) const { return Cell{entries_[index_of(key)].bits, false}; }
  [[nodiscard]] KeyValue value(KeyId key, const Texts& texts) const;
  [[nodiscard]] std::uint64_t content(KeyId key) const { return contents_[index_of(key)]; }
  // The non-negative murmur hash of KG-01; the key group is this modulo the maximal parallelism (KG-02).
  [[nodiscard]] std::uint32_t hash(KeyId key) const { return hashes_[index_of(key)]; }
  // Keys compare by type, then integers by value and texts by bytes: `prefix` decides first.
  [[nodiscard]] std::uint64_t prefix(KeyId key) const { return entries_[index_of(key)].prefix; }
  [[nodiscard]] bool before(KeyId a, KeyId b, const Texts& texts) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  // A hint to the caches, nothing else: `key` will be asked for.
  void hint(KeyId key) const {
    if (index_of(key) >= entries_.size()) return;
    __builtin_prefetch(&entries_[index_of(key)]);
    __builtin_prefetch(&contents_[index_of(key)]);
  }

  void hint_content(KeyId key) const {
    if (index_of(key) < contents_.size()) __builtin_prefetch(&contents_[index_of(key)]);
  }

 private:
  struct Entry {
    std::int64_t bits = 0;
    std::uint64_t prefix = 0;
    FieldType type = FieldType::Int64;
  };
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> hashes_;  // apart: they decide most orders, and many fit into a near cache
  std::vector<std::uint64_t> contents_;
  InternTable table_;
};

// Java's String.hashCode over the UTF-16 units of UTF-8 `text`; malformed bytes count as U+FFFD.
[[nodiscard]] std::int32_t java_hash(std::string_view text);
// Java's Long.hashCode: low half xor high half.
[[nodiscard]] constexpr std::int32_t java_hash(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(bits ^ (bits >> 32)));
}
// Flink's murmur step, never negative (KG-01).
[[nodiscard]] std::uint32_t murmur(std::int32_t code);

}  // namespace wavetank::engine
