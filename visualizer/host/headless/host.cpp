// The loop of a window, without the window.
#include "visualizer/host/headless/host.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include <imgui.h>

#include "engine/base/assert.hpp"
#include "visualizer/host/headless/raster.hpp"
#include "visualizer/host/headless/style.hpp"

namespace wavetank::visualizer {

namespace {

FontAtlasImage copy_atlas(ImFontAtlas& atlas) {
  unsigned char* pixels = nullptr;
  FontAtlasImage image;
  atlas.GetTexDataAsAlpha8(&pixels, &image.width, &image.height);
  WT_ASSERT(pixels != nullptr && image.width > 0 && image.height > 0);
  const auto size = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  image.alpha.assign(pixels, pixels + size);
  return image;
}

}  // namespace

class HeadlessHost::Current {
 public:
  explicit Current(ImGuiContext* context) : previous_(ImGui::GetCurrentContext()) { ImGui::SetCurrentContext(context); }
  ~Current() { ImGui::SetCurrentContext(previous_); }
  Current(const Current&) = delete;
  Current& operator=(const Current&) = delete;

 private:
  ImGuiContext* previous_;
};

HeadlessHost::HeadlessHost(const HeadlessOptions& options) {
  // CreateContext makes itself current only if there is no other; `Current` restores what was.
  ImGuiContext* const previous = ImGui::GetCurrentContext();
  context_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(previous);
  const Current current(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  io.BackendPlatformName = "wavetank headless";
  io.ConfigInputTextCursorBlink = false;
  compat::map_edit_keys(io);
  compat::take_all_events_at_once(io);
  restyle(options);
}

HeadlessHost::~HeadlessHost() { ImGui::DestroyContext(context_); }

void HeadlessHost::restyle(const HeadlessOptions& options) {
  const Current current(context_);
  ImFontAtlas& fonts = *ImGui::GetIO().Fonts;
  options_ = options;
  font_source_ = load_interface_font(fonts, options.scale, options.font);
  atlas_ = copy_atlas(fonts);
  ImGui::GetStyle() = interface_style(options.theme, options.scale);
}

void HeadlessHost::step(int width, int height, const Draw& draw) {
  WT_REQUIRE(width > 0 && height > 0, width, height);
  const Current current(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
  io.DeltaTime = kFrameSeconds;
  ImGui::NewFrame();
  draw();
  ImGui::Render();
}

Image HeadlessHost::frame(int width, int height, const Draw& draw) {
  for (int i = 0; i < kSettlingFrames; ++i) step(width, height, draw);
  const Current current(context_);
  Image image = blank_image(width, height, colour(options_.theme, Role::Background));
  rasterise(*ImGui::GetDrawData(), atlas_, image);
  return image;
}

void HeadlessHost::move_mouse(float x, float y) {
  const Current current(context_);
  compat::mouse_position(ImGui::GetIO(), x, y);
}

void HeadlessHost::press(MouseButton button) {
  const Current current(context_);
  compat::mouse_button(ImGui::GetIO(), static_cast<int>(button), compat::Press::Down);
}

void HeadlessHost::release(MouseButton button) {
  const Current current(context_);
  compat::mouse_button(ImGui::GetIO(), static_cast<int>(button), compat::Press::Up);
}

void HeadlessHost::wheel(float notches) {
  const Current current(context_);
  compat::mouse_wheel(ImGui::GetIO(), 0.0F, notches);
}

void HeadlessHost::type(std::string_view text) {
  const Current current(context_);
  ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
}

void HeadlessHost::press(compat::EditKey key) {
  const Current current(context_);
  compat::edit_key(ImGui::GetIO(), key, compat::Press::Down);
}

void HeadlessHost::release(compat::EditKey key) {
  const Current current(context_);
  compat::edit_key(ImGui::GetIO(), key, compat::Press::Up);
}

}  // namespace wavetank::visualizer
