// Roles of the palette to ImGui's colour slots.
#include "visualizer/host/headless/style.hpp"

#include <array>

#include <imgui.h>

namespace wavetank::visualizer {

namespace {

struct Slot {
  ImGuiCol slot;
  Role role;
  unsigned opacity_percent = 100;
};

constexpr std::array kSlots{
    Slot{ImGuiCol_Text, Role::Text},
    Slot{ImGuiCol_TextDisabled, Role::TextDim},
    Slot{ImGuiCol_WindowBg, Role::Panel},
    Slot{ImGuiCol_ChildBg, Role::Panel, 0},
    Slot{ImGuiCol_PopupBg, Role::PanelRaised},
    Slot{ImGuiCol_Border, Role::Border},
    Slot{ImGuiCol_BorderShadow, Role::Border, 0},
    Slot{ImGuiCol_FrameBg, Role::Control},
    Slot{ImGuiCol_FrameBgHovered, Role::ControlHot},
    Slot{ImGuiCol_FrameBgActive, Role::ControlHot},
    Slot{ImGuiCol_TitleBg, Role::PanelRaised},
    Slot{ImGuiCol_TitleBgActive, Role::PanelRaised},
    Slot{ImGuiCol_TitleBgCollapsed, Role::PanelRaised},
    Slot{ImGuiCol_MenuBarBg, Role::PanelRaised},
    Slot{ImGuiCol_ScrollbarBg, Role::Panel},
    Slot{ImGuiCol_ScrollbarGrab, Role::Border},
    Slot{ImGuiCol_ScrollbarGrabHovered, Role::Ghost},
    Slot{ImGuiCol_ScrollbarGrabActive, Role::TextDim},
    Slot{ImGuiCol_CheckMark, Role::Accent},
    Slot{ImGuiCol_SliderGrab, Role::Accent},
    Slot{ImGuiCol_SliderGrabActive, Role::Accent},
    Slot{ImGuiCol_Button, Role::Control},
    Slot{ImGuiCol_ButtonHovered, Role::ControlHot},
    Slot{ImGuiCol_ButtonActive, Role::ControlHot},
    Slot{ImGuiCol_Header, Role::ControlHot},
    Slot{ImGuiCol_HeaderHovered, Role::ControlHot},
    Slot{ImGuiCol_HeaderActive, Role::ControlHot},
    Slot{ImGuiCol_Separator, Role::Border},
    Slot{ImGuiCol_SeparatorHovered, Role::Accent},
    Slot{ImGuiCol_SeparatorActive, Role::Accent},
    Slot{ImGuiCol_ResizeGrip, Role::Border},
    Slot{ImGuiCol_ResizeGripHovered, Role::Accent},
    Slot{ImGuiCol_ResizeGripActive, Role::Accent},
    Slot{ImGuiCol_Tab, Role::PanelRaised},
    Slot{ImGuiCol_TabHovered, Role::ControlHot},
    Slot{ImGuiCol_TabActive, Role::Panel},
    Slot{ImGuiCol_TabUnfocused, Role::PanelRaised},
    Slot{ImGuiCol_TabUnfocusedActive, Role::Panel},
    Slot{ImGuiCol_PlotLines, Role::Watermark},
    Slot{ImGuiCol_PlotLinesHovered, Role::Selection},
    Slot{ImGuiCol_PlotHistogram, Role::OnTime},
    Slot{ImGuiCol_PlotHistogramHovered, Role::Selection},
    Slot{ImGuiCol_TableHeaderBg, Role::PanelRaised},
    Slot{ImGuiCol_TableBorderStrong, Role::Border},
    Slot{ImGuiCol_TableBorderLight, Role::Grid},
    Slot{ImGuiCol_TableRowBg, Role::Panel, 0},
    Slot{ImGuiCol_TableRowBgAlt, Role::Grid, 50},
    Slot{ImGuiCol_TextSelectedBg, Role::Accent, 35},
    Slot{ImGuiCol_DragDropTarget, Role::Selection},
    Slot{ImGuiCol_NavHighlight, Role::Selection},
    Slot{ImGuiCol_NavWindowingHighlight, Role::Selection},
    Slot{ImGuiCol_NavWindowingDimBg, Role::Background, 60},
    Slot{ImGuiCol_ModalWindowDimBg, Role::Background, 60},
};

}  // namespace

ImGuiStyle interface_style(Theme theme, float scale) {
  ImGuiStyle style;
  style.WindowRounding = 0.0F;
  style.FrameRounding = 3.0F;
  style.GrabRounding = 3.0F;
  style.PopupRounding = 3.0F;
  style.ScrollbarRounding = 3.0F;
  style.WindowBorderSize = 1.0F;
  style.WindowPadding = ImVec2(8.0F, 6.0F);
  style.FramePadding = ImVec2(6.0F, 3.0F);
  style.ItemSpacing = ImVec2(8.0F, 4.0F);
  style.ScaleAllSizes(scale);
  for (const Slot& slot : kSlots) {
    style.Colors[slot.slot] =
        ImGui::ColorConvertU32ToFloat4(translucent(colour(theme, slot.role), slot.opacity_percent));
  }
  return style;
}

}  // namespace wavetank::visualizer
