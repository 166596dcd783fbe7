// Rules of inputs.
#include <algorithm>
#include <set>

#include "scenarios/format/members.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Field;
using engine::FieldType;

constexpr std::uint64_t kGeneratedMax = 10'000'000;
constexpr std::uint8_t kScaleMax = 18;
constexpr std::string_view kNameHint = "letters, digits, '_' and '-', at most 64";

void check_name(const std::string& name, const std::string& pointer, std::set<std::string>& names, Findings& findings) {
  if (!is_name(name))
    findings.add(pointer, "not a name; found " + quote(name), std::string(kNameHint));
  else if (!names.insert(name).second)
    findings.add(pointer, "a second input is named " + quote(name));
}

void check_fields(const std::vector<Field>& fields, const std::string& pointer, Findings& findings) {
  if (fields.empty() || fields.size() > engine::kFieldsMax) {
    findings.add(pointer, "expected from 1 to " + std::to_string(engine::kFieldsMax) + " fields; found " +
                              std::to_string(fields.size()));
  }
  std::set<std::string_view> names;
  for (const Field& field : fields) {
    const std::string at = pointer + "/" + escaped(field.name);
    const bool is_reserved = std::any_of(shape::kEvent.members.begin(), shape::kEvent.members.end(),
                                         [&](const Member& member) { return member.name == field.name; });
    if (!is_field_name(field.name)) {
      findings.add(at, "not a field's name; found " + quote(field.name), "letters, digits and '_', no digit first");
    }
    if (is_reserved) findings.add(at, "a field cannot be named " + quote(field.name), "events use the name themselves");
    if (!names.insert(field.name).second) findings.add(at, "a second field is named " + quote(field.name));
    if (field.scale > (field.type == FieldType::Decimal ? kScaleMax : 0)) {
      findings.add(at, "a decimal has at most " + std::to_string(kScaleMax) + " digits after the point; found " +
                           std::to_string(field.scale));
    }
  }
}

void check_event(const InputEvent& event, const Input& input, const std::string& pointer, Findings& findings) {
  if (event.at.ticks() < 0) findings.add(pointer, "sent before the start of the run");
  if (event.partition && *event.partition >= input.partitions) {
    findings.add(pointer, "partition " + std::to_string(*event.partition) + " does not exist; the input has " +
                              std::to_string(input.partitions) + ", numbered from 0");
  }
  if (event.values.size() != input.fields.size()) {
    findings.add(pointer, "expected " + std::to_string(input.fields.size()) + " values; found " +
                              std::to_string(event.values.size()));
    return;
  }
  for (std::size_t i = 0; i < event.values.size(); ++i) {
    if (fits(event.values[i], input.fields[i])) continue;
    findings.add(pointer, quote(input.fields[i].name) + " needs a value of type " + type_text(input.fields[i]));
  }
}

void check_file(const InputFile& file, const std::string& pointer, Findings& findings) {
  if (file.path.empty()) findings.add(pointer + "/path", "expected the path of a CSV file; found an empty text");
  if (file.arrival_column.empty())
    findings.add(pointer + "/arrival", "expected the name of a column; found an empty text");
  if (file.time_column.empty()) findings.add(pointer + "/time", "expected the name of a column; found an empty text");
}

void check_not_negative(const sim::Quantiles& table, const std::string& pointer, Findings& findings) {
  if (table.min() < 0) findings.add(pointer, "expected lengths of time that are not negative");
}

void check_generator(const InputGenerator& generator, const Input& input, const std::string& pointer,
                     Findings& findings) {
  if (generator.count < 1 || generator.count > kGeneratedMax) {
    findings.add(pointer + "/count", "expected from 1 to " + std::to_string(kGeneratedMax) + " events; found " +
                                         std::to_string(generator.count));
  }
  if (generator.keys < 1) {
    findings.add(pointer + "/keys", "expected at least one key; found " + std::to_string(generator.keys));
  }
  check_not_negative(generator.gap, pointer + "/gap", findings);
  check_not_negative(generator.delay, pointer + "/delay", findings);
  check_not_negative(generator.late_delay, pointer + "/late_delay", findings);
  if (!generator.late.valid()) findings.add(pointer + "/late", "expected a chance from 0/1 to 1/1");
  for (const Field& field : input.fields) {
    if (field.type != FieldType::Boolean && field.type != FieldType::Opaque) continue;
    findings.add(pointer,
                 "a generated input cannot fill the field " + quote(field.name) + " of type " + type_text(field),
                 "texts and whole numbers can be generated");
  }
}

void check_input(const Input& input, const std::string& pointer, Findings& findings) {
  check_fields(input.fields, pointer + "/fields", findings);
  if (input.partitions < 1 || input.partitions > kPartitionsMax) {
    findings.add(pointer + "/partitions", "expected from 1 to " + std::to_string(kPartitionsMax) +
                                              " partitions; found " + std::to_string(input.partitions));
  }
  if (const auto* events = std::get_if<std::vector<InputEvent>>(&input.events)) {
    if (findings.is_broken(pointer + "/fields") || findings.is_broken(pointer + "/partitions")) return;
    for (std::size_t i = 0; i < events->size(); ++i) {
      const Origin& origin = (*events)[i].origin;
      check_event((*events)[i], input, origin.pointer.empty() ? part(pointer + "/events", i) : origin.pointer,
                  findings);
    }
  }
  if (const auto* file = std::get_if<InputFile>(&input.events)) check_file(*file, pointer + "/file", findings);
  const auto* const generator = std::get_if<InputGenerator>(&input.events);
  if (generator != nullptr) check_generator(*generator, input, pointer + "/generate", findings);
}

}  // namespace

void check_inputs(const Scenario& scenario, Findings& findings) {
  if (scenario.inputs.empty() || scenario.inputs.size() > kInputsMax) {
    findings.add("/inputs", "expected from 1 to " + std::to_string(kInputsMax) + " inputs; found " +
                                std::to_string(scenario.inputs.size()));
  }
  std::set<std::string> names;
  for (std::size_t i = 0; i < scenario.inputs.size(); ++i) {
    const std::string pointer = part("/inputs", i);
    check_name(scenario.inputs[i].name, pointer + "/name", names, findings);
    check_input(scenario.inputs[i], pointer, findings);
    if (scenario.execution == Execution::Batch && scenario.inputs[i].end == InputEnd::Hold) {  // BX-06
      findings.add(pointer + "/end", "an input that stays open cannot be a batch",
                   "write \"end\": \"infinity\", or run it as streaming");
    }
  }
}

}  // namespace wavetank::scenarios
