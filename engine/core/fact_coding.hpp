// Keys, windows and rows inside an operator's encoded state: by what they are, never by a run's ids.
#pragma once

#include "engine/core/encoding.hpp"
#include "engine/facts/facts.hpp"

namespace wavetank::engine {

void encode_key(KeyId key, const Facts& facts, Encoder& encoder);
[[nodiscard]] KeyId decode_key(Decoder& decoder, Facts& facts);

void encode_window(const Window& window, Encoder& encoder);
[[nodiscard]] Window decode_window(Decoder& decoder);

// The reader names the schema, which is the operator's own.
void encode_row(RowId row, const Facts& facts, Encoder& encoder);
[[nodiscard]] RowId decode_row(Decoder& decoder, SchemaId schema, Facts& facts);
// Without the row's kind, where it says nothing.
void encode_fields(RowId row, const Facts& facts, Encoder& encoder);
void encode_field(RowId row, std::uint32_t field, const Facts& facts, Encoder& encoder);
[[nodiscard]] RowId decode_fields(Decoder& decoder, SchemaId schema, RowKind kind, Facts& facts);

}  // namespace wavetank::engine
