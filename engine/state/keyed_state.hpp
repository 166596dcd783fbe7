// All keyed state of one operator: a table per state that its layout declares. This is where the values live; it is
// part of the operator's State and copies with it.
#pragma once

#include <span>
#include <variant>
#include <vector>

#include "engine/base/record.hpp"
#include "engine/state/tables/aggregate_table.hpp"
#include "engine/state/tables/list_table.hpp"
#include "engine/state/tables/map_table.hpp"
#include "engine/state/tables/value_table.hpp"

namespace wavetank::engine {

class KeyedState {
 public:
  explicit KeyedState(std::span<const StateSpec> specs);

  // The table of the state declared at `place`. REQUIRES: declared with this shape.
  template <typename Table>
  [[nodiscard]] Table& table(std::size_t place) {
    WT_ASSERT(place < tables_.size() && std::holds_alternative<Table>(tables_[place]), place);
    return *std::get_if<Table>(&tables_[place]);
  }

  // Hints, nothing else: the keys of `records` will be asked for, one after the other, and `next` is at hand now.
  void hint(std::span<const Record> records, std::size_t next, const Facts& facts) const;

  [[nodiscard]] std::size_t states() const { return tables_.size(); }
  // How many (key, namespace) have something in the state at `place`.
  [[nodiscard]] std::size_t size(std::size_t place) const;
  // Whose these are, in order (DT-02).
  [[nodiscard]] std::vector<StateName> names(std::size_t place, const StateOrder& order) const;

  // One section each, from `section` on.
  void encode(const StateOrder& order, std::size_t section, SectionWriter& writer) const;
  // Reads one section of one group, to its end.
  void decode(std::size_t place, Decoder& decoder, Facts& facts);

 private:
  using StateTable = std::variant<ValueTable, ListTable, MapTable, AggregateTable>;
  std::vector<StateTable> tables_;
};

}  // namespace wavetank::engine
