// Encoding and decoding of event columns.
#include "sim/trace/archive/columns.hpp"

#include "engine/base/assert.hpp"
#include "sim/trace/archive/format.hpp"

namespace wavetank::sim {
namespace {

// The difference of two words of so many bits, as the nearest signed number.
std::int64_t part_difference(std::uint64_t word, std::uint64_t guess, const Part& part) {
  const unsigned unused = 64u - part.bits;
  return static_cast<std::int64_t>((word - guess) << unused) >> unused;
}

// One varint for each event.
template <typename Value>
void write_column(ByteWriter& column, std::span<const TraceEvent> events, const Value& value) {
  column.clear();
  char* to = column.open(events.size() * kVarintBytes);
  for (const TraceEvent& event : events) to = put_varint(to, value(event));
  column.close(to);
}

struct ColumnCursors {
  ByteCursor times;
  ByteCursor causes;
  ByteCursor kinds;
  ByteCursor actors;
  std::array<ByteCursor, kSorts> parts;

  [[nodiscard]] bool done() const {
    bool all = times.done() && causes.done() && kinds.done() && actors.done();
    for (const ByteCursor& part : parts) all = all && part.done();
    return all;
  }
};

std::int64_t next_time(ByteCursor& times, std::int64_t before) {
  return engine::wrapping_add(before, times.signed_varint());
}

void decode_parts(TraceEvent& event, Guesses& guesses, ColumnCursors& cursors) {
  const Shape& its = shape(event.kind);
  for (std::size_t i = 0; i < its.count; ++i) {
    const Part& part = its.parts[i];
    const std::int64_t difference = cursors.parts[static_cast<std::size_t>(part.sort)].signed_varint();
    const std::uint64_t word = (guesses.guess(event, part, i) + static_cast<std::uint64_t>(difference)) & mask_of(part);
    guesses.saw(event.kind, i, word);
    (part.field == Part::Field::A ? event.a : event.b) |= word << part.shift;
  }
}

}  // namespace

void ColumnWriter::encode(std::uint32_t first, std::span<const TraceEvent> events, ByteWriter& out) {
  std::int64_t before = 0;
  std::uint32_t number = first;
  write_column(times_, events, [&](const TraceEvent& event) {
    const std::int64_t step = engine::wrapping_subtract(event.time.ticks(), before);
    before = event.time.ticks();
    return fold_sign(step);
  });
  write_column(causes_, events, [&](const TraceEvent& event) {
    WT_REQUIRE(event.cause < number, event.cause, number);
    const std::uint32_t its = number++;
    return std::uint64_t{event.cause == 0 ? 0 : its - event.cause};
  });
  write_column(kinds_, events, [](const TraceEvent& event) {
    WT_REQUIRE(static_cast<std::uint16_t>(event.kind) < kEventKinds);
    static_assert(kEventKinds < 128);  // so each is one byte
    return static_cast<std::uint64_t>(event.kind);
  });
  write_column(actors_, events, [](const TraceEvent& event) { return static_cast<std::uint64_t>(event.actor); });
  write_parts(first, events);
  for (const ByteWriter* column : {&times_, &causes_, &kinds_, &actors_}) out.text(column->bytes());
  for (const ByteWriter& column : parts_) out.text(column.bytes());
}

void ColumnWriter::write_parts(std::uint32_t first, std::span<const TraceEvent> events) {
  std::array<char*, kSorts> to{};
  for (std::size_t sort = 0; sort < kSorts; ++sort) {
    parts_[sort].clear();
    to[sort] = parts_[sort].open(events.size() * kPartsMax * kVarintBytes);
  }
  Guesses guesses(events.data(), first);
  for (const TraceEvent& event : events) {
    const Shape& its = shape(event.kind);
    for (std::size_t i = 0; i < its.count; ++i) {
      const Part& part = its.parts[i];
      const std::uint64_t word = part_of(event, part);
      char*& at = to[static_cast<std::size_t>(part.sort)];
      at = put_varint(at, fold_sign(part_difference(word, guesses.guess(event, part, i), part)));
      guesses.saw(event.kind, i, word);
    }
  }
  for (std::size_t sort = 0; sort < kSorts; ++sort) parts_[sort].close(to[sort]);
}

std::string_view decode_columns(std::string_view payload, std::uint32_t first, std::uint32_t count,
                                std::vector<TraceEvent>& events) {
  ByteCursor whole(payload);
  ColumnCursors cursors;
  for (ByteCursor* column : {&cursors.times, &cursors.causes, &cursors.kinds, &cursors.actors}) {
    *column = ByteCursor(whole.text());
  }
  for (ByteCursor& column : cursors.parts) column = ByteCursor(whole.text());
  if (!whole.done()) return "its columns do not fill it";
  if (cursors.kinds.left() != count) return "its count of events is not that of its kinds";

  events.assign(count, TraceEvent{});
  Guesses guesses(events.data(), first);
  std::int64_t before = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    TraceEvent& event = events[i];
    const std::uint32_t number = first + i;
    before = next_time(cursors.times, before);
    event.time = SimTime(before);
    const std::uint64_t back = cursors.causes.below(number);
    event.cause = back == 0 ? 0 : number - static_cast<std::uint32_t>(back);
    const std::uint8_t kind = cursors.kinds.byte();
    if (kind >= kEventKinds) return "it has an event of an unknown kind";
    event.kind = static_cast<EventKind>(kind);
    event.actor = static_cast<ActorId>(cursors.actors.below(kArchiveActors));
    decode_parts(event, guesses, cursors);
  }
  return cursors.done() ? std::string_view() : "a column is too short or too long, or has a number out of range";
}

}  // namespace wavetank::sim
