// Writing and reading links.
#include "visualizer/view/link.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace wavetank::visualizer {
namespace {

using engine::Problem;

constexpr std::array<std::string_view, kViews> kViewNames = {"plane", "lanes", "checkpoints"};
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

bool is_plain(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-' ||
         byte == '_' || byte == '.' || byte == '/';
}

std::string escaped(std::string_view text) {
  std::string link;
  for (const char byte : text) {
    if (is_plain(byte)) {
      link += byte;
      continue;
    }
    const auto code = static_cast<unsigned char>(byte);
    link += '%';
    link += kHexDigits[code >> 4];
    link += kHexDigits[code & 15];
  }
  return link;
}

std::optional<std::string> unescaped(std::string_view link) {
  std::string text;
  for (std::size_t at = 0; at < link.size(); ++at) {
    if (link[at] != '%') {
      text += link[at];
      continue;
    }
    const std::size_t high = at + 1 < link.size() ? kHexDigits.find(link[at + 1]) : std::string_view::npos;
    const std::size_t low = at + 2 < link.size() ? kHexDigits.find(link[at + 2]) : std::string_view::npos;
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    text += static_cast<char>(static_cast<unsigned char>(high * 16 + low));
    at += 2;
  }
  return text;
}

template <typename Number>
std::optional<Number> parse(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

std::optional<Range> parse_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const auto from = parse<std::int64_t>(text.substr(0, dots));
  const auto to = parse<std::int64_t>(text.substr(dots + 2));
  if (!from || !to || *from >= *to) return std::nullopt;
  return Range{*from, *to};
}

std::string range_text(const Range& range) { return std::to_string(range.from) + ".." + std::to_string(range.to); }
std::string digits_of(sim::EventId id) { return std::to_string(static_cast<std::uint32_t>(id)); }

// What one "word=value" adds; false if it makes no sense.
struct Parts {
  Link link;
  std::optional<Range> event;
  std::optional<Range> clock;

  [[nodiscard]] bool take(std::string_view word, std::string_view value) {
    if (word == "seed") return set(link.seed, parse<std::uint64_t>(value));
    if (word == "at") return set_event(link.at, value);
    if (word == "select") return set_event(link.selection, value);
    if (word == "event") return set(event, parse_range(value));
    if (word == "clock") return set(clock, parse_range(value));
    if (word == "view") return set_view(value);
    if (word != "lane") return false;
    const auto lane = parse<std::size_t>(value);
    link.lane = lane.value_or(0);
    return lane.has_value();
  }

 private:
  template <typename T>
  static bool set(std::optional<T>& place, std::optional<T> value) {
    place = value;
    return value.has_value();
  }
  bool set_view(std::string_view name) {
    const std::optional<View> view = view_named(name);
    link.view = view.value_or(View::Plane);
    return view.has_value();
  }
  static bool set_event(std::optional<sim::EventId>& place, std::string_view value) {
    const auto number = parse<std::uint32_t>(value);
    if (number) place = sim::EventId{*number};
    return number.has_value();
  }
};

}  // namespace

std::string_view name_of(View view) { return kViewNames.at(static_cast<std::size_t>(view)); }

std::optional<View> view_named(std::string_view name) {
  const auto found = std::find(kViewNames.begin(), kViewNames.end(), name);
  if (found == kViewNames.end()) return std::nullopt;
  return static_cast<View>(found - kViewNames.begin());
}

Link link_to(const scenarios::Recording& recording, const ViewState& state) {
  return {recording.scenario.name, recording.seed, state.playhead, state.selection,
          state.viewport,          state.lane,     state.view};
}

std::string to_link(const Link& link) {
  std::string words;
  const auto add = [&](std::string_view word, const std::string& value) {
    words += words.empty() ? "?" : "&";
    words += word;
    words += "=" + value;
  };
  if (link.seed) add("seed", std::to_string(*link.seed));
  if (link.at) add("at", digits_of(*link.at));
  if (link.selection) add("select", digits_of(*link.selection));
  if (link.viewport) {
    add("event", range_text(link.viewport->event));
    add("clock", range_text(link.viewport->clock));
  }
  if (link.lane != 0) add("lane", std::to_string(link.lane));
  if (link.view != View::Plane) add("view", std::string(name_of(link.view)));
  return escaped(link.scenario) + words;
}

engine::Result<Link> from_link(std::string_view text) {
  const std::size_t question = text.find('?');
  Parts parts;
  const auto name = unescaped(text.substr(0, question));
  if (!name) return Problem{"no link; '%' is not followed by two hexadecimal digits", "", 0};
  parts.link.scenario = *name;
  std::size_t at = question == std::string_view::npos ? text.size() : question + 1;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('&', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string_view value = equals < word.size() ? word.substr(equals + 1) : std::string_view{};
    if (!parts.take(word.substr(0, equals), value)) {
      return Problem{"no link; '" + std::string(word) + "' makes no sense",
                     "words are seed, at, select, event, clock, lane, view", at};
    }
    at = end + 1;
  }
  if (parts.event.has_value() != parts.clock.has_value()) {
    return Problem{"no link; 'event' and 'clock' come together", "", 0};
  }
  if (parts.event) parts.link.viewport = sound(Viewport{*parts.event, *parts.clock});
  return parts.link;
}

ViewState follow(const Link& link, const Scene& scene) {
  ViewState state = opening_state(scene, std::nullopt);
  const auto exists = [&](sim::EventId id) { return static_cast<std::uint32_t>(id) <= scene.recording().size(); };
  if (link.at && exists(*link.at)) state = apply(state, SeekEvent{*link.at}, scene);
  if (link.selection && exists(*link.selection)) state = apply(state, Select{*link.selection}, scene);
  state = apply(state, Show{link.view}, scene);
  if (link.view != View::Plane) state = apply(state, Fit{}, scene);
  if (link.viewport) state.viewport = sound(*link.viewport);
  return apply(state, ChooseLane{link.lane}, scene);
}

}  // namespace wavetank::visualizer
