// `wavetank lateness`: how late the rows of a recorded stream are, and what that means for windows.
#include "scenarios/lateness/lateness.hpp"

#include <charconv>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <unistd.h>

#include "cli/load.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/lateness/plot/charts.hpp"
#include "scenarios/lateness/report/json.hpp"
#include "scenarios/lateness/report/page.hpp"
#include "scenarios/lateness/report/summary.hpp"
#include "scenarios/lateness/report/words.hpp"
#include "scenarios/lateness/survey/zone.hpp"
#if WT_HAS_VISUALIZER
#include "visualizer/app/render_chart.hpp"
#endif

namespace wavetank::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;
void note_interrupt(int /*signal*/) { interrupted = 1; }

class Wishes {
 public:
  [[nodiscard]] std::optional<std::int64_t> length(const std::string& option, const std::string& text,
                                                   std::int64_t least) {
    const auto parsed = scenarios::parse_milliseconds(text);
    if (parsed.ok() && parsed.value().count >= least) return parsed.value().count;
    const std::string message = parsed.ok() ? "is too short" : parsed.problem().message;
    errors.push_back(usage_error(option + ": " + message, "for example 5m, 1h30m or 250ms"));
    return std::nullopt;
  }
  std::optional<std::int64_t> optional_length(const std::string& option, const std::string& text) {
    return text.empty() ? std::nullopt : length(option, text, 1);
  }
  std::vector<std::int64_t> lengths(const std::string& option, const std::vector<std::string>& texts) {
    std::vector<std::int64_t> found;
    for (const std::string& text : texts) {
      if (const auto one = text == "0" ? std::optional<std::int64_t>(0) : length(option, text, 0))
        found.push_back(*one);
    }
    return found;
  }
  // "99.9%", "99.9 %" or "99.9": of a million.
  scenarios::Rank target(std::string text) {
    while (!text.empty() && (text.back() == '%' || text.back() == ' ')) text.pop_back();
    std::uint64_t millionths = 0;
    const std::size_t point = text.find('.');
    std::string digits = text.substr(0, point);
    std::string rest = point == std::string::npos ? "" : text.substr(point + 1);
    const bool fits = !digits.empty() && digits.size() <= 3 && rest.size() <= 4;
    rest.resize(4, '0');
    digits += rest;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), millionths);
    if (fits && error == std::errc{} && end == digits.data() + digits.size() && millionths <= 1'000'000) {
      return {millionths, 1'000'000};
    }
    errors.push_back(usage_error("--target is no share: " + text, "for example 99.9%"));
    return scenarios::kDefaultTarget;
  }
  void zone(const std::string& name, scenarios::PlanWishes& plan) {
    engine::Result<scenarios::DayOf> found = scenarios::days_of_zone(name);
    if (!found.ok()) {
      errors.push_back(usage_error("--zone: " + found.problem().message, found.problem().hint));
      return;
    }
    plan.zone = name;
    plan.local_day = std::move(found).value();
  }

  std::vector<scenarios::InputError> errors;
};

scenarios::LatenessOptions options_of(const LatenessVerb& verb, std::vector<scenarios::InputError>& errors) {
  scenarios::LatenessOptions options;
  options.file.columns = {verb.event, verb.arrival, verb.key, verb.partition, verb.offset};
  options.file.strictness = verb.strict ? scenarios::Strictness::Strict : scenarios::Strictness::SkipBroken;
  if (!verb.unit.empty()) options.file.unit = scenarios::time_form_named(verb.unit);
  Wishes wishes;
  options.wishes.window_ms = wishes.optional_length("--window", verb.window);
  options.wishes.slide_ms = wishes.optional_length("--slide", verb.slide);
  options.wishes.gap_ms = wishes.optional_length("--session", verb.session);
  options.wishes.bounds_ms = wishes.lengths("--bound", verb.bounds);
  options.wishes.latenesses_ms = wishes.lengths("--lateness", verb.latenesses);
  if (!verb.target.empty()) options.target = wishes.target(verb.target);
  if (!verb.zone.empty()) wishes.zone(verb.zone, options.wishes);
  if (!verb.report.empty() || !verb.pictures.empty()) options.wishes.plotting = scenarios::Plotting::On;
  options.keep_delayed_ms = wishes.optional_length("--keep", verb.keep);
  errors = std::move(wishes.errors);
  if (options.wishes.bounds_ms.size() * std::max<std::size_t>(1, options.wishes.latenesses_ms.size()) >
      scenarios::kCandidatesMax) {
    errors.push_back(usage_error("more than " + std::to_string(scenarios::kCandidatesMax) + " candidates",
                                 "every --bound is tried with every --lateness"));
  }
  const auto& slide = options.wishes.slide_ms;
  if (slide && options.wishes.window_ms && *slide > *options.wishes.window_ms) {
    errors.push_back(usage_error("--slide is longer than --window", "some rows would be in no window"));
  }
  if (slide && !options.wishes.window_ms) {
    errors.push_back(usage_error("--slide without --window", "give the size of the sliding windows, too"));
  }
  return options;
}

scenarios::InputError unwritable(const std::string& path) {
  return usage_error("cannot write " + path, "is the folder there, and may it be written?");
}

bool write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  return file.good();
}

#if WT_HAS_VISUALIZER
std::vector<scenarios::InputError> write_pictures(const std::string& folder, const scenarios::LatenessReport& found) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  for (const scenarios::Chart& chart : scenarios::lateness_charts(*found.answer, *found.plots)) {
    const std::string path = (std::filesystem::path(folder) / (chart.name + ".png")).string();
    if (const auto problem = visualizer::render_chart(chart, {}, path)) {
      return {usage_error(*problem, "is the folder there, and may it be written?")};
    }
  }
  return {};
}
#else
std::vector<scenarios::InputError> write_pictures(const std::string& /*folder*/,
                                                  const scenarios::LatenessReport& /*found*/) {
  return {usage_error("this build has no pictures: Dear ImGui was not installed when it was built",
                      "install libimgui-dev and build again; --report has the same charts")};
}
#endif

// The files besides the answer itself. What could not be written ends it.
std::vector<scenarios::InputError> write_what_was_asked(const LatenessVerb& verb,
                                                        const scenarios::LatenessReport& found) {
  if (!verb.profile.empty() && !write_file(verb.profile, scenarios::to_text(found.profile))) {
    return {unwritable(verb.profile)};
  }
  if (!verb.report.empty() && !write_file(verb.report, scenarios::lateness_page(found))) {
    return {unwritable(verb.report)};
  }
  return verb.pictures.empty() ? std::vector<scenarios::InputError>() : write_pictures(verb.pictures, found);
}

}  // namespace

ExitCode lateness(const LatenessVerb& verb) {
  std::vector<scenarios::InputError> errors;
  const scenarios::LatenessOptions options = options_of(verb, errors);
  if (!errors.empty()) return report(errors, verb.output);
  const bool terminal = isatty(STDERR_FILENO) == 1;
  const auto before = std::signal(SIGINT, note_interrupt);
  const scenarios::LatenessReport found =
      scenarios::look_at_lateness(verb.file, options, [&](std::uint64_t rows, std::size_t bytes) {
        if (terminal) {
          std::cerr << "\r" << scenarios::grouped(rows) << " rows, " << scenarios::grouped(bytes >> 20) << " MiB "
                    << std::flush;
        }
        return interrupted == 0;
      });
  std::signal(SIGINT, before);
  if (terminal) std::cerr << "\r\033[K";
  if (!found.errors.empty()) return report(found.errors, verb.output);
  if (!found.answer) return ExitCode::Interrupted;
  errors = write_what_was_asked(verb, found);
  if (!errors.empty()) return report(errors, verb.output);
  std::cout << (verb.output == Output::Json ? scenarios::lateness_to_json(found) : scenarios::lateness_summary(found));
  return ExitCode::Clean;
}

}  // namespace wavetank::cli
