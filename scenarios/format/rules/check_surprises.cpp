// Pipelines that run, and hardly do what was meant. Each warning names a scenario of the catalogue that shows it.
#include <algorithm>

#include "scenarios/format/members.hpp"
#include "scenarios/format/quote.hpp"
#include "scenarios/format/routing.hpp"
#include "scenarios/format/rules/cascades.hpp"
#include "scenarios/format/rules/changelogs.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Millis;

std::string shown_by(std::string_view name) { return std::string(name) + " of the catalogue shows what happens"; }

// How long an operator's state lives; the shortest if it has several.
template <typename Op>
std::optional<Millis> lifetime_of(const Op& op) {
  if constexpr (requires { op.ttl->length; }) {
    return op.ttl ? std::optional(op.ttl->length) : std::nullopt;
  } else if constexpr (requires { op.ttl; }) {
    return op.ttl;
  }
  return std::nullopt;
}
std::optional<Millis> lifetime_of(const RegularJoinNode& join) {
  std::optional<Millis> shortest;
  for (const JoinSideNode* const side : {&join.left, &join.right}) {
    if (side->time_to_live.count == 0) continue;
    if (!shortest || side->time_to_live < *shortest) shortest = side->time_to_live;
  }
  return shortest;
}

// How long after a window's beginning it may still speak; nothing of those that have no length.
std::optional<Millis> speaks_for(const WindowNode& window, Execution execution) {
  const bool says_more = window.accumulation == Accumulation::Retracting || repeats_itself(window, execution);
  if (!says_more) return std::nullopt;
  if (window.assigner == engine::AssignerKind::Aligned || window.assigner == engine::AssignerKind::Cumulate) {
    return Millis{engine::saturating_add(window.shape.size.count, window.allowed_lateness.count)};
  }
  if (window.assigner != engine::AssignerKind::Session) return std::nullopt;
  return Millis{engine::saturating_add(window.session_gap.count, window.allowed_lateness.count)};
}

class Surprises {
 public:
  Surprises(const Scenario& scenario, const Resolved& resolved, Findings& findings)
      : scenario_(scenario), resolved_(resolved), findings_(findings) {}

  void warn() {
    for (std::size_t at = 0; at < scenario_.pipeline.size(); ++at) {
      warn_of_short_lives(at);
      warn_of_arrivals(at);
      warn_of_unequal_sides(at);
      warn_of_tables(at);
      warn_of_transactions(at);
      warn_of_no_time(at);
    }
  }

 private:
  [[nodiscard]] const Node& node(std::size_t at) const { return scenario_.pipeline[at]; }
  template <typename Op>
  [[nodiscard]] const Op* as(std::size_t at) const {
    return std::get_if<Op>(&node(at).op);
  }

  // The nearest operators above, past those that keep rows as they are or map them one by one.
  [[nodiscard]] std::vector<Upstream> makers_before(std::size_t at, engine::InputIndex input) const {
    std::vector<Upstream> found;
    std::vector<Upstream> open = resolved_.upstreams[at];
    std::erase_if(open, [&](const Upstream& up) { return up.input != input; });
    while (!open.empty()) {  // ends: an operator stands below what it takes from
      const Upstream from = open.back();
      open.pop_back();
      if (!passes_rows(node(from.node)) || as<TimestampsNode>(from.node) != nullptr) {
        found.push_back(from);
        continue;
      }
      const std::vector<Upstream>& more = resolved_.upstreams[from.node];
      open.insert(open.end(), more.begin(), more.end());
    }
    return found;
  }

  // State that forgets what may still be taken back, said again, or come once more (PF-04).
  void warn_of_short_lives(std::size_t at) {
    if (as<IntervalJoinNode>(at) != nullptr) return warn_of_doubles(at);
    const std::optional<Millis> life = std::visit([](const auto& op) { return lifetime_of(op); }, node(at).op);
    if (!life) return;
    bool has_an_end = false;  // changes come from windows, and windows end
    for (const std::size_t above : windows_before(scenario_, resolved_, at)) {
      const std::optional<Millis> span = speaks_for(std::get<WindowNode>(node(above).op), scenario_.execution);
      if (!span) continue;
      has_an_end = true;
      if (*life < *span) return warn_of_a_window(at, above, *life, *span);
    }
    if (has_an_end || rows_before(scenario_, resolved_, at) != RowsSent::Changes) return;
    findings_.warn(
        part("/pipeline", at),
        "it forgets after " + to_text(*life) + " what may still be taken back, and a retraction finds nothing (CL-05)",
        "no time is surely long enough; " + shown_by("ttl-meets-retraction"));
  }

  void warn_of_a_window(std::size_t at, std::size_t above, Millis life, Millis span) {
    findings_.warn(part("/pipeline", at),
                   "its state lives for " + to_text(life) + ", and " + quote(node(above).id) +
                       " may change what it said for " + to_text(span) + ", its length and lateness (PF-04, CL-05)",
                   "let it live longer; " + shown_by("late-firing-meets-ttl"));
  }

  // A double that comes when the first one is forgotten, and finds the partners of the first one still there.
  void warn_of_doubles(std::size_t at) {
    const IntervalJoinNode& join = *as<IntervalJoinNode>(at);
    const Millis interval{join.upper.count - join.lower.count};
    for (const std::uint32_t input : {0U, 1U}) {
      for (const Upstream& above : makers_before(at, engine::InputIndex{input})) {
        const auto* const unique = as<DeduplicateNode>(above.node);
        if (unique == nullptr || !unique->ttl || *unique->ttl >= interval) continue;
        findings_.warn(part("/pipeline", above.node),
                       "it knows a row again for " + to_text(*unique->ttl) + ", and " + quote(node(at).id) +
                           " pairs rows over " + to_text(interval) +
                           ": a double that comes later is paired again (PF-04)",
                       "let it live as long as the interval; " + shown_by("double-pairs-again"));
      }
    }
  }

  // What a record meets depends on when it arrives, and a second run need not repeat that.
  void warn_of_arrivals(std::size_t at) {
    const auto* const join = as<TemporalJoinNode>(at);
    if (join != nullptr && join->time == engine::TimeDomain::Processing) {
      findings_.warn(part("/pipeline", at) + "/time",
                     "a row meets the version that is there when it arrives: after a restart it may meet another, "
                     "though each counts once (PF-23)",
                     "leave it out to go by event time; " + shown_by("rate-of-the-moment"));
    }
    if (as<ConnectNode>(at) == nullptr) return;
    findings_.warn(
        part("/pipeline", at),
        "a record meets the rules that are there when it arrives: after a restart it may meet others, though each "
        "counts once (PF-08)",
        "a temporal_join goes by event time; " + shown_by("rule-too-late"));
  }

  // How far the watermark of one side is behind its records; nothing if that is not written.
  [[nodiscard]] std::optional<Millis> bound_of(std::size_t at, engine::InputIndex input) const {
    Millis bound{0};
    for (const Upstream& above : makers_before(at, input)) {
      const engine::WatermarkStrategy* strategy = nullptr;
      if (const auto* const source = as<SourceNode>(above.node)) strategy = &source->watermark;
      if (const auto* const stamps = as<TimestampsNode>(above.node)) strategy = &stamps->watermark;
      if (strategy == nullptr) return std::nullopt;
      if (strategy->kind != engine::GeneratorKind::Bounded && strategy->kind != engine::GeneratorKind::Monotonous) {
        return std::nullopt;
      }
      bound = std::max(bound, strategy->bound);
    }
    return bound;
  }

  // WM-27: a join goes by the slower side.
  void warn_of_unequal_sides(std::size_t at) {
    const auto* const join = as<IntervalJoinNode>(at);
    if (join == nullptr) return;
    const std::optional<Millis> left = bound_of(at, engine::InputIndex{0});
    const std::optional<Millis> right = bound_of(at, engine::InputIndex{1});
    if (!left || !right) return;
    const Millis apart{std::max(left->count, right->count) - std::min(left->count, right->count)};
    const std::int64_t interval = join->upper.count - join->lower.count;
    if (apart.count <= interval) return;
    findings_.warn(
        part("/pipeline", at),
        "the watermark of its " + std::string(*left < *right ? "right" : "left") + " side is " + to_text(apart) +
            " further behind than that of the other, whose rows are all kept for so long (WM-27, PF-11)",
        "an interval of " + to_text(Millis{interval}) + " needs no more of them; " + shown_by("one-side-waits"));
  }

  // FT-02: changes of one place come from several tasks, in any order.
  void warn_of_tables(std::size_t at) {
    const auto* const sink = as<SinkNode>(at);
    if (sink == nullptr || sink->folds != engine::Folding::Upserts) return;
    if (rows_before(scenario_, resolved_, at) != RowsSent::Changes) return;
    for (const Upstream& above : makers_before(at, engine::InputIndex{0})) {
      const std::string key = key_of(node(above.node));
      if (node(above.node).parallelism == 1 || key.empty()) continue;
      if (std::ranges::find(sink->key, key) != sink->key.end()) continue;
      findings_.warn(part("/pipeline", at),
                     "several tasks of " + quote(node(above.node).id) +
                         " change one row of the table, and an update may overtake a "
                         "retraction (FT-02)",
                     "put an upsert_materialize before it; " + shown_by("two-tables-of-desks"));
    }
  }

  // SS-24, SS-25.
  void warn_of_transactions(std::size_t at) {
    const auto* const sink = as<SinkNode>(at);
    if (sink == nullptr || sink->delivery != Delivery::ExactlyOnce) return;
    const Millis timeout = sink->transaction.value_or(TransactionSpec{}).timeout;
    if (!scenario_.cluster || !scenario_.cluster->checkpoints) {
      findings_.warn(part("/pipeline", at), "without checkpoints nothing is committed before the input ends (SS-19)",
                     "say \"checkpoints\" in \"cluster\"");
      return;
    }
    const CheckpointsSpec& checkpoints = *scenario_.cluster->checkpoints;
    if (timeout > checkpoints.interval) return;
    findings_.warn(part("/pipeline", at) + "/sink",
                   "a transaction that gets a record right after a checkpoint has timed out before the next one, " +
                       to_text(checkpoints.interval) + " later (SS-24)",
                   "a time-out is longer than the longest outage; " + shown_by("green-and-gone"));
  }

  // AS-04.
  void warn_of_no_time(std::size_t at) {
    const auto* const window = as<WindowNode>(at);
    if (window == nullptr || window->assigner != engine::AssignerKind::Aligned) return;
    if (window->time != engine::TimeDomain::Event) return;
    for (const Upstream& above : makers_before(at, engine::InputIndex{0})) {
      if (as<SourceNode>(above.node) == nullptr) continue;
      if (resolved_.inputs[above.node] >= scenario_.inputs.size()) continue;  // of one that is not known
      const Input& input = scenario_.inputs[resolved_.inputs[above.node]];
      const auto* const events = std::get_if<std::vector<InputEvent>>(&input.events);
      const auto has_no_time = [](const InputEvent& event) { return event.time == engine::EventTime::min(); };
      if (events == nullptr || std::ranges::none_of(*events, has_no_time)) continue;
      findings_.warn(part("/pipeline", at),
                     "an event of " + quote(input.name) +
                         " has no timestamp, and the first to reach this window fails the job (AS-04)",
                     "filter it out, or give it a time with a timestamps operator");
    }
  }

  const Scenario& scenario_;
  const Resolved& resolved_;
  Findings& findings_;
};

}  // namespace

void check_surprises(const Scenario& scenario, const Resolved& resolved, Findings& findings) {
  if (resolved.upstreams.size() != scenario.pipeline.size()) return;
  Surprises(scenario, resolved, findings).warn();
}

}  // namespace wavetank::scenarios
