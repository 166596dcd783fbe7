// A pattern, stage by stage, with the words of Flink's patterns (docs/semantics/sequences.md).
//
//   Pattern unpaid = Pattern::begin("ordered", "what == 'ordered'")
//                        .not_followed_by("paid", "what == 'paid'")
//                        .within(10min)
//                        .count("orders", "ordered");
//
// What is said after a stage is of that stage: how often it comes, what may lie between its records, what ends it.
#pragma once

#include <optional>
#include <string>

#include "scenarios/build/windows.hpp"
#include "scenarios/format/nodes/pattern_node.hpp"

namespace wavetank::build {

class Pattern {
 public:
  [[nodiscard]] static Pattern begin(std::string stage, std::string condition);

  [[nodiscard]] Pattern next(std::string stage, std::string condition) const;
  [[nodiscard]] Pattern followed_by(std::string stage, std::string condition) const;
  [[nodiscard]] Pattern followed_by_any(std::string stage, std::string condition) const;
  [[nodiscard]] Pattern not_next(std::string stage, std::string condition) const;
  [[nodiscard]] Pattern not_followed_by(std::string stage, std::string condition) const;

  [[nodiscard]] Pattern times(std::uint32_t count) const;
  [[nodiscard]] Pattern at_least(std::uint32_t count) const;
  [[nodiscard]] Pattern at_most(std::uint32_t count) const;
  [[nodiscard]] Pattern optional() const;
  [[nodiscard]] Pattern greedy() const;
  [[nodiscard]] Pattern consecutive() const;   // the records of a loop
  [[nodiscard]] Pattern combinations() const;  // likewise
  [[nodiscard]] Pattern until(std::string condition) const;
  [[nodiscard]] Pattern rising(std::string field) const;

  [[nodiscard]] Pattern within(Length length, engine::WithinFrom from = engine::WithinFrom::First) const;
  // `stage`: of ToFirst and ToLast.
  [[nodiscard]] Pattern after_match(engine::SkipKind skip, std::string stage = {}) const;

  // What a match says.
  [[nodiscard]] Pattern count(std::string name, std::string stage) const;
  [[nodiscard]] Pattern first(std::string name, std::string stage, std::string field) const;
  [[nodiscard]] Pattern last(std::string name, std::string stage, std::string field) const;
  [[nodiscard]] Pattern list(std::string name, std::string stage, std::string field) const;

  // Without the key.
  [[nodiscard]] const scenarios::PatternNode& node() const { return node_; }

 private:
  Pattern() = default;
  [[nodiscard]] Pattern stage(std::string name, std::string condition,
                              std::optional<scenarios::StageFollows> follows) const;
  [[nodiscard]] Pattern measure(scenarios::MeasureSpec spec) const;
  template <typename Change>
  [[nodiscard]] Pattern changed(const Change& change) const;

  scenarios::PatternNode node_;
};

}  // namespace wavetank::build
