// Rules of what a pipeline runs on.
#include <algorithm>

#include "scenarios/format/members.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/time_text.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::string_view kRestart = "/cluster/restart";

// What a restart strategy is made of, each with the rule that it must obey.
class RestartCheck {
 public:
  explicit RestartCheck(Findings& findings) : findings_(findings) {}

  void operator()(const engine::NoRestart& /*none*/) const {}
  void operator()(const engine::FixedDelayRestart& restart) const {
    at_least_none("fixed_delay", restart.delay);
    at_least_one("attempts", restart.attempts);
  }
  void operator()(const engine::FailureRateRestart& restart) const {
    at_least_one("failure_rate", restart.failures);
    at_least_none("delay", restart.delay);
    longer_than_none("interval", restart.interval);
  }
  void operator()(const engine::ExponentialRestart& restart) const {
    longer_than_none("exponential", restart.initial);
    if (restart.max < restart.initial) refuse("max", "the greatest delay is less than the first");
    at_least_none("reset", restart.reset_threshold);
    if (restart.multiplier.numerator < restart.multiplier.denominator) {
      refuse("multiplier", "a delay cannot shrink from restart to restart");
    }
    if (restart.jitter.numerator > restart.jitter.denominator) refuse("jitter", "a jitter is a part of the delay");
    if (restart.attempts) at_least_one("attempts", *restart.attempts);
  }

 private:
  void refuse(std::string_view member, std::string message) const {
    findings_.add(std::string(kRestart) + "/" + std::string(member), std::move(message));
  }
  void at_least_none(std::string_view member, engine::Millis length) const {
    if (length.count < 0) refuse(member, "it cannot be less than no time; found " + to_text(length));
  }
  void longer_than_none(std::string_view member, engine::Millis length) const {
    if (length.count <= 0) refuse(member, "it must be longer than no time; found " + to_text(length));
  }
  void at_least_one(std::string_view member, std::uint32_t count) const {
    if (count == 0) refuse(member, "expected at least 1; found 0");
  }

  Findings& findings_;
};

// The rules of Flink's settings (CK-01, CK-04, CK-10).
void check_checkpoints(const CheckpointsSpec& checkpoints, const Scenario& scenario, Findings& findings) {
  const std::string pointer = "/cluster/checkpoints";
  const auto must_last = [&](std::string_view member, engine::Millis length) {
    if (length.count > 0) return;
    findings.add(pointer + "/" + std::string(member), "it must be longer than no time; found " + to_text(length));
  };
  const auto at_least_one = [&](std::string_view member, std::uint32_t count) {
    if (count == 0) findings.add(pointer + "/" + std::string(member), "expected at least 1; found 0");
  };
  must_last("interval", checkpoints.interval);
  must_last("timeout", checkpoints.timeout);
  if (checkpoints.first) must_last("first", *checkpoints.first);
  if (checkpoints.min_pause.count < 0) {
    findings.add(pointer + "/min_pause", "it cannot be less than no time; found " + to_text(checkpoints.min_pause));
  }
  at_least_one("concurrent", checkpoints.concurrent);
  at_least_one("retained", checkpoints.retained);
  if (checkpoints.call.min() < 0) findings.add(pointer + "/call", "expected delays that are not negative");
  if (checkpoints.write.min() < 0) findings.add(pointer + "/write", "expected delays that are not negative");
  if (checkpoints.unaligned && checkpoints.mode == CheckpointMode::AtLeastOnce) {
    findings.add(pointer + "/unaligned", "only exactly-once checkpoints can be unaligned",
                 "nothing waits for a barrier in mode \"at-least-once\"");
  }
  if (checkpoints.alignment_timeout && !checkpoints.unaligned) {
    findings.add(pointer + "/alignment_timeout", "an aligned checkpoint has no timeout after which it overtakes",
                 "say \"unaligned\": true beside it");
  }
  if (checkpoints.alignment_timeout && checkpoints.alignment_timeout->count < 0) {
    findings.add(pointer + "/alignment_timeout",
                 "it cannot be less than no time; found " + to_text(*checkpoints.alignment_timeout));
  }
  const auto is_held = [](const Input& input) { return input.end == InputEnd::Hold; };
  if (!scenario.until && std::ranges::any_of(scenario.inputs, is_held)) {
    findings.add(pointer, "an input stays open, and checkpoints go on for ever; the run needs an end",
                 "say \"until\" beside \"pipeline\", for example \"1m\"");
  }
}

void check_channels(const ChannelsSpec& channels, Findings& findings) {
  const auto within = [&](std::string_view member, std::uint32_t count) {
    if (count >= 1 && count <= kCreditsMax) return;
    findings.add("/cluster/channels/" + std::string(member),
                 "expected from 1 to " + std::to_string(kCreditsMax) + " messages; found " + std::to_string(count));
  };
  within("credits", channels.credits);
  within("buffers", channels.buffers);
}

void check_work(const Scenario& scenario, Findings& findings) {
  std::vector<std::string> nodes;
  for (const Node& node : scenario.pipeline) nodes.push_back(node.id);
  const std::vector<WorkSpec>& all = scenario.cluster->work;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string pointer = part("/cluster/work", i);
    if (findings.is_broken(pointer + "/node")) continue;
    const auto same = [&](const WorkSpec& other) { return other.node == all[i].node; };
    if (std::ranges::find(nodes, all[i].node) == nodes.end()) {
      if (findings.are_named("/pipeline", scenario.pipeline.size(), "id")) {
        findings.add(pointer + "/node", "unknown node " + quote(all[i].node), meant(all[i].node, nodes));
      }
    } else if (std::find_if(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), same) - all.begin() !=
               static_cast<std::ptrdiff_t>(i)) {
      findings.add(pointer + "/node", "the work of " + quote(all[i].node) + " is said twice");
    }
    if (all[i].record.count < 0 || all[i].record > kWorkMax) {
      findings.add(pointer + "/record", "expected from no time to an hour; found " + to_text(all[i].record));
    }
  }
}

}  // namespace

std::vector<std::string> task_manager_names(const Scenario& scenario) {
  std::vector<std::string> names;
  const std::uint32_t count = scenario.cluster ? scenario.cluster->task_managers : 0;
  for (std::uint32_t i = 1; i <= count; ++i) names.push_back("tm-" + std::to_string(i));
  return names;
}

void check_cluster(const Scenario& scenario, Findings& findings) {
  if (!scenario.cluster) return;
  const ClusterSpec& cluster = *scenario.cluster;
  if (scenario.execution == Execution::Batch) {
    findings.add("/cluster", "a batch runs on no cluster yet", "leave it out, or run it as streaming");
  }
  if (cluster.task_managers < 1 || cluster.task_managers > kTaskManagersMax) {
    findings.add("/cluster/task_managers", "expected from 1 to " + std::to_string(kTaskManagersMax) +
                                               " task managers; found " + std::to_string(cluster.task_managers));
  }
  if (cluster.detection.count < 0) {
    findings.add("/cluster/detection", "it cannot be less than no time; found " + to_text(cluster.detection));
  }
  if (cluster.standby && cluster.standby->count < 0) {
    findings.add("/cluster/standby", "it cannot be less than no time; found " + to_text(*cluster.standby));
  }
  if (cluster.checkpoints) check_checkpoints(*cluster.checkpoints, scenario, findings);
  if (cluster.channels) check_channels(*cluster.channels, findings);
  check_work(scenario, findings);
  if (!findings.is_broken(std::string(kRestart))) std::visit(RestartCheck(findings), cluster.restart);
}

}  // namespace wavetank::scenarios
