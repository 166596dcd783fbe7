// What operators whose results change are told (docs/semantics/changelogs.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/build/windows.hpp"
#include "scenarios/format/nodes/changelog_nodes.hpp"

namespace wavetank::build {

using scenarios::Updates;

struct Grouping {
  Updates updates = Updates::Retract;
  std::optional<Length> time_to_live{};
  std::optional<Length> mini_batch{};  // changes of so much event time are said as one (CL-06)
};

// How far back a frame reaches: so many rows, or so much event time; neither: to the first row (OV-01).
struct Frame {
  std::optional<std::uint32_t> rows{};
  std::optional<Length> time{};
  engine::FrameUnit unit = engine::FrameUnit::Rows;  // Range: rows of one time are told together
};

struct Deduplicate {
  engine::KeptRow keep = engine::KeptRow::FirstArrived;
  Updates updates = Updates::Retract;
  std::optional<Length> time_to_live{};
};

struct TopN {
  std::uint32_t rows;
  std::string by;
  engine::SortOrder order = engine::SortOrder::Descending;
  std::uint32_t skip = 0;
  engine::RankedRows takes = engine::RankedRows::Append;
  std::vector<std::string> identity{};  // of Update: the fields that name a row within its key
  std::string number{};                 // the field that a row's number becomes; empty: none
  Updates updates = Updates::Retract;
  std::optional<Length> time_to_live{};
};

struct UpsertMaterialize {
  std::vector<std::string> source_key{};  // by which the source knows a row; none: all its fields
  std::optional<Length> time_to_live{};
};

}  // namespace wavetank::build
