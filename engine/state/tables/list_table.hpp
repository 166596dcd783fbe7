// List state: words in the order they were added, per (key, namespace). Each element lives by itself (PF-06).
#pragma once

#include <span>
#include <vector>

#include "engine/state/tables/word_list.hpp"

namespace wavetank::engine {

class ListTable {
 public:
  explicit ListTable(const StateSpec& spec) : type_(spec.value), expiry_(spec.ttl) {}

  // PF-06: expired elements are hidden but stay, until all are expired or a read that stamps writes the others back.
  // A list without elements reads as empty.
  [[nodiscard]] std::vector<Word> get(const StateAt& at);
  void add(const StateAt& at, Word word) { table_.find_or_add(at.name).push_back({word, at.now}); }
  // No words: the list is gone.
  void put(const StateAt& at, std::span<const Word> words);
  void clear(const StateName& name) { table_.erase(name); }
  // For engine/state/list_edit.hpp: the list itself, made if there is none, without what has expired.
  [[nodiscard]] WordList& edit(const StateAt& at);

  [[nodiscard]] const KeyedTable<WordList>& entries() const { return table_; }
  void encode(const StateOrder& order, std::size_t section, SectionWriter& writer) const;
  void decode(Decoder& decoder, Facts& facts);

 private:
  WordType type_;
  Expiry expiry_;
  KeyedTable<WordList> table_;
};

}  // namespace wavetank::engine
