// One model for each operator that has a table; each in a file of its own.
#pragma once

#include "properties/oracle/tables/table_model.hpp"

namespace wavetank::properties {

using AnyTableModel = std::unique_ptr<TableModel>;

[[nodiscard]] AnyTableModel model_of(const scenarios::IntervalJoinNode& node, const TableContext& context);
[[nodiscard]] AnyTableModel model_of(const scenarios::RegularJoinNode& node, const TableContext& context);
[[nodiscard]] AnyTableModel model_of(const scenarios::TemporalJoinNode& node, const TableContext& context);
[[nodiscard]] AnyTableModel model_of(const scenarios::GroupByNode& node, const TableContext& context);
[[nodiscard]] AnyTableModel model_of(const scenarios::OverNode& node, const TableContext& context);
[[nodiscard]] AnyTableModel model_of(const scenarios::DeduplicateNode& node, const TableContext& context);
[[nodiscard]] AnyTableModel model_of(const scenarios::TopNNode& node, const TableContext& context);
[[nodiscard]] AnyTableModel model_of(const scenarios::UpsertMaterializeNode& node, const TableContext& context);

}  // namespace wavetank::properties
