// Adding, taking away and expiring the rows of one side.
#include "engine/operators/join/join_side.hpp"

#include <algorithm>

#include "engine/core/fact_coding.hpp"

namespace wavetank::engine {
namespace {

// Negative: `a` first. 0: one entry.
int compare_identity(const JoinSideSpec& spec, RowId a, RowId b, const Facts& facts) {
  switch (spec.identity) {
    case JoinIdentity::AllFields: return compare_rows(a, b, {}, facts);
    case JoinIdentity::UniqueKey: return compare_rows(a, b, spec.unique_key, facts);
    case JoinIdentity::JoinKeyOnly: return 0;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(spec.identity));
}

}  // namespace

JoinSideTable::Place JoinSideTable::place_of(const JoinSideSpec& spec, const Entries& entries, RowId row,
                                             const Facts& facts) {
  const auto found = std::lower_bound(entries.begin(), entries.end(), row, [&](const JoinEntry& entry, RowId wanted) {
    return compare_identity(spec, entry.row, wanted, facts) < 0;
  });
  const bool is_there = found != entries.end() && compare_identity(spec, found->row, row, facts) == 0;
  return {static_cast<std::size_t>(found - entries.begin()), is_there};
}

std::size_t JoinSideTable::expire(const JoinSideSpec& spec, const At& at) {
  const Expiry expiry(spec.ttl);
  if (!expiry.is_on()) return 0;
  Entries* const entries = keys_.find({at.key});
  if (entries == nullptr) return 0;
  const std::size_t gone =
      std::erase_if(*entries, [&](const JoinEntry& entry) { return expiry.is_expired(entry.written, at.now); });
  if (entries->empty()) keys_.erase({at.key});
  return gone;
}

JoinSideTable::Entries* JoinSideTable::alive(const JoinSideSpec& spec, const At& at) {
  expire(spec, at);
  return keys_.find({at.key});
}

std::span<JoinEntry> JoinSideTable::entries(const JoinSideSpec& spec, const At& at) {
  Entries* entries = alive(spec, at);
  return entries == nullptr ? std::span<JoinEntry>() : std::span<JoinEntry>(*entries);
}

const JoinEntry* JoinSideTable::find(const JoinSideSpec& spec, RowId row, const At& at) {
  const Entries* entries = alive(spec, at);
  if (entries == nullptr) return nullptr;
  const Place place = place_of(spec, *entries, row, at.facts);
  return place.is_there ? &(*entries)[place.at] : nullptr;
}

void JoinSideTable::add(const JoinSideSpec& spec, RowId row, std::int64_t matches, const At& at) {
  WT_REQUIRE(row != kNoRow);
  Entries* entries = alive(spec, at);
  if (entries == nullptr) entries = &keys_.find_or_add({at.key});
  const Place place = place_of(spec, *entries, row, at.facts);
  JoinEntry added{row, 1, matches, at.now};
  if (!place.is_there) {
    entries->insert(entries->begin() + static_cast<std::ptrdiff_t>(place.at), added);
    return;
  }
  JoinEntry& entry = (*entries)[place.at];
  if (spec.identity == JoinIdentity::AllFields) added = {entry.row, entry.count + 1, matches, at.now};
  WT_ASSERT(added.count > 0);
  entry = added;
}

void JoinSideTable::take(const JoinSideSpec& spec, RowId row, const At& at) {
  Entries* entries = alive(spec, at);
  if (entries == nullptr) return;
  const Place place = place_of(spec, *entries, row, at.facts);
  if (!place.is_there) return;
  JoinEntry& entry = (*entries)[place.at];
  WT_ASSERT(entry.count > 0);
  if (entry.count > 1) {
    --entry.count;
    entry.written = at.now;
    return;
  }
  entries->erase(entries->begin() + static_cast<std::ptrdiff_t>(place.at));
  if (entries->empty()) keys_.erase({at.key});
}

std::size_t JoinSideTable::size(KeyId key) const {
  const Entries* entries = keys_.find({key});
  return entries == nullptr ? 0 : entries->size();
}

void JoinSideTable::encode(const StateOrder& order, std::size_t section, SectionWriter& writer) const {
  encode_table(keys_, order, section, writer, [&](const Entries& entries, Encoder& encoder) {
    encoder.natural(entries.size());
    for (const JoinEntry& entry : entries) {
      encode_fields(entry.row, order.facts, encoder);
      encoder.natural(entry.count);
      encoder.integer(entry.matches);
      encoder.integer(entry.written.ticks());
    }
  });
}

void JoinSideTable::decode(const JoinSideSpec& spec, Decoder& decoder, Facts& facts) {
  while (!decoder.at_end()) {
    Entries& entries = keys_.find_or_add(decode_name(decoder, facts));
    WT_ASSERT(entries.empty(), entries.size());
    for (std::uint64_t left = decoder.natural(); left > 0; --left) {
      JoinEntry entry;
      entry.row = decode_fields(decoder, spec.schema, RowKind::Insert, facts);
      entry.count = static_cast<std::uint32_t>(decoder.natural());
      entry.matches = decoder.integer();
      entry.written = ProcessingTime(decoder.integer());
      entries.push_back(entry);
    }
  }
}

}  // namespace wavetank::engine
