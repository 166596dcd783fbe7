// Rules of links and faults: what they are aimed at must be there and of the right kind.
#include <algorithm>
#include <charconv>
#include <set>

#include "scenarios/format/cluster/fault_forms.hpp"
#include "scenarios/format/members.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/time_text.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::uint32_t kCopiesMax = 16;
constexpr std::uint32_t kFactorMax = 1'000;

// Names of things, for looking up and for hints.
class Targets {
 public:
  Targets(const Scenario& scenario, const Resolved& resolved, const Findings& findings)
      : scenario_(scenario), task_managers_(task_manager_names(scenario)) {
    is_whole_ = findings.are_named("/inputs", scenario.inputs.size(), "name") &&
                findings.are_named("/pipeline", scenario.pipeline.size(), "id");
    for (const Input& input : scenario.inputs) {
      producers_.push_back(input.name + std::string(kLinkArrow) + std::string(kLogEnd));
    }
    links_ = producers_;
    for (std::size_t i = 0; i < scenario.pipeline.size(); ++i) {
      const Node& node = scenario.pipeline[i];
      const auto* const source = std::get_if<SourceNode>(&node.op);
      if (source != nullptr && source->alignment) {
        coordinators_.push_back(node.id + std::string(kLinkArrow) + std::string(kCoordinatorEnd));
        coordinators_.push_back(std::string(kCoordinatorEnd) + std::string(kLinkArrow) + node.id);
      }
      if (i < resolved.upstreams.size() && resolved.upstreams[i].size() < node.from.size()) is_whole_ = false;
      for (const Upstream& upstream : resolved.upstreams[i]) {
        links_.push_back(scenario.pipeline[upstream.node].id + std::string(kLinkArrow) + node.id);
      }
    }
  }

  // Whether all links are known, so that another one surely does not exist.
  [[nodiscard]] bool is_whole() const { return is_whole_; }
  [[nodiscard]] const std::vector<std::string>& links() const { return links_; }
  [[nodiscard]] bool is_link(const std::string& name) const { return has(links_, name); }
  // Between an aligned source and its coordinator: it can be slow, but no fault is aimed at it.
  [[nodiscard]] bool is_coordinators(const std::string& name) const { return has(coordinators_, name); }
  [[nodiscard]] const std::vector<std::string>& task_managers() const { return task_managers_; }
  [[nodiscard]] bool is_producer(const std::string& name) const { return has(producers_, name); }

  // "window" or "window/0".
  [[nodiscard]] bool is_task(std::string_view name) const {
    const std::size_t slash = name.find('/');
    for (const Node& node : scenario_.pipeline) {
      if (node.id != name.substr(0, slash)) continue;
      if (slash == std::string_view::npos) return true;
      std::uint32_t subtask = 0;
      const std::string_view number = name.substr(slash + 1);
      const auto read = std::from_chars(number.data(), number.data() + number.size(), subtask);
      return read.ec == std::errc{} && std::to_string(subtask) == number && subtask < node.parallelism;
    }
    return false;
  }
  // "window/0".
  [[nodiscard]] bool is_subtask(std::string_view name) const {
    return name.find('/') != std::string_view::npos && is_task(name);
  }
  // Whether it is an exactly-once sink. REQUIRES: is_task(name).
  [[nodiscard]] bool commits(std::string_view name) const {
    const auto node = std::ranges::find(scenario_.pipeline, name.substr(0, name.find('/')), &Node::id);
    const auto* const sink = std::get_if<SinkNode>(&node->op);
    return sink != nullptr && sink->delivery == Delivery::ExactlyOnce;
  }
  // Of a source. REQUIRES: is_task(name).
  [[nodiscard]] bool is_source(std::string_view name) const {
    const std::string_view id = name.substr(0, name.find('/'));
    const auto node = std::ranges::find(scenario_.pipeline, id, &Node::id);
    return node != scenario_.pipeline.end() && std::holds_alternative<SourceNode>(node->op);
  }
  [[nodiscard]] std::vector<std::string> tasks() const {
    std::vector<std::string> names;
    for (const Node& node : scenario_.pipeline) names.push_back(node.id);
    return names;
  }

 private:
  static bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  const Scenario& scenario_;
  std::vector<std::string> producers_;
  std::vector<std::string> links_;
  std::vector<std::string> coordinators_;
  std::vector<std::string> task_managers_;
  bool is_whole_ = true;
};

void check_task(const FaultSpec& fault, const std::string& pointer, const Targets& targets, Findings& findings) {
  const std::string id(word_of(kFaultWords, fault.kind));
  const bool must_read = form_of(fault.kind).aim == FaultAim::Source;
  if (!targets.is_whole()) return;
  if (!targets.is_task(fault.target)) {
    const bool is_link = fault.target.find(kLinkArrow) != std::string::npos;
    findings.add(pointer,
                 is_link ? quote(id) + " is aimed at a task; found the link " + quote(fault.target)
                         : "unknown task " + quote(fault.target),
                 is_link ? "for example \"window\" or \"window/0\"" : meant(fault.target, targets.tasks()));
  } else if (must_read && !targets.is_source(fault.target)) {
    findings.add(pointer, quote(id) + " is aimed at a source; found " + quote(fault.target));
  } else if (form_of(fault.kind).aim == FaultAim::Committer && !targets.commits(fault.target)) {
    findings.add(pointer, quote(fault.target) + " has no transactions", R"(write "delivery": "exactly-once")");
  }
}

void check_process(const FaultSpec& fault, const std::string& pointer, const Targets& targets, Findings& findings) {
  const std::vector<std::string>& managers = targets.task_managers();
  const bool may_lead = form_of(fault.kind).aim == FaultAim::Process;
  if (managers.empty() || (may_lead && fault.target == kJobManager)) return;
  if (std::ranges::find(managers, fault.target) != managers.end()) return;
  findings.add(pointer, "unknown task manager " + quote(fault.target), meant(fault.target, managers));
}

void check_link_of(const FaultSpec& fault, const std::string& pointer, const Targets& targets, Findings& findings) {
  const std::string id(word_of(kFaultWords, fault.kind));
  const FaultAim aim = form_of(fault.kind).aim;
  if (!targets.is_link(fault.target)) {
    if (targets.is_whole()) {
      findings.add(pointer, "unknown link " + quote(fault.target), meant(fault.target, targets.links()));
    }
  } else if (aim == FaultAim::Producer && !targets.is_producer(fault.target)) {
    findings.add(pointer,
                 quote(id) + " is aimed at a producer's link; found " + quote(fault.target) + ", between operators",
                 "channels between operators lose, double and reorder nothing; a producer's is \"input -> log\"");
  } else if (aim == FaultAim::Link && targets.is_producer(fault.target)) {
    findings.add(pointer,
                 quote(id) + " is aimed at a link between operators; found a producer's, " + quote(fault.target));
  }
}

void check_target(const FaultSpec& fault, const std::string& pointer, const Targets& targets, Findings& findings) {
  if (needs_cluster(fault.kind) && targets.task_managers().empty()) {
    const bool dies = fault.kind == FaultKind::Crash;
    findings.add(pointer,
                 dies ? "without a cluster there is no task manager that could die"
                      : "without a cluster " + quote(word_of(kFaultWords, fault.kind)) + " has nothing to act on",
                 R"(say "cluster" beside "pipeline", for example {"task_managers": 2})");
    return;
  }
  switch (form_of(fault.kind).aim) {
    case FaultAim::Task:
    case FaultAim::Committer:
    case FaultAim::Source: return check_task(fault, pointer, targets, findings);
    case FaultAim::Manager:
    case FaultAim::Process: return check_process(fault, pointer, targets, findings);
    case FaultAim::AnyLink:
    case FaultAim::Producer:
    case FaultAim::Link: return check_link_of(fault, pointer, targets, findings);
  }
}

void check_step(const StepSpec& step, const std::string& pointer, const Targets& targets, Findings& findings) {
  if (targets.task_managers().empty()) {
    findings.add(pointer, "without a cluster nobody takes this step",
                 R"(say "cluster" beside "pipeline", for example {"task_managers": 2})");
  }
  if (step.checkpoint && *step.checkpoint == 0) findings.add(pointer + "/checkpoint", "checkpoints are counted from 1");
  const bool is_of_transactions =
      step.step == sim::EventKind::TransactionPrepare || step.step == sim::EventKind::TransactionCommit;
  if (step.checkpoint && is_of_transactions) {
    findings.add(pointer + "/checkpoint", "a step of a transaction goes by whose it is, and by its time");
  }
  if (step.time == 0) findings.add(pointer + "/time", "steps are counted from 1");
  const bool is_known = step.of.empty() || step.of == kJobManager || targets.is_subtask(step.of);
  if (!is_known && targets.is_whole()) {
    findings.add(pointer + "/of", "unknown task " + quote(step.of), R"(for example "per-key/0", or "job-manager")");
  }
}

// What only some faults have.
void check_amounts(const FaultSpec& fault, const std::string& pointer, Findings& findings) {
  const bool moves_clock = fault.kind == FaultKind::ClockForward || fault.kind == FaultKind::ClockBack;
  if ((moves_clock || fault.kind == FaultKind::TimerLate) && fault.by.count <= 0) {
    findings.add(pointer + "/by", "it must be longer than no time; found " + to_text(fault.by));
  }
  if (fault.kind == FaultKind::ClockSkew && fault.by.count == 0) {
    findings.add(pointer + "/by", "a clock that is off by no time is right");
  }
  if (fault.kind == FaultKind::Slow && (fault.factor < 2 || fault.factor > kFactorMax)) {
    findings.add(pointer + "/factor",
                 "expected from 2 to " + std::to_string(kFactorMax) + "; found " + std::to_string(fault.factor));
  }
}

void check_fault(const FaultSpec& fault, const std::string& pointer, const Targets& targets, Findings& findings) {
  if (findings.is_broken(pointer + "/fault")) return;
  const std::string id(word_of(kFaultWords, fault.kind));
  if (fault.at.ticks() < 0) findings.add(pointer + "/at", "before the start of the run");
  if (fault.duration.count < 0)
    findings.add(pointer + "/for", "a fault cannot last less than no time; found " + to_text(fault.duration));
  if (form_of(fault.kind).ends == FaultEnds::Must && fault.duration.count == 0)
    findings.add(pointer + "/for", quote(id) + " must last longer than no time");
  if (fault.when) check_step(*fault.when, pointer + "/when", targets, findings);
  check_target(fault, pointer + "/target", targets, findings);
  check_amounts(fault, pointer, findings);
  if (!fault.chance.valid()) findings.add(pointer + "/chance", "expected a chance from 0/1 to 1/1");
  if (fault.kind == FaultKind::LinkDuplicate && (fault.copies < 1 || fault.copies > kCopiesMax)) {
    findings.add(pointer + "/copies",
                 "expected from 1 to " + std::to_string(kCopiesMax) + " copies; found " + std::to_string(fault.copies));
  }
  if (fault.gap.count < 0) findings.add(pointer + "/gap", "a gap cannot be negative; found " + to_text(fault.gap));
  const bool needs_gap = fault.kind == FaultKind::LinkReorder || fault.kind == FaultKind::LinkLoss;
  if (needs_gap && fault.gap.count == 0) findings.add(pointer + "/gap", quote(id) + " needs a gap longer than no time");
}

}  // namespace

void check_links(const Scenario& scenario, const Resolved& resolved, Findings& findings) {
  const Targets targets(scenario, resolved, findings);
  std::set<std::string> names;
  for (std::size_t i = 0; i < scenario.links.size(); ++i) {
    const LinkSpec& link = scenario.links[i];
    const std::string pointer = part("/links", i);
    const std::string name = link.from + std::string(kLinkArrow) + link.to;
    if (!targets.is_link(name) && !targets.is_coordinators(name)) {
      if (targets.is_whole()) findings.add(pointer, "unknown link " + quote(name), meant(name, targets.links()));
    } else if (!names.insert(name).second) {
      findings.add(pointer, "the link " + quote(name) + " is described twice");
    }
    if (link.delay.min() < 0) findings.add(pointer + "/delay", "expected delays that are not negative");
  }
}

void check_faults(const Scenario& scenario, const Resolved& resolved, Findings& findings) {
  const Targets targets(scenario, resolved, findings);
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    check_fault(scenario.faults[i], part("/faults", i), targets, findings);
  }
}

}  // namespace wavetank::scenarios
