// A frame: picture, then controls, then what the hand did.
#include "visualizer/app/viewer.hpp"

#include <imgui.h>

#include "visualizer/ui/control_bar.hpp"
#include "visualizer/ui/help.hpp"

namespace wavetank::visualizer {
namespace {

constexpr ImGuiWindowFlags kWholeDisplay = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                           ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                           ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse;

MouseFrame mouse_of(const ImGuiIO& io) {
  MouseFrame mouse;
  mouse.at = {io.MousePos.x, io.MousePos.y};
  mouse.moved = {io.MouseDelta.x, io.MouseDelta.y};
  mouse.wheel = io.MouseWheel;
  mouse.pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
  mouse.down = ImGui::IsMouseDown(ImGuiMouseButton_Left);
  mouse.double_clicked = ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  mouse.shift = io.KeyShift;
  mouse.ctrl = io.KeyCtrl;
  mouse.is_taken = ImGui::IsAnyItemHovered();
  return mouse;
}

}  // namespace

Viewer::Viewer(const scenarios::Recording& recording, const ViewerOptions& options)
    : scene_(recording, options.violations),
      state_(opening_state(scene_, options.at)),
      layout_options_(options.layout) {
  if (options.link) {
    state_ = follow(*options.link, scene_);
    scene_.look_at(state_.lane, state_.key);
    if (!options.link->viewport && state_.lane != 0) state_ = visualizer::apply(state_, Fit{}, scene_);
  }
  state_.theme = options.theme;
}

void Viewer::apply(const Command& command) {
  state_ = visualizer::apply(state_, command, scene_);
  scene_.look_at(state_.lane, state_.key);
}

void Viewer::frame(float scale) {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  if (size.x < 1 || size.y < 1) return;  // a minimised window
  if (!has_card_ || card_.about != state_.selection) card_ = explain_selection(scene_, state_.selection);
  has_card_ = true;
  if (state_.view != View::Plane) scene_.prepare_job();
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
  ImGui::Begin("picture", nullptr, kWholeDisplay);
  ImGui::PopStyleVar(2);
  Pen pen(*ImGui::GetWindowDrawList(), state_.theme, scale);
  const Rect all{0, 0, size.x, size.y};
  layout_ = lay_out(pen, all, layout_options_);
  hits_ = paint_picture(pen, layout_, scene_, state_, card_);
  std::vector<Command> commands;
  if (!layout_.controls.empty()) commands = control_bar(pen, layout_.controls, scene_, state_);
  if (state_.help) paint_help(pen, all);
  const MouseSurroundings around{pen, layout_, hits_, scene_, state_};
  for (const Command& command : gesture_.take(mouse_of(ImGui::GetIO()), around)) commands.push_back(command);
  ImGui::End();
  for (const Command& command : commands) apply(command);
}

}  // namespace wavetank::visualizer
