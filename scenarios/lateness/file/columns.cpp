// Guessing by name: what people call their columns, most telling first.
#include "scenarios/lateness/file/columns.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "scenarios/format/members.hpp"
#include "scenarios/format/quote.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::array<std::string_view, 16> kEventNames{
    "event",   "eventtime", "eventtimestamp", "occurredat", "occurred", "happenedat", "createdat", "created",
    "rowtime", "ts",        "timestamp",      "time",       "datetime", "date",       "start",     "starttime"};
constexpr std::array<std::string_view, 18> kArrivalNames{
    "arrival",    "arrivaltime", "arrivedat",     "arrived",    "receivedat",  "received",
    "ingestedat", "ingesttime",  "ingestiontime", "ingested",   "processedat", "processingtime",
    "loggedat",   "appendtime",  "logappendtime", "insertedat", "storedat",    "updated"};
constexpr std::array<std::string_view, 14> kKeyNames{"key",      "user",      "userid",   "uid",      "device",
                                                     "deviceid", "client",    "clientid", "customer", "customerid",
                                                     "account",  "accountid", "session",  "sessionid"};
constexpr std::array<std::string_view, 4> kPartitionNames{"partition", "partitionid", "shard", "shardid"};
constexpr std::array<std::string_view, 2> kOffsetNames{"offset", "sequencenumber"};

// Lower case, letters and digits only, without a unit at its end.
std::string plain(std::string_view name) {
  std::string letters;
  for (const char letter : name) {
    if (letter >= 'A' && letter <= 'Z') letters += static_cast<char>(letter - 'A' + 'a');
    if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) letters += letter;
  }
  for (const std::string_view unit : {"epochms", "millis", "ms", "us", "ns", "seconds", "sec", "utc"}) {
    if (letters.size() > unit.size() + 1 && letters.ends_with(unit))
      return letters.substr(0, letters.size() - unit.size());
  }
  return letters;
}

class Finder {
 public:
  Finder(std::span<const std::string> header, const std::string& file) : header_(header), file_(file) {}

  std::optional<Column> find(const std::string& named, std::span<const std::string_view> guesses) {
    if (named == "none") return std::nullopt;
    if (!named.empty()) return find_named(named);
    for (const std::string_view guess : guesses) {
      for (std::size_t i = 0; i < header_.size(); ++i) {
        if (!taken(i) && plain(header_[i]) == guess) return take(i, true);
      }
    }
    return std::nullopt;
  }

  std::vector<InputError> errors;

 private:
  std::optional<Column> find_named(const std::string& named) {
    for (std::size_t i = 0; i < header_.size(); ++i) {
      if (header_[i] == named) return take(i, false);
    }
    const std::vector<std::string_view> names(header_.begin(), header_.end());
    errors.push_back({file_, 1, "", "there is no column " + quote(named), printable(meant(named, names), 200)});
    return std::nullopt;
  }
  Column take(std::size_t at, bool guessed) {
    taken_.push_back(at);
    return {at, header_[at], guessed};
  }
  [[nodiscard]] bool taken(std::size_t at) const { return std::ranges::count(taken_, at) > 0; }

  std::span<const std::string> header_;
  const std::string& file_;
  std::vector<std::size_t> taken_;
};

std::string no_event_hint(std::span<const std::string> header) {
  const auto is_number = [](const std::string& name) {
    return !name.empty() && name.find_first_not_of("0123456789.-:TZ ") == std::string::npos;
  };
  if (std::ranges::any_of(header, is_number))
    return "the first row must name the columns, for example event_ms,arrival_ms,key";
  if (header.size() == 1 && header[0].find_first_of(";\t|") != std::string::npos)
    return "columns are separated by commas";
  std::string names;
  for (const std::string& name : header) names += (names.empty() ? "" : ", ") + printable(name, 40);
  return "name it with --event; the columns are " + printable(names, 300);
}

}  // namespace

Columns find_columns(const ColumnNames& names, std::span<const std::string> header, const std::string& file) {
  Columns columns;
  Finder finder(header, file);
  // What the user named is not guessed for something else.
  const std::optional<Column> named = names.event.empty() ? std::nullopt : finder.find(names.event, {});
  columns.arrival = finder.find(names.arrival, kArrivalNames);
  const std::optional<Column> event = names.event.empty() ? finder.find("", kEventNames) : named;
  columns.key = finder.find(names.key, kKeyNames);
  columns.partition = finder.find(names.partition, kPartitionNames);
  columns.offset = finder.find(names.offset, kOffsetNames);
  columns.errors = std::move(finder.errors);
  if (event) columns.event = *event;
  if (!event && columns.errors.empty()) {
    columns.errors.push_back({file, 1, "", "no column looks like the time of the event", no_event_hint(header)});
  }
  return columns;
}

}  // namespace wavetank::scenarios
