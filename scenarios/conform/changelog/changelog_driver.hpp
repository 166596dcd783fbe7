// What the families of changelog rows with one input share: rows [KIND, [field, …]], the key in field 0.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/task.hpp"
#include "engine/operators/changelog/change_aggregate.hpp"
#include "engine/operators/changelog/row_changes.hpp"
#include "engine/operators/process/keyed_process.hpp"
#include "scenarios/conform/driver.hpp"

namespace wavetank::scenarios {

// Where rows of a family come from and go to. The facts stay where they are while the driver moves.
struct ChangelogVectors {
  explicit ChangelogVectors(std::vector<std::string> integers);

  // The rows' fields, then integers of these names.
  [[nodiscard]] engine::SchemaId extended(const std::vector<std::string>& integers) const;

  std::unique_ptr<engine::Facts> facts = std::make_unique<engine::Facts>();
  std::vector<engine::Field> fields;          // a text, then integers
  engine::SchemaId schema{};                  // of these
  std::optional<std::uint32_t> time_field{};  // which of them is a record's event time
  bool counts_late = false;                   // `counts` is how many records were dropped as late
};

// A driver around one keyed function. Sorts each step's rows by their key, the watermark last.
[[nodiscard]] std::unique_ptr<VectorDriver> make_changelog_driver(
    ChangelogVectors vectors, std::unique_ptr<const engine::ProcessFunction> function);

// `ttl` of a config; 0: for ever.
[[nodiscard]] std::optional<engine::TimeToLive> vector_ttl(VectorFields& config);
// `generate_update_before` of a config.
[[nodiscard]] engine::UpdateKinds vector_updates(VectorFields& config);
// The names in `aggregates` of a config, each of which is one.
[[nodiscard]] std::vector<std::string> vector_aggregate_names(VectorFields& config);
// Aggregates of these names, over the value in field 1.
[[nodiscard]] std::vector<engine::ChangeAggregate> vector_aggregates(const std::vector<std::string>& names);

}  // namespace wavetank::scenarios
