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

JoinSideTable::Entries::iterator JoinSideTable::place(const JoinSideSpec& spec, Entries& entries, RowId row,
                                                      const Facts& facts) {
  return std::lower_bound(entries.begin(), entries.end(), row, [&](const JoinEntry& entry, RowId wanted) {
    return compare_identity(spec, entry.row, wanted, facts) < 0;
  });
}

std::span<JoinEntry> JoinSideTable::entries(const JoinSideSpec& spec, const At& at) {
  Entries* entries = keys_.find({at.key});
  if (entries == nullptr) return {};
  const Expiry expiry(spec.ttl);
  if (!expiry.is_on()) return *entries;
  std::erase_if(*entries, [&](const JoinEntry& entry) { return expiry.is_expired(entry.written, at.now); });
  if (!entries->empty()) return *entries;
  keys_.erase({at.key});
  return {};
}

const JoinEntry* JoinSideTable::find(const JoinSideSpec& spec, RowId row, const At& at) {
  if (entries(spec, at).empty()) return nullptr;
  Entries& all = *keys_.find({at.key});
  const auto found = place(spec, all, row, at.facts);
  const bool there = found != all.end() && compare_identity(spec, found->row, row, at.facts) == 0;
  return there ? &*found : nullptr;
}

void JoinSideTable::add(const JoinSideSpec& spec, RowId row, std::int64_t matches, const At& at) {
  WT_REQUIRE(row != kNoRow);
  const JoinEntry* found = find(spec, row, at);
  Entries& all = keys_.find_or_add({at.key});
  JoinEntry entry{row, 1, matches, at.now};
  if (found == nullptr) {
    all.insert(place(spec, all, row, at.facts), entry);
    return;
  }
  if (spec.identity == JoinIdentity::AllFields) entry = {found->row, found->count + 1, matches, at.now};
  WT_ASSERT(entry.count > 0);
  all[static_cast<std::size_t>(found - all.data())] = entry;
}

void JoinSideTable::take(const JoinSideSpec& spec, RowId row, const At& at) {
  const JoinEntry* found = find(spec, row, at);
  if (found == nullptr) return;
  Entries& all = *keys_.find({at.key});
  const auto place = all.begin() + (found - all.data());
  WT_ASSERT(place->count > 0);
  if (place->count > 1) {
    --place->count;
    place->written = at.now;
    return;
  }
  all.erase(place);
  if (all.empty()) keys_.erase({at.key});
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
