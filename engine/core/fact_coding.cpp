// Writing facts into encoded state, and reading them back.
#include "engine/core/fact_coding.hpp"

namespace wavetank::engine {
namespace {

constexpr std::uint64_t kNullField = 0;
constexpr std::uint64_t kValueField = 1;

// What was written for an enumerator, read back. REQUIRES: it is at most `last`.
template <typename Enum>
Enum decode_enum(Decoder& decoder, Enum last) {
  const std::uint64_t word = decoder.natural();
  WT_REQUIRE(word <= static_cast<std::uint64_t>(last), word);
  return static_cast<Enum>(word);
}

bool is_text(FieldType type) { return type == FieldType::Text || type == FieldType::Bytes; }

}  // namespace

void encode_key(KeyId key, const Facts& facts, Encoder& encoder) {
  WT_REQUIRE(key != kNoKey);
  const KeyValue value = facts.keys.value(key, facts.texts);
  encoder.natural(static_cast<std::uint64_t>(value.type));
  if (is_text(value.type)) {
    encoder.text(value.text);
  } else {
    encoder.integer(value.bits);
  }
}

KeyId decode_key(Decoder& decoder, Facts& facts) {
  const auto type = decode_enum(decoder, FieldType::Opaque);
  if (!is_text(type)) return facts.key(type, {decoder.integer(), false});
  return facts.key(type, {static_cast<std::int64_t>(facts.texts.intern(decoder.text())), false});
}

void encode_window(const Window& window, Encoder& encoder) {
  encoder.integer(window.start.ticks());
  encoder.integer(window.end.ticks());
}

Window decode_window(Decoder& decoder) {
  const EventTime start(decoder.integer());
  return {start, EventTime(decoder.integer())};
}

void encode_row(RowId row, const Facts& facts, Encoder& encoder) {
  WT_REQUIRE(row != kNoRow);
  encoder.natural(static_cast<std::uint64_t>(facts.rows.kind(row)));
  encode_fields(row, facts, encoder);
}

void encode_fields(RowId row, const Facts& facts, Encoder& encoder) {
  WT_REQUIRE(row != kNoRow);
  const std::size_t fields = facts.rows.schema(facts.rows.schema_of(row)).fields.size();
  for (std::uint32_t i = 0; i < fields; ++i) encode_field(row, i, facts, encoder);
}

void encode_field(RowId row, std::uint32_t field, const Facts& facts, Encoder& encoder) {
  const std::vector<Field>& fields = facts.rows.schema(facts.rows.schema_of(row)).fields;
  WT_REQUIRE(field < fields.size(), field, fields.size());
  if (facts.rows.is_null(row, field)) return encoder.natural(kNullField);
  encoder.natural(kValueField);
  const std::int64_t bits = facts.rows.bits(row, field);
  if (is_text(fields[field].type)) {
    encoder.text(facts.texts.bytes(TextId{static_cast<std::uint32_t>(bits)}));
  } else {
    encoder.integer(bits);
  }
}

RowId decode_row(Decoder& decoder, SchemaId schema, Facts& facts) {
  const auto kind = decode_enum(decoder, RowKind::Delete);
  return decode_fields(decoder, schema, kind, facts);
}

RowId decode_fields(Decoder& decoder, SchemaId schema, RowKind kind, Facts& facts) {
  std::vector<Cell> cells;
  for (const Field& field : facts.rows.schema(schema).fields) {
    const std::uint64_t presence = decoder.natural();
    WT_REQUIRE(presence == kNullField || presence == kValueField, presence);
    if (presence == kNullField) {
      cells.push_back({0, true});
    } else if (is_text(field.type)) {
      cells.push_back({static_cast<std::int64_t>(facts.texts.intern(decoder.text())), false});
    } else {
      cells.push_back({decoder.integer(), false});
    }
  }
  return facts.row(schema, kind, cells);
}

}  // namespace wavetank::engine
