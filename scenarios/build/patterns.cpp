#include "scenarios/build/patterns.hpp"

#include <utility>

namespace wavetank::build {

using scenarios::PatternStageSpec;
using scenarios::StageFollows;

// Of a copy: its last stage.
template <typename Change>
Pattern Pattern::changed(const Change& change) const {
  Pattern pattern = *this;
  change(pattern.node_.stages.back());
  return pattern;
}

Pattern Pattern::stage(std::string name, std::string condition, std::optional<StageFollows> follows) const {
  PatternStageSpec spec;
  spec.name = std::move(name);
  spec.condition = std::move(condition);
  spec.follows = follows;
  Pattern pattern = *this;
  pattern.node_.stages.push_back(std::move(spec));
  return pattern;
}

Pattern Pattern::measure(scenarios::MeasureSpec spec) const {
  Pattern pattern = *this;
  pattern.node_.measures.push_back(std::move(spec));
  return pattern;
}

Pattern Pattern::begin(std::string stage, std::string condition) {
  return Pattern().stage(std::move(stage), std::move(condition), std::nullopt);
}

Pattern Pattern::next(std::string name, std::string condition) const {
  return stage(std::move(name), std::move(condition), StageFollows::Next);
}
Pattern Pattern::followed_by(std::string name, std::string condition) const {
  return stage(std::move(name), std::move(condition), StageFollows::FollowedBy);
}
Pattern Pattern::followed_by_any(std::string name, std::string condition) const {
  return stage(std::move(name), std::move(condition), StageFollows::FollowedByAny);
}
Pattern Pattern::not_next(std::string name, std::string condition) const {
  return stage(std::move(name), std::move(condition), StageFollows::NotNext);
}
Pattern Pattern::not_followed_by(std::string name, std::string condition) const {
  return stage(std::move(name), std::move(condition), StageFollows::NotFollowedBy);
}

Pattern Pattern::times(std::uint32_t count) const {
  return changed([&](PatternStageSpec& last) { last.times = count; });
}
Pattern Pattern::at_least(std::uint32_t count) const {
  return changed([&](PatternStageSpec& last) { last.at_least = count; });
}
Pattern Pattern::at_most(std::uint32_t count) const {
  return changed([&](PatternStageSpec& last) { last.at_most = count; });
}
Pattern Pattern::optional() const {
  return changed([](PatternStageSpec& last) { last.is_optional = true; });
}
Pattern Pattern::greedy() const {
  return changed([](PatternStageSpec& last) { last.is_greedy = true; });
}
Pattern Pattern::consecutive() const {
  return changed([](PatternStageSpec& last) { last.between = engine::Contiguity::Strict; });
}
Pattern Pattern::combinations() const {
  return changed([](PatternStageSpec& last) { last.between = engine::Contiguity::Any; });
}
Pattern Pattern::until(std::string condition) const {
  return changed([&](PatternStageSpec& last) { last.until = std::move(condition); });
}
Pattern Pattern::rising(std::string field) const {
  return changed([&](PatternStageSpec& last) { last.rising = std::move(field); });
}

Pattern Pattern::within(Length length, engine::WithinFrom from) const {
  Pattern pattern = *this;
  pattern.node_.within = engine::Millis{length.count()};
  pattern.node_.within_from = from;
  return pattern;
}
Pattern Pattern::after_match(engine::SkipKind skip, std::string stage) const {
  Pattern pattern = *this;
  pattern.node_.after_match = {skip, std::move(stage)};
  return pattern;
}

Pattern Pattern::count(std::string name, std::string stage) const {
  return measure({std::move(name), engine::MeasureKind::Count, std::move(stage), ""});
}
Pattern Pattern::first(std::string name, std::string stage, std::string field) const {
  return measure({std::move(name), engine::MeasureKind::First, std::move(stage), std::move(field)});
}
Pattern Pattern::last(std::string name, std::string stage, std::string field) const {
  return measure({std::move(name), engine::MeasureKind::Last, std::move(stage), std::move(field)});
}
Pattern Pattern::list(std::string name, std::string stage, std::string field) const {
  return measure({std::move(name), engine::MeasureKind::List, std::move(stage), std::move(field)});
}

}  // namespace wavetank::build
