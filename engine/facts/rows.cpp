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
  std::uint64_t content = mix_bytes(schema.name);
  for (const Field& field : schema.fields) {
    content = mix(content, mix_bytes(field.name));
    content = mix(content, static_cast<std::uint64_t>(field.type));
  }
  schemas_.push_back(schema);
  schema_contents_.push_back(content);
  return SchemaId{static_cast<std::uint32_t>(schemas_.size() - 1)};
}

RowId Rows::intern(SchemaId schema, RowKind kind, std::span<const Cell> cells, const Texts& texts) {
  const std::vector<Field>& fields = schemas_[index_of(schema)].fields;
  WT_REQUIRE(cells.size() == fields.size(), cells.size(), fields.size());
  std::uint64_t header = index_of(schema) | (static_cast<std::uint64_t>(kind) << kKindShift);
  std::uint64_t hash = mix(schema_contents_[index_of(schema)], static_cast<std::uint64_t>(kind));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    WT_REQUIRE(!cell.null || cell.bits == 0, i);
    if (cell.null) header |= std::uint64_t{1} << (kNullShift + i);
    const bool interned = fields[i].type == FieldType::Text || fields[i].type == FieldType::Bytes;
    const auto bits = static_cast<std::uint64_t>(cell.bits);
    const std::uint64_t word = interned && !cell.null ? texts.content(TextId{static_cast<std::uint32_t>(bits)}) : bits;
    hash = mix(hash, word + (cell.null ? 0x5bd1e995ULL : 0));
  }
  const auto same = [&](std::uint32_t row) {
    if (words_[row] != header) return false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (words_[row + 2 + i] != static_cast<std::uint64_t>(cells[i].bits)) return false;
    }
    return true;
  };
  const auto make = [&] {
    WT_REQUIRE(words_.size() < 0xf0000000ULL, words_.size());
    const auto row = static_cast<std::uint32_t>(words_.size());
    words_.push_back(header);
    words_.push_back(hash);
    for (const Cell& cell : cells) words_.push_back(static_cast<std::uint64_t>(cell.bits));
    return row;
  };
  return RowId{table_.find_or_add(hash, same, make)};
}

}  // namespace wavetank::engine
