// From the last stage to the first: each stage's places lead to those of the stage behind it.
#include "engine/operators/sequence/sequence_plan.hpp"

#include <algorithm>
#include <utility>

namespace wavetank::engine {
namespace {

StageClause asks(StageIndex stage, StageQuestion question, bool answer) { return {{{stage, question, answer}}, true}; }

bool is_relaxed_forbidden(const SequenceStage& stage) {
  return stage.presence == StagePresence::Forbidden && stage.contiguity == Contiguity::Relaxed;
}

class Planner {
 public:
  explicit Planner(const SequenceSpec& spec) : spec_(spec) {}

  SequencePlan plan() {
    PlaceIndex next = add(PlaceKind::Matched);
    for (stage_ = static_cast<StageIndex>(spec_.stages.size()); stage_ > 0;) {
      --stage_;
      eager_.reset();
      next = stage_before(next);
    }
    place(next).kind = PlaceKind::Start;
    plan_.start = next;
    return std::move(plan_);
  }

 private:
  struct Taking {
    StageCondition take;
    std::optional<StageCondition> pass;  // none: nothing is passed over
  };

  [[nodiscard]] const SequenceStage& stage() const { return spec_.stages[stage_]; }
  [[nodiscard]] Place& place(PlaceIndex index) { return plan_.places[index]; }

  PlaceIndex add(PlaceKind kind) {
    plan_.places.push_back({.kind = kind, .stage = stage_, .within_previous = {}, .ways = {}});
    return static_cast<PlaceIndex>(plan_.places.size() - 1);
  }
  // One in which the time from the record before is bounded, if it is at all.
  PlaceIndex add_bounded(PlaceKind kind) {
    const PlaceIndex index = add(kind);
    const bool is_last = stage_ + 1 == spec_.stages.size();
    if (is_last && !stage().times && spec_.within && spec_.within->from == WithinFrom::Previous) {
      place(index).within_previous = spec_.within->length;
    }
    return index;
  }
  void lead(PlaceIndex from, WayKind kind, PlaceIndex to, StageCondition condition = {}) {
    place(from).ways.push_back({kind, to, std::move(condition)});
  }

  PlaceIndex stage_before(PlaceIndex next) {
    if (is_relaxed_forbidden(stage())) return place(next).kind == PlaceKind::Matched ? waiting() : next;
    if (stage().presence == StagePresence::Forbidden) return next_forbidden(next);
    const PlaceIndex first = taking_stage(next);
    for (const StageIndex forbidden : forbidden_before()) stop_at(first, forbidden);
    return first;
  }

  // A match complete but for the time in which the last, forbidden stage may still be hit.
  PlaceIndex waiting() {
    const PlaceIndex index = add_bounded(PlaceKind::Waiting);
    stop_at(index, stage_);
    lead(index, WayKind::Pass, index, {asks(stage_, StageQuestion::Fits, false)});
    return index;
  }
  PlaceIndex next_forbidden(PlaceIndex next) {
    const PlaceIndex index = add_bounded(PlaceKind::Inner);
    const WayKind kind = place(next).kind == PlaceKind::Matched ? WayKind::Pass : WayKind::Try;
    lead(index, kind, next, {asks(stage_, StageQuestion::Fits, false)});
    stop_at(index, stage_);
    return index;
  }
  void stop_at(PlaceIndex from, StageIndex forbidden) {
    const StageCondition hit{asks(forbidden, StageQuestion::Fits, true)};
    const PlaceIndex stopped = add(PlaceKind::Stopped);
    place(stopped).stage = forbidden;
    lead(stopped, WayKind::Take, stopped, hit);
    lead(from, WayKind::Try, stopped, hit);
  }
  void stop_at_following(PlaceIndex from) {
    if (stage_ + 1 < spec_.stages.size() && is_relaxed_forbidden(spec_.stages[stage_ + 1])) stop_at(from, stage_ + 1);
  }
  // The forbidden stages that still count here: those right before, with optional stages between.
  [[nodiscard]] std::vector<StageIndex> forbidden_before() const {
    std::vector<StageIndex> all;
    for (StageIndex before = stage_; before > 0; --before) {
      const SequenceStage& earlier = spec_.stages[before - 1];
      if (is_relaxed_forbidden(earlier)) {
        all.push_back(before - 1);
      } else if (earlier.presence != StagePresence::Optional) {
        break;
      }
    }
    return all;
  }

  PlaceIndex taking_stage(PlaceIndex next) {
    if (!stage().times) return once(next, next, outer(), stage().presence);
    if (stage().times->most) return repeated(next, next);
    return repeated(loop(without_forbidden(next)), next);
  }

  [[nodiscard]] Taking outer() const {
    return {{asks(stage_, StageQuestion::Fits, true)}, passing(stage().contiguity)};
  }
  [[nodiscard]] Taking inner() const {
    Taking taking{{asks(stage_, StageQuestion::Fits, true)}, passing(stage().times->inner)};
    if (!stage().times->until) return taking;
    taking.take.insert(taking.take.begin(), asks(stage_, StageQuestion::Until, false));
    if (taking.pass) taking.pass->insert(taking.pass->begin(), asks(stage_, StageQuestion::Until, false));
    return taking;
  }
  [[nodiscard]] std::optional<StageCondition> passing(Contiguity contiguity) const {
    if (contiguity == Contiguity::Strict) return std::nullopt;
    if (contiguity == Contiguity::Any) return StageCondition{};
    return StageCondition{asks(stage_, StageQuestion::Fits, false)};
  }
  [[nodiscard]] bool is_greedy() const { return stage().times && stage().times->greed == LoopGreed::Greedy; }
  [[nodiscard]] bool has_until() const { return stage().times && stage().times->until.has_value(); }

  // `least` to `most` places in a row; of a loop, `next` is its place and `beyond` what lies behind it.
  PlaceIndex repeated(PlaceIndex next, PlaceIndex beyond) {
    const StageTimes& times = *stage().times;
    const std::uint32_t most = times.most.value_or(times.least);
    if (is_greedy() && times.least != most) hold_back(beyond, inner().take);
    PlaceIndex last = next;
    for (std::uint32_t i = times.least; i < most; ++i) {
      last = once(last, beyond, inner(), StagePresence::Optional);
      stop_at_following(last);
    }
    for (std::uint32_t i = 1; i < times.least; ++i) {
      last = once(last, beyond, inner(), StagePresence::Required);
      stop_at_following(last);
    }
    return once(last, beyond, {inner().take, outer().pass}, stage().presence);
  }

  // A place that takes one record and leads to `next`; one that may be left out leads to `beyond` as well.
  PlaceIndex once(PlaceIndex next, PlaceIndex beyond, const Taking& taking, StagePresence presence) {
    const PlaceIndex index = add_bounded(PlaceKind::Inner);
    const PlaceIndex behind = without_forbidden(next);
    lead(index, WayKind::Take, behind, taking.take);
    const bool may_be_left_out = presence == StagePresence::Optional;
    if (may_be_left_out) leave_out(index, beyond);
    if (!taking.pass) return index;
    PlaceIndex passed = index;
    if (may_be_left_out) {
      // Who passes a record over has decided to stay: the way past the stage is closed.
      passed = add(PlaceKind::Inner);
      lead(passed, WayKind::Take, behind, taking.take);
      lead(passed, WayKind::Pass, passed, *taking.pass);
      for (const StageIndex forbidden : forbidden_before()) stop_at(passed, forbidden);
    }
    lead(index, WayKind::Pass, passed, *taking.pass);
    return index;
  }
  void leave_out(PlaceIndex from, PlaceIndex beyond) {
    if (!is_greedy() || !has_until()) return lead(from, WayKind::Try, beyond);
    lead(from, WayKind::Try, eager_.value_or(beyond), {asks(stage_, StageQuestion::Until, true)});
    lead(from, WayKind::Try, beyond, {asks(stage_, StageQuestion::Until, false)});
  }

  // The place of a loop without end.
  PlaceIndex loop(PlaceIndex next) {
    const PlaceIndex index = add_bounded(PlaceKind::Inner);
    if (is_greedy()) {
      lead_out_greedily(index, next);
    } else {
      lead(index, WayKind::Try, next);
    }
    const Taking taking = inner();
    lead(index, WayKind::Take, index, taking.take);
    stop_at_following(index);
    if (!taking.pass) return index;
    const PlaceIndex passed = add(PlaceKind::Inner);
    lead(passed, WayKind::Take, index, taking.take);
    lead(passed, WayKind::Pass, passed, *taking.pass);
    lead(index, WayKind::Pass, passed, *taking.pass);
    stop_at_following(passed);
    return index;
  }
  void lead_out_greedily(PlaceIndex index, PlaceIndex next) {
    if (has_until()) {
      eager_ = copy(next);
      lead(index, WayKind::Try, *eager_, {asks(stage_, StageQuestion::Until, true)});
      lead(index, WayKind::Try, next, {asks(stage_, StageQuestion::Until, false)});
    } else {
      lead(index, WayKind::Try, next);
    }
    hold_back(next, outer().take);
  }
  // A greedy loop before this place: nothing goes on here that the loop takes.
  void hold_back(PlaceIndex index, const StageCondition& taken) {
    StageClause not_taken{{}, false};
    for (const StageClause& clause : taken) {
      not_taken.tests.insert(not_taken.tests.end(), clause.tests.begin(), clause.tests.end());
    }
    for (Way& way : place(index).ways) way.condition.push_back(not_taken);
  }

  PlaceIndex copy(PlaceIndex original) {
    const PlaceIndex index = add(place(original).kind);
    plan_.places[index] = plan_.places[original];
    place(index).within_previous.reset();
    for (Way& way : place(index).ways) {
      if (way.to == original) way.to = index;
    }
    return index;
  }
  // The same place and those tried from it, but for the stops of forbidden stages in front of an optional one: once
  // that has taken a record, they no longer count.
  PlaceIndex without_forbidden(PlaceIndex first) {
    const std::vector<StageIndex> forbidden = forbidden_before();
    if (forbidden.empty() || stage().presence != StagePresence::Optional) return first;
    const PlaceIndex first_copy = copy(first);
    std::vector<PlaceIndex> copies{first_copy};
    for (std::size_t i = 0; i < copies.size(); ++i) {
      std::erase_if(place(copies[i]).ways, [&](const Way& way) {
        const Place& to = place(way.to);
        return way.kind == WayKind::Try && to.kind == PlaceKind::Stopped &&
               std::ranges::find(forbidden, to.stage) != forbidden.end();
      });
      for (std::size_t way = 0; way < place(copies[i]).ways.size(); ++way) {
        const Way& way_out = place(copies[i]).ways[way];
        if (way_out.kind != WayKind::Try || place(way_out.to).kind == PlaceKind::Stopped) continue;
        const PlaceIndex further = copy(way_out.to);
        place(copies[i]).ways[way].to = further;
        copies.push_back(further);
      }
    }
    return first_copy;
  }

  const SequenceSpec& spec_;
  SequencePlan plan_;
  StageIndex stage_ = 0;
  std::optional<PlaceIndex> eager_;  // what lies behind a greedy loop, for the record that ends it
};

}  // namespace

SequencePlan plan_sequence(const SequenceSpec& spec) {
  WT_REQUIRE(!spec.stages.empty());
  WT_REQUIRE(spec.stages.front().presence != StagePresence::Forbidden);
  WT_REQUIRE(spec.stages.front().contiguity == Contiguity::Strict);
  return Planner(spec).plan();
}

}  // namespace wavetank::engine
