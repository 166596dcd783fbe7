// Making rows.
#include "engine/facts/rows.hpp"

#include "engine/base/assert.hpp"
#include "engine/base/mix.hpp"

namespace wavetank::engine {

SchemaId Rows::add_schema(const Schema& schema) {
  WT_REQUIRE(schema.fields.size() <= kFieldsMax, schema.fields.size());
  for (std::size_t i = 0; i < schemas_.size(); ++i) {
    if (schemas_[i] == schema) return SchemaId{static_cast<std::uint32_t>(i)};
  }
  WT_REQUIRE(schemas_.size() < 4096, schemas_.size());
  SchemaFacts facts{mix_bytes(schema.name), 0};
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    const Field& field = schema.fields[i];
    facts.content = mix(facts.content, mix_bytes(field.name));
    facts.content = mix(facts.content, static_cast<std::uint64_t>(field.type));
    if (field.type == FieldType::Text || field.type == FieldType::Bytes) facts.texts |= std::uint64_t{1} << i;
  }
  schemas_.push_back(schema);
  schema_facts_.push_back(facts);
  return SchemaId{static_cast<std::uint32_t>(schemas_.size() - 1)};
}

RowId Rows::add(SchemaId schema, RowKind kind, std::span<const Cell> cells, const Texts& texts) {
  WT_REQUIRE(cells.size() == schemas_[index_of(schema)].fields.size(), cells.size());
  WT_REQUIRE(words_.size() < 0xf0000000ULL, words_.size());
  const SchemaFacts& facts = schema_facts_[index_of(schema)];
  std::uint64_t header = index_of(schema) | (static_cast<std::uint64_t>(kind) << kKindShift);
  std::uint64_t hash = mix(facts.content, static_cast<std::uint64_t>(kind));
  const std::size_t row = words_.size();
  words_.resize(row + 2 + cells.size());
  const std::span<std::uint64_t> words = std::span(words_).subspan(row);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    const auto bits = static_cast<std::uint64_t>(cell.bits);
    std::uint64_t word = bits;
    if (cell.null) {
      WT_REQUIRE(bits == 0, i);
      header |= std::uint64_t{1} << (kNullShift + i);
      word = 0x5bd1e995ULL;
    } else if ((facts.texts >> i & 1) != 0) {
      word = texts.content(TextId{static_cast<std::uint32_t>(bits)});
    }
    hash = mix(hash, word);
    words[2 + i] = bits;
  }
  words[0] = header;
  words[1] = hash;
  return RowId{static_cast<std::uint32_t>(row)};
}

}  // namespace wavetank::engine
