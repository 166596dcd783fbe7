// Making scripts.
#include "scenarios/run/scripts.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>

#include "scenarios/input/events.hpp"
#include "scenarios/input/profile.hpp"
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

// Half of what 64 bits of nanoseconds hold: room for the longest delay of a profile.
constexpr std::int64_t kDrawnSpanMax = std::int64_t{1} << 62;

sim::Quantiles in_nanoseconds(const std::vector<std::int64_t>& milliseconds) {
  std::vector<std::int64_t> knots;
  for (const std::int64_t knot : milliseconds) {
    knots.push_back(sim::milliseconds(knot).count);
  }
  return sim::Quantiles(std::move(knots));
}

// Where in its table the n-th delay is read: in layers, from a drawn place by steps of the golden ratio with a little of
// a draw, so that also a short run has the profile's percentiles. Draws alone would miss a p99 that stands beside a gap.
std::uint64_t layered_position(std::uint64_t first, std::uint64_t n, std::uint64_t draw) {
  constexpr std::uint64_t kGoldenStep = 2'654'435'769;  // 2^32 / 1.618..., odd
  constexpr unsigned kJitterBits = 13;                  // a draw moves by less than 2^-13 of the table
  return (first + n * kGoldenStep + (draw >> kJitterBits)) % sim::kPositions;
}

// Sessions one after the other, and the rows of each, until there are enough (scenarios/input/profile.hpp).
engine::Result<Script> drawn_by(const StreamProfile& profile, const Input& input, sim::Streams& streams,
                                sim::Tape& tape, PreparedRun& prepared) {
  const auto& generator = std::get<InputGenerator>(input.events);
  const std::string prefix = "input/" + input.name + "/";
  const sim::Quantiles start_gaps = in_nanoseconds(profile.session_start_ms);
  const sim::Quantiles sizes(profile.session_rows);
  const sim::Quantiles pauses = in_nanoseconds(profile.session_pause_ms);
  const sim::Quantiles delays = in_nanoseconds(profile.delay_ms);
  const sim::Quantiles keys(profile.key);
  const sim::Quantiles partitions(profile.partition);
  const std::uint64_t first = streams.below(streams.stream(prefix + "first-delay"), sim::kPositions, tape);
  RowWriter writer(input, *prepared.facts);
  Script script;
  // Nothing arrives before the start.
  std::int64_t start = std::max<std::int64_t>(0, -delays.min());
  while (script.size() < generator.count) {
    if (start > kDrawnSpanMax) {
      return engine::Problem{"with " + std::to_string(generator.count) +
                                 " events the stream lasts longer than a simulation can: more than 146 years",
                             "after " + std::to_string(script.size()) + " events it does; ask for fewer", 0};
    }
    const auto key = static_cast<std::uint64_t>(streams.sample(streams.stream(prefix + "key"), keys, tape));
    const std::int64_t rows = streams.sample(streams.stream(prefix + "session-rows"), sizes, tape);
    std::int64_t happened = start;
    for (std::int64_t n = 0; n < rows && script.size() < generator.count; ++n) {
      const std::int64_t value = streams.sample(streams.stream(prefix + "value"), generator.value, tape);
      const std::uint64_t draw = streams.below(streams.stream(prefix + "delay"), sim::kPositions, tape);
      const std::int64_t delay = delays.at(layered_position(first, script.size(), draw));
      const std::int64_t place = streams.sample(streams.stream(prefix + "partition"), partitions, tape);
      const engine::RowId row = writer.write(generated_values(input, key, value));
      const engine::EventTime time(
          engine::saturating_add(prepared.plan->clock_base.ticks(), to_milliseconds(happened)));
      const auto partition = static_cast<std::uint32_t>(static_cast<std::uint64_t>(place) % input.partitions);
      script.push_back({sim::SimTime(engine::saturating_add(happened, delay)), time, row, partition});
      happened = engine::saturating_add(happened, streams.sample(streams.stream(prefix + "pause"), pauses, tape));
    }
    start = engine::saturating_add(start, streams.sample(streams.stream(prefix + "session-start"), start_gaps, tape));
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
      if (generator->profile.empty()) {
        script = drawn(*generator, input, streams, tape, prepared);
        continue;
      }
      const std::string path = (std::filesystem::path(folder_of(scenario)) / generator->profile).string();
      const engine::Result<StreamProfile> profile = load_profile(path);
      engine::Result<Script> made = profile.ok() ? drawn_by(profile.value(), input, streams, tape, prepared)
                                                 : engine::Result<Script>(profile.problem());
      if (made.ok())
        script = std::move(made).value();
      else
        errors.push_back({path, 0, "", made.problem().message, made.problem().hint});
    }
  }
  return errors;
}

}  // namespace wavetank::scenarios
