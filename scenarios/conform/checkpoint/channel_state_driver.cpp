// Family channel_state: whose in-flight data each new subtask reads after a rescale.
#include <array>

#include "engine/checkpoint/in_flight_owners.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::InFlightMapping;

struct NamedMapping {
  std::string_view name;
  InFlightMapping mapping;
};

constexpr std::array kInFlightMappings = {
    NamedMapping{"range", InFlightMapping::Range},
    NamedMapping{"round_robin", InFlightMapping::RoundRobin},
    NamedMapping{"first", InFlightMapping::First},
    NamedMapping{"full", InFlightMapping::Full},
};

JsonValue owners_array(const std::vector<std::uint32_t>& owners) {
  JsonValue::Array numbers;
  for (const std::uint32_t owner : owners) numbers.push_back(JsonValue::integer(owner));
  return JsonValue::array(std::move(numbers));
}

// Steps [mapping, old parallelism, new parallelism].
class ChannelStateDriver final : public VectorDriver {
 public:
  explicit ChannelStateDriver(std::uint32_t max_parallelism) : max_parallelism_(max_parallelism) {}

  VectorRows step(VectorFields& fields) override {
    for (const NamedMapping& known : kInFlightMappings) {
      if (known.name == fields.name()) return rescale(known.mapping, fields);
    }
    return refuse_step(fields);
  }

 private:
  VectorRows rescale(InFlightMapping mapping, VectorFields& fields) {
    const std::uint32_t before = parallelism(fields, 1);
    const std::uint32_t after = parallelism(fields, 2);
    if (!fields.ok()) return {};
    JsonValue::Array row = {JsonValue::text("old_subtasks")};
    for (std::uint32_t reader = 0; reader < after; ++reader) {
      row.push_back(owners_array(in_flight_owners(mapping, before, {reader, after, max_parallelism_})));
    }
    return {JsonValue::array(std::move(row))};
  }

  std::uint32_t parallelism(VectorFields& fields, std::size_t element) {
    return static_cast<std::uint32_t>(fields.integer(element, {1, max_parallelism_}));
  }

  std::uint32_t max_parallelism_;
};

}  // namespace

DriverOrSkip make_channel_state_driver(VectorFields& config) {
  const auto max = static_cast<std::uint32_t>(config.integer("max_parallelism", {1, engine::kMaxParallelismLimit}));
  if (!config.ok()) return {};
  return {std::make_unique<ChannelStateDriver>(max), {}};
}

}  // namespace wavetank::scenarios
