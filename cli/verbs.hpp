// The verbs of `wavetank`: plain options in, exit code out. One source file each; main.cpp reads the command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/exit_code.hpp"

namespace wavetank::cli {

enum class Output : std::uint8_t { Text, Json };

// How a scenario is named and varied; shared by all verbs that run one.
struct Selection {
  std::string scenario;  // a path, or a name of the catalogue
  std::optional<std::uint64_t> seed;
  std::vector<std::string> settings;  // "/pointer=value"
  std::string semantics;              // empty: the scenario's
  std::string until;                  // empty: the scenario's
  std::string execution{};            // empty: the scenario's
};

struct RunVerb {
  Selection selection;
  std::string trace_file;
  std::uint64_t lines = 200;  // of the story; the rest is counted
  Output output = Output::Text;
};
[[nodiscard]] ExitCode run(const RunVerb& verb);

struct CheckVerb {
  std::vector<std::string> scenarios;
  Output output = Output::Text;
};
[[nodiscard]] ExitCode check(const CheckVerb& verb);

struct ListVerb {
  Output output = Output::Text;
};
[[nodiscard]] ExitCode list(const ListVerb& verb);

struct ExplainVerb {
  Selection selection;  // a scenario or a trace file
  std::optional<std::uint32_t> event;
  std::optional<std::uint32_t> result;  // number of a published row, from 1
  std::optional<std::string> key;
  std::string window;  // start
  Output output = Output::Text;
};
[[nodiscard]] ExitCode explain(const ExplainVerb& verb);

struct ConformVerb {
  std::vector<std::string> files;
  Output output = Output::Text;
};
[[nodiscard]] ExitCode conform(const ConformVerb& verb);

struct ReplayVerb {
  std::string trace_file;
  Output output = Output::Text;
};
[[nodiscard]] ExitCode replay(const ReplayVerb& verb);

struct LatenessVerb {
  std::string file;   // "-": standard input
  std::string event;  // columns; empty: guessed
  std::string arrival;
  std::string key;
  std::string partition;
  std::string offset;
  std::string unit;    // empty: guessed
  std::string window;  // lengths of time; empty: chosen
  std::string slide;
  std::string session;
  std::vector<std::string> bounds;
  std::vector<std::string> latenesses;
  std::string target;    // "99.9%"
  std::string keep;      // instead: lose nothing that is delayed by at most that
  std::string profile;   // file to write
  std::string zone;      // of days besides UTC
  std::string report;    // page to write
  std::string pictures;  // folder to write to
  bool strict = false;
  Output output = Output::Text;
};
[[nodiscard]] ExitCode lateness(const LatenessVerb& verb);

struct PictureVerb {
  Selection selection;  // a scenario or a trace file
  std::string at;       // "#41", a time, a link, or empty
  std::string out;      // of a still
  std::string size = "1280x800";
  std::string theme = "light";
  std::string panels = "all";  // of a still: all, or the plane alone
};
[[nodiscard]] ExitCode render(const PictureVerb& verb);
[[nodiscard]] ExitCode view(const PictureVerb& verb);

}  // namespace wavetank::cli
