// Events written by hand: objects, and the compact notation "KEY=VALUE@EVENT-TIME at SENDING-TIME partition N".
#include <algorithm>
#include <charconv>

#include "scenarios/format/parts/parts.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

using engine::EventTime;
using engine::Field;
using engine::FieldType;

constexpr std::string_view kNotation = "write KEY=VALUE@EVENT-TIME, for example \"a=3@7s at 14.2s partition 1\"";
constexpr std::string_view kNoTime = "none";

// What an event says of itself. Its sending time may be left to the event before.
struct Written {
  std::optional<sim::SimTime> at;
  std::optional<EventTime> time;  // absent: it could not be read
  std::vector<Value> values;
  std::optional<std::uint32_t> partition;
};

struct EventContext {
  const std::vector<Field>& fields;
  EventTime base;
  Errors& errors;

  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name == name) return i;
    }
    return std::nullopt;
  }
};

// --- the compact notation -----------------------------------------------------------------------------------------

std::string_view take_word(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  const std::string_view word = rest.substr(0, rest.find(' '));
  rest.remove_prefix(word.size());
  return word;
}

void put_value(const Place& place, std::string_view name, std::string_view text, Written& event,
               EventContext& context) {
  const std::optional<std::size_t> field = context.find(name);
  if (!field) {
    context.errors.add(place, "the compact notation needs a field " + quote(name) + "; this input has none",
                       "write the event as an object");
    return;
  }
  const engine::Result<ValueView> value = parse_value(text, context.fields[*field], context.base);
  if (value.ok())
    event.values[*field] = owned(value.value());
  else
    context.errors.add(place, std::string(name) + ": " + value.problem().message, value.problem().hint);
}

// A value that is not written is 1: an event counts.
void put_default_value(Written& event, EventContext& context) {
  const std::optional<std::size_t> field = context.find("value");
  if (!field) return;
  const FieldType type = context.fields[*field].type;
  if (type != FieldType::Int64 && type != FieldType::Decimal) return;
  std::int64_t one = 1;
  for (std::uint8_t i = 0; i < context.fields[*field].scale; ++i) one *= 10;
  event.values[*field] = one;
}

void put_event_time(const Place& place, std::string_view text, Written& event, EventContext& context) {
  if (text == kNoTime) {
    event.time = EventTime::min();
    return;
  }
  const engine::Result<EventTime> time = parse_event_time(text, context.base);
  if (time.ok())
    event.time = time.value();
  else
    context.errors.add(place, "event time: " + time.problem().message, time.problem().hint);
}

void put_sending_time(const Place& place, std::string_view text, Written& event, EventContext& context) {
  const engine::Result<sim::SimDuration> at = parse_nanoseconds(text);
  if (at.ok() && at.value().count >= 0)
    event.at = sim::SimTime(at.value().count);
  else if (at.ok())
    context.errors.add(place, "sending time: before the start of the run; found " + quote(text));
  else
    context.errors.add(place, "sending time: " + at.problem().message, at.problem().hint);
}

void put_partition(const Place& place, std::string_view text, Written& event, EventContext& context) {
  std::uint32_t partition = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), partition);
  if (read.ec == std::errc{} && read.ptr == text.data() + text.size())
    event.partition = partition;
  else
    context.errors.add(place, "partition: expected a number from 0; found " + quote(text), std::string(kNotation));
}

Written read_compact(const Place& place, EventContext& context) {
  Written event;
  event.values.resize(context.fields.size());
  std::string_view rest = place.json->text;
  const std::string_view head = take_word(rest);
  const std::size_t sign = head.rfind('@');
  if (sign == std::string_view::npos || sign == 0) {
    context.errors.expected(place, "an event", std::string(kNotation));
    return event;
  }
  const std::string_view who = head.substr(0, sign);
  const std::size_t equals = who.find('=');
  put_value(place, "key", who.substr(0, equals), event, context);
  if (equals == std::string_view::npos)
    put_default_value(event, context);
  else
    put_value(place, "value", who.substr(equals + 1), event, context);
  put_event_time(place, head.substr(sign + 1), event, context);
  for (std::string_view word = take_word(rest); !word.empty(); word = take_word(rest)) {
    const std::string_view what = take_word(rest);
    if (word == "at" && !event.at)
      put_sending_time(place, what, event, context);
    else if (word == "partition" && !event.partition)
      put_partition(place, what, event, context);
    else
      context.errors.add(place, "expected \"at\" or \"partition\", each once; found " + quote(word),
                         std::string(kNotation));
  }
  return event;
}

// --- objects --------------------------------------------------------------------------------------------------------

Written read_object(const Place& place, EventContext& context) {
  Written event;
  event.values.resize(context.fields.size());
  std::vector<std::string_view> names;
  for (const Field& field : context.fields) names.push_back(field.name);
  Members members(place, shape::kEvent, context.errors, names);
  const auto as_time = [&](const Place& at, Errors& errors) -> std::optional<EventTime> {
    if (at.json->kind == JsonKind::Null) return EventTime::min();
    return as_event_time(at, context.base, errors);
  };
  members.read("time", event.time, as_time);
  members.read("at", event.at, as_sim_time);
  members.read("partition", event.partition, as_count);
  for (std::size_t i = 0; i < context.fields.size(); ++i) {
    const auto as_value = [&](const Place& at, Errors& errors) {
      return read_value(at, context.fields[i], context.base, errors);
    };
    members.read(context.fields[i].name, event.values[i], as_value);
  }
  return event;
}

// When it is sent if it does not say so: when it happens, but not before the event above it.
sim::SimTime sending_time(EventTime time, EventTime base, sim::SimTime before) {
  if (time == EventTime::min()) return before;
  const sim::SimDuration since = sim::saturating_from(engine::saturating_between(base, time));
  return std::max(before, sim::SimTime(since.count));
}

}  // namespace

std::vector<InputEvent> read_events(const Place& place, const Input& input, EventTime base, Errors& errors) {
  std::vector<InputEvent> events;
  if (!is_array(place, "events", errors)) return events;
  EventContext context{input.fields, base, errors};
  sim::SimTime before;
  for (std::size_t i = 0; i < place.json->items.size(); ++i) {
    const Place at = place.item(i);
    const JsonKind kind = at.json->kind;
    if (kind != JsonKind::Text && kind != JsonKind::Object) {
      errors.expected(at, "an event, a text or an object", std::string(kNotation));
      continue;
    }
    Written event = kind == JsonKind::Text ? read_compact(at, context) : read_object(at, context);
    const EventTime time = event.time.value_or(EventTime::min());
    const sim::SimTime sent = event.at ? *event.at : sending_time(time, base, before);
    before = std::max(before, sent);
    events.push_back({sent, time, std::move(event.values), event.partition, at.origin()});
  }
  return events;
}

std::optional<Value> read_value(const Place& place, const Field& field, EventTime base, Errors& errors) {
  const JsonNode& json = *place.json;
  const bool is_number =
      json.kind == JsonKind::Integer || json.kind == JsonKind::Natural || json.kind == JsonKind::Real;
  if (json.kind == JsonKind::Null) return Value{std::monostate{}};
  const bool is_text_type = field.type == FieldType::Text || field.type == FieldType::Bytes;
  const bool reads_text = is_text_type || field.type == FieldType::Decimal || field.type == FieldType::Timestamp;
  if (json.kind == JsonKind::Boolean && field.type == FieldType::Boolean) return Value{json.boolean};
  if (json.kind == JsonKind::Integer && field.type == FieldType::Int64) return Value{json.integer};
  if (json.kind == JsonKind::Integer && field.type == FieldType::Timestamp) {
    return Value{engine::saturating_add(base, engine::Millis{json.integer}).ticks()};
  }
  const bool is_whole_decimal = json.kind == JsonKind::Integer && field.type == FieldType::Decimal;
  const bool is_opaque = is_number && field.type == FieldType::Opaque;
  if ((json.kind == JsonKind::Text && reads_text) || is_whole_decimal || is_opaque) {
    const std::string text = json.kind == JsonKind::Integer   ? std::to_string(json.integer)
                             : json.kind == JsonKind::Natural ? std::to_string(json.natural)
                                                              : json.text;
    const engine::Result<ValueView> value = parse_value(text, field, base);
    if (value.ok()) return owned(value.value());
    errors.add(place, value.problem());
    return std::nullopt;
  }
  std::string hint;
  if (json.kind == JsonKind::Real && field.type == FieldType::Decimal) hint = "write it as a text: " + quote(json.text);
  if (json.kind == JsonKind::Real && field.type == FieldType::Int64) {
    hint = "declare the field \"decimal(2)\" and write \"12.50\"; a double is of type \"opaque\"";
  }
  errors.expected(place, "a value of type " + type_text(field), hint);
  return std::nullopt;
}

}  // namespace wavetank::scenarios
