// Values outside of a run. A stamp is written only where it means something.
#include "engine/state/tables/value_table.hpp"

namespace wavetank::engine {

void encode_stamped(const StampedWord& value, const WordType& type, const Expiry& expiry, const Facts& facts,
                    Encoder& encoder) {
  encode_word(type, value.word, facts, encoder);
  if (expiry.is_on()) encoder.integer(value.stamp.ticks());
}

StampedWord decode_stamped(const WordType& type, const Expiry& expiry, Decoder& decoder, Facts& facts) {
  StampedWord value{decode_word(type, decoder, facts), {}};
  if (expiry.is_on()) value.stamp = ProcessingTime(decoder.integer());
  return value;
}

void ValueTable::encode(const StateOrder& order, std::size_t section, SectionWriter& writer) const {
  encode_table(table_, order, section, writer, [&](const StampedWord& value, Encoder& encoder) {
    encode_stamped(value, type_, expiry_, order.facts, encoder);
  });
}

void ValueTable::decode(Decoder& decoder, Facts& facts) {
  const StateName name = decode_name(decoder, facts);
  table_.find_or_add(name) = decode_stamped(type_, expiry_, decoder, facts);
}

}  // namespace wavetank::engine
