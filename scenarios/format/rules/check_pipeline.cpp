// Rules of the pipeline as a graph: names, edges, parallelism. What an operator does is checked in check_operator.cpp.
#include <algorithm>
#include <set>

#include "scenarios/format/members.hpp"
#include "scenarios/format/routing.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::string_view kPipeline = "/pipeline";

bool is_source(const Node& node) { return std::holds_alternative<SourceNode>(node.op); }
bool is_sink(const Node& node) { return std::holds_alternative<SinkNode>(node.op); }

// An id without ".late", and which output that leaves.
std::pair<std::string, engine::OutputIndex> split_output(const std::string& from) {
  if (!from.ends_with(kLateSuffix)) return {from, engine::kMainOutput};
  return {from.substr(0, from.size() - kLateSuffix.size()), engine::kSideOutput};
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
    for (std::size_t i = 0; i < size; ++i) check_node(i);
    for (std::size_t i = 0; i < size; ++i) {
      resolved_.schemas.push_back(sends_[i].value_or(std::vector<engine::Field>{}));
      resolved_.takes.push_back(takes_[i].value_or(std::vector<engine::Field>{}));
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
    }
    sends_[at] = check_operator({scenario_, node(at), pointer(at), takes_[at], texts_, findings_});
    if (is_source(node(at))) takes_[at] = std::nullopt;  // what it receives are not records
  }

  void check_id(std::size_t at) {
    const std::string& id = node(at).id;
    const std::string place = pointer(at) + "/id";
    if (!is_name(id)) {
      findings_.add(place, "not a name; found " + quote(id), "letters, digits, '_' and '-', at most 64");
    } else if (id == kLogEnd) {
      findings_.add(place, "an operator cannot be named \"log\"", "it is the end of a producer's link");
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
      findings_.add(place,
                    "a window without a key runs as one task; found a parallelism of " + std::to_string(parallelism));
    }
  }

  void check_source(std::size_t at) {
    const std::string& name = std::get<SourceNode>(node(at).op).input;
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
    const std::uint32_t partitions = scenario_.inputs[input].partitions;
    const bool is_legal = partitions > 0 && node(at).parallelism <= kParallelismMax;
    if (is_legal && node(at).parallelism > partitions) {
      findings_.add(pointer(at) + "/parallelism",
                    std::to_string(node(at).parallelism) + " subtasks read " + std::to_string(partitions) +
                        (partitions == 1 ? " partition" : " partitions"),
                    "a subtask without a partition would hold back the watermark");
    }
    if (!findings_.is_broken(part("/inputs", input) + "/fields")) takes_[at] = scenario_.inputs[input].fields;
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

  std::optional<Upstream> find_upstream(const std::string& from, std::size_t at, const std::string& place) {
    const auto [id, output] = split_output(from);
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < scenario_.pipeline.size(); ++i) {
      if (i < at) names.push_back(node(i).id);
      if (node(i).id != id) continue;
      if (i < at) return is_readable(i, output, place) ? std::optional(Upstream{i, output}) : std::nullopt;
      findings_.add(place, quote(id) + (i == at ? " is the operator itself" : " stands below"),
                    "a pipeline is written from its sources to its sinks");
      return std::nullopt;
    }
    if (findings_.are_named(std::string(kPipeline), scenario_.pipeline.size(), "id")) {
      findings_.add(place, "unknown operator " + quote(id), meant(id, names));
    }
    return std::nullopt;
  }

  bool is_readable(std::size_t upstream, engine::OutputIndex output, const std::string& place) {
    const std::string& id = node(upstream).id;
    if (is_sink(node(upstream))) {
      findings_.add(place, quote(id) + " is a sink and sends nothing", "name the operator to take from in \"from\"");
      return false;
    }
    if (output == engine::kMainOutput) return true;
    const auto* const window = std::get_if<WindowNode>(&node(upstream).op);
    if (window != nullptr && window->late == engine::LateRecords::SideOutput) return true;
    if (findings_.is_broken(pointer(upstream))) return false;
    findings_.add(place, quote(id) + " has no late output",
                  window == nullptr ? "only a window has one" : "set \"late\": \"side-output\" on it");
    return false;
  }

  // Records stay with the subtask of their number unless a window gathers them anew.
  void check_edge(const Upstream& upstream, std::size_t at) {
    if (routing_of(node(at)) != Routing::Forward) return;
    const Node& from = node(upstream.node);
    if (from.parallelism == node(at).parallelism || from.parallelism > kParallelismMax) return;
    findings_.add(pointer(at) + "/parallelism",
                  "its parallelism is " + std::to_string(node(at).parallelism) + ", that of " + quote(from.id) +
                      " is " + std::to_string(from.parallelism),
                  "only a window with a key can change the parallelism");
  }

  // What all upstreams send, which must be the same.
  Fields union_of(std::size_t at) {
    Fields fields;
    if (resolved_.upstreams[at].empty() || holes_.contains(at)) return std::nullopt;
    std::string first;
    for (const Upstream& upstream : resolved_.upstreams[at]) {
      const Fields& sent = upstream.output == engine::kMainOutput ? sends_[upstream.node] : takes_[upstream.node];
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
