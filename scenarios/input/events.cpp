// Rows to typed events.
#include "scenarios/input/events.hpp"

#include <filesystem>
#include <limits>
#include <optional>

#include "engine/base/assert.hpp"
#include "scenarios/format/members.hpp"
#include "scenarios/input/csv.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::uint64_t kFileEventsMax = 10'000'000;

class EventFile {
 public:
  EventFile(const Input& input, std::string path)
      : input_(input), file_(std::get<InputFile>(input.events)), path_(std::move(path)), reader_(path_) {}

  std::vector<InputError> load(const std::function<void(const FileEvent&)>& take) {
    if (reader_.failed()) {
      errors_.push_back(reader_.error());
      if (errors_.back().line == 0) errors_.back().hint = "a path is relative to the folder of the scenario";
      return std::move(errors_);
    }
    find_columns();
    if (!errors_.empty()) return std::move(errors_);
    while (errors_.size() < kFileErrorsMax && step(take)) {}
    return std::move(errors_);
  }

 private:
  void find_columns() {
    arrival_ = find_column(file_.arrival_column);
    time_ = find_column(file_.time_column);
    for (const engine::Field& field : input_.fields) columns_.push_back(find_column(field.name));
  }

  std::size_t find_column(const std::string& name) {
    if (const std::optional<std::size_t> column = reader_.column(name)) return *column;
    const std::vector<std::string_view> names(reader_.header().begin(), reader_.header().end());
    errors_.push_back({path_, 1, "", "there is no column " + quote(name), printable(meant(name, names), 200)});
    return 0;
  }

  // Whether there may be another row.
  bool step(const std::function<void(const FileEvent&)>& take) {
    const CsvStep step = reader_.next();
    if (step == CsvStep::Broken || step == CsvStep::Failed) errors_.push_back(reader_.error());
    if (step == CsvStep::End || step == CsvStep::Failed) return false;
    if (step == CsvStep::Broken) return true;
    if (++count_ > kFileEventsMax) {
      refuse("more than " + std::to_string(kFileEventsMax) + " events");
      return false;
    }
    if (const std::optional<FileEvent> event = read_event()) take(*event);
    return true;
  }

  std::optional<FileEvent> read_event() {
    static const engine::Field kMoment{"", engine::FieldType::Timestamp, engine::FieldRole::Plain, 0};
    const std::size_t errors = errors_.size();
    FileEvent event{0, engine::EventTime::min(), {}, reader_.line()};
    if (const auto arrival = read_cell(arrival_, kMoment)) {
      if (std::holds_alternative<std::monostate>(*arrival))
        refuse("the cell " + quote(file_.arrival_column) + " is empty");
      else
        check_arrival(event.arrival_ms = std::get<std::int64_t>(*arrival));
    }
    const std::optional<ValueView> time = read_cell(time_, kMoment);
    if (time && std::holds_alternative<std::int64_t>(*time))
      event.time = engine::EventTime(std::get<std::int64_t>(*time));
    values_.clear();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      values_.push_back(read_cell(columns_[i], input_.fields[i]).value_or(ValueView{}));
    }
    event.values = values_;
    return errors_.size() == errors ? std::optional(event) : std::nullopt;
  }

  // An empty cell is null, but of a text.
  std::optional<ValueView> read_cell(std::size_t column, const engine::Field& field) {
    const std::string_view cell = reader_.row()[column];
    const bool is_text = field.type == engine::FieldType::Text || field.type == engine::FieldType::Bytes;
    if (is_text && !is_utf8(cell)) {
      refuse(quote(reader_.header()[column]) + ": expected UTF-8; found " + quote(cell));
      return std::nullopt;
    }
    if (cell.empty() && !is_text) return ValueView{};
    const engine::Result<ValueView> value = parse_value(cell, field, engine::EventTime(0));
    if (value.ok()) return value.value();
    refuse(quote(reader_.header()[column]) + ": " + value.problem().message, value.problem().hint);
    return std::nullopt;
  }

  void check_arrival(std::int64_t arrival) {
    if (arrival < arrival_before_) {
      refuse(
          "arrived before the row above it; " + std::to_string(arrival) + " after " + std::to_string(arrival_before_),
          "sort the file by " + quote(file_.arrival_column));
    }
    arrival_before_ = std::max(arrival_before_, arrival);
  }

  void refuse(std::string message, std::string hint = "") {
    if (errors_.size() < kFileErrorsMax)
      errors_.push_back({path_, reader_.line(), "", std::move(message), std::move(hint)});
  }

  const Input& input_;
  const InputFile& file_;
  std::string path_;
  CsvReader reader_;
  std::size_t arrival_ = 0;
  std::size_t time_ = 0;
  std::vector<std::size_t> columns_;  // by field
  std::vector<ValueView> values_;
  std::int64_t arrival_before_ = std::numeric_limits<std::int64_t>::min();
  std::uint64_t count_ = 0;
  std::vector<InputError> errors_;
};

}  // namespace

std::string folder_of(const Scenario& scenario) { return std::filesystem::path(scenario.file).parent_path().string(); }

std::vector<InputError> load_events(const Input& input, const std::string& folder,
                                    const std::function<void(const FileEvent&)>& take) {
  WT_REQUIRE(std::holds_alternative<InputFile>(input.events));
  const std::filesystem::path path = std::filesystem::path(folder) / std::get<InputFile>(input.events).path;
  return EventFile(input, path.string()).load(take);
}

}  // namespace wavetank::scenarios
