// Aggregating state outside of a run.
#include "engine/state/tables/aggregate_table.hpp"

namespace wavetank::engine {

void AggregateTable::encode(const StateOrder& order, std::size_t section, SectionWriter& writer) const {
  encode_table(table_, order, section, writer, [&](const Cells& entry, Encoder& encoder) {
    for (std::size_t i = 0; i < width_; ++i) encoder.integer(entry.cells[i]);
    if (expiry_.is_on()) encoder.integer(entry.stamp.ticks());
  });
}

void AggregateTable::decode(Decoder& decoder, Facts& facts) {
  Cells& entry = table_.find_or_add(decode_name(decoder, facts));
  for (std::size_t i = 0; i < width_; ++i) entry.cells[i] = decoder.integer();
  if (expiry_.is_on()) entry.stamp = ProcessingTime(decoder.integer());
}

}  // namespace wavetank::engine
