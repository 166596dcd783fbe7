// Writing and reading trace files.
#include "scenarios/run/trace_file.hpp"

#include <algorithm>

#include "scenarios/format/read.hpp"
#include "sim/trace/archive/file.hpp"
#include "sim/trace/archive/reader.hpp"
#include "sim/trace/archive/writer.hpp"

namespace wavetank::scenarios {
namespace {

sim::ArchiveRole to_archive(Role role) {
  switch (role) {
    case Role::Producer: return sim::ArchiveRole::Producer;
    case Role::Log: return sim::ArchiveRole::Log;
    case Role::Task: return sim::ArchiveRole::Task;
    case Role::Coordinator: return sim::ArchiveRole::Coordinator;
    case Role::JobManager: return sim::ArchiveRole::JobManager;
    case Role::TaskManager: return sim::ArchiveRole::TaskManager;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(role));
}

Role from_archive(sim::ArchiveRole role) {
  switch (role) {
    case sim::ArchiveRole::Producer: return Role::Producer;
    case sim::ArchiveRole::Log: return Role::Log;
    case sim::ArchiveRole::Task: return Role::Task;
    case sim::ArchiveRole::Coordinator: return Role::Coordinator;
    case sim::ArchiveRole::JobManager: return Role::JobManager;
    case sim::ArchiveRole::TaskManager: return Role::TaskManager;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(role));
}

sim::ArchiveHeader header_of(const Scenario& scenario, const std::string& text, const PreparedRun& prepared) {
  sim::ArchiveHeader header;
  header.version = WT_VERSION;
  header.scenario_name = scenario.file.empty() ? scenario.name : scenario.file;
  header.scenario = text;
  header.semantics = scenario.semantics;
  header.seed = prepared.seed;
  header.clock_base = prepared.plan->clock_base;
  for (const Actor& actor : prepared.cast.actors) {
    header.actors.push_back(
        {actor.name, to_archive(actor.role), actor.at, actor.subtask, actor.parallelism, actor.channels});
  }
  return header;
}

// Every place that readers look up by an actor must exist in the scenario.
bool fits(const Cast& cast, const Scenario& scenario) {
  return std::all_of(cast.actors.begin(), cast.actors.end(), [&](const Actor& actor) {
    const bool is_of_input = actor.role == Role::Producer || actor.role == Role::Log;
    return actor.at < (is_of_input ? scenario.inputs.size() : scenario.pipeline.size());
  });
}

}  // namespace

struct TraceFileWriter::Parts {
  std::unique_ptr<sim::FileSink> file;
  sim::ArchiveWriter archive;

  Parts(std::unique_ptr<sim::FileSink> opened, const sim::ArchiveHeader& header)
      : file(std::move(opened)), archive(*file, header) {}
};

TraceFileWriter::TraceFileWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
TraceFileWriter::~TraceFileWriter() = default;

engine::Result<std::unique_ptr<TraceFileWriter>> TraceFileWriter::open(const std::string& path,
                                                                       const Scenario& scenario,
                                                                       const std::string& text,
                                                                       const PreparedRun& prepared) {
  auto file = sim::FileSink::open(path);
  if (!file.ok()) return file.problem();
  auto parts = std::make_unique<Parts>(std::move(file).value(), header_of(scenario, text, prepared));
  return std::make_unique<TraceFileWriter>(std::move(parts));
}

sim::TraceSink& TraceFileWriter::sink() { return parts_->archive; }

std::optional<engine::Problem> TraceFileWriter::finish(const Run& run) {
  const sim::ArchiveFooter footer{run.events, run.end, run.fingerprint, run.digests,
                                  run.stopped ? run.stopped->message : ""};
  if (auto problem = parts_->archive.finish(footer, *run.facts)) return problem;
  return parts_->file->close();
}

bool is_trace_file(const std::string& path) {
  auto file = sim::FileSource::open(path);
  if (!file.ok()) return false;
  std::string magic(sim::kArchiveMagic.size(), '\0');
  const auto got = file.value()->read(magic.data(), magic.size());
  return got.ok() && got.value() == magic.size() && magic == sim::kArchiveMagic;
}

TraceFile read_trace_file(const std::string& path) {
  TraceFile result;
  auto file = sim::FileSource::open(path);
  if (!file.ok()) {
    result.errors.push_back({path, 0, "", file.problem().message, file.problem().hint});
    return result;
  }
  sim::Archive archive = sim::read_archive(*file.value());
  if (archive.problem) {
    result.errors.push_back({path, 0, "", archive.problem->what, "everything before that place can be read"});
  }
  if (!archive.header) return result;
  result.version = archive.header->version;
  result.scenario_text = archive.header->scenario;
  result.whole = archive.footer && !archive.problem;
  ReadResult read = read_scenario_text(archive.header->scenario, archive.header->scenario_name);
  Cast cast;
  for (const sim::ArchiveActor& actor : archive.header->actors) {
    cast.actors.push_back({actor.name, from_archive(actor.role), static_cast<std::size_t>(actor.at), actor.subtask,
                           actor.parallelism, actor.channels});
  }
  if (!read.scenario || !fits(cast, *read.scenario)) {
    result.errors.push_back({path, 0, "", "the scenario in this trace file is not one that this program reads",
                             "it was written by version " + result.version});
    result.errors.insert(result.errors.end(), read.errors.begin(), read.errors.end());
    return result;
  }
  read.scenario->seed = archive.header->seed;
  read.scenario->semantics = archive.header->semantics;
  result.recording = Recording{std::move(*read.scenario),
                               archive.facts,
                               std::move(cast),
                               Trace{std::move(archive.events)},
                               archive.header->clock_base,
                               archive.header->seed,
                               archive.fingerprint,
                               archive.footer ? archive.footer->end : sim::SimTime(0)};
  return result;
}

}  // namespace wavetank::scenarios
