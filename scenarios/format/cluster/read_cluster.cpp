// What a pipeline runs on, and how it is started again.
#include <charconv>

#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {
namespace {

constexpr Shape kNothing{"nothing", {}};
constexpr std::array kRestarts{
    Alternative{"none", &shape::kNoRestart},
    Alternative{"fixed_delay", &shape::kFixedDelay},
    Alternative{"failure_rate", &shape::kFailureRate},
    Alternative{"exponential", &shape::kExponential},
};

// "3/2", or a whole number.
std::optional<engine::Factor> as_factor(const Place& place, Errors& errors) {
  const JsonNode& json = *place.json;
  const bool is_whole = json.kind == JsonKind::Integer && json.integer >= 0 && json.integer <= 1'000;
  if (is_whole) return engine::Factor{static_cast<std::uint32_t>(json.integer), 1};
  engine::Factor factor;
  const char* const end = json.text.data() + json.text.size();
  if (json.kind == JsonKind::Text) {
    const auto over = std::from_chars(json.text.data(), end, factor.numerator);
    if (over.ec == std::errc{} && over.ptr != end && *over.ptr == '/') {
      const auto under = std::from_chars(over.ptr + 1, end, factor.denominator);
      if (under.ec == std::errc{} && under.ptr == end && factor.denominator > 0) return factor;
    }
  }
  errors.expected(place, "a factor", "write for example \"3/2\"");
  return std::nullopt;
}

engine::FixedDelayRestart read_fixed_delay(Members& members) {
  engine::FixedDelayRestart restart;
  members.read("fixed_delay", restart.delay, as_length);
  members.read("attempts", restart.attempts, as_count);
  return restart;
}

engine::FailureRateRestart read_failure_rate(Members& members) {
  engine::FailureRateRestart restart;
  members.read("failure_rate", restart.failures, as_count);
  members.read("interval", restart.interval, as_length);
  members.read("delay", restart.delay, as_length);
  return restart;
}

engine::ExponentialRestart read_exponential(Members& members) {
  engine::ExponentialRestart restart;
  members.read("exponential", restart.initial, as_length);
  members.read("max", restart.max, as_length);
  members.read("multiplier", restart.multiplier, as_factor);
  members.read("jitter", restart.jitter, as_factor);
  members.read("reset", restart.reset_threshold, as_length);
  members.read("attempts", restart.attempts, as_count);
  return restart;
}

std::optional<engine::RestartSpec> read_restart(const Place& place, Errors& errors) {
  const Shape* const shape = find_alternative(place, kRestarts, "how the job is started again", errors);
  if (shape == nullptr) return std::nullopt;
  Members members(place, *shape, errors);
  if (shape == &shape::kFixedDelay) return read_fixed_delay(members);
  if (shape == &shape::kFailureRate) return read_failure_rate(members);
  if (shape == &shape::kExponential) return read_exponential(members);
  if (const std::optional<Place> none = members.find("none")) Members nothing(*none, kNothing, errors);
  return engine::NoRestart{};
}

std::optional<CheckpointsSpec> read_checkpoints(const Place& place, Errors& errors) {
  CheckpointsSpec checkpoints;
  Members members(place, shape::kCheckpoints, errors);
  if (!members.is_object()) return std::nullopt;
  members.read("interval", checkpoints.interval, as_length);
  members.read("first", checkpoints.first, as_length);
  members.read("timeout", checkpoints.timeout, as_length);
  members.read("min_pause", checkpoints.min_pause, as_length);
  members.read("concurrent", checkpoints.concurrent, as_count);
  members.read("tolerable_failures", checkpoints.tolerable_failures, as_count);
  members.read("retained", checkpoints.retained, as_count);
  members.read("call", checkpoints.call, as_durations);
  members.read("write", checkpoints.write, as_durations);
  members.read("mode", checkpoints.mode, as_word(kCheckpointModeWords));
  members.read("unaligned", checkpoints.unaligned, as_truth);
  members.read("alignment_timeout", checkpoints.alignment_timeout, as_length);
  return checkpoints;
}

std::optional<ChannelsSpec> read_channels(const Place& place, Errors& errors) {
  ChannelsSpec channels;
  Members members(place, shape::kChannels, errors);
  if (!members.is_object()) return std::nullopt;
  members.read("credits", channels.credits, as_count);
  members.read("buffers", channels.buffers, as_count);
  return channels;
}

std::optional<std::vector<WorkSpec>> read_work(const Place& place, Errors& errors) {
  if (!is_array(place, "work", errors)) return std::nullopt;
  std::vector<WorkSpec> all;
  for (std::size_t i = 0; i < place.json->items.size(); ++i) {
    const Place at = place.item(i);
    Members members(at, shape::kWork, errors);
    WorkSpec& work = all.emplace_back();
    work.origin = at.origin();
    members.read("node", work.node, as_text);
    members.read("record", work.record, as_sim_duration);
  }
  return all;
}

}  // namespace

ClusterSpec read_cluster(const Place& place, Errors& errors) {
  ClusterSpec cluster;
  cluster.origin = place.origin();
  Members members(place, shape::kCluster, errors);
  if (!members.is_object()) return cluster;
  members.read("task_managers", cluster.task_managers, as_count);
  members.read("detection", cluster.detection, as_length);
  members.read("standby", cluster.standby, as_length);
  members.read("restart", cluster.restart, read_restart);
  members.read("checkpoints", cluster.checkpoints, read_checkpoints);
  members.read("channels", cluster.channels, read_channels);
  members.read("work", cluster.work, read_work);
  return cluster;
}

}  // namespace wavetank::scenarios
