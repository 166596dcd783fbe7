// Words: the 64 bits in which state keeps one value, as a row's cell does. What they mean is said once per state.
//
// A text or a row is its id within a run; outside of it, in a snapshot, it is written by content.
#pragma once

#include <concepts>
#include <cstdint>

#include "engine/core/encoding.hpp"
#include "engine/facts/facts.hpp"

namespace wavetank::engine {

using Word = std::int64_t;

enum class WordKind : std::uint8_t { Integer, Text, Row };

struct WordType {
  WordKind kind = WordKind::Integer;
  SchemaId schema{};  // of rows
};

void encode_word(const WordType& type, Word word, const Facts& facts, Encoder& encoder);
[[nodiscard]] Word decode_word(const WordType& type, Decoder& decoder, Facts& facts);
// DT-02: integers by value, texts by bytes. REQUIRES: no rows.
[[nodiscard]] bool word_before(WordKind kind, Word a, Word b, const Facts& facts);

// The types that state can hold, and how they become words.
template <typename T>
struct AsWord;
template <>
struct AsWord<std::int64_t> {
  static constexpr WordKind kKind = WordKind::Integer;
  static Word word(std::int64_t value) { return value; }
  static std::int64_t value(Word word) { return word; }
};
template <>
struct AsWord<EventTime> {
  static constexpr WordKind kKind = WordKind::Integer;
  static Word word(EventTime value) { return value.ticks(); }
  static EventTime value(Word word) { return EventTime(word); }
};
template <>
struct AsWord<ProcessingTime> {
  static constexpr WordKind kKind = WordKind::Integer;
  static Word word(ProcessingTime value) { return value.ticks(); }
  static ProcessingTime value(Word word) { return ProcessingTime(word); }
};
template <>
struct AsWord<TextId> {
  static constexpr WordKind kKind = WordKind::Text;
  static Word word(TextId value) { return static_cast<Word>(value); }
  static TextId value(Word word) { return TextId{static_cast<std::uint32_t>(word)}; }
};
template <>
struct AsWord<RowId> {
  static constexpr WordKind kKind = WordKind::Row;
  static Word word(RowId value) { return static_cast<Word>(value); }
  static RowId value(Word word) { return RowId{static_cast<std::uint32_t>(word)}; }
};

// What state can hold: std::int64_t, EventTime, ProcessingTime, TextId, RowId.
template <typename T>
concept Stored = requires(T value, Word word) {
  { AsWord<T>::word(value) } -> std::same_as<Word>;
  { AsWord<T>::value(word) } -> std::same_as<T>;
};
// What a map can be keyed by: equal rows may have several ids, so no rows.
template <typename T>
concept StoredKey = Stored<T> && AsWord<T>::kKind != WordKind::Row;

}  // namespace wavetank::engine
