// The window: GLFW and OpenGL 3.3 around the same drawing that the headless host turns into pictures.
//
// It redraws on demand. Without input it sleeps and draws nothing; after input it draws three frames so that the
// layout comes to rest; it draws continuously only while the frame asks for it. Keys go into our own queue the
// moment they arrive, so no tap is lost however long a frame takes. One window per process.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "visualizer/host/headless/key_press.hpp"
#include "visualizer/paint/palette.hpp"

struct GLFWwindow;
struct ImGuiContext;

namespace wavetank::visualizer {

struct WindowSpec {
  std::string title = "wavetank";
  int width = 1280;  // units of the screen, before the monitor's scale
  int height = 800;
  Theme theme = Theme::Light;
  float user_scale = 1.0F;  // times the monitor's own
};

class Window {
 public:
  // Draws one frame (between NewFrame and Render) and answers the keys that arrived since the last one, in
  // order. Returns false to close the window.
  using Frame = std::function<bool(const KeyPresses&)>;

  struct Opened {
    std::unique_ptr<Window> window;  // null iff `error` is set
    std::string error;               // for the user
  };

  // Opens the window, or says why not: without a display "no display: use `wavetank render`".
  [[nodiscard]] static Opened open(const WindowSpec& options);
  struct Opening;  // only `open` can make one
  Window(const Opening&, GLFWwindow* window, const WindowSpec& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;
  Window(Window&&) = delete;
  Window& operator=(Window&&) = delete;

  // Runs until the user closes the window or `frame` returns false. What `frame` throws passes through.
  void run(const Frame& frame);

  // Inside `frame`: draw the next frame too without waiting for input (while playing).
  void keep_animating() { animating_ = true; }

  // Inside `frame` or outside: takes effect before the next frame; no other state changes.
  void restyle(Theme theme, float user_scale);

  // Font and style scale in force: the monitor's times the user's, within what fonts allow.
  [[nodiscard]] float scale() const { return scale_; }

 private:
  // GLFW's callbacks are free functions that find us through the window's user pointer.
  struct Callbacks;

  void wait() const;
  void apply_style();
  [[nodiscard]] bool draw(const Frame& frame);
  void push(const KeyPress& press);

  GLFWwindow* window_;
  ImGuiContext* context_ = nullptr;
  Theme theme_;
  float user_scale_;
  float scale_ = 1.0F;
  bool style_is_stale_ = true;
  bool animating_ = false;
  int frames_due_ = 0;
  int last_modifiers_ = 0;
  double next_frame_seconds_ = 0;
  KeyPresses queue_;
};

}  // namespace wavetank::visualizer
