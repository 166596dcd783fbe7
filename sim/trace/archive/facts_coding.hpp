// Interned facts in a trace file: written in the order of their ids, so that interning them again in that order
// gives the same ids. That it does is checked fact by fact.
//
// A block of facts comes before the events that name them. It holds, each with its count: texts, schemas, rows, keys,
// windows. Rows and windows are written as differences to the one before (a row: of the same schema, in this block).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/facts/facts.hpp"
#include "sim/trace/archive/bytes.hpp"
#include "sim/trace/event.hpp"

namespace wavetank::sim {

// Remembers which facts of a run were written.
class FactsWriter {
 public:
  // Appends facts that were not taken before to `out`, until it has kArchiveFactsBytes or there are no more.
  // Returns how many: 0 iff there were none.
  std::uint32_t take(const engine::Facts& facts, ByteWriter& out);

 private:
  struct Section {
    ByteWriter bytes;
    std::uint32_t count = 0;
  };

  void take_texts(const engine::Texts& texts);
  void take_schemas(const engine::Rows& rows);
  void take_rows(const engine::Rows& rows);
  void take_keys(const engine::Keys& keys);
  void take_windows(const engine::Windows& windows);
  [[nodiscard]] bool full() const;

  Section texts_, schemas_, rows_, keys_, windows_;
  // Of each, where the next one is.
  std::size_t text_ = 0;
  std::size_t schema_ = 0;
  std::size_t row_ = 0;  // in Rows::words()
  std::size_t key_ = 0;
  std::size_t window_ = 0;
};

// Interns the facts of a file, and knows which ids events may name.
class FactsReader {
 public:
  // Interns what `take` wrote. Returns what is wrong with it, or nothing.
  [[nodiscard]] std::string_view restore(std::string_view payload, std::uint32_t count, engine::Facts& facts);

  // Whether every id in the event names a fact that was restored.
  [[nodiscard]] bool knows(const TraceEvent& event, const engine::Facts& facts) const;

 private:
  [[nodiscard]] bool knows(FieldUse use, std::uint64_t word, const engine::Facts& facts) const;
  [[nodiscard]] bool is_row(std::uint32_t id) const {
    return engine::RowId{id} == engine::kNoRow || (id < starts_.size() && starts_[id]);
  }

  std::string_view restore_schema(ByteCursor& cursor, engine::Rows& rows);
  std::string_view restore_row(ByteCursor& cursor, engine::Facts& facts);

  std::vector<bool> starts_;           // of Rows::words(): is a row there?
  std::vector<std::size_t> last_row_;  // of each schema, in this block
  std::vector<engine::Cell> cells_;
};

}  // namespace wavetank::sim
