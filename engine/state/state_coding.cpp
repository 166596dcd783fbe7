// Sections and names.
#include "engine/state/state_coding.hpp"

#include "engine/core/fact_coding.hpp"

namespace wavetank::engine {

Encoder& SectionWriter::section(std::size_t section, KeyGroup group) {
  WT_REQUIRE(section < sections_, section, sections_);
  std::vector<Encoder>& encoders = groups_[static_cast<std::uint32_t>(group)];
  encoders.resize(sections_);
  return encoders[section];
}

std::map<std::uint32_t, std::string> SectionWriter::take() {
  std::map<std::uint32_t, std::string> all;
  for (auto& [group, encoders] : groups_) {
    WT_ASSERT(encoders.size() == sections_, encoders.size(), sections_);
    Encoder whole;
    for (const Encoder& part : encoders) whole.text(part.bytes());
    all.emplace(group, whole.take());
  }
  groups_.clear();
  return all;
}

void encode_name(const StateName& name, const Facts& facts, Encoder& encoder) {
  encoder.natural((name.key != kNoKey ? 1u : 0u) | (name.window != kNoWindow ? 2u : 0u));
  if (name.key != kNoKey) encode_key(name.key, facts, encoder);
  if (name.window != kNoWindow) encode_window(facts.windows.window(name.window), encoder);
}

StateName decode_name(Decoder& decoder, Facts& facts) {
  const std::uint64_t parts = decoder.natural();
  WT_REQUIRE(parts <= 3, parts);
  StateName name;
  if ((parts & 1u) != 0) name.key = decode_key(decoder, facts);
  if ((parts & 2u) != 0) name.window = facts.windows.intern(decode_window(decoder));
  return name;
}

}  // namespace wavetank::engine
