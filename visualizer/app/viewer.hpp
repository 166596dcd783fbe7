// One recording being looked at: state, scene, and the frame that both hosts draw.
//
// Owns what is folded and what is explained, and nothing that lives longer than the view. The recording must outlive
// it. Every change goes through `apply`.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "visualizer/paint/picture.hpp"
#include "visualizer/ui/mouse.hpp"
#include "visualizer/view/link.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {

struct ViewerOptions {
  std::optional<sim::EventId> at{};  // else the end of the run
  std::optional<Link> link{};        // goes before `at`
  Theme theme = Theme::Light;
  LayoutOptions layout{};
  std::vector<sim::EventId> violations{};  // of the verdict, to be marked and found
};

class Viewer {
 public:
  // REQUIRES: options.at, if any, is an event of the recording.
  Viewer(const scenarios::Recording& recording, const ViewerOptions& options);

  void apply(const Command& command);

  // Draws one frame into ImGui's current one, as large as its display, and takes the mouse of it.
  // `scale` is that of the host's font.
  void frame(float scale);

  [[nodiscard]] const ViewState& state() const { return state_; }
  [[nodiscard]] const Scene& scene() const { return scene_; }
  // Of the last frame.
  [[nodiscard]] const HitList& hits() const { return hits_; }
  [[nodiscard]] const PictureLayout& layout() const { return layout_; }

 private:
  Scene scene_;
  ViewState state_;
  LayoutOptions layout_options_;
  WhyCard card_;
  bool has_card_ = false;
  PictureLayout layout_;
  HitList hits_;
  MouseGesture gesture_;
};

}  // namespace wavetank::visualizer
