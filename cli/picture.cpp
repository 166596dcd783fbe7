// `wavetank render` and `wavetank view`: the same picture, into a file or a window.
#include <charconv>
#include <iostream>

#include "cli/load.hpp"
#include "scenarios/format/time_text.hpp"
#if WT_HAS_VISUALIZER
#include "visualizer/app/render.hpp"
#include "visualizer/app/window.hpp"
#endif

namespace wavetank::cli {

#if WT_HAS_VISUALIZER

namespace {

std::optional<int> parse_int(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

struct Size {
  int width = 0;
  int height = 0;
};

constexpr int kSideMin = 200;
constexpr int kSideMax = 8192;

std::optional<Size> parse_size(const std::string& text) {
  const std::size_t cross = text.find('x');
  if (cross == std::string::npos) return std::nullopt;
  const auto width = parse_int(std::string_view(text).substr(0, cross));
  const auto height = parse_int(std::string_view(text).substr(cross + 1));
  const auto fits = [](std::optional<int> side) { return side && *side >= kSideMin && *side <= kSideMax; };
  if (!fits(width) || !fits(height)) return std::nullopt;
  return Size{*width, *height};
}

// "#41" or "41": an event. A length of time: the last event up to there. Empty: wherever the picture likes to look.
engine::Result<std::optional<sim::EventId>> parse_at(const std::string& text, const scenarios::Recording& recording) {
  if (text.empty()) return std::optional<sim::EventId>{};
  const bool marked = text.front() == '#';
  if (const auto number = parse_int(std::string_view(text).substr(marked ? 1 : 0))) {
    if (*number >= 1 && static_cast<std::uint32_t>(*number) <= recording.size()) {
      return std::optional{sim::EventId{static_cast<std::uint32_t>(*number)}};
    }
    return engine::Problem{"there is no event " + text, "events are numbered 1 to " + std::to_string(recording.size()),
                           0};
  }
  const auto time = scenarios::parse_nanoseconds(text);
  if (!time.ok()) return engine::Problem{"--at is no event and no time: " + text, "for example '#41' or 12s", 0};
  std::uint32_t last = 1;
  for (std::uint32_t at = 1; at <= recording.size(); ++at) {
    if (recording.at(sim::EventId{at}).time.ticks() <= time.value().count) last = at;
  }
  return std::optional{sim::EventId{last}};
}

struct Ready {
  std::optional<scenarios::Recording> recording;
  std::optional<sim::EventId> at;
  Size size;
  std::vector<scenarios::InputError> errors;
};

Ready make_ready(const PictureVerb& verb) {
  Ready ready;
  const std::optional<Size> size = parse_size(verb.size);
  if (!size) {
    ready.errors.push_back(usage_error("--size is no size: " + verb.size, "width x height, 200 to 8192, as 1280x800"));
    return ready;
  }
  ready.size = *size;
  LoadedRecording loaded = load_recording(verb.selection);
  ready.errors = std::move(loaded.errors);
  if (!loaded.recording) return ready;
  if (loaded.recording->size() == 0) {
    ready.errors.push_back(usage_error("nothing happened in this run", "it has no events to show"));
    return ready;
  }
  const auto at = parse_at(verb.at, *loaded.recording);
  if (!at.ok()) {
    ready.errors.push_back(usage_error(at.problem().message, at.problem().hint));
    return ready;
  }
  ready.at = at.value();
  ready.recording = std::move(loaded.recording);
  return ready;
}

visualizer::Theme theme_of(const PictureVerb& verb) {
  return verb.theme == "dark" ? visualizer::Theme::Dark : visualizer::Theme::Light;
}

}  // namespace

ExitCode render(const PictureVerb& verb) {
  if (!verb.out.ends_with(".png")) {
    return report({usage_error("cannot write " + verb.out, "the picture is a .png; other formats do not exist yet")},
                  Output::Text);
  }
  const Ready ready = make_ready(verb);
  if (!ready.recording) return report(ready.errors, Output::Text);
  if (!ready.errors.empty()) report(ready.errors, Output::Text);  // a damaged trace: what was read is shown
  visualizer::StillOptions options;
  options.path = verb.out;
  options.width = ready.size.width;
  options.height = ready.size.height;
  options.theme = theme_of(verb);
  options.at = ready.at;
  if (const auto error = visualizer::render_still(*ready.recording, options)) {
    return report({usage_error(*error, "is the folder there, and may it be written?")}, Output::Text);
  }
  std::cout << verb.out << "\n";
  return ExitCode::Clean;
}

ExitCode view(const PictureVerb& verb) {
  const Ready ready = make_ready(verb);
  if (!ready.recording) return report(ready.errors, Output::Text);
  if (!ready.errors.empty()) report(ready.errors, Output::Text);
  visualizer::WindowOptions options;
  options.width = ready.size.width;
  options.height = ready.size.height;
  options.theme = theme_of(verb);
  options.at = ready.at;
  if (const auto error = visualizer::open_window(*ready.recording, options)) {
    return report({usage_error(*error, "`wavetank render` makes the same picture without a display")}, Output::Text);
  }
  return ExitCode::Clean;
}

#else

namespace {

ExitCode without_visualizer() {
  return report({usage_error("this build has no pictures: Dear ImGui was not installed when it was built",
                             "install libimgui-dev and build again")},
                Output::Text);
}

}  // namespace

ExitCode render(const PictureVerb& /*verb*/) { return without_visualizer(); }
ExitCode view(const PictureVerb& /*verb*/) { return without_visualizer(); }

#endif

}  // namespace wavetank::cli
