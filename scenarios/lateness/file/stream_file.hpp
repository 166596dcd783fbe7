// The rows of a recorded stream, in the order in which they arrived.
//
// A row that cannot be understood is counted and shown (the first ten), and left out; `Strictness::Strict` stops there
// instead. With a column of arrivals the rows must be sorted by it: a simulated stream cannot run backwards.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/format/problem.hpp"
#include "scenarios/input/table.hpp"
#include "scenarios/lateness/file/columns.hpp"
#include "scenarios/lateness/file/names.hpp"
#include "scenarios/lateness/file/time_column.hpp"

namespace wavetank::scenarios {

inline constexpr std::size_t kBrokenRowsShown = 10;
inline constexpr std::size_t kSampleRows = 1'000;  // looked at before the units are chosen

enum class Strictness : std::uint8_t { SkipBroken, Strict };

struct StreamFileOptions {
  ColumnNames columns;
  std::optional<TimeForm> unit;  // of both times; none: guessed, each for itself
  Strictness strictness = Strictness::SkipBroken;
};

struct StreamRow {
  std::int64_t event_ms = 0;
  std::int64_t arrival_ms = 0;  // 0 without a column of arrivals
  std::uint32_t key = 0;
  std::uint32_t partition = 0;
};

class StreamFile {
 public:
  // Reads the header and a sample. Afterwards errors() says whether that went well.
  StreamFile(const std::string& path, const StreamFileOptions& options);

  [[nodiscard]] const std::vector<InputError>& errors() const { return errors_; }
  [[nodiscard]] const Columns& columns() const { return columns_; }
  [[nodiscard]] bool has_arrival() const { return columns_.arrival.has_value(); }
  [[nodiscard]] TimeForm event_form() const { return event_.form(); }
  [[nodiscard]] TimeForm arrival_form() const { return arrival_.form(); }
  [[nodiscard]] bool assumed_utc() const { return event_.assumed_utc() || arrival_.assumed_utc(); }
  [[nodiscard]] std::string_view format() const { return table_->format(); }

  // False at the end, or where errors() has grown. REQUIRES: errors() is empty.
  [[nodiscard]] bool next(StreamRow& row);

  [[nodiscard]] const Names& keys() const { return keys_; }
  [[nodiscard]] const Names& partitions() const { return partitions_; }
  [[nodiscard]] std::uint64_t broken_rows() const { return broken_; }
  [[nodiscard]] const std::vector<InputError>& first_broken() const { return first_broken_; }
  [[nodiscard]] std::size_t bytes_taken() const { return table_->bytes_taken(); }

 private:
  // The cells of a row that count; those of columns that the file has not are empty.
  template <typename Text>
  struct Cells {
    Text event;
    Text arrival;
    Text key;
    Text partition;
    Text offset;
    std::size_t line = 0;
  };
  using CellViews = Cells<std::string_view>;
  struct Kept {  // of the sample: a row, or what was wrong with it
    Cells<std::string> cells;
    std::optional<InputError> error;
  };

  void read_sample(const StreamFileOptions& options);
  void keep_row();
  [[nodiscard]] CellViews cells_of_row() const;
  // Nothing: the row was broken.
  [[nodiscard]] bool take(const CellViews& cells, StreamRow& row);
  [[nodiscard]] std::optional<std::int64_t> time_in(TimeColumn& column, std::string_view cell, const Column& named,
                                                    std::size_t line);
  [[nodiscard]] bool in_order(const CellViews& cells, const StreamRow& row);
  void refuse(InputError error);

  std::string path_;
  Strictness strictness_;
  std::unique_ptr<TableReader> table_;
  Columns columns_;
  TimeColumn event_{TimeForm::Iso};
  TimeColumn arrival_{TimeForm::Iso};
  std::vector<Kept> sample_;
  std::size_t sample_at_ = 0;
  bool ended_ = false;
  Names keys_;
  Names partitions_;
  std::optional<std::int64_t> last_arrival_;
  std::vector<std::optional<std::int64_t>> last_offset_;  // by partition
  std::uint64_t broken_ = 0;
  std::vector<InputError> first_broken_;
  std::vector<InputError> errors_;
};

}  // namespace wavetank::scenarios
