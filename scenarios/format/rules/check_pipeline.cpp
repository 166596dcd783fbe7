// Rules of the pipeline as a graph: names, edges, parallelism. What an operator does is checked in check_operator.cpp.
#include <algorithm>
#include <set>

#include "engine/operators/join/interval_join.hpp"
#include "engine/operators/sequence/sequence.hpp"
#include "scenarios/format/members.hpp"
#include "scenarios/format/routing.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::string_view kPipeline = "/pipeline";
constexpr std::string_view kLate = "late";

bool is_source(const Node& node) { return std::holds_alternative<SourceNode>(node.op); }
bool is_sink(const Node& node) { return std::holds_alternative<SinkNode>(node.op); }

// The id of an operator and the name of its output; no name: the main one.
std::pair<std::string, std::string> split_output(const std::string& from) {
  const std::size_t dot = from.rfind(kOutputDot);
  if (dot == std::string::npos) return {from, ""};
  return {from.substr(0, dot), from.substr(dot + 1)};
}

class PipelineCheck {
 public:
  PipelineCheck(const Scenario& scenario, Findings& findings) : scenario_(scenario), findings_(findings) {}

  Resolved check() {
    check_shape();
    const std::size_t size = scenario_.pipeline.size();
    resolved_.upstreams.resize(size);
    resolved_.inputs.resize(size);
    sends_.resize(size);
    takes_.resize(size);
    rules_.resize(size);
    ticks_.resize(size);
    for (std::size_t i = 0; i < size; ++i) check_node(i);
    for (std::size_t i = 0; i < size; ++i) {
      resolved_.schemas.push_back(sends_[i].value_or(std::vector<engine::Field>{}));
      resolved_.takes.push_back(takes_[i].value_or(std::vector<engine::Field>{}));
      resolved_.rules.push_back(rules_[i].value_or(std::vector<engine::Field>{}));
    }
    return std::move(resolved_);
  }

 private:
  [[nodiscard]] const Node& node(std::size_t at) const { return scenario_.pipeline[at]; }
  static std::string pointer(std::size_t at) { return part(kPipeline, at); }

  void check_shape() {
    const std::vector<Node>& nodes = scenario_.pipeline;
    if (nodes.size() > kNodesMax) {
      findings_.add(std::string(kPipeline), "more than " + std::to_string(kNodesMax) + " operators");
    }
    if (std::none_of(nodes.begin(), nodes.end(), is_source)) {
      findings_.add(std::string(kPipeline), "the pipeline has no source",
                    "for example { \"id\": \"events\", \"source\": \"clicks\" }");
    }
    if (std::none_of(nodes.begin(), nodes.end(), is_sink)) {
      findings_.add(std::string(kPipeline), "the pipeline has no sink",
                    "for example { \"id\": \"out\", \"sink\": {} }");
    }
  }

  void check_node(std::size_t at) {
    check_id(at);
    check_parallelism(at);
    if (is_source(node(at))) {
      check_source(at);
    } else {
      check_from(at);
      takes_[at] = union_of(at);
      check_rules(at);
      check_clock(at);
    }
    sends_[at] = check_operator({scenario_, node(at), pointer(at), takes_[at], rules_[at], texts_, findings_});
    if (is_source(node(at))) takes_[at] = std::nullopt;  // what it receives are not records
  }

  void check_id(std::size_t at) {
    const std::string& id = node(at).id;
    const std::string place = pointer(at) + "/id";
    if (!is_name(id)) {
      findings_.add(place, "not a name; found " + quote(id), "letters, digits, '_' and '-', at most 64");
    } else if (id == kLogEnd) {
      findings_.add(place, "an operator cannot be named \"log\"", "it is the end of a producer's link");
    } else if (id == kCoordinatorEnd) {
      findings_.add(place, "an operator cannot be named \"coordinator\"", "it is the end of an aligned source's links");
    } else if (!ids_.insert(id).second) {
      findings_.add(place, "a second operator is named " + quote(id));
    }
  }

  void check_parallelism(std::size_t at) {
    const std::uint32_t parallelism = node(at).parallelism;
    const std::string place = pointer(at) + "/parallelism";
    if (parallelism < 1 || parallelism > kParallelismMax) {
      findings_.add(place, "expected a parallelism from 1 to " + std::to_string(kParallelismMax) + "; found " +
                               std::to_string(parallelism));
    }
    if (routing_of(node(at)) == Routing::ToOne && parallelism > 1 && !findings_.is_broken(pointer(at) + "/key")) {
      const std::string what = std::holds_alternative<SortNode>(node(at).op) ? "a sort"
                               : is_sink(node(at))                           ? "a sink with a table"
                                                                             : "a window without a key";
      findings_.add(place, what + " runs as one task; found a parallelism of " + std::to_string(parallelism));
    }
  }

  void check_source(std::size_t at) {
    const auto& source = std::get<SourceNode>(node(at).op);
    const std::string& name = source.input;
    ticks_[at] = ticks(source);
    const std::string place = pointer(at) + "/source";
    if (!node(at).from.empty())
      findings_.add(pointer(at) + "/from", "a source takes from its input and from nothing else");
    std::vector<std::string_view> names;
    for (const Input& input : scenario_.inputs) names.push_back(input.name);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      if (findings_.are_named("/inputs", names.size(), "name")) {
        findings_.add(place, "unknown input " + quote(name), meant(name, names));
      }
      return;
    }
    const auto input = static_cast<std::size_t>(found - names.begin());
    resolved_.inputs[at] = input;
    if (!read_.insert(input).second) findings_.add(place, "another source reads the input " + quote(name) + " already");
    check_readers(at, scenario_.inputs[input]);
    if (!findings_.is_broken(part("/inputs", input) + "/fields")) takes_[at] = scenario_.inputs[input].fields;
  }

  // A reader without a partition ends at once if the input is bounded (SS-03); otherwise it waits with the others.
  void check_readers(std::size_t at, const Input& input) {
    const auto* const source = std::get_if<SourceNode>(&node(at).op);
    const bool has_legal_parts = input.partitions > 0 && node(at).parallelism <= kParallelismMax;
    if (source == nullptr || !has_legal_parts || node(at).parallelism <= input.partitions) return;
    if (input.end == InputEnd::Infinity || source->watermark.idle_timeout) return;
    findings_.warn(pointer(at) + "/parallelism",
                   std::to_string(node(at).parallelism) + " subtasks read " + std::to_string(input.partitions) +
                       (input.partitions == 1 ? " partition" : " partitions") +
                       ": one without holds event time back for ever (SS-09)",
                   "give the watermark \"idle\"");
  }

  void check_from(std::size_t at) {
    const std::vector<std::string>& from = node(at).from;
    const std::string place = pointer(at) + "/from";
    if (from.empty()) {
      findings_.add(place, "it takes from no operator", at == 0 ? "a pipeline begins with a source" : "");
    }
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (std::find(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(i), from[i]) !=
          from.begin() + static_cast<std::ptrdiff_t>(i)) {
        findings_.add(place, "it takes from " + quote(from[i]) + " twice");
        continue;
      }
      const std::optional<Upstream> upstream = find_upstream(from[i], at, place);
      if (!upstream) {
        holes_.insert(at);
        continue;
      }
      check_edge(*upstream, at);
      resolved_.upstreams[at].push_back(*upstream);
    }
  }

  // The other stream of a connect or a join, and its fields.
  void check_rules(std::size_t at) {
    const SecondInput second = second_input(node(at));
    const std::string place = pointer(at) + "/" + std::string(second.member);
    if (second.member.empty() || findings_.is_broken(place)) return;
    const std::vector<std::string>& from = node(at).from;
    const bool is_join = !second.key.empty();  // of a stream with itself
    if (!is_join && std::find(from.begin(), from.end(), second.from) != from.end()) {
      findings_.add(place, "it takes its records from " + quote(second.from) + " already",
                    "name the stream of the records in \"from\"");
      return;
    }
    std::optional<Upstream> upstream = find_upstream(second.from, at, place);
    if (!upstream) return;
    upstream->input = engine::InputIndex{1};
    resolved_.upstreams[at].push_back(*upstream);
    rules_[at] = sent_to(*upstream);
  }

  // Whether a watermark comes before the end; a warning of operators that wait for one.
  void check_clock(std::size_t at) {
    const std::vector<Upstream>& upstreams = resolved_.upstreams[at];
    ticks_[at] = std::all_of(upstreams.begin(), upstreams.end(), [&](const Upstream& up) { return ticks_[up.node]; });
    if (const auto* const timestamps = std::get_if<TimestampsNode>(&node(at).op)) ticks_[at] = ticks(*timestamps);
    if (ticks_[at] || upstreams.empty() || !waits_for_watermarks(node(at))) return;
    findings_.warn(pointer(at), "it waits for watermarks, and none comes before the end of the input",
                   "give the source a \"watermark\"");
  }

  template <typename Op>
  static bool ticks(const Op& op) {
    return op.watermark.kind != engine::GeneratorKind::None;
  }

  static bool waits_for_watermarks(const Node& node) {
    if (const auto* const funnel = std::get_if<FunnelNode>(&node.op)) return funnel->time == engine::TimeDomain::Event;
    if (const auto* const silence = std::get_if<SilenceNode>(&node.op)) {
      return silence->time == engine::TimeDomain::Event;
    }
    if (const auto* const group_by = std::get_if<GroupByNode>(&node.op)) return group_by->mini_batch.has_value();
    if (const auto* const deduplicate = std::get_if<DeduplicateNode>(&node.op)) {
      return deduplicate->keep == engine::KeptRow::EarliestWaited;
    }
    if (std::holds_alternative<OverNode>(node.op)) return true;
    if (const auto* const join = std::get_if<TemporalJoinNode>(&node.op))
      return join->time == engine::TimeDomain::Event;
    if (std::holds_alternative<PatternNode>(node.op)) return true;
    return std::holds_alternative<SortNode>(node.op) || std::holds_alternative<SqlWindowNode>(node.op);
  }

  std::optional<Upstream> find_upstream(const std::string& from, std::size_t at, const std::string& place) {
    const auto [id, output] = split_output(from);
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < scenario_.pipeline.size(); ++i) {
      if (i < at) names.push_back(node(i).id);
      if (node(i).id != id) continue;
      if (i < at) return find_output(i, output, place);
      findings_.add(place, quote(id) + (i == at ? " is the operator itself" : " stands below"),
                    "a pipeline is written from its sources to its sinks");
      return std::nullopt;
    }
    if (findings_.are_named(std::string(kPipeline), scenario_.pipeline.size(), "id")) {
      findings_.add(place, "unknown operator " + quote(id), meant(id, names));
    }
    return std::nullopt;
  }

  std::optional<Upstream> find_output(std::size_t upstream, const std::string& output, const std::string& place) {
    const std::string& id = node(upstream).id;
    if (is_sink(node(upstream))) {
      findings_.add(place, quote(id) + " is a sink and sends nothing", "name the operator to take from in \"from\"");
      return std::nullopt;
    }
    if (output.empty()) return Upstream{upstream, engine::kMainOutput};
    const std::vector<std::string> outputs = side_outputs(node(upstream));
    for (std::uint32_t i = 0; i < outputs.size(); ++i) {
      if (outputs[i] == output) return Upstream{upstream, engine::OutputIndex{i + 1}};
    }
    if (findings_.is_broken(pointer(upstream))) return std::nullopt;
    if (output != kLate) {
      findings_.add(place, quote(id) + " has no output " + quote(output),
                    outputs.empty() ? "a split has outputs with names of their own" : meant(output, outputs));
      return std::nullopt;
    }
    const bool can_be_late = std::holds_alternative<WindowNode>(node(upstream).op) ||
                             std::holds_alternative<SortNode>(node(upstream).op) ||
                             std::holds_alternative<PatternNode>(node(upstream).op);
    findings_.add(place, quote(id) + " has no late output",
                  can_be_late ? "set \"late\": \"side-output\" on it" : "only a window, a sort or a pattern has one");
    return std::nullopt;
  }

  // Records stay with the subtask of their number unless they are gathered anew.
  void check_edge(const Upstream& upstream, std::size_t at) {
    if (routing_of(node(at)) != Routing::Forward) return;
    const Node& from = node(upstream.node);
    if (from.parallelism == node(at).parallelism || from.parallelism > kParallelismMax) return;
    findings_.add(pointer(at) + "/parallelism",
                  "its parallelism is " + std::to_string(node(at).parallelism) + ", that of " + quote(from.id) +
                      " is " + std::to_string(from.parallelism),
                  "only an operator with a key can change the parallelism");
  }

  // What an output sends: of a side output, what its operator takes.
  [[nodiscard]] const Fields& sent_to(const Upstream& upstream) const {
    const bool timed_out = upstream.output == engine::SequenceFunction::kTimedOut &&
                           std::holds_alternative<PatternNode>(node(upstream.node).op);
    if (upstream.output == engine::kMainOutput || timed_out) return sends_[upstream.node];
    const bool is_right = upstream.output == engine::IntervalJoinOperator::kLateRight &&
                          std::holds_alternative<IntervalJoinNode>(node(upstream.node).op);
    return is_right ? rules_[upstream.node] : takes_[upstream.node];
  }

  // What all upstreams send, which must be the same.
  Fields union_of(std::size_t at) {
    Fields fields;
    if (resolved_.upstreams[at].empty() || holes_.contains(at)) return std::nullopt;
    std::string first;
    for (const Upstream& upstream : resolved_.upstreams[at]) {
      const Fields& sent = sent_to(upstream);
      if (!sent) return std::nullopt;
      if (!fields) {
        fields = sent;
        first = node(upstream.node).id;
        continue;
      }
      if (are_alike(*fields, *sent)) continue;
      findings_.add(pointer(at) + "/from",
                    quote(first) + " and " + quote(node(upstream.node).id) + " send different fields; " +
                        fields_text(*fields) + " and " + fields_text(*sent),
                    "a map can make them alike");
      return std::nullopt;
    }
    return fields;
  }

  static bool are_alike(const std::vector<engine::Field>& a, const std::vector<engine::Field>& b) {
    const auto is_same = [](const engine::Field& x, const engine::Field& y) {
      return x.name == y.name && x.type == y.type && x.scale == y.scale;
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), is_same);
  }

  static std::string fields_text(const std::vector<engine::Field>& fields) {
    std::string text;
    for (const engine::Field& field : fields) text += (text.empty() ? "" : ", ") + field.name + ": " + type_text(field);
    return "{" + printable(text, 200) + "}";
  }

  const Scenario& scenario_;
  Findings& findings_;
  Resolved resolved_;
  std::vector<Fields> sends_;
  std::vector<Fields> takes_;
  std::vector<Fields> rules_;
  std::vector<bool> ticks_;  // whether it sends watermarks before the end
  std::set<std::string> ids_;
  std::set<std::size_t> read_;   // inputs
  std::set<std::size_t> holes_;  // nodes with an upstream that is not known
  engine::Texts texts_;
};

}  // namespace

Resolved check_pipeline(const Scenario& scenario, Findings& findings) {
  return PipelineCheck(scenario, findings).check();
}

}  // namespace wavetank::scenarios
