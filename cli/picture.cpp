// `wavetank render` and `wavetank view`: the same picture, into a file or a window.
#include <charconv>
#include <iostream>

#include "cli/load.hpp"
#include "scenarios/format/time_text.hpp"
#if WT_HAS_VISUALIZER
#include "visualizer/app/render.hpp"
#include "visualizer/app/window.hpp"
#include "visualizer/view/link.hpp"
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

engine::Problem no_event(const std::string& name, const scenarios::Recording& recording) {
  return {"there is no event " + name, "events are numbered 1 to " + std::to_string(recording.size()), 0};
}

// Where to look; neither: wherever the picture likes to.
struct Place {
  std::optional<sim::EventId> at;
  std::optional<visualizer::Link> link;
};

// A link is of one run: another one has other events under its numbers.
engine::Result<Place> parse_link(const std::string& text, const scenarios::Recording& recording) {
  const engine::Result<visualizer::Link> link = visualizer::from_link(text);
  if (!link.ok()) return link.problem();
  const visualizer::Link& place = link.value();
  if (!place.scenario.empty() && place.scenario != recording.scenario.name) {
    return engine::Problem{"the link is of " + place.scenario + ", this is " + recording.scenario.name, "", 0};
  }
  if (place.seed && *place.seed != recording.seed) {
    const std::string seed = std::to_string(*place.seed);
    return engine::Problem{"the link is of seed " + seed + ", this is seed " + std::to_string(recording.seed),
                           "give --seed " + seed, 0};
  }
  for (const std::optional<sim::EventId> event : {place.at, place.selection}) {
    const auto number = static_cast<std::uint32_t>(event.value_or(sim::EventId{}));
    if (number > recording.size()) return no_event("#" + std::to_string(number), recording);
  }
  return Place{{}, place};
}

// "#41" or "41": an event. A length of time: the last event up to there. With a "?": a link.
engine::Result<Place> parse_at(const std::string& text, const scenarios::Recording& recording) {
  if (text.empty()) return Place{};
  if (text.find('?') != std::string::npos) return parse_link(text, recording);
  const bool marked = text.front() == '#';
  if (const auto number = parse_int(std::string_view(text).substr(marked ? 1 : 0))) {
    if (*number >= 1 && static_cast<std::uint32_t>(*number) <= recording.size()) {
      return Place{sim::EventId{static_cast<std::uint32_t>(*number)}, {}};
    }
    return no_event(text, recording);
  }
  const auto time = scenarios::parse_nanoseconds(text);
  if (!time.ok()) {
    return engine::Problem{"--at is no event, no time and no link: " + text,
                           "for example '#41', 12s or 'late-firing?at=41&select=40'", 0};
  }
  std::uint32_t last = 1;
  for (std::uint32_t at = 1; at <= recording.size(); ++at) {
    if (recording.at(sim::EventId{at}).time.ticks() <= time.value().count) last = at;
  }
  return Place{sim::EventId{last}, {}};
}

struct Ready {
  std::optional<scenarios::Recording> recording;
  Place place;
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
  const engine::Result<Place> place = parse_at(verb.at, *loaded.recording);
  if (!place.ok()) {
    ready.errors.push_back(usage_error(place.problem().message, place.problem().hint));
    return ready;
  }
  ready.place = place.value();
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
  options.at = ready.place.at;
  options.link = ready.place.link;
  options.panels = verb.panels == "plane" ? visualizer::Panels::Plane : visualizer::Panels::All;
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
  options.at = ready.place.at;
  options.link = ready.place.link;
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
