// Words by content, and their order.
#include "engine/state/word.hpp"

#include "engine/core/fact_coding.hpp"

namespace wavetank::engine {
namespace {

std::string_view bytes_of(Word word, const Facts& facts) { return facts.texts.bytes(AsWord<TextId>::value(word)); }

}  // namespace

void encode_word(const WordType& type, Word word, const Facts& facts, Encoder& encoder) {
  switch (type.kind) {
    case WordKind::Integer: return encoder.integer(word);
    case WordKind::Text: return encoder.text(bytes_of(word, facts));
    case WordKind::Row: return encode_row(AsWord<RowId>::value(word), facts, encoder);
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(type.kind));
}

Word decode_word(const WordType& type, Decoder& decoder, Facts& facts) {
  switch (type.kind) {
    case WordKind::Integer: return decoder.integer();
    case WordKind::Text: return AsWord<TextId>::word(facts.texts.intern(decoder.text()));
    case WordKind::Row: return AsWord<RowId>::word(decode_row(decoder, type.schema, facts));
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(type.kind));
}

bool word_before(WordKind kind, Word a, Word b, const Facts& facts) {
  WT_REQUIRE(kind != WordKind::Row);
  return kind == WordKind::Text ? bytes_of(a, facts) < bytes_of(b, facts) : a < b;
}

}  // namespace wavetank::engine
