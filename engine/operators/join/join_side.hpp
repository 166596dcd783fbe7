// What one side of a regular join remembers: the rows of each join key, with how often each is there, how many rows of
// the other side it is matched with, and when it was last written.
//
// What makes two rows one entry is the side's identity: all fields (a bag with counts), a unique key, or nothing but
// the join key (one row). The entries of a key lie in the order of their identity (DT-02), 24 bytes each.
#pragma once

#include <vector>

#include "engine/base/time.hpp"
#include "engine/operators/join/joined_rows.hpp"
#include "engine/state/keyed_state.hpp"
#include "engine/state/state_coding.hpp"

namespace wavetank::engine {

enum class JoinIdentity : std::uint8_t {
  AllFields,   // a bag: rows count
  UniqueKey,   // `JoinSideSpec::unique_key`: adding replaces, taking back removes whatever has the key
  JoinKeyOnly  // the join key is unique
};

struct JoinSideSpec {
  SchemaId schema{};
  JoinIdentity identity = JoinIdentity::AllFields;
  std::vector<std::uint32_t> unique_key{};  // fields; of UniqueKey only
  std::optional<TimeToLive> ttl{};
};

struct JoinEntry {
  RowId row = kNoRow;
  std::uint32_t count = 1;   // of AllFields; else 1
  std::int64_t matches = 0;  // of an outer side; as the real system counts them, which may go below 0 after disorder
  ProcessingTime written{};
};

class JoinSideTable {
 public:
  // For whom and when: what all calls need.
  struct At {
    KeyId key = kNoKey;
    ProcessingTime now{};
    const Facts& facts;
  };

  // Takes away what has expired of a key (PF-06); returns how many entries.
  std::size_t expire(const JoinSideSpec& spec, const At& at);
  // The entries of a key that have not expired; those that have are removed (PF-06). Good until the next call.
  [[nodiscard]] std::span<JoinEntry> entries(const JoinSideSpec& spec, const At& at);
  // The entry that `row` is or would replace; null if there is none.
  [[nodiscard]] const JoinEntry* find(const JoinSideSpec& spec, RowId row, const At& at);
  // Adds one. A row that is there already is counted up, or replaced; `matches` becomes that of the entry.
  void add(const JoinSideSpec& spec, RowId row, std::int64_t matches, const At& at);
  // Takes one away; does nothing if there is none.
  void take(const JoinSideSpec& spec, RowId row, const At& at);

  // Hints, nothing else: the keys of `records` will be asked for, one after the other, and `next` is at hand now.
  void hint(std::span<const Record> records, std::size_t next) const {
    hint_ahead(keys_, records, next, [](const Entries& entries) { __builtin_prefetch(entries.data()); });
  }

  // How many entries a key has, expired ones included.
  [[nodiscard]] std::size_t size(KeyId key) const;

  void encode(const StateOrder& order, std::size_t section, SectionWriter& writer) const;
  // Reads a section of one group to its end.
  void decode(const JoinSideSpec& spec, Decoder& decoder, Facts& facts);

 private:
  using Entries = std::vector<JoinEntry>;
  // Where `row` stands, or would stand if it is not there.
  struct Place {
    std::size_t at = 0;
    bool is_there = false;
  };
  [[nodiscard]] static Place place_of(const JoinSideSpec& spec, const Entries& entries, RowId row, const Facts& facts);
  // The entries of a key that have not expired; null if there are none.
  [[nodiscard]] Entries* alive(const JoinSideSpec& spec, const At& at);

  KeyedTable<Entries> keys_;
};

}  // namespace wavetank::engine
