// Encoding and decoding of header and footer, field by field in the order of their structs.
#include "sim/trace/archive/header_coding.hpp"

namespace wavetank::sim {
namespace {

constexpr std::uint64_t kArchiveRoles = 6;
constexpr std::uint64_t kWord32 = std::uint64_t{1} << 32;
static_assert(static_cast<std::uint64_t>(ArchiveRole::TaskManager) + 1 == kArchiveRoles);

void encode_fingerprint(const Fingerprint& fingerprint, ByteWriter& out) {
  out.word(fingerprint.high, 8);
  out.word(fingerprint.low, 8);
}

Fingerprint decode_fingerprint(ByteCursor& cursor) {
  Fingerprint fingerprint;
  fingerprint.high = cursor.word(8);
  fingerprint.low = cursor.word(8);
  return fingerprint;
}

void encode_actor(const ArchiveActor& actor, ByteWriter& out) {
  out.text(actor.name);
  out.put(static_cast<std::uint8_t>(actor.role));
  out.varint(actor.at);
  out.varint(actor.subtask);
  out.varint(actor.parallelism);
  out.varint(actor.channels.size());
  for (const std::uint32_t channels : actor.channels) out.varint(channels);
}

ArchiveActor decode_actor(ByteCursor& cursor) {
  ArchiveActor actor;
  actor.name = cursor.text();
  actor.role = static_cast<ArchiveRole>(cursor.below(kArchiveRoles));
  actor.at = cursor.varint();
  actor.subtask = static_cast<std::uint32_t>(cursor.below(kWord32));
  actor.parallelism = static_cast<std::uint32_t>(cursor.below(kWord32));
  const std::size_t inputs = cursor.count();
  for (std::size_t i = 0; i < inputs && cursor.ok(); ++i) {
    actor.channels.push_back(static_cast<std::uint32_t>(cursor.below(kWord32)));
  }
  return actor;
}

TapeEntry decode_tape_entry(ByteCursor& cursor) {
  TapeEntry entry;
  entry.stream = cursor.text();
  entry.counter = cursor.varint();
  entry.value = cursor.varint();
  return entry;
}

}  // namespace

void encode_header(const ArchiveHeader& header, ByteWriter& out) {
  out.text(header.version);
  out.text(header.scenario_name);
  out.text(header.scenario);
  out.text(header.semantics);
  out.varint(header.seed);
  out.signed_varint(header.clock_base.ticks());
  out.varint(header.actors.size());
  for (const ArchiveActor& actor : header.actors) encode_actor(actor, out);
  out.varint(header.tape.size());
  for (const TapeEntry& entry : header.tape) {
    out.text(entry.stream);
    out.varint(entry.counter);
    out.varint(entry.value);
  }
}

std::optional<ArchiveHeader> decode_header(std::string_view payload) {
  ByteCursor cursor(payload);
  ArchiveHeader header;
  header.version = cursor.text();
  header.scenario_name = cursor.text();
  header.scenario = cursor.text();
  header.semantics = cursor.text();
  header.seed = cursor.varint();
  header.clock_base = engine::ProcessingTime(cursor.signed_varint());
  const std::uint64_t actors = cursor.below(kArchiveActors + 1);
  for (std::uint64_t i = 0; i < actors && cursor.ok(); ++i) header.actors.push_back(decode_actor(cursor));
  const std::size_t entries = cursor.count();
  for (std::size_t i = 0; i < entries && cursor.ok(); ++i) header.tape.push_back(decode_tape_entry(cursor));
  if (!cursor.done()) return std::nullopt;
  return header;
}

void encode_footer(const ArchiveFooter& footer, ByteWriter& out) {
  out.varint(footer.events);
  out.signed_varint(footer.end.ticks());
  encode_fingerprint(footer.fingerprint, out);
  out.text(footer.stopped);
  out.varint(footer.digests.size());
  for (const Fingerprint& digest : footer.digests) encode_fingerprint(digest, out);
}

std::optional<ArchiveFooter> decode_footer(std::string_view payload) {
  ByteCursor cursor(payload);
  ArchiveFooter footer;
  footer.events = cursor.varint();
  footer.end = SimTime(cursor.signed_varint());
  footer.fingerprint = decode_fingerprint(cursor);
  footer.stopped = cursor.text();
  const std::size_t digests = cursor.count();
  for (std::size_t i = 0; i < digests && cursor.ok(); ++i) footer.digests.push_back(decode_fingerprint(cursor));
  if (!cursor.done()) return std::nullopt;
  return footer;
}

}  // namespace wavetank::sim
