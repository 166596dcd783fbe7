// From the mouse to commands: wheel zooms at the cursor, drag pans or scrubs, click selects.
//
// Pure: what the mouse did in a frame comes in as data, commands come out. What a drag has grabbed is all it remembers.
#pragma once

#include <vector>

#include "visualizer/paint/hit.hpp"
#include "visualizer/paint/picture.hpp"
#include "visualizer/view/command.hpp"

namespace wavetank::visualizer {

// The mouse in one frame.
struct MouseFrame {
  Point at;
  Point moved;           // since the last frame
  float wheel = 0;       // notches, away from the user is positive
  bool pressed = false;  // the left button went down in this frame
  bool down = false;
  bool double_clicked = false;
  bool shift = false;
  bool ctrl = false;
  bool is_taken = false;  // over a widget
};

struct MouseSurroundings {
  const Pen& pen;
  const PictureLayout& layout;
  const HitList& hits;
  const Scene& scene;
  const ViewState& state;
};

class MouseGesture {
 public:
  [[nodiscard]] std::vector<Command> take(const MouseFrame& mouse, const MouseSurroundings& around);

 private:
  enum class Grab { Nothing, Plane, Timeline, Elsewhere };

  void press(const MouseFrame& mouse, const MouseSurroundings& around, std::vector<Command>& commands);
  void drag(const MouseFrame& mouse, const MouseSurroundings& around, std::vector<Command>& commands) const;
  static void turn_wheel(const MouseFrame& mouse, const MouseSurroundings& around, std::vector<Command>& commands);

  Grab grab_ = Grab::Nothing;
};

}  // namespace wavetank::visualizer
