// Cells to times and numbers; what is wrong stays here.
#include "scenarios/lateness/file/stream_file.hpp"

#include <charconv>
#include <utility>

#include "engine/base/assert.hpp"
#include "scenarios/format/quote.hpp"

namespace wavetank::scenarios {

StreamFile::StreamFile(const std::string& path, const StreamFileOptions& options)
    : path_(path), strictness_(options.strictness), table_(TableReader::open(path)) {
  if (table_->failed()) {
    errors_.push_back(table_->error());
    return;
  }
  columns_ = find_columns(options.columns, table_->header(), path_);
  errors_ = columns_.errors;
  if (errors_.empty()) read_sample(options);
}

void StreamFile::read_sample(const StreamFileOptions& options) {
  while (sample_.size() < kSampleRows && !ended_) keep_row();
  if (sample_.empty()) {
    errors_.push_back({path_, 0, "", "there are no rows", "a header alone says nothing of lateness"});
    return;
  }
  std::vector<std::string_view> events;
  std::vector<std::string_view> arrivals;
  for (const Kept& kept : sample_) {
    if (kept.error) continue;
    events.push_back(kept.cells.event);
    arrivals.push_back(kept.cells.arrival);
  }
  event_ = options.unit ? TimeColumn(*options.unit) : TimeColumn::guess(columns_.event.name, events);
  arrival_ = options.unit ? TimeColumn(*options.unit)
                          : TimeColumn::guess(columns_.arrival ? columns_.arrival->name : "", arrivals);
}

void StreamFile::keep_row() {
  const CsvStep step = table_->next();
  if (step == CsvStep::End || step == CsvStep::Failed) ended_ = true;
  if (step == CsvStep::End) return;
  if (step != CsvStep::Row) {
    sample_.push_back({{}, table_->error()});
    return;
  }
  const CellViews cells = cells_of_row();
  sample_.push_back({{std::string(cells.event), std::string(cells.arrival), std::string(cells.key),
                      std::string(cells.partition), std::string(cells.offset), cells.line},
                     std::nullopt});
}

StreamFile::CellViews StreamFile::cells_of_row() const {
  const std::span<const std::string_view> row = table_->row();
  const auto cell = [&](const std::optional<Column>& column) { return column ? row[column->at] : std::string_view(); };
  return {row[columns_.event.at],   cell(columns_.arrival), cell(columns_.key),
          cell(columns_.partition), cell(columns_.offset),  table_->line()};
}

bool StreamFile::next(StreamRow& row) {
  WT_REQUIRE(errors_.empty());
  while (sample_at_ < sample_.size()) {
    const Kept& kept = sample_[sample_at_++];
    if (kept.error) {
      refuse(*kept.error);
    } else {
      const Cells<std::string>& cells = kept.cells;
      if (take({cells.event, cells.arrival, cells.key, cells.partition, cells.offset, cells.line}, row)) return true;
    }
    if (!errors_.empty()) return false;
  }
  while (!ended_) {
    const CsvStep step = table_->next();
    if (step == CsvStep::End || step == CsvStep::Failed) ended_ = true;
    if (step == CsvStep::Row && take(cells_of_row(), row)) return true;
    if (step == CsvStep::Failed) errors_.push_back(table_->error());
    if (step == CsvStep::Broken) refuse(table_->error());
    if (!errors_.empty()) return false;
  }
  return false;
}

bool StreamFile::take(const CellViews& cells, StreamRow& row) {
  const std::optional<std::int64_t> event = time_in(event_, cells.event, columns_.event, cells.line);
  if (!event) return false;
  row.event_ms = *event;
  if (columns_.arrival) {
    const std::optional<std::int64_t> arrival = time_in(arrival_, cells.arrival, *columns_.arrival, cells.line);
    if (!arrival) return false;
    row.arrival_ms = *arrival;
  }
  row.partition = columns_.partition ? partitions_.number_of(cells.partition) : 0;
  if (!in_order(cells, row)) return false;
  row.key = columns_.key ? keys_.number_of(cells.key) : 0;
  return true;
}

std::optional<std::int64_t> StreamFile::time_in(TimeColumn& column, std::string_view cell, const Column& named,
                                                std::size_t line) {
  const engine::Result<std::int64_t> time = column.parse(cell);
  if (time.ok() && time.value() >= -kFileTimeMax && time.value() <= kFileTimeMax) return time.value();
  const engine::Problem problem =
      time.ok() ? engine::Problem{"a time too far from 1970; found " + quote(cell), "is the unit right?", 0}
                : time.problem();
  refuse({path_, line, "", quote(named.name) + ": " + problem.message, problem.hint});
  return std::nullopt;
}

bool StreamFile::in_order(const CellViews& cells, const StreamRow& row) {
  if (columns_.arrival) {
    if (last_arrival_ && row.arrival_ms < *last_arrival_) {
      errors_.push_back({path_, cells.line, "",
                         "arrived before the row above it, by " + quote(columns_.arrival->name) + ": " +
                             std::to_string(row.arrival_ms) + " after " + std::to_string(*last_arrival_),
                         "sort the file by its arrival; or give --arrival none, and the order of the rows counts"});
      return false;
    }
    last_arrival_ = row.arrival_ms;
  }
  if (!columns_.offset) return true;
  std::int64_t offset = 0;
  const auto [end, error] = std::from_chars(cells.offset.data(), cells.offset.data() + cells.offset.size(), offset);
  if (error != std::errc{} || end != cells.offset.data() + cells.offset.size()) {
    refuse({path_, cells.line, "",
            quote(columns_.offset->name) + ": expected a whole number; found " + quote(cells.offset),
            "give --offset none if it is no offset"});
    return false;
  }
  last_offset_.resize(partitions_.size() + 1);
  std::optional<std::int64_t>& last = last_offset_[row.partition];
  if (last && offset < *last) {
    errors_.push_back({path_, cells.line, "",
                       "offset " + std::to_string(offset) + " after " + std::to_string(*last) + " in one partition",
                       "sort the file by partition's offset; or give --offset none, and the order of the rows counts"});
    return false;
  }
  last = offset;
  return true;
}

void StreamFile::refuse(InputError error) {
  ++broken_;
  if (first_broken_.size() < kBrokenRowsShown) first_broken_.push_back(error);
  if (strictness_ == Strictness::Strict) errors_.push_back(std::move(error));
}

}  // namespace wavetank::scenarios
