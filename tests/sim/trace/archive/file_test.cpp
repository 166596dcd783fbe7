#include "sim/trace/archive/file.hpp"

#include <cstdio>
#include <string>

#include <gtest/gtest.h>

#include "tests/sim/trace/support.hpp"

namespace wavetank::sim {
namespace {

class ArchiveOnDisk : public testing::Test {
 protected:
  ~ArchiveOnDisk() override { std::remove(path.c_str()); }
  const std::string path = testing::TempDir() + "wavetank_archive_on_disk.wttrace";
};

TEST_F(ArchiveOnDisk, IsReadBack) {
  const trace_tests::SmallRun run = trace_tests::small_run(100);
  auto sink = FileSink::open(path);
  ASSERT_TRUE(sink.ok());
  ArchiveWriter writer(*sink.value(), trace_tests::small_header(), {30});
  writer.on_events(EventId{1}, run.events, run.facts);
  EXPECT_FALSE(writer.finish(run.footer(), run.facts));
  EXPECT_FALSE(sink.value()->close());

  auto source = FileSource::open(path);
  ASSERT_TRUE(source.ok());
  const Archive archive = read_archive(*source.value());
  EXPECT_FALSE(archive.problem);
  EXPECT_TRUE(trace_tests::is_prefix(run.events, archive.events));
}

TEST_F(ArchiveOnDisk, ThatIsNotThereIsAProblem) {
  const auto source = FileSource::open(path + ".none");
  ASSERT_FALSE(source.ok());
  EXPECT_EQ(source.problem().message, "cannot read " + path + ".none; No such file or directory");
}

TEST_F(ArchiveOnDisk, ThatCannotBeMadeIsAProblem) { EXPECT_FALSE(FileSink::open(path + "/under/a/file").ok()); }

TEST_F(ArchiveOnDisk, ThatIsADirectoryIsAProblemOfReading) {
  auto source = FileSource::open(testing::TempDir());
  if (!source.ok()) return;  // some systems refuse it at once
  const Archive archive = read_archive(*source.value());
  ASSERT_TRUE(archive.problem);
  EXPECT_NE(archive.problem->what.find("Is a directory, in block 0 at byte 0"), std::string::npos)
      << archive.problem->what;
}

// A disk that is full after so many bytes.
class SmallDisk final : public ByteSink {
 public:
  explicit SmallDisk(std::size_t room) : room_(room) {}
  std::optional<engine::Problem> write(std::string_view bytes) override {
    if (bytes.size() > room_) return engine::Problem{"no space left", "", 0};
    room_ -= bytes.size();
    return std::nullopt;
  }

 private:
  std::size_t room_;
};

TEST(ArchiveOnAFullDisk, SaysSoAtTheEndAndStopsNothing) {
  const trace_tests::SmallRun run = trace_tests::small_run(100);
  const std::size_t needed = trace_tests::file_of(run, trace_tests::small_header(), 10).size();
  for (const std::size_t room : {std::size_t{0}, std::size_t{12}, std::size_t{400}, needed - 1, needed}) {
    SmallDisk disk(room);
    ArchiveWriter writer(disk, trace_tests::small_header(), {10});
    writer.on_events(EventId{1}, run.events, run.facts);
    const auto problem = writer.finish(run.footer(), run.facts);
    EXPECT_EQ(problem.has_value(), room < needed) << room;
    EXPECT_EQ(problem ? problem->message : "no space left", "no space left");
  }
}

TEST(ArchiveWriterContract, RefusesAGapAnUnknownActorAndAWrongCount) {
  const trace_tests::SmallRun run = trace_tests::small_run(3);
  TextSink sink;
  ArchiveWriter writer(sink, trace_tests::small_header());
  EXPECT_THROW(writer.on_events(EventId{2}, run.events, run.facts), engine::InvariantViolation);
  const std::vector<TraceEvent> stranger{{SimTime(0), 0, EventKind::LogEnd, ActorId{2}, 0, 0}};
  EXPECT_THROW(writer.on_events(EventId{1}, stranger, run.facts), engine::InvariantViolation);
  EXPECT_THROW((void)writer.finish(run.footer(), run.facts), engine::InvariantViolation);
}

TEST(ArchiveReaderByBlocks, GivesEachBlockWithTheFactsKnownByThen) {
  const trace_tests::SmallRun run = trace_tests::small_run(25);
  const std::string file = trace_tests::file_of(run, trace_tests::small_header(), 10);
  TextSource source(file);
  ArchiveReader reader(source);
  std::vector<std::uint32_t> firsts;
  while (reader.next()) {
    firsts.push_back(static_cast<std::uint32_t>(reader.first()));
    EXPECT_GT(reader.facts().texts.size(), 0u);
  }
  EXPECT_EQ(firsts, (std::vector<std::uint32_t>{1, 11, 21}));
  EXPECT_FALSE(reader.next());
  EXPECT_EQ(reader.footer(), run.footer());
  EXPECT_EQ(reader.head().digests, run.head.digests);
}

}  // namespace
}  // namespace wavetank::sim
