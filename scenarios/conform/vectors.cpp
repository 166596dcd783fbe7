// The only place of conformance that knows a JSON library.
#include "scenarios/conform/vectors.hpp"

#include <istream>
#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

namespace wavetank::scenarios {
namespace {

using engine::Problem;
using engine::Result;

// Builds a JsonValue from the parser's events. A stack instead of recursion, so that a hostile file costs no more
// than its depth limit.
class JsonBuilder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return put(JsonValue::null()); }
  bool boolean(bool value) override { return put(JsonValue::truth(value)); }
  bool number_integer(number_integer_t value) override { return put(JsonValue::integer(value)); }
  bool number_unsigned(number_unsigned_t value) override {
    constexpr auto kMax = static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max());
    if (value > kMax) return refuse("a number beyond 64 bits");
    return put(JsonValue::integer(static_cast<std::int64_t>(value)));
  }
  bool number_float(number_float_t /*value*/, const string_t& text) override {
    if (text.find_first_of(".eE") == string_t::npos) return refuse("a number beyond 64 bits");
    return put(JsonValue::fraction(text));
  }
  bool string(string_t& value) override { return put(JsonValue::text(value)); }
  bool binary(binary_t& /*value*/) override { return refuse("binary data"); }
  bool start_object(std::size_t /*size*/) override { return open(JsonValue::object({})); }
  bool start_array(std::size_t /*size*/) override { return open(JsonValue::array({})); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    opened_.back().name = value;
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*token*/, const nlohmann::detail::exception&) override {
    problem_ = Problem{"broken JSON", {}, position};
    return false;
  }

  [[nodiscard]] Result<JsonValue> result() && {
    if (problem_) return std::move(*problem_);
    return std::move(whole_);
  }

 private:
  struct Open {
    JsonValue value;
    std::string name;  // of an object's next member
  };

  bool open(JsonValue value) {
    if (opened_.size() == kJsonDepthMax) return refuse("values nested deeper than 64");
    opened_.push_back({std::move(value), {}});
    return true;
  }
  bool close() {
    JsonValue closed = std::move(opened_.back().value);
    opened_.pop_back();
    return put(std::move(closed));
  }
  bool put(JsonValue value) {
    if (opened_.empty()) {
      whole_ = std::move(value);
      return true;
    }
    Open& around = opened_.back();
    if (JsonValue::Array* values = around.value.if_array()) {
      values->push_back(std::move(value));
    } else {
      around.value.if_object()->emplace_back(std::move(around.name), std::move(value));
    }
    return true;
  }
  bool refuse(std::string message) {
    problem_ = Problem{std::move(message), {}, 0};
    return false;
  }

  std::vector<Open> opened_;
  JsonValue whole_;
  std::optional<Problem> problem_;
};

const std::string* text_member(const JsonValue& value, std::string_view name) {
  const JsonValue* member = value.find(name);
  return member == nullptr ? nullptr : member->if_text();
}

const std::int64_t* integer_member(const JsonValue& value, std::string_view name) {
  const JsonValue* member = value.find(name);
  return member == nullptr ? nullptr : member->if_integer();
}

// What an array starts with; empty if that is no name.
std::string_view name_of(const JsonValue& value) {
  const JsonValue::Array* fields = value.if_array();
  if (fields == nullptr || fields->empty() || fields->front().if_text() == nullptr) return {};
  return *fields->front().if_text();
}

const JsonValue::Array* array_member(const JsonValue& value, std::string_view name) {
  const JsonValue* member = value.find(name);
  return member == nullptr ? nullptr : member->if_array();
}

std::string element_pointer(std::string_view name, std::size_t at) {
  return "/" + std::string(name) + "/" + std::to_string(at);
}

// The operator failed and the case ends here.
bool ends_case(const std::vector<JsonValue>& rows) {
  return rows.size() == 1 && (name_of(rows.front()) == "error" || name_of(rows.front()) == "fails");
}

}  // namespace

Result<JsonValue> parse_json(std::string_view text) {
  JsonBuilder builder;
  const bool whole = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  Result<JsonValue> result = std::move(builder).result();
  WT_ASSERT(whole == result.ok());
  return result;
}

VectorReader::VectorReader(std::string name, std::istream& in) : name_(std::move(name)), in_(in) { read_header(); }

void VectorReader::report(std::string pointer, std::string message) {
  errors_.push_back({name_, line_, std::move(pointer), std::move(message), {}});
}

std::optional<JsonValue> VectorReader::next_line() {
  std::string text;
  if (!std::getline(in_, text)) {
    at_ = At::End;
    return std::nullopt;
  }
  ++line_;
  Result<JsonValue> value = parse_json(text);
  at_ = value.ok() ? At::Line : At::BrokenLine;
  if (value.ok()) return std::move(value).value();
  std::string message = value.problem().message;
  if (value.problem().offset > 0) message += "; at byte " + std::to_string(value.problem().offset);
  report({}, std::move(message));
  return std::nullopt;
}

void VectorReader::read_header() {
  const std::optional<JsonValue> first = next_line();
  if (!first) {
    if (at_ == At::End) report({}, "the file is empty; its first line should be a header");
    return;
  }
  const std::int64_t* format = integer_member(*first, "format");
  const std::string* family = text_member(*first, "family");
  const std::string* recorded = text_member(*first, "engine");
  const std::string* version = text_member(*first, "version");
  const std::int64_t* cases = integer_member(*first, "cases");
  if (format == nullptr || family == nullptr || recorded == nullptr || cases == nullptr || *cases < 0) {
    return report({}, "no header; the first line should have format, family, engine, version and cases");
  }
  if (*format != kVectorFormat) return report("/format", "unknown format; this version reads format 1");
  header_ = VectorHeader{*family, *recorded, version == nullptr ? "" : *version, static_cast<std::size_t>(*cases)};
}

std::optional<VectorCase> VectorReader::next() {
  while (header_ && at_ != At::End) {
    std::optional<JsonValue> value = next_line();
    if (at_ == At::End) {
      check_end(header_->cases);
      break;
    }
    ++case_lines_;
    if (!value) continue;
    std::optional<VectorCase> read = to_case(*value);
    if (read) return read;
  }
  return std::nullopt;
}

// A file that was cut off must not look like a file that passed.
void VectorReader::check_end(std::size_t promised) {
  if (case_lines_ == promised) return;
  report({}, "the header promises " + std::to_string(promised) + " cases; the file has " + std::to_string(case_lines_));
}

std::optional<VectorCase> VectorReader::to_case(const JsonValue& value) {
  VectorCase read;
  read.line = line_;
  const std::string* id = text_member(value, "id");
  if (id == nullptr) return refuse("/id", "a case needs an id");
  read.id = *id;
  if (!ids_.insert(read.id).second) return refuse("/id", "the id " + read.id + " comes twice");
  const JsonValue* config = value.find("config");
  if (config == nullptr || config->if_object() == nullptr) return refuse("/config", "a case needs a config object");
  read.config = *config;
  if (const JsonValue::Array* tags = array_member(value, "tags")) {
    for (const JsonValue& tag : *tags) {
      if (const std::string* text = tag.if_text()) read.tags.push_back(*text);
    }
  }
  return add_steps(value, std::move(read));
}

std::optional<VectorCase> VectorReader::add_steps(const JsonValue& value, VectorCase read) {
  const JsonValue::Array* steps = array_member(value, "steps");
  const JsonValue::Array* output = array_member(value, "output");
  if (steps == nullptr || steps->empty()) return refuse("/steps", "a case needs steps");
  if (output == nullptr) return refuse("/output", "a case needs an array of outputs");
  if (steps->size() != output->size()) return refuse("/output", "a case needs as many outputs as steps");
  for (std::size_t i = 0; i < steps->size(); ++i) {
    if (name_of((*steps)[i]).empty()) return refuse(element_pointer("steps", i), "a step is an array with a name");
    const JsonValue::Array* rows = (*output)[i].if_array();
    if (rows == nullptr) return refuse(element_pointer("output", i), "an output is an array of rows");
    read.output.push_back(*rows);
  }
  read.steps = *steps;
  if (value.find("counts") == nullptr) return read;

  const JsonValue::Array* counts = array_member(value, "counts");
  const std::size_t expected = steps->size() - (ends_case(read.output.back()) ? 1 : 0);
  if (counts == nullptr || (counts->size() != steps->size() && counts->size() != expected)) {
    return refuse("/counts", "counts need one entry a step, except for a failing last one");
  }
  read.counts = *counts;
  return read;
}

std::optional<VectorCase> VectorReader::refuse(std::string pointer, std::string message) {
  report(std::move(pointer), std::move(message));
  return std::nullopt;
}

}  // namespace wavetank::scenarios
