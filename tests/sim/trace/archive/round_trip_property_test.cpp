// Whatever was written is read: random facts, random events that name them, in blocks of random size.
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/sim/trace/pipeline_trace.hpp"
#include "tests/sim/trace/support.hpp"

namespace wavetank::sim {
namespace {

using engine::FieldType;
using trace_tests::SmallRun;

std::size_t any_below(std::size_t limit) { return *rc::gen::inRange<std::size_t>(0, limit); }
std::uint64_t any_word() { return *rc::gen::arbitrary<std::uint64_t>() >> any_below(64); }
bool coin() { return any_below(2) == 0; }

engine::Cell any_cell(FieldType type, const engine::Facts& facts) {
  const bool interned = type == FieldType::Text || type == FieldType::Bytes;
  return {static_cast<std::int64_t>(interned ? any_below(facts.texts.size()) : any_word()), false};
}

void add_any_fact(engine::Facts& facts, std::vector<engine::RowId>& rows) {
  const auto type = static_cast<FieldType>(any_below(6));
  facts.texts.intern(*rc::gen::arbitrary<std::string>());
  facts.windows.intern({engine::EventTime(static_cast<std::int64_t>(any_word())),
                        engine::EventTime(static_cast<std::int64_t>(any_word()))});
  facts.key(type, any_cell(type, facts));
  engine::Schema schema{*rc::gen::arbitrary<std::string>(), {}};
  for (std::size_t i = any_below(5); i > 0; --i) {
    schema.fields.push_back({"f" + std::to_string(i), static_cast<FieldType>(any_below(7)),
                             static_cast<engine::FieldRole>(any_below(4)), static_cast<std::uint8_t>(any_below(20))});
  }
  facts.rows.add_schema(schema);
  const engine::SchemaId chosen{static_cast<std::uint32_t>(any_below(facts.rows.schema_count()))};
  std::vector<engine::Cell> cells;
  for (const engine::Field& field : facts.rows.schema(chosen).fields) {
    cells.push_back(coin() ? engine::Cell{0, true} : any_cell(field.type, facts));
  }
  rows.push_back(facts.row(chosen, static_cast<engine::RowKind>(any_below(4)), cells));
}

std::uint64_t any_field(FieldUse use, const engine::Facts& facts, const std::vector<engine::RowId>& rows) {
  const std::uint64_t row = engine::index_of(coin() ? engine::kNoRow : rows[any_below(rows.size())]);
  const std::uint64_t key = coin() ? engine::index_of(engine::kNoKey) : any_below(facts.keys.size());
  switch (use) {
    case FieldUse::Plain: return any_word();
    case FieldUse::RowAndKey: return (row << 32) | key;
    case FieldUse::RowAndNumber: return (row << 32) | engine::lower(any_word());
    case FieldUse::WindowAndKey: return (std::uint64_t{any_below(facts.windows.size())} << 32) | key;
    case FieldUse::WindowAndNumber:
      return (std::uint64_t{any_below(facts.windows.size())} << 32) | engine::lower(any_word());
    case FieldUse::ReasonAndRow: return (std::uint64_t{any_below(3)} << 32) | row;
    case FieldUse::TwoRows: return (row << 32) | row;
    case FieldUse::TextAndKey: return (std::uint64_t{any_below(facts.texts.size())} << 32) | key;
    case FieldUse::Text: return any_below(facts.texts.size());
  }
  return 0;
}

SmallRun any_run() {
  SmallRun run;
  std::vector<engine::RowId> rows;
  for (std::size_t i = 1 + any_below(8); i > 0; --i) add_any_fact(run.facts, rows);
  const std::size_t count = any_below(200);
  for (std::uint32_t number = 1; number <= count; ++number) {
    const auto kind = static_cast<EventKind>(any_below(kEventKinds));
    run.events.push_back({SimTime(static_cast<std::int64_t>(any_word())), static_cast<std::uint32_t>(any_below(number)),
                          kind, static_cast<ActorId>(any_below(2)), any_field(info(kind).a, run.facts, rows),
                          any_field(info(kind).b, run.facts, rows)});
    if (kind != EventKind::ControlIn && kind != EventKind::ControlOut) continue;
    run.events.back().b = (std::uint64_t{any_below(4)} << 32) | engine::lower(run.events.back().b);
  }
  run.hash();
  return run;
}

void comes_back(const SmallRun& run, const Archive& archive) {
  RC_ASSERT(!archive.problem.has_value());
  RC_ASSERT(archive.header == trace_tests::small_header());
  RC_ASSERT(archive.events.size() == run.events.size());
  RC_ASSERT(trace_tests::is_prefix(archive.events, run.events));
  RC_ASSERT(trace_tests::same_facts(*archive.facts, run.facts));
  RC_ASSERT(archive.footer == run.footer());
  RC_ASSERT(archive.fingerprint == run.head.fingerprint);
}

RC_GTEST_PROP(ArchiveProperty, AnyRunComesBackFromItsFile, ()) {
  const SmallRun run = any_run();
  const auto block = static_cast<std::uint32_t>(1 + any_below(100));
  comes_back(run, trace_tests::read(trace_tests::file_of(run, trace_tests::small_header(), block)));
}

// Facts that were interned while the run went on come in several blocks, always before the events that name them.
RC_GTEST_PROP(ArchiveProperty, FactsMayGrowBetweenBlocks, ()) {
  SmallRun run;
  std::vector<engine::RowId> rows;
  TextSink sink;
  ArchiveWriter writer(sink, trace_tests::small_header(), {4});
  for (std::size_t turn = any_below(6); turn > 0; --turn) {
    add_any_fact(run.facts, rows);
    const std::size_t before = run.events.size();
    for (std::size_t i = any_below(7); i > 0; --i) {
      run.events.push_back(
          {SimTime(5), 0, EventKind::RecordIn, ActorId{}, any_word(), any_field(FieldUse::RowAndKey, run.facts, rows)});
    }
    writer.on_events(EventId{static_cast<std::uint32_t>(before + 1)}, std::span(run.events).subspan(before), run.facts);
  }
  run.hash();
  RC_ASSERT(!writer.finish(run.footer(), run.facts).has_value());
  comes_back(run, trace_tests::read(sink.text()));
}

// PERFORMANCE: at most 9 bytes an event, facts included.
TEST(ArchiveSize, OfAPipelinesTraceIsAtMostNineBytesAnEvent) {
  trace_tests::PipelineTrace trace = trace_tests::PipelineRehearsal::of(5'000);
  SmallRun run{std::move(trace.facts), std::move(trace.events), {}};
  run.hash();
  ArchiveHeader header;
  header.actors.resize(trace_tests::PipelineRehearsal::kActors);
  const std::string file = trace_tests::file_of(run, header, kArchiveBlockEvents);
  EXPECT_LE(file.size(), 9 * run.events.size());
  const Archive archive = trace_tests::read(file);
  EXPECT_FALSE(archive.problem) << archive.problem->what;
  EXPECT_TRUE(trace_tests::is_prefix(archive.events, run.events));
  EXPECT_EQ(archive.events.size(), run.events.size());
}

}  // namespace
}  // namespace wavetank::sim
