// docs/TRACE.md says what is in the code: every kind, and a file that is written and read as printed there.
#include <array>
#include <cctype>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "tests/sim/trace/support.hpp"

namespace wavetank::sim {
namespace {

std::string trace_document() {
  std::ifstream file(std::string(WT_SOURCE_DIR) + "/docs/TRACE.md");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The bytes of the document's block ```hex, where each line ends in a remark after two blanks and a bar.
std::string printed_file() {
  const std::string document = trace_document();
  const std::string fence = "```hex\n";
  std::istringstream lines(document.substr(document.find(fence) + fence.size()));
  std::string bytes;
  for (std::string line; std::getline(lines, line) && line != "```";) {
    std::istringstream words(line.substr(0, line.find("  |")));
    for (std::string word; words >> word;) bytes.push_back(static_cast<char>(std::stoi(word, nullptr, 16)));
  }
  return bytes;
}

// The run in the document's example: one click is sent and logged.
trace_tests::SmallRun printed_run() {
  trace_tests::SmallRun run;
  const engine::Cell user{static_cast<std::int64_t>(run.facts.texts.intern("ann")), false};
  const engine::SchemaId schema = run.facts.rows.add_schema({"click", {{"user", engine::FieldType::Text}}});
  const engine::RowId row = run.facts.row(schema, engine::RowKind::Insert, std::array{user});
  const std::uint64_t what = std::uint64_t{engine::index_of(row)} << 32;
  run.events = {{SimTime(1'000), 0, EventKind::ProducerSend, ActorId{0}, 12'000, what},
                {SimTime(1'300), 1, EventKind::LogAppend, ActorId{1}, 0, what}};
  run.hash();
  return run;
}

ArchiveHeader printed_header() {
  ArchiveHeader header{"0.1", "t", "{}", "flink", 7, engine::ProcessingTime(0), {}, {}};
  header.actors = {{"c", ArchiveRole::Producer, 0, 0, 1, {}}, {"log/c", ArchiveRole::Log, 0, 0, 1, {}}};
  return header;
}

TEST(TraceDocument, ListsTheKindsInTheOrderOfTheirNumbers) {
  const std::string document = trace_document();
  std::size_t from = document.find("\n| kind | when |");
  ASSERT_NE(from, std::string::npos);
  for (const KindInfo& kind : kKinds) {
    const std::size_t at = document.find("\n| `" + std::string(kind.name) + "` |", from);
    ASSERT_NE(at, std::string::npos) << kind.name;
    EXPECT_TRUE(kind.name == "none" || document.find("\n| `", from + 1) == at) << kind.name;
    from = at;
  }
}

TEST(TraceDocument, PrintsAFileAsItIsWritten) {
  const trace_tests::SmallRun run = printed_run();
  EXPECT_EQ(printed_file(), trace_tests::file_of(run, printed_header(), kArchiveBlockEvents));
}

TEST(TraceDocument, PrintsAFileThatIsRead) {
  const Archive archive = trace_tests::read(printed_file());
  EXPECT_FALSE(archive.problem) << archive.problem->what;
  EXPECT_EQ(archive.header, printed_header());
  EXPECT_EQ(archive.events.size(), 2u);
  EXPECT_NE(trace_document().find(to_hex(archive.fingerprint)), std::string::npos);
}

}  // namespace
}  // namespace wavetank::sim
