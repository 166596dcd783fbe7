// The compact text of a JSON value.
#include "scenarios/conform/json_value.hpp"

namespace wavetank::scenarios {
namespace {

void append_json_text(std::string& out, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    if (byte == '"' || byte == '\\') {
      out += {'\\', byte};
    } else if (byte == '\n') {
      out += "\\n";
    } else if (code < 0x20) {
      out += "\\u00";
      out += {kDigits[code >> 4], kDigits[code & 0xf]};
    } else {
      out += byte;
    }
  }
  out += '"';
}

void append_json_scalar(std::string& out, const JsonValue& value) {
  if (const bool* truth = value.if_truth()) {
    out += *truth ? "true" : "false";
  } else if (const std::int64_t* integer = value.if_integer()) {
    out += std::to_string(*integer);
  } else if (const JsonFraction* fraction = value.if_fraction()) {
    out += fraction->text;
  } else if (const std::string* text = value.if_text()) {
    append_json_text(out, *text);
  } else {
    out += "null";
  }
}

// An array or object that is being written: `next` of its values comes next.
struct Opened {
  const JsonValue* value;
  std::size_t next = 0;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  const Object* members = if_object();
  if (members == nullptr) return nullptr;
  for (const Member& member : *members) {
    if (member.first == name) return &member.second;
  }
  return nullptr;
}

std::string JsonValue::compact() const {
  std::string out;
  std::vector<Opened> opened = {{this}};
  while (!opened.empty()) {
    Opened& current = opened.back();
    const Array* values = current.value->if_array();
    const Object* members = current.value->if_object();
    if (values == nullptr && members == nullptr) {
      append_json_scalar(out, *current.value);
      opened.pop_back();
      continue;
    }
    const std::size_t size = values != nullptr ? values->size() : members->size();
    if (current.next == 0) out += values != nullptr ? '[' : '{';
    if (current.next == size) {
      out += values != nullptr ? ']' : '}';
      opened.pop_back();
      continue;
    }
    if (current.next > 0) out += ',';
    const std::size_t at = current.next++;
    if (values != nullptr) {
      opened.push_back({&(*values)[at]});
      continue;
    }
    append_json_text(out, (*members)[at].first);
    out += ':';
    opened.push_back({&(*members)[at].second});
  }
  return out;
}

}  // namespace wavetank::scenarios
