// Rows: of a named schema, with a kind, and fields as 64-bit cells.
//
// Rows are only ever added, and a row never changes, so whoever holds a RowId may share the rows with others. Equal
// rows may have different ids: what makes two rows equal is `content`, not the id. (Looking every result up among all
// rows made before costs a cache miss in a table that grows with the run.)
// A RowId is the row's place in one array of words: header, content hash, cells. Reading a field is one load.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/facts/schema.hpp"
#include "engine/facts/texts.hpp"

namespace wavetank::engine {

// A field's value while a row is being made or read. `bits` means what the field's type says: the integer, the
// id of a text, 0 or 1, milliseconds.
struct Cell {
  std::int64_t bits = 0;
  bool null = false;
  friend bool operator==(const Cell&, const Cell&) = default;
};

// A row of which several fields are read: found once.
class RowView {
 public:
  // `words`: header, content, a cell for each field, and whatever follows.
  explicit RowView(std::span<const std::uint64_t> words) : words_(words), nulls_(words[0] >> kNullShift) {}

  [[nodiscard]] bool is_null(std::uint32_t field) const { return ((nulls_ >> field) & 1) != 0; }
  [[nodiscard]] std::int64_t bits(std::uint32_t field) const { return static_cast<std::int64_t>(words_[2 + field]); }

  static constexpr unsigned kNullShift = 16;  // of the header's null mask

 private:
  std::span<const std::uint64_t> words_;
  std::uint64_t nulls_;
};

class Rows {
 public:
  // REQUIRES: at most kFieldsMax fields. Equal schemas are one id.
  SchemaId add_schema(const Schema& schema);
  [[nodiscard]] const Schema& schema(SchemaId id) const { return schemas_[index_of(id)]; }
  [[nodiscard]] std::size_t schema_count() const { return schemas_.size(); }

  // REQUIRES: as many cells as the schema has fields.
  RowId add(SchemaId schema, RowKind kind, std::span<const Cell> cells, const Texts& texts);

  [[nodiscard]] SchemaId schema_of(RowId row) const {
    return SchemaId{static_cast<std::uint32_t>(words_[index_of(row)] & 0xfff)};
  }
  [[nodiscard]] RowKind kind(RowId row) const {
    return static_cast<RowKind>((words_[index_of(row)] >> kKindShift) & 0xf);
  }
  // Hash of schema name, kind and values; the same in every run that makes this row.
  [[nodiscard]] std::uint64_t content(RowId row) const { return words_[index_of(row) + 1]; }
  [[nodiscard]] std::int64_t bits(RowId row, std::uint32_t field) const {
    return static_cast<std::int64_t>(words_[index_of(row) + 2 + field]);
  }
  [[nodiscard]] bool is_null(RowId row, std::uint32_t field) const {
    return ((words_[index_of(row)] >> (kNullShift + field)) & 1) != 0;
  }
  // A hint to the caches, nothing else: `row` will be read.
  void hint(RowId row) const {
    if (index_of(row) < words_.size()) __builtin_prefetch(&words_[index_of(row)]);
  }
  // Good until a row is added.
  [[nodiscard]] RowView view(RowId row) const { return RowView(std::span(words_).subspan(index_of(row))); }
  [[nodiscard]] Cell cell(RowId row, std::uint32_t field) const { return Cell{bits(row, field), is_null(row, field)}; }
  // All words, for the archive of a trace: a RowId is a place in them.
  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }

 private:
  // A row's first word: schema (12 bits), kind (4 bits), null mask (48 bits).
  static constexpr unsigned kKindShift = 12;
  static constexpr unsigned kNullShift = RowView::kNullShift;

  struct SchemaFacts {
    std::uint64_t content = 0;
    std::uint64_t texts = 0;  // a bit for each field whose bits are the id of a text
  };
  std::vector<Schema> schemas_;
  std::vector<SchemaFacts> schema_facts_;
  std::vector<std::uint64_t> words_;
};

}  // namespace wavetank::engine
