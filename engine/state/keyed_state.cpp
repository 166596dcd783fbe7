// One table per declared state.
#include "engine/state/keyed_state.hpp"

namespace wavetank::engine {

KeyedState::KeyedState(std::span<const StateSpec> specs) {
  tables_.reserve(specs.size());
  for (const StateSpec& spec : specs) {
    switch (spec.shape) {
      case StateShape::Value: tables_.emplace_back(ValueTable(spec)); break;
      case StateShape::List: tables_.emplace_back(ListTable(spec)); break;
      case StateShape::Map: tables_.emplace_back(MapTable(spec)); break;
      case StateShape::Aggregate: tables_.emplace_back(AggregateTable(spec)); break;
    }
  }
}

void KeyedState::hint(std::span<const Record> records, std::size_t next, const Facts& facts) const {
  for (const StateTable& held : tables_) {
    std::visit(
        [&](const auto& table) {
          hint_ahead(table.entries(), records, next, [&](const auto& entry) {
            if constexpr (requires { table.hint_row(entry, facts); }) table.hint_row(entry, facts);
          });
        },
        held);
  }
  if (next + kHintIndex >= records.size()) return;
  facts.rows.hint(records[next + kHintIndex].row);
  facts.keys.hint(records[next + kHintIndex].key);
}

std::size_t KeyedState::size(std::size_t place) const {
  WT_REQUIRE(place < tables_.size(), place, tables_.size());
  return std::visit([](const auto& table) { return table.entries().size(); }, tables_[place]);
}

std::vector<StateName> KeyedState::names(std::size_t place, const StateOrder& order) const {
  std::vector<StateName> names;
  names.reserve(size(place));
  const auto gather = [&](const StateName& name, const auto& /*entry*/) { names.push_back(name); };
  std::visit([&](const auto& table) { table.entries().each(gather); }, tables_[place]);
  WT_ASSERT(names.size() == size(place), names.size(), place);
  std::ranges::sort(names, [&](const StateName& a, const StateName& b) { return order.before(a, b); });
  return names;
}

void KeyedState::encode(const StateOrder& order, std::size_t section, SectionWriter& writer) const {
  for (const StateTable& held : tables_) {
    std::visit([&](const auto& table) { table.encode(order, section, writer); }, held);
    ++section;
  }
}

void KeyedState::decode(std::size_t place, Decoder& decoder, Facts& facts) {
  WT_REQUIRE(place < tables_.size(), place, tables_.size());
  while (!decoder.at_end()) {
    std::visit([&](auto& table) { table.decode(decoder, facts); }, tables_[place]);
  }
}

}  // namespace wavetank::engine
