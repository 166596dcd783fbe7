// Files that were cut, flipped or forged: what comes before the damage is read, and the damage has a place.
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sim/trace/archive/header_coding.hpp"
#include "tests/sim/trace/support.hpp"

namespace wavetank::sim {
namespace {

using trace_tests::read;

class DamagedArchive : public testing::Test {
 protected:
  // What was read is what was written, as far as it goes, and there is a place where it ends.
  void expect_honest(const std::string& damaged, std::size_t at) {
    const Archive archive = read(damaged);
    ASSERT_TRUE(archive.problem) << "at " << at;
    EXPECT_LE(archive.problem->offset, at);
    EXPECT_NE(archive.problem->what.find("at byte"), std::string::npos) << archive.problem->what;
    EXPECT_FALSE(archive.footer.has_value() && at < file.size()) << "at " << at;
    EXPECT_TRUE(trace_tests::is_prefix(archive.events, run.events)) << "at " << at;
    EXPECT_TRUE(!archive.header || archive.header == header) << "at " << at;
  }
  std::string problem_of(const std::string& bytes) {
    const Archive archive = read(bytes);
    return archive.problem ? archive.problem->what : "none";
  }

  trace_tests::SmallRun run = trace_tests::small_run(20);
  ArchiveHeader header = trace_tests::small_header();
  std::string file = trace_tests::file_of(run, header, 6);
};

TEST_F(DamagedArchive, IsReadUpToAnyCut) {
  for (std::size_t size = 12; size < file.size(); ++size) expect_honest(file.substr(0, size), size);
}

TEST_F(DamagedArchive, HasAPlaceForEveryFlippedByte) {
  for (std::size_t at = 12; at < file.size(); ++at) {
    for (const int flip : {0x01, 0x80, 0xff}) {
      std::string damaged = file;
      damaged[at] = static_cast<char>(damaged[at] ^ flip);
      expect_honest(damaged, at);
    }
  }
}

TEST_F(DamagedArchive, IsKnownByItsFirstBytes) {
  for (std::size_t at = 0; at < 8; ++at) {
    std::string damaged = file;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    EXPECT_EQ(problem_of(damaged),
              "this is not a trace file: it does not start like one at byte 0; no events were read");
  }
  EXPECT_EQ(problem_of("{\"events\": []}"),
            "this is not a trace file: it does not start like one at byte 0; no events were read");
  for (std::size_t size = 0; size < 12; ++size) {
    EXPECT_EQ(problem_of(file.substr(0, size)),
              "the file ends in block 0 at byte " + std::to_string(size) + "; no events were read");
  }
}

TEST_F(DamagedArchive, OfAnotherVersionSaysWhichOneIsRead) {
  file[8] = 1;
  EXPECT_EQ(problem_of(file),
            "the trace file has format version 1 (byte 8); this program reads version 8; no events were read");
}

TEST_F(DamagedArchive, ThatWasNeverFinishedGivesAllItsEvents) {
  TextSink sink;
  ArchiveWriter writer(sink, header, {6});
  writer.on_events(EventId{1}, std::span(run.events).first(13), run.facts);
  const Archive archive = read(sink.text());
  EXPECT_EQ(archive.events.size(), 12u);  // two blocks; the third was not full yet
  EXPECT_FALSE(archive.footer);
  EXPECT_EQ(archive.problem->what, "the file ends before block 4 at byte " + std::to_string(sink.text().size()) +
                                       " and was never finished; the first 12 events were read");
}

TEST_F(DamagedArchive, CutInABlockNamesBlockByteAndEvents) {
  const std::string longer = trace_tests::file_of(trace_tests::small_run(5'000), header, 1'000);
  const std::string cut = longer.substr(0, longer.size() - 200);
  const Archive archive = read(cut);
  EXPECT_EQ(archive.problem->what, "the file ends in block " + std::to_string(archive.problem->block) + " at byte " +
                                       std::to_string(cut.size()) + "; the first 4,000 events were read");
  EXPECT_EQ(archive.events.size(), 4'000u);
}

TEST_F(DamagedArchive, WithSomethingBehindItsEndSaysSo) {
  EXPECT_EQ(problem_of(file + "x"),
            "the file ends in block 7 at byte " + std::to_string(file.size() + 1) + "; the first 20 events were read");
  EXPECT_NE(problem_of(file + file.substr(12)), "none");
}

// The blocks of a file, to be put together differently with checksums that fit.
struct ArchivePiece {
  BlockLabel label;
  std::string payload;
};
std::vector<ArchivePiece> pieces_of(const std::string& file) {
  TextSource source(file);
  BlockReader reader(source);
  std::vector<ArchivePiece> pieces;
  while (reader.next()) pieces.push_back({reader.label(), std::string(reader.payload())});
  return pieces;
}
std::string file_from(const std::vector<ArchivePiece>& pieces) {
  TextSink sink;
  BlockWriter writer(sink);
  for (const ArchivePiece& piece : pieces) writer.write(piece.label, piece.payload);
  return sink.text();
}

TEST_F(DamagedArchive, PutTogetherFromItsBlocksIsTheSameFile) { EXPECT_EQ(file_from(pieces_of(file)), file); }

TEST_F(DamagedArchive, WithABlockLeftOutDoubledOrMovedIsRefused) {
  const std::vector<ArchivePiece> pieces = pieces_of(file);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::vector<ArchivePiece> without = pieces;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_NE(problem_of(file_from(without)), "none") << i;
    std::vector<ArchivePiece> twice = pieces;
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), pieces[i]);
    EXPECT_NE(problem_of(file_from(twice)), "none") << i;
    std::vector<ArchivePiece> swapped = pieces;
    std::swap(swapped[i], swapped[(i + 1) % pieces.size()]);
    EXPECT_NE(problem_of(file_from(swapped)), "none") << i;
  }
}

TEST_F(DamagedArchive, WithEventsOfAnotherRunContradictsItsFingerprint) {
  std::vector<ArchivePiece> pieces = pieces_of(file);
  ArchiveFooter footer = run.footer();
  footer.fingerprint.low ^= 1;
  ByteWriter out;
  encode_footer(footer, out);
  pieces.back().payload = std::string(out.bytes());
  const std::string said = problem_of(file_from(pieces));
  EXPECT_NE(said.find("the run's fingerprint is " + to_hex(footer.fingerprint)), std::string::npos) << said;
}

TEST_F(DamagedArchive, WithAnotherDigestNamesIt) {
  const trace_tests::SmallRun longer = trace_tests::small_run(5'000);
  std::vector<ArchivePiece> pieces = pieces_of(trace_tests::file_of(longer, header, 1'000));
  ArchiveFooter footer = longer.footer();
  footer.digests[2].high ^= 1;
  ByteWriter out;
  encode_footer(footer, out);
  pieces.back().payload = std::string(out.bytes());
  const std::string said = problem_of(file_from(pieces));
  EXPECT_NE(said.find("digest 2 of the run is not that of the events"), std::string::npos) << said;
}

// A run whose last event is of this kind and carries this word above a row or channel.
std::string with_word(EventKind kind, std::uint64_t word) {
  trace_tests::SmallRun run = trace_tests::small_run(21);
  const TraceEvent& taken = run.events[18];  // a record came
  const TraceEvent& added = run.events[20];  // a window took one
  EXPECT_EQ(taken.kind, EventKind::RecordIn);
  EXPECT_EQ(added.kind, EventKind::WindowAdd);
  run.events.push_back({added.time, 0, kind, added.actor, added.a, (word << 32) | engine::upper(taken.b)});
  run.hash();
  return trace_tests::file_of(run, trace_tests::small_header(), 1'000);
}

TEST_F(DamagedArchive, WithAReasonOrControlThatIsNotKnownIsRefused) {
  EXPECT_EQ(problem_of(with_word(EventKind::WindowFire, 2)), "none");
  const std::string fired = problem_of(with_word(EventKind::WindowFire, 3));
  EXPECT_NE(fired.find("a window fired for a reason that is not known, 3"), std::string::npos) << fired;
  EXPECT_EQ(problem_of(with_word(EventKind::ControlIn, 5)), "none");
  const std::string said = problem_of(with_word(EventKind::ControlIn, 6));
  EXPECT_NE(said.find("a control is of a kind that is not known, 6"), std::string::npos) << said;
}

// A size that a head claims is compared with its limit, and memory is taken only for bytes that come.
TEST_F(DamagedArchive, WithHugeSizesIsRefusedWithoutRoomForThem) {
  for (const std::uint32_t stored : {0x7fffffffu, 0xffffffffu, kArchiveRawBytes}) {
    ByteWriter out;
    out.append(kArchiveMagic);
    out.word(kArchiveVersion, 4);
    ByteWriter head;
    head.word(static_cast<std::uint32_t>(BlockType::Head), 4);
    head.word(0, 4);
    head.word(stored, 4);
    head.word(stored, 4);
    head.word(1, 4);
    head.word(0, 4);
    out.append(head.bytes());
    out.word(block_checksum(engine::mix(0, kArchiveVersion), head.bytes()), 8);
    out.append("abc");
    const std::string said = problem_of(std::string(out.bytes()));
    EXPECT_EQ(said, stored > kArchiveRawBytes
                        ? "block 0 at byte 12 is damaged: its size is over the limit; no events were read"
                        : "the file ends in block 0 at byte 47; no events were read");
  }
}

TEST_F(DamagedArchive, BeyondTheReadersLimitsIsReadUpToThem) {
  const Archive archive = read(file, {12, 1u << 20});
  EXPECT_EQ(archive.events.size(), 12u);
  EXPECT_NE(archive.problem->what.find("goes beyond the limit of 12 events"), std::string::npos);
  const Archive poor = read(file, {100, 10});
  EXPECT_NE(poor.problem->what.find("the limit is 10"), std::string::npos) << poor.problem->what;
}

// Forged payloads under checksums that fit: a problem, or a trace that agrees with its own fingerprint.
RC_GTEST_PROP(ForgedArchiveProperty, IsNeverBelievedBlindly, ()) {
  static const std::vector<ArchivePiece> original =
      pieces_of(trace_tests::file_of(trace_tests::small_run(20), trace_tests::small_header(), 6));
  std::vector<ArchivePiece> pieces = original;
  ArchivePiece& piece = pieces[*rc::gen::inRange<std::size_t>(0, pieces.size())];
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, piece.payload.size());
    const auto byte = *rc::gen::element(0, 1, 2, 0x7f, 0x80, 0xff, 0x30);
    piece.payload[at] = static_cast<char>(byte);
  }
  const Archive archive = read(file_from(pieces));
  RC_ASSERT(archive.problem.has_value() != (archive.footer.has_value() && archive.facts != nullptr));
  if (archive.footer) RC_ASSERT(archive.footer->fingerprint == archive.fingerprint);
}

RC_GTEST_PROP(ForgedArchiveProperty, OfAnyBytesIsRefused, (const std::string& bytes)) {
  RC_ASSERT(read(bytes).problem.has_value());
  const std::vector<ArchivePiece> pieces{{{BlockType::Head, 1, 0}, bytes}};
  RC_ASSERT(read(file_from(pieces)).problem.has_value());
}

}  // namespace
}  // namespace wavetank::sim
