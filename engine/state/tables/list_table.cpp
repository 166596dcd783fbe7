// Reading lists, and lists outside of a run.
#include "engine/state/tables/list_table.hpp"

namespace wavetank::engine {

std::vector<Word> ListTable::get(const StateAt& at) {
  WordList* list = table_.find(at.name);
  if (list == nullptr) return {};
  std::vector<Word> words;
  std::size_t alive = 0;
  list->each([&](const StampedWord& element) {
    if (expiry_.is_readable(element.stamp, at.now)) words.push_back(element.word);
    if (!expiry_.is_expired(element.stamp, at.now)) ++alive;
  });
  if (alive == 0) {
    table_.erase(at.name);
  } else if (expiry_.renews_on_read()) {
    list->erase_if([&](const StampedWord& element) { return expiry_.is_expired(element.stamp, at.now); });
    list->each([&](StampedWord& element) { element.stamp = at.now; });
  }
  return words;
}

void ListTable::put(const StateAt& at, std::span<const Word> words) {
  if (words.empty()) return clear(at.name);
  WordList& list = table_.find_or_add(at.name);
  list.clear();
  for (const Word word : words) list.push_back({word, at.now});
}

WordList& ListTable::edit(const StateAt& at) {
  WordList& list = table_.find_or_add(at.name);
  if (!expiry_.is_on()) return list;
  list.erase_if([&](const StampedWord& element) {
    WT_REQUIRE(!expiry_.is_expired(element.stamp, at.now) || !expiry_.is_readable(element.stamp, at.now));
    return expiry_.is_expired(element.stamp, at.now);
  });
  return list;
}

void ListTable::encode(const StateOrder& order, std::size_t section, SectionWriter& writer) const {
  encode_table(table_, order, section, writer, [&](const WordList& list, Encoder& encoder) {
    encoder.natural(list.size());
    list.each([&](const StampedWord& element) { encode_stamped(element, type_, expiry_, order.facts, encoder); });
  });
}

void ListTable::decode(Decoder& decoder, Facts& facts) {
  WordList& list = table_.find_or_add(decode_name(decoder, facts));
  WT_REQUIRE(list.empty(), list.size());  // each name was written once
  for (std::uint64_t left = decoder.natural(); left > 0; --left) {
    list.push_back(decode_stamped(type_, expiry_, decoder, facts));
  }
}

}  // namespace wavetank::engine
