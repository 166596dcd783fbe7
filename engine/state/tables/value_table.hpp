// Value state: one word per (key, namespace). Reducing state is the same, with a function that folds.
#pragma once

#include <optional>

#include "engine/state/state_coding.hpp"
#include "engine/state/state_layout.hpp"
#include "engine/state/tables/keyed_table.hpp"

namespace wavetank::engine {

// Whose state is asked for, and when.
struct StateAt {
  StateName name;
  ProcessingTime now;
  const Facts& facts;
};

struct StampedWord {
  Word word = 0;
  ProcessingTime stamp;  // when it was written; means nothing without a time to live
};

class ValueTable {
 public:
  explicit ValueTable(const StateSpec& spec) : type_(spec.value), expiry_(spec.ttl) {}

  // PF-05: what has expired is removed, and may be told this once.
  [[nodiscard]] std::optional<Word> get(const StateAt& at) {
    StampedWord* found = table_.find(at.name);
    if (found == nullptr) return std::nullopt;
    const StampedWord value = *found;
    if (expiry_.is_expired(value.stamp, at.now)) {
      table_.erase(at.name);
    } else if (expiry_.renews_on_read()) {
      found->stamp = at.now;
    }
    if (!expiry_.is_readable(value.stamp, at.now)) return std::nullopt;
    return value.word;
  }
  // What a fold goes on from: nothing is removed or stamped, the write that follows does that.
  [[nodiscard]] std::optional<Word> so_far(const StateAt& at) const {
    const StampedWord* found = table_.find(at.name);
    if (found == nullptr || !expiry_.is_readable(found->stamp, at.now)) return std::nullopt;
    return found->word;
  }
  // Whether there is one that has expired; nothing is removed.
  [[nodiscard]] bool has_expired(const StateAt& at) const {
    const StampedWord* found = table_.find(at.name);
    return found != nullptr && expiry_.is_expired(found->stamp, at.now);
  }
  // What is there, expired or not. For the trace only.
  [[nodiscard]] std::optional<Word> raw(const StateName& name) const {
    const StampedWord* found = table_.find(name);
    return found == nullptr ? std::nullopt : std::optional(found->word);
  }
  // A hint to the caches, nothing else: the row that is the value will be read.
  void hint_row(const StampedWord& value, const Facts& facts) const {
    if (type_.kind == WordKind::Row) facts.rows.hint(AsWord<RowId>::value(value.word));
  }
  void put(const StateAt& at, Word word) { table_.find_or_add(at.name) = {word, at.now}; }
  void clear(const StateName& name) { table_.erase(name); }

  [[nodiscard]] const KeyedTable<StampedWord>& entries() const { return table_; }
  void encode(const StateOrder& order, std::size_t section, SectionWriter& writer) const;
  void decode(Decoder& decoder, Facts& facts);

 private:
  WordType type_;
  Expiry expiry_;
  KeyedTable<StampedWord> table_;
};

void encode_stamped(const StampedWord& value, const WordType& type, const Expiry& expiry, const Facts& facts,
                    Encoder& encoder);
[[nodiscard]] StampedWord decode_stamped(const WordType& type, const Expiry& expiry, Decoder& decoder, Facts& facts);

}  // namespace wavetank::engine
