// Making scripts.
#include "scenarios/run/scripts.hpp"

#include <algorithm>
#include <limits>

#include "scenarios/input/events.hpp"
#include "sim/systems/partition.hpp"

namespace wavetank::scenarios {
namespace {

// Writes rows of one input, and finds the partition of each: given, or by the field named "key" as the real
// producer would.
class RowWriter {
 public:
  RowWriter(const Input& input, engine::Facts& facts)
      : input_(input), facts_(facts), schema_(facts.rows.add_schema({input.name, input.fields})) {
    for (std::size_t i = 0; i < input.fields.size(); ++i) {
      if (input.fields[i].name == "key") key_ = i;
    }
  }

  template <typename Values>
  engine::RowId write(const Values& values) {
    cells_.clear();
    for (const auto& value : values) cells_.push_back(cell(value));
    cells_.resize(input_.fields.size(), engine::Cell{0, true});
    return facts_.row(schema_, engine::RowKind::Insert, cells_);
  }

  // Of the row written last.
  [[nodiscard]] std::uint32_t partition() const {
    if (input_.partitions == 1 || key_ >= cells_.size() || cells_[key_].null) return 0;
    const std::int64_t bits = cells_[key_].bits;
    if (input_.fields[key_].type == engine::FieldType::Text) {
      return sim::partition_of(facts_.texts.bytes(engine::TextId{static_cast<std::uint32_t>(bits)}), input_.partitions);
    }
    std::string bytes(8, '\0');  // big endian, as the real serialiser writes a long
    for (unsigned i = 0; i < 8; ++i) {
      bytes[i] = static_cast<char>((static_cast<std::uint64_t>(bits) >> (56 - 8 * i)) & 0xff);
    }
    return sim::partition_of(bytes, input_.partitions);
  }

 private:
  template <typename ValueType>
  engine::Cell cell(const ValueType& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return {*number, false};
    if (const auto* flag = std::get_if<bool>(&value)) return {*flag ? 1 : 0, false};
    if (std::holds_alternative<std::monostate>(value)) return {0, true};
    const std::string_view text = std::get<3>(value);
    return {static_cast<std::int64_t>(facts_.texts.intern(text)), false};
  }

  const Input& input_;
  engine::Facts& facts_;
  engine::SchemaId schema_;
  std::size_t key_ = std::numeric_limits<std::size_t>::max();
  std::vector<engine::Cell> cells_;
};

using Script = std::vector<sim::ScriptedEvent>;

void sort_by_sending(Script& script) {
  std::stable_sort(script.begin(), script.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
}

Script by_hand(const std::vector<InputEvent>& events, const Input& input, engine::Facts& facts) {
  RowWriter writer(input, facts);
  Script script;
  for (const InputEvent& event : events) {
    const engine::RowId row = writer.write(event.values);
    script.push_back({event.at, event.time, row, event.partition.value_or(writer.partition())});
  }
  sort_by_sending(script);
  return script;
}

std::int64_t to_milliseconds(std::int64_t nanoseconds) { return nanoseconds / sim::kNanosecondsPerMillisecond; }

// The values of generated fields: the field "key" gets one of the keys, integers a draw of the value table.
std::vector<Value> generated_values(const Input& input, std::uint64_t key, std::int64_t value) {
  std::vector<Value> values;
  for (const engine::Field& field : input.fields) {
    const bool text = field.type == engine::FieldType::Text || field.type == engine::FieldType::Bytes;
    if (field.name == "key") {
      values.push_back(text ? Value("k" + std::to_string(key)) : Value(static_cast<std::int64_t>(key)));
    } else if (text) {
      values.push_back(std::monostate{});
    } else {
      values.push_back(value);
    }
  }
  return values;
}

Script drawn(const InputGenerator& generator, const Input& input, sim::Streams& streams, sim::Tape& tape,
             PreparedRun& prepared) {
  RowWriter writer(input, *prepared.facts);
  const std::string prefix = "input/" + input.name + "/";
  const sim::StreamId gaps = streams.stream(prefix + "gap");
  const sim::StreamId keys = streams.stream(prefix + "key");
  const sim::StreamId values = streams.stream(prefix + "value");
  const sim::StreamId lates = streams.stream(prefix + "late");
  const sim::StreamId delays = streams.stream(prefix + "delay");
  Script script;
  std::int64_t happened = 0;  // nanoseconds since the start
  for (std::uint64_t n = 0; n < generator.count; ++n) {
    const std::int64_t gap = streams.sample(gaps, generator.gap, tape);
    happened = engine::saturating_add(happened, gap);
    const std::uint64_t key = streams.below(keys, static_cast<std::uint64_t>(generator.keys), tape);
    const std::int64_t value = streams.sample(values, generator.value, tape);
    const bool late = streams.chance(lates, generator.late, tape);
    const std::int64_t delay = streams.sample(delays, late ? generator.late_delay : generator.delay, tape);
    const engine::RowId row = writer.write(generated_values(input, key, value));
    const engine::EventTime time(engine::saturating_add(prepared.plan->clock_base.ticks(), to_milliseconds(happened)));
    const std::int64_t sent = std::max<std::int64_t>(0, engine::saturating_add(happened, delay));
    script.push_back({sim::SimTime(sent), time, row, writer.partition()});
  }
  sort_by_sending(script);
  return script;
}

// `at` holds the arrival in milliseconds until the base is known.
struct FileScript {
  std::size_t input;
  Script script;
};

void from_file(const Scenario& scenario, std::size_t at, PreparedRun& prepared, std::vector<FileScript>& scripts,
               std::vector<InputError>& errors) {
  const Input& input = scenario.inputs[at];
  RowWriter writer(input, *prepared.facts);
  FileScript loaded{at, {}};
  const auto take = [&](const FileEvent& event) {
    const engine::RowId row = writer.write(event.values);
    loaded.script.push_back({sim::SimTime(event.arrival_ms), event.time, row, writer.partition()});
  };
  const std::vector<InputError> found = load_events(input, folder_of(scenario), take);
  errors.insert(errors.end(), found.begin(), found.end());
  scripts.push_back(std::move(loaded));
}

// Simulated zero is the first arrival of all files; clocks show that arrival then.
void rebase(std::vector<FileScript>& scripts, sim::Plan& plan) {
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  for (const FileScript& file : scripts) {
    if (!file.script.empty()) first = std::min(first, file.script.front().at.ticks());
  }
  if (first == std::numeric_limits<std::int64_t>::max()) return;
  plan.clock_base = engine::ProcessingTime(first);
  for (FileScript& file : scripts) {
    for (sim::ScriptedEvent& event : file.script) {
      const engine::Millis since{engine::saturating_add(event.at.ticks(), -first)};
      event.at = sim::saturating_add(sim::SimTime(0), sim::saturating_from(since));
    }
    plan.inputs[file.input].script = std::move(file.script);
  }
}

}  // namespace

std::vector<InputError> write_scripts(const Scenario& scenario, sim::Tape& tape, PreparedRun& prepared) {
  std::vector<InputError> errors;
  std::vector<FileScript> files;
  prepared.plan->clock_base = scenario.clock_base;
  for (std::size_t at = 0; at < scenario.inputs.size(); ++at) {
    if (std::holds_alternative<InputFile>(scenario.inputs[at].events)) {
      from_file(scenario, at, prepared, files, errors);
    }
  }
  rebase(files, *prepared.plan);
  sim::Streams streams(sim::RootSeed{prepared.seed});
  for (std::size_t at = 0; at < scenario.inputs.size(); ++at) {
    const Input& input = scenario.inputs[at];
    Script& script = prepared.plan->inputs[at].script;
    if (const auto* events = std::get_if<std::vector<InputEvent>>(&input.events)) {
      script = by_hand(*events, input, *prepared.facts);
    } else if (const auto* generator = std::get_if<InputGenerator>(&input.events)) {
      script = drawn(*generator, input, streams, tape, prepared);
    }
  }
  return errors;
}

}  // namespace wavetank::scenarios
