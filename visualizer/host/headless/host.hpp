// Draws the interface without a display: for stills, films, scripted tests and goldens.
//
// It owns an ImGui context like a window does, and answers with pictures instead of showing them. Time is a fixed
// step per frame and nothing is read but the font, so equal calls give equal pictures. One thread at a time per
// process, as ImGui's current context is global; several hosts may exist beside each other.
#pragma once

#include <functional>
#include <string_view>

#include "visualizer/host/headless/atlas.hpp"
#include "visualizer/host/headless/fonts.hpp"
#include "visualizer/host/headless/image.hpp"
#include "visualizer/host/imgui_compat.hpp"
#include "visualizer/paint/palette.hpp"

namespace wavetank::visualizer {

struct HeadlessOptions {
  Theme theme = Theme::Light;
  float scale = 1.0F;  // kScaleMin..kScaleMax; sizes of pictures are in pixels and not scaled by it
  FontChoice font = FontChoice::Installed;
};

enum class MouseButton { Left = 0, Right = 1, Middle = 2 };

class HeadlessHost {
 public:
  // Emits one frame's widgets and drawing; called between NewFrame and Render, several times per picture.
  using Draw = std::function<void()>;

  // Frames that a new layout needs before it rests (sizes are known one frame late).
  static constexpr int kSettlingFrames = 3;
  static constexpr float kFrameSeconds = 1.0F / 60.0F;

  explicit HeadlessHost(const HeadlessOptions& options);
  ~HeadlessHost();
  HeadlessHost(const HeadlessHost&) = delete;
  HeadlessHost& operator=(const HeadlessHost&) = delete;

  // Draws until the layout rests and returns the last frame on the theme's background.
  // REQUIRES: width and height are positive.
  [[nodiscard]] Image frame(int width, int height, const Draw& draw);

  // One frame without a picture: a step of a script. Input given before it arrives in it.
  void step(int width, int height, const Draw& draw);

  // Input, in force from the next frame on. Positions are pixels. A click is press, step, release, step.
  void move_mouse(float x, float y);
  void press(MouseButton button);
  void release(MouseButton button);
  void wheel(float notches);
  // Text and editing keys for ImGui's own text fields, UTF-8. Shortcuts are KeyPress values given to the views.
  void type(std::string_view text);
  void press(compat::EditKey key);
  void release(compat::EditKey key);

  // Rebuilds font and style; nothing else changes. Not inside `draw`.
  void restyle(const HeadlessOptions& options);

  [[nodiscard]] const FontAtlasImage& atlas() const { return atlas_; }
  [[nodiscard]] FontSource font_source() const { return font_source_; }
  [[nodiscard]] const HeadlessOptions& options() const { return options_; }

 private:
  class Current;  // makes our context ImGui's current one for a scope

  struct ImGuiContext* context_;
  HeadlessOptions options_;
  FontAtlasImage atlas_;
  FontSource font_source_ = FontSource::Embedded;
};

}  // namespace wavetank::visualizer
