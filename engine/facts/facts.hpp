// What records, notes and events name by 32-bit ids: texts, keys and windows, interned, and rows. Grows only, so
// forks of a world may share one.
#pragma once

#include "engine/facts/keys.hpp"
#include "engine/facts/rows.hpp"
#include "engine/facts/texts.hpp"
#include "engine/facts/windows.hpp"

namespace wavetank::engine {

struct Facts {
  Texts texts;
  Rows rows;
  Keys keys;
  Windows windows;

  RowId row(SchemaId schema, RowKind kind, std::span<const Cell> cells) {
    return rows.add(schema, kind, cells, texts);
  }
  KeyId key(FieldType type, Cell cell) { return keys.intern(type, cell, texts); }
};

}  // namespace wavetank::engine
