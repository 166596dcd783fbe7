// How keyed state is cut by key group for a snapshot: a group's bytes are its sections, one per state, each with its
// length before it; a section's entries stand in order (state_order.hpp), so equal state gives equal bytes.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "engine/core/encoding.hpp"
#include "engine/state/state_order.hpp"

namespace wavetank::engine {

class SectionWriter {
 public:
  explicit SectionWriter(std::size_t sections) : sections_(sections) {}

  // Where the entries of one state and group are written. REQUIRES: section < the number of sections.
  [[nodiscard]] Encoder& section(std::size_t section, KeyGroup group);
  // A group's bytes by its number. The writer is empty afterwards.
  [[nodiscard]] std::map<std::uint32_t, std::string> take();

 private:
  std::size_t sections_;
  std::map<std::uint32_t, std::vector<Encoder>> groups_;
};

void encode_name(const StateName& name, const Facts& facts, Encoder& encoder);
[[nodiscard]] StateName decode_name(Decoder& decoder, Facts& facts);

// Writes each entry's name, then calls `write(entry, encoder)`.
template <typename Entry, typename Write>
void encode_table(const KeyedTable<Entry>& table, const StateOrder& order, std::size_t section, SectionWriter& writer,
                  const Write& write) {
  std::vector<StateName> names;
  names.reserve(table.size());
  table.each([&](const StateName& name, const Entry& /*entry*/) { names.push_back(name); });
  std::ranges::sort(names, [&](const StateName& a, const StateName& b) { return order.before(a, b); });
  for (const StateName& name : names) {
    Encoder& encoder = writer.section(section, order.group(name.key));
    encode_name(name, order.facts, encoder);
    write(*table.find(name), encoder);
  }
}

}  // namespace wavetank::engine
