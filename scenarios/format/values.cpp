// Reading values by the type of their field.
#include "scenarios/format/values.hpp"

#include <algorithm>
#include <bit>
#include <charconv>

#include "scenarios/format/quote.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/format/words.hpp"

namespace wavetank::scenarios {
namespace {

using engine::EventTime;
using engine::Field;
using engine::FieldType;
using engine::Problem;
using engine::Result;

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto is_part = [](char letter) { return (letter >= '0' && letter <= '9') || letter == '.'; };
  return !text.empty() && std::all_of(text.begin(), text.end(), is_part) &&
         std::count(text.begin(), text.end(), '.') <= 1;
}

Problem expected(std::string_view what, std::string_view text, std::string hint = "") {
  return {"expected " + std::string(what) + "; found " + quote(text), std::move(hint)};
}

Result<ValueView> timestamp_of(std::string_view text, EventTime base) {
  const Result<std::int64_t> count = parse_integer(text);
  if (count.ok()) return ValueView{engine::saturating_add(base, engine::Millis{count.value()}).ticks()};
  const Result<EventTime> time = parse_event_time(text, base);
  if (!time.ok()) return time.problem();
  return ValueView{time.value().ticks()};
}

Result<ValueView> view_of(const Result<std::int64_t>& number) {
  if (!number.ok()) return number.problem();
  return ValueView{number.value()};
}

}  // namespace

Value owned(const ValueView& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
  return std::monostate{};
}

Result<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t number = 0;
  const std::from_chars_result read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) return number;
  if (read.ec == std::errc::result_out_of_range && is_number(text)) {
    return expected("an integer of 64 bits", text);
  }
  return expected("an integer", text, is_number(text) ? "a field of type decimal(N) holds digits after the point" : "");
}

Result<std::int64_t> parse_decimal(std::string_view text, std::uint8_t scale) {
  const std::string what = "a decimal with at most " + std::to_string(scale) + " digits after the point";
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view fraction = text.substr(std::min(point + 1, text.size()));
  const bool whole = point > (text.starts_with('-') ? 1 : 0) && (point == text.size() || !fraction.empty());
  if (!is_number(text) || !whole || fraction.size() > scale) return expected(what, text);
  std::string digits = std::string(text.substr(0, point)) + std::string(fraction);
  digits.append(scale - fraction.size(), '0');
  const Result<std::int64_t> number = parse_integer(digits);
  return number.ok() ? number : Result<std::int64_t>(expected("a decimal of 64 bits", text));
}

Result<std::int64_t> parse_opaque(std::string_view text) {
  double number = 0;
  const std::from_chars_result read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return expected("a number", text);
  return std::bit_cast<std::int64_t>(number);
}

Result<EventTime> parse_event_time(std::string_view text, EventTime base) {
  if (looks_like_instant(text)) {
    const Result<std::int64_t> instant = parse_instant(text);
    if (!instant.ok()) return instant.problem();
    return EventTime(instant.value());
  }
  const Result<engine::Millis> length = parse_milliseconds(text);
  if (!length.ok()) {
    return Problem{"expected a point in event time; found " + quote(text), length.problem().hint};
  }
  return engine::saturating_add(base, length.value());
}

Result<ValueView> parse_value(std::string_view text, const Field& field, EventTime base) {
  switch (field.type) {
    case FieldType::Int64: return view_of(parse_integer(text));
    case FieldType::Decimal: return view_of(parse_decimal(text, field.scale));
    case FieldType::Text:
    case FieldType::Bytes: return ValueView{text};
    case FieldType::Boolean:
      if (text == "true" || text == "false") return ValueView{text == "true"};
      return expected("true or false", text);
    case FieldType::Timestamp: return timestamp_of(text, base);
    case FieldType::Opaque: return view_of(parse_opaque(text));
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(field.type));
}

bool fits(const Value& value, const Field& field) {
  if (std::holds_alternative<std::monostate>(value)) return true;
  switch (field.type) {
    case FieldType::Int64:
    case FieldType::Decimal:
    case FieldType::Timestamp:
    case FieldType::Opaque: return std::holds_alternative<std::int64_t>(value);
    case FieldType::Text:
    case FieldType::Bytes: return std::holds_alternative<std::string>(value);
    case FieldType::Boolean: return std::holds_alternative<bool>(value);
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(field.type));
}

std::string type_text(const Field& field) {
  const std::string name(word_of(kTypeWords, field.type));
  return field.type == FieldType::Decimal ? name + "(" + std::to_string(field.scale) + ")" : name;
}

}  // namespace wavetank::scenarios
