// What the fields of an event are made of, so that each part can be guessed and put among its like.
//
// A part is a run of bits of `a` or `b` with a sort. A record's way through a pipeline repeats its row, key and
// time in event after event, each the cause of the next: so these are guessed from the cause, and what is written is
// the difference to the guess, most often 0.
#pragma once

#include <array>
#include <cstdint>

#include "sim/trace/event.hpp"

namespace wavetank::sim {

// The order is that of the columns in a block. The first five are guessed from the cause.
enum class Sort : std::uint8_t { Time, Place, Row, Key, Window, Number };
inline constexpr std::size_t kSorts = 6;
[[nodiscard]] constexpr bool comes_from_cause(Sort sort) { return sort != Sort::Number; }

struct Part {
  enum class Field : std::uint8_t { A, B } field = Field::A;
  Sort sort = Sort::Number;
  std::uint8_t shift = 0;
  std::uint8_t bits = 64;
};

inline constexpr std::size_t kPartsMax = 4;
inline constexpr std::uint8_t kNoPart = 0xff;
struct Shape {
  std::array<Part, kPartsMax> parts{};
  std::size_t count = 0;
  std::array<std::uint8_t, kSorts> first{};  // place in `parts` of the first of each sort, or kNoPart
};

[[nodiscard]] constexpr std::uint64_t mask_of(const Part& part) { return ~std::uint64_t{0} >> (64 - part.bits); }
[[nodiscard]] constexpr std::uint64_t part_of(const TraceEvent& event, const Part& part) {
  return ((part.field == Part::Field::A ? event.a : event.b) >> part.shift) & mask_of(part);
}

namespace detail {

constexpr void add_part(Shape& shape, const Part& part) {
  std::uint8_t& first = shape.first[static_cast<std::size_t>(part.sort)];
  if (first == kNoPart) first = static_cast<std::uint8_t>(shape.count);
  shape.parts[shape.count++] = part;
}

constexpr void add_pair(Shape& shape, Part::Field field, std::array<Sort, 2> sorts) {
  add_part(shape, {field, sorts[0], 32, 32});
  add_part(shape, {field, sorts[1], 0, 32});
}

// Which plain fields are times, places in a log, or pairs of numbers. It only makes files smaller.
constexpr void add_plain(Shape& shape, EventKind kind, Part::Field field) {
  const bool is_a = field == Part::Field::A;
  const bool is_control = kind == EventKind::ControlOut || kind == EventKind::ControlIn;
  const bool is_place = kind == EventKind::SourceEmit || kind == EventKind::LogAppend;
  const bool is_time = is_control || kind == EventKind::WatermarkAdvance || kind == EventKind::ProducerSend ||
                       kind == EventKind::RecordOut || kind == EventKind::RecordIn || kind == EventKind::OutVisible ||
                       kind == EventKind::RecordUnassigned || kind == EventKind::RecordFilter;
  if (is_a && is_time) return add_part(shape, {field, Sort::Time, 0, 64});
  if (is_a && is_place) {
    add_part(shape, {field, Sort::Number, 48, 16});
    return add_part(shape, {field, Sort::Place, 0, 48});
  }
  if (!is_a && is_control) return add_pair(shape, field, {Sort::Number, Sort::Number});
  add_part(shape, {field, Sort::Number, 0, 64});
}

constexpr void add_field(Shape& shape, EventKind kind, Part::Field field) {
  switch (field == Part::Field::A ? info(kind).a : info(kind).b) {
    case FieldUse::RowAndKey: return add_pair(shape, field, {Sort::Row, Sort::Key});
    case FieldUse::RowAndNumber: return add_pair(shape, field, {Sort::Row, Sort::Number});
    case FieldUse::WindowAndKey: return add_pair(shape, field, {Sort::Window, Sort::Key});
    case FieldUse::WindowAndNumber: return add_pair(shape, field, {Sort::Window, Sort::Number});
    case FieldUse::ReasonAndRow: return add_pair(shape, field, {Sort::Number, Sort::Row});
    case FieldUse::TwoRows: return add_pair(shape, field, {Sort::Row, Sort::Row});
    case FieldUse::TextAndKey: return add_pair(shape, field, {Sort::Number, Sort::Key});
    case FieldUse::Text: return add_part(shape, {field, Sort::Number, 0, 64});
    case FieldUse::Plain: return add_plain(shape, kind, field);
  }
}

constexpr std::array<Shape, kEventKinds> make_shapes() {
  std::array<Shape, kEventKinds> shapes{};
  for (std::size_t i = 0; i < kEventKinds; ++i) {
    for (std::uint8_t& first : shapes[i].first) first = kNoPart;
    add_field(shapes[i], static_cast<EventKind>(i), Part::Field::A);
    add_field(shapes[i], static_cast<EventKind>(i), Part::Field::B);
  }
  return shapes;
}

}  // namespace detail

inline constexpr std::array<Shape, kEventKinds> kShapes = detail::make_shapes();
[[nodiscard]] constexpr const Shape& shape(EventKind kind) { return kShapes[static_cast<std::size_t>(kind)]; }

}  // namespace wavetank::sim
