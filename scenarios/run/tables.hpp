// The tables behind sinks, as the trace tells of them (FT-01 to FT-03).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/run/run.hpp"

namespace wavetank::scenarios {

// A row's fields in their order, by name.
using TableRow = std::vector<std::pair<std::string, Value>>;

struct FoldedTable {
  std::string sink;            // the operator's id
  std::vector<TableRow> rows;  // in the order of their values
  std::uint64_t missed = 0;    // retractions of rows that were not there (FT-03)
};

class Tables {
 public:
  explicit Tables(const Scenario& scenario);

  // An event of a task of the sink at `node`. Others than those of tables are passed over.
  void on_event(std::size_t node, const sim::TraceEvent& event, const engine::Facts& facts);

  // What the tables hold now, by the sinks' places in the pipeline.
  [[nodiscard]] std::vector<FoldedTable> now() const;

 private:
  struct Kept {
    TableRow values;
    std::uint64_t count = 0;
  };
  struct Table {
    std::string sink;
    std::map<engine::RowId, Kept> rows;  // none counts 0
    std::uint64_t missed = 0;
  };
  void put(Table& table, engine::RowId row, const engine::Facts& facts) const;
  void remove(Table& table, engine::RowId row) const;

  std::map<std::size_t, Table> tables_;  // by the sink's place in the pipeline
};

}  // namespace wavetank::scenarios
