// What a trace costs: to hash, to keep, to write and to read, each against a bare loop or the obvious format.
//
// The events have the mix of kinds of a windowed pipeline (tests/sim/trace/pipeline_trace.hpp). Archive cases also
// report bytes an event, facts included, for the product and for its baseline (rows of 32 bytes through zstd, level 1;
// lines of JSON), which hold the events alone.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>
#include <zstd.h>

#include "sim/trace/archive/reader.hpp"
#include "sim/trace/archive/writer.hpp"
#include "sim/trace/recorder.hpp"
#include "tests/bench/paired.hpp"
#include "tests/sim/trace/pipeline_trace.hpp"

namespace wavetank::bench {
namespace {

using sim::TraceEvent;
using sim::trace_tests::PipelineRehearsal;
using sim::trace_tests::PipelineTrace;

// Shared by the copies of a side: events are read only.
std::shared_ptr<const PipelineTrace> trace_of(std::uint32_t records) {
  return std::make_shared<const PipelineTrace>(PipelineRehearsal::of(records));
}

sim::ArchiveHeader bench_header() {
  sim::ArchiveHeader header;
  header.actors.resize(PipelineRehearsal::kActors);
  return header;
}

sim::TraceHead head_of(const PipelineTrace& trace) {
  sim::Recorder recorder(trace.facts);
  sim::TraceHead head;
  for (const TraceEvent& event : trace.events) recorder.record(head, event);
  return head;
}

// ---- recording ----

// Hashing alone: ids were replaced by contents before the clock started.
struct BareHash {
  std::shared_ptr<const std::vector<TraceEvent>> contents;
  std::uint64_t run() {
    sim::Fingerprint fingerprint;
    for (const TraceEvent& event : *contents) fingerprint.add(event, event.a, event.b);
    benchmark::DoNotOptimize(fingerprint);
    return contents->size();
  }
};

// The same, and the event is kept.
struct BareHashAndKeep : BareHash {
  std::vector<TraceEvent> kept{};
  std::uint64_t run() {
    kept.clear();
    sim::Fingerprint fingerprint;
    for (const TraceEvent& event : *contents) {
      fingerprint.add(event, event.a, event.b);
      kept.push_back(event);
      if (kept.size() == sim::Recorder::kBlockEvents) kept.clear();
    }
    benchmark::DoNotOptimize(fingerprint);
    benchmark::DoNotOptimize(kept.data());
    return contents->size();
  }
};

struct Recorded {
  std::shared_ptr<const PipelineTrace> trace;
  std::uint64_t run() {
    sim::Recorder recorder(trace->facts);
    return record(recorder);
  }
  std::uint64_t record(sim::Recorder& recorder) const {
    sim::TraceHead head;
    for (const TraceEvent& event : trace->events) recorder.record(head, event);
    recorder.flush();
    benchmark::DoNotOptimize(head.fingerprint);
    return head.next - 1;
  }
};

class LastBlock final : public sim::TraceSink {
 public:
  void on_events(sim::EventId, std::span<const TraceEvent> events, const engine::Facts&) override {
    seen += events.size();
    benchmark::DoNotOptimize(events.data());
  }
  std::uint64_t seen = 0;
};

struct RecordedForASink : Recorded {
  std::uint64_t run() {
    LastBlock sink;
    sim::Recorder recorder(trace->facts);
    recorder.attach(sink);
    const std::uint64_t count = record(recorder);
    return sink.seen == count ? count : 0;
  }
};

BareHash bare_of(const std::shared_ptr<const PipelineTrace>& trace) {
  return {std::make_shared<const std::vector<TraceEvent>>(trace->events)};
}

void record_alone(benchmark::State& state, std::uint32_t records) {
  const auto trace = trace_of(records);
  compare(state, bare_of(trace), Recorded{trace}, trace->events.size());
}

void record_for_a_sink(benchmark::State& state, std::uint32_t records) {
  const auto trace = trace_of(records);
  compare(state, BareHashAndKeep{bare_of(trace)}, RecordedForASink{{trace}}, trace->events.size());
}

// ---- writing ----

class StringSink final : public sim::ByteSink {
 public:
  explicit StringSink(std::string& to) : to_(&to) {}
  std::optional<engine::Problem> write(std::string_view bytes) override {
    *to_ += bytes;
    return std::nullopt;
  }

 private:
  std::string* to_;
};

struct Archived {
  std::shared_ptr<const PipelineTrace> trace;
  std::shared_ptr<const sim::TraceHead> head;
  std::shared_ptr<std::string> file = std::make_shared<std::string>();

  std::uint64_t run() {
    file->clear();
    StringSink sink(*file);
    sim::ArchiveWriter writer(sink, bench_header());
    const std::span<const TraceEvent> all(trace->events);
    for (std::size_t at = 0; at < all.size(); at += sim::Recorder::kBlockEvents) {
      writer.on_events(sim::EventId{static_cast<std::uint32_t>(at + 1)},
                       all.subspan(at, std::min(sim::Recorder::kBlockEvents, all.size() - at)), trace->facts);
    }
    const auto problem =
        writer.finish({all.size(), sim::SimTime(0), head->fingerprint, head->digests, ""}, trace->facts);
    return problem ? 0 : all.size();
  }
};

// Blocks of whole events through zstd, level 1.
struct RowsThroughZstd {
  std::shared_ptr<const PipelineTrace> trace;
  std::shared_ptr<std::string> file = std::make_shared<std::string>();
  std::shared_ptr<std::vector<std::size_t>> sizes = std::make_shared<std::vector<std::size_t>>();

  std::uint64_t run() {
    file->clear();
    sizes->clear();
    std::string packed(ZSTD_compressBound(sim::kArchiveBlockEvents * sizeof(TraceEvent)), '\0');
    const std::unique_ptr<ZSTD_CCtx, sim::FreeZstd> zstd(ZSTD_createCCtx());
    const std::span<const TraceEvent> all(trace->events);
    for (std::size_t at = 0; at < all.size(); at += sim::kArchiveBlockEvents) {
      const auto block = all.subspan(at, std::min<std::size_t>(sim::kArchiveBlockEvents, all.size() - at));
      const std::size_t size =
          ZSTD_compressCCtx(zstd.get(), packed.data(), packed.size(), block.data(), block.size_bytes(), 1);
      file->append(packed, 0, size);
      sizes->push_back(size);
    }
    return all.size();
  }
};

// With ids the lines need a table beside them, which this baseline spares itself; with names they say what the
// archive says.
enum class JsonContent { Ids, Names };

template <JsonContent kContent>
struct JsonLines {
  std::shared_ptr<const PipelineTrace> trace;
  std::shared_ptr<std::string> file = std::make_shared<std::string>();

  std::uint64_t run() {
    file->clear();
    for (const TraceEvent& event : trace->events) {
      nlohmann::json line{{"time", event.time.ticks()},
                          {"cause", event.cause},
                          {"kind", sim::info(event.kind).name},
                          {"actor", static_cast<std::uint16_t>(event.actor)}};
      line["a"] = field(sim::info(event.kind).a, event.a);
      line["b"] = field(sim::info(event.kind).b, event.b);
      *file += line.dump();
      *file += '\n';
    }
    return trace->events.size();
  }

  [[nodiscard]] nlohmann::json field(sim::FieldUse use, std::uint64_t word) const {
    if constexpr (kContent == JsonContent::Ids) return word;
    const std::uint32_t upper = engine::upper(word);
    const std::uint32_t lower = engine::lower(word);
    switch (use) {
      case sim::FieldUse::Plain: return word;
      case sim::FieldUse::RowAndKey: return {{"row", row(upper)}, {"key", key(lower)}};
      case sim::FieldUse::RowAndNumber: return {{"row", row(upper)}, {"number", lower}};
      case sim::FieldUse::WindowAndKey: return {{"window", window(upper)}, {"key", key(lower)}};
      case sim::FieldUse::WindowAndNumber: return {{"window", window(upper)}, {"number", lower}};
      case sim::FieldUse::ReasonAndRow: return {{"reason", upper}, {"row", row(lower)}};
      case sim::FieldUse::TwoRows: return {{"row", row(upper)}, {"with", row(lower)}};
      case sim::FieldUse::TextAndKey: return {{"text", text(upper)}, {"key", key(lower)}};
      case sim::FieldUse::Text: return text(lower);
    }
    return nullptr;
  }
  [[nodiscard]] std::string text(std::uint64_t id) const {
    return std::string(trace->facts.texts.bytes(engine::TextId{static_cast<std::uint32_t>(id)}));
  }
  [[nodiscard]] nlohmann::json row(std::uint32_t id) const {
    const engine::Rows& rows = trace->facts.rows;
    const engine::Schema& schema = rows.schema(rows.schema_of(engine::RowId{id}));
    nlohmann::json fields = nlohmann::json::object();
    for (std::uint32_t i = 0; i < schema.fields.size(); ++i) {
      const std::int64_t bits = rows.bits(engine::RowId{id}, i);
      if (schema.fields[i].type == engine::FieldType::Text) {
        fields[schema.fields[i].name] = text(static_cast<std::uint64_t>(bits));
      } else {
        fields[schema.fields[i].name] = bits;
      }
    }
    return fields;
  }
  [[nodiscard]] nlohmann::json key(std::uint32_t id) const {
    if (engine::KeyId{id} == engine::kNoKey) return nullptr;
    return std::string(trace->facts.keys.value(engine::KeyId{id}, trace->facts.texts).text);
  }
  [[nodiscard]] nlohmann::json window(std::uint32_t id) const {
    const engine::Window& window = trace->facts.windows.window(engine::WindowId{id});
    return {window.start.ticks(), window.end.ticks()};
  }
};

Archived archived(const std::shared_ptr<const PipelineTrace>& trace) {
  return {trace, std::make_shared<const sim::TraceHead>(head_of(*trace))};
}

void report_bytes(benchmark::State& state, const std::string& product, const std::string& bare, std::size_t events) {
  state.counters["bytes"] = static_cast<double>(product.size()) / static_cast<double>(events);
  state.counters["bare_bytes"] = static_cast<double>(bare.size()) / static_cast<double>(events);
}

template <typename Bare>
void write_against(benchmark::State& state, std::uint32_t records) {
  const auto trace = trace_of(records);
  const Archived product = archived(trace);
  const Bare bare{trace};
  compare(state, bare, product, trace->events.size());
  report_bytes(state, *product.file, *bare.file, trace->events.size());
}

// ---- reading ----

struct ReadArchive {
  std::shared_ptr<const std::string> file;
  std::uint64_t run() {
    sim::TextSource source(*file);
    const sim::Archive archive = sim::read_archive(source);
    return archive.problem ? 0 : archive.events.size();
  }
};

struct ReadRows {
  RowsThroughZstd rows;
  std::uint64_t run() {
    std::vector<TraceEvent> events(rows.trace->events.size());
    std::size_t from = 0;
    std::size_t to = 0;
    for (const std::size_t size : *rows.sizes) {
      const std::size_t room = (events.size() - to) * sizeof(TraceEvent);
      to += ZSTD_decompress(events.data() + to, room, rows.file->data() + from, size) / sizeof(TraceEvent);
      from += size;
    }
    benchmark::DoNotOptimize(events.data());
    return to;
  }
};

void read_back(benchmark::State& state, std::uint32_t records) {
  const auto trace = trace_of(records);
  Archived product = archived(trace);
  RowsThroughZstd rows{trace};
  product.run();
  rows.run();
  compare(state, ReadRows{rows}, ReadArchive{product.file}, trace->events.size());
  report_bytes(state, *product.file, *rows.file, trace->events.size());
}

void add_case(const std::string& name, void (*body)(benchmark::State&, std::uint32_t)) {
  benchmark::RegisterBenchmark(name.c_str(), body, 100'000u)
      ->Iterations(kPairs)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark(("tiny/" + name).c_str(), body, 50u)->Iterations(1)->UseManualTime();
}

}  // namespace
}  // namespace wavetank::bench

int main(int argc, char** argv) {
  using namespace wavetank::bench;
  add_case("record/hash", record_alone);
  add_case("record/hash-and-sink", record_for_a_sink);
  add_case("archive/write-vs-rows-zstd", write_against<RowsThroughZstd>);
  add_case("archive/write-vs-json-of-ids", write_against<JsonLines<JsonContent::Ids>>);
  add_case("archive/write-vs-json-of-names", write_against<JsonLines<JsonContent::Names>>);
  add_case("archive/read-vs-rows-zstd", read_back);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
