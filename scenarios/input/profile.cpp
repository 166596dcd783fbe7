// One JSON object, a table a line.
#include "scenarios/input/profile.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "scenarios/format/document.hpp"
#include "scenarios/format/quote.hpp"
#include "scenarios/input/bytes.hpp"
#include "sim/random/quantiles.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::size_t kProfileBytesMax = 1 << 22;
// Lengths in nanoseconds must fit 64 bits.
constexpr std::int64_t kProfileLengthMax = std::int64_t{100} * 365 * 86'400'000;

struct Table {
  std::string_view name;
  std::vector<std::int64_t> StreamProfile::* knots;
  std::int64_t least;
};
constexpr std::array<Table, 6> kTables{{{"delay_ms", &StreamProfile::delay_ms, -kProfileLengthMax},
                                        {"session_start_ms", &StreamProfile::session_start_ms, 0},
                                        {"session_rows", &StreamProfile::session_rows, 1},
                                        {"session_pause_ms", &StreamProfile::session_pause_ms, 0},
                                        {"key", &StreamProfile::key, 0},
                                        {"partition", &StreamProfile::partition, 0}}};

std::optional<std::string> problem_with(const std::vector<std::int64_t>& knots, const Table& table) {
  if (knots.empty() || knots.size() > sim::kKnotsMax) {
    return "expected 1 to " + std::to_string(sim::kKnotsMax) + " numbers; found " + std::to_string(knots.size());
  }
  if (!std::ranges::is_sorted(knots)) return "the numbers must not fall";
  if (knots.front() < table.least) return "no number may be below " + std::to_string(table.least);
  if (knots.back() > kProfileLengthMax) return "no number may be above " + std::to_string(kProfileLengthMax);
  return std::nullopt;
}

engine::Problem wrong(std::string_view name, const std::string& what) {
  return {std::string(name) + ": " + what, "`wavetank lateness FILE --profile` writes such a file", 0};
}

}  // namespace

std::string to_text(const StreamProfile& profile) {
  std::string text = "{\n  \"wavetank_profile\": " + std::to_string(kProfileVersion) + ",\n";
  std::string source;
  for (const char letter : printable(profile.source, 200)) {
    if (letter == '"' || letter == '\\') source += '\\';
    source += letter;
  }
  text += "  \"source\": \"" + source + "\",\n  \"rows\": " + std::to_string(profile.rows) +
          ",\n  \"keys\": " + std::to_string(profile.keys);
  for (const Table& table : kTables) {
    text += ",\n  \"" + std::string(table.name) + "\": [";
    const std::vector<std::int64_t>& knots = profile.*table.knots;
    for (std::size_t i = 0; i < knots.size(); ++i) text += (i > 0 ? ", " : "") + std::to_string(knots[i]);
    text += "]";
  }
  return text + "\n}\n";
}

engine::Result<StreamProfile> parse_profile(std::string_view text) {
  const Document document = parse_document(text, "");
  if (document.error) return engine::Problem{document.error->message, document.error->hint, 0};
  const JsonNode* const version = document.root.find("wavetank_profile");
  if (version == nullptr || version->kind != JsonKind::Integer) {
    return wrong("wavetank_profile", "this is no delay profile");
  }
  if (version->integer != kProfileVersion) {
    return wrong("wavetank_profile", "version " + std::to_string(version->integer) + " is not known here");
  }
  StreamProfile profile;
  if (const JsonNode* source = document.root.find("source")) profile.source = source->text;
  if (const JsonNode* rows = document.root.find("rows")) profile.rows = rows->natural;
  const JsonNode* const keys = document.root.find("keys");
  if (keys == nullptr || keys->kind != JsonKind::Integer || keys->integer < 1)
    return wrong("keys", "expected a number from 1");
  profile.keys = keys->integer;
  for (const Table& table : kTables) {
    const JsonNode* const node = document.root.find(table.name);
    if (node == nullptr || node->kind != JsonKind::Array)
      return wrong(table.name, "expected an array of whole numbers");
    for (const JsonNode& item : node->items) {
      if (item.kind != JsonKind::Integer) return wrong(table.name, "expected an array of whole numbers");
      (profile.*table.knots).push_back(item.integer);
    }
    if (const auto problem = problem_with(profile.*table.knots, table)) return wrong(table.name, *problem);
  }
  return profile;
}

engine::Result<StreamProfile> load_profile(const std::string& path) {
  ByteSource source(path);
  std::string text(kProfileBytesMax, '\0');
  text.resize(source.read(text));
  if (!source.problem().empty()) {
    return engine::Problem{source.problem(), "a path is relative to the folder of the scenario", 0};
  }
  if (text.size() == kProfileBytesMax) return engine::Problem{"too large for a delay profile", "", 0};
  return parse_profile(text);
}

}  // namespace wavetank::scenarios
