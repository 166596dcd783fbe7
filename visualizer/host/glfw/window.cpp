// The loop, its callbacks, and what can go wrong when opening.
#include "visualizer/host/glfw/window.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include "visualizer/host/glfw/keys.hpp"
#include "visualizer/host/headless/fonts.hpp"
#include "visualizer/host/headless/style.hpp"

namespace wavetank::visualizer {

namespace {

constexpr int kFramesAfterInput = 3;
constexpr double kIdleSeconds = 1.0;          // the window looks for a closing signal this often
constexpr double kFrameSeconds = 1.0 / 60.0;  // for drivers that do not wait for the screen
constexpr std::size_t kQueuedKeysMax = 1024;  // more taps than this between two frames are dropped

std::string glfw_error() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text != nullptr ? text : "unknown reason";
}

void ask_for_gl33() {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
}

float monitor_scale(GLFWwindow* window) {
  float x = 1.0F;
  float y = 1.0F;
  glfwGetWindowContentScale(window, &x, &y);
  return std::max(x, y);
}

}  // namespace

// Installed before ImGui's backend, which calls on to whoever was there first.
struct Window::Callbacks {
  static Window& of(GLFWwindow* window) { return *static_cast<Window*>(glfwGetWindowUserPointer(window)); }
  static void wake(GLFWwindow* window) { of(window).frames_due_ = kFramesAfterInput; }

  static void on_key(GLFWwindow* window, int key, int scancode, int action, int modifiers) {
    wake(window);
    of(window).last_modifiers_ = modifiers;
    if (action == GLFW_RELEASE) return;
    const char* name = glfwGetKeyName(key, scancode);
    const auto press = key_press_of({key, modifiers, name != nullptr ? name : ""});
    if (press) of(window).push(*press);
  }
  static void on_character(GLFWwindow* window, unsigned int character) {
    wake(window);
    of(window).push(character_press_of(character, of(window).last_modifiers_));
  }
  static void on_two_numbers(GLFWwindow* window, double, double) { wake(window); }
  static void on_size(GLFWwindow* window, int, int) { wake(window); }
  static void on_button(GLFWwindow* window, int, int, int) { wake(window); }
  static void on_flag(GLFWwindow* window, int) { wake(window); }
  static void on_scale(GLFWwindow* window, float, float) {
    wake(window);
    of(window).style_is_stale_ = true;
  }

  static void install(GLFWwindow* window) {
    glfwSetKeyCallback(window, on_key);
    glfwSetCharCallback(window, on_character);
    glfwSetMouseButtonCallback(window, on_button);
    glfwSetCursorPosCallback(window, on_two_numbers);
    glfwSetScrollCallback(window, on_two_numbers);
    glfwSetCursorEnterCallback(window, on_flag);
    glfwSetWindowFocusCallback(window, on_flag);
    glfwSetFramebufferSizeCallback(window, on_size);
    glfwSetWindowRefreshCallback(window, wake);
    glfwSetWindowContentScaleCallback(window, on_scale);
  }
};

struct Window::Opening {};

Window::Opened Window::open(const WindowSpec& options) {
  if (glfwInit() == GLFW_FALSE) {
    return {nullptr, "no display: use `wavetank render` (" + glfw_error() + ")"};
  }
  ask_for_gl33();
  GLFWwindow* window = glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr);
  if (window == nullptr) {
    std::string error = "no window with OpenGL 3.3: use `wavetank render` (" + glfw_error() + ")";
    glfwTerminate();
    return {nullptr, std::move(error)};
  }
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  return {std::make_unique<Window>(Opening{}, window, options), {}};
}

Window::Window(const Opening&, GLFWwindow* window, const WindowSpec& options)
    : window_(window), theme_(options.theme), user_scale_(options.user_scale) {
  context_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(context_);
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().LogFilename = nullptr;
  glfwSetWindowUserPointer(window_, this);
  Callbacks::install(window_);
  ImGui_ImplGlfw_InitForOpenGL(window_, true);
  ImGui_ImplOpenGL3_Init("#version 330 core");
}

Window::~Window() {
  ImGui::SetCurrentContext(context_);
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext(context_);
  glfwDestroyWindow(window_);
  glfwTerminate();
}

void Window::push(const KeyPress& press) {
  if (queue_.size() < kQueuedKeysMax) queue_.push_back(press);
}

void Window::restyle(Theme theme, float user_scale) {
  theme_ = theme;
  user_scale_ = user_scale;
  style_is_stale_ = true;
  frames_due_ = kFramesAfterInput;
}

void Window::apply_style() {
  style_is_stale_ = false;
  scale_ = std::clamp(monitor_scale(window_) * user_scale_, kScaleMin, kScaleMax);
  load_interface_font(*ImGui::GetIO().Fonts, scale_);
  ImGui::GetStyle() = interface_style(theme_, scale_);
  // The backend uploads the new font with the other objects when the next frame starts.
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
}

void Window::wait() const {
  if (frames_due_ == 0 && !animating_) {
    glfwWaitEventsTimeout(kIdleSeconds);
    return;
  }
  const double seconds = next_frame_seconds_ - glfwGetTime();
  if (seconds > 0) {
    glfwWaitEventsTimeout(seconds);
  } else {
    glfwPollEvents();
  }
}

void Window::run(const Frame& frame) {
  ImGui::SetCurrentContext(context_);
  frames_due_ = kFramesAfterInput;
  bool keep_open = true;
  while (keep_open) {
    wait();
    if (glfwWindowShouldClose(window_) != 0) return;
    if (frames_due_ == 0 && !animating_) continue;
    if (glfwGetTime() < next_frame_seconds_) continue;
    next_frame_seconds_ = glfwGetTime() + kFrameSeconds;
    keep_open = draw(frame);
  }
}

bool Window::draw(const Frame& frame) {
  if (style_is_stale_) apply_style();
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  // What arrives while this frame is drawn belongs to the next one.
  KeyPresses keys;
  keys.swap(queue_);
  animating_ = false;
  frames_due_ = std::max(frames_due_ - 1, 0);
  const bool keep_open = frame(keys);
  ImGui::Render();

  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  const ImVec4 ground = ImGui::ColorConvertU32ToFloat4(colour(theme_, Role::Background));
  glViewport(0, 0, width, height);
  glClearColor(ground.x, ground.y, ground.z, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window_);
  return keep_open;
}

}  // namespace wavetank::visualizer
