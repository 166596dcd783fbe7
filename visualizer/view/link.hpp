// A view as one line of text, to be sent, printed by a failing test, or given back on the command line.
//
//   late-firing?seed=7&at=41&select=40&event=0..20000&clock=0..15000000000&lane=0&view=lanes
//
// `event` is in milliseconds, `clock` in nanoseconds of simulated time. Unknown words are errors, missing ones are
// not: the shortest link is a scenario's name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {

struct Link {
  std::string scenario{};
  std::optional<std::uint64_t> seed{};
  std::optional<sim::EventId> at{};
  std::optional<sim::EventId> selection{};
  std::optional<Viewport> viewport{};
  std::size_t lane = 0;
  View view = View::Plane;
  friend bool operator==(const Link&, const Link&) = default;
};

// "plane", "lanes", "checkpoints".
[[nodiscard]] std::string_view name_of(View view);
[[nodiscard]] std::optional<View> view_named(std::string_view name);

[[nodiscard]] Link link_to(const scenarios::Recording& recording, const ViewState& state);
[[nodiscard]] std::string to_link(const Link& link);
[[nodiscard]] engine::Result<Link> from_link(std::string_view text);

// The state that a link points to. What the recording does not have is left out.
[[nodiscard]] ViewState follow(const Link& link, const Scene& scene);

}  // namespace wavetank::visualizer
