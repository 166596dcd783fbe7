// Interning of keys and the hashes of KG-01.
#include "engine/facts/keys.hpp"

#include <bit>

#include "engine/base/assert.hpp"
#include "engine/base/mix.hpp"

namespace wavetank::engine {
namespace {

constexpr std::uint32_t kReplacement = 0xfffd;

struct CodePoint {
  std::uint32_t value = kReplacement;
  std::size_t length = 1;
};

std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

CodePoint decode(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = sequence_length(lead);
  if (length == 1) return {lead, 1};
  if (length == 0 || at + length > text.size()) return {};
  std::uint32_t value = lead & (0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xc0u) != 0x80u) return {};
    value = (value << 6) | (next & 0x3fu);
  }
  return {value, length};
}

std::uint64_t text_prefix(std::string_view text) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    prefix = (prefix << 8) | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  }
  return prefix;
}

}  // namespace

std::int32_t java_hash(std::string_view text) {
  std::uint32_t hash = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    at += point.length;
    if (point.value < 0x10000) {
      hash = hash * 31 + point.value;
      continue;
    }
    const std::uint32_t offset = point.value - 0x10000;
    hash = hash * 31 + (0xd800 + (offset >> 10));
    hash = hash * 31 + (0xdc00 + (offset & 0x3ff));
  }
  return static_cast<std::int32_t>(hash);
}

std::uint32_t murmur(std::int32_t code) {
  auto bits = static_cast<std::uint32_t>(code);
  bits *= 0xcc9e2d51u;
  bits = std::rotl(bits, 15);
  bits *= 0x1b873593u;
  bits = std::rotl(bits, 13);
  bits = bits * 5 + 0xe6546b64u;
  bits ^= 4u;
  bits ^= bits >> 16;
  bits *= 0x85ebca6bu;
  bits ^= bits >> 13;
  bits *= 0xc2b2ae35u;
  bits ^= bits >> 16;
  const auto hash = static_cast<std::int32_t>(bits);
  if (hash >= 0) return bits;
  return bits == 0x80000000u ? 0 : static_cast<std::uint32_t>(-hash);
}

KeyId Keys::intern(FieldType type, Cell cell, const Texts& texts) {
  WT_REQUIRE(!cell.null && type != FieldType::Opaque);
  const bool is_text = type == FieldType::Text || type == FieldType::Bytes;
  const auto bits = static_cast<std::uint64_t>(cell.bits);
  const TextId text{static_cast<std::uint32_t>(bits)};
  const std::uint64_t content = mix(is_text ? texts.content(text) : bits, 0x100 + static_cast<std::uint64_t>(type));
  const auto same = [&](std::uint32_t id) { return entries_[id].bits == cell.bits && entries_[id].type == type; };
  const auto make = [&] {
    Entry entry{cell.bits, bits ^ 0x8000000000000000ULL, type};
    if (is_text) entry.prefix = text_prefix(texts.bytes(text));
    hashes_.push_back(murmur(is_text ? java_hash(texts.bytes(text)) : java_hash(cell.bits)));
    entries_.push_back(entry);
    contents_.push_back(content);
    return static_cast<std::uint32_t>(entries_.size() - 1);
  };
  return KeyId{table_.find_or_add(content, same, make)};
}

KeyValue Keys::value(KeyId key, const Texts& texts) const {
  const Entry& entry = entries_[index_of(key)];
  if (entry.type != FieldType::Text && entry.type != FieldType::Bytes) return {entry.type, entry.bits, {}};
  return {entry.type, 0, texts.bytes(TextId{static_cast<std::uint32_t>(entry.bits)})};
}

bool Keys::before(KeyId a, KeyId b, const Texts& texts) const {
  const Entry& left = entries_[index_of(a)];
  const Entry& right = entries_[index_of(b)];
  if (left.type != right.type) return left.type < right.type;
  if (left.prefix != right.prefix) return left.prefix < right.prefix;
  if (left.type != FieldType::Text && left.type != FieldType::Bytes) return false;
  return value(a, texts).text < value(b, texts).text;
}

}  // namespace wavetank::engine
