// The one table. Colours are written 0xRRGGBB, as everybody reads them.
#include "visualizer/paint/palette.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/assert.hpp"

namespace wavetank::visualizer {

namespace {

struct Row {
  Role role;
  std::string_view name;
  std::uint32_t light;
  std::uint32_t dark;
};

// Okabe and Ito's colours. Two exceptions keep marks at 3:1 against the ground: blue gives way to sky blue in
// the dark theme, and orange is darkened in the light one.
constexpr std::uint32_t kOrange = 0xE69F00;
constexpr std::uint32_t kDarkOrange = 0xC88400;
constexpr std::uint32_t kSkyBlue = 0x56B4E9;
constexpr std::uint32_t kBluishGreen = 0x009E73;
constexpr std::uint32_t kYellow = 0xF0E442;
constexpr std::uint32_t kBlue = 0x0072B2;
constexpr std::uint32_t kVermilion = 0xD55E00;
constexpr std::uint32_t kPurple = 0xCC79A7;

constexpr std::array<Row, kRoleCount> kTable{{
    {Role::Background, "background", 0xFFFFFF, 0x14161A},
    {Role::Panel, "panel", 0xF5F6F8, 0x1B1E24},
    {Role::PanelRaised, "panel-raised", 0xE7E9EE, 0x262A32},
    {Role::Control, "control", 0xDDE1E8, 0x2F343E},
    {Role::ControlHot, "control-hot", 0xC5D6E8, 0x3A4F66},
    {Role::Border, "border", 0xB4BAC4, 0x444B57},
    {Role::Grid, "grid", 0xE3E6EB, 0x272B33},
    {Role::Text, "text", 0x111418, 0xECEEF2},
    {Role::TextDim, "text-dim", 0x4A515C, 0xABB2BE},
    {Role::TextOnAccent, "text-on-accent", 0xFFFFFF, 0x0B0D10},
    {Role::OnTime, "on-time", kBlue, kSkyBlue},
    {Role::Late, "late", kDarkOrange, kOrange},
    {Role::Dropped, "dropped", kVermilion, kVermilion},
    {Role::Ghost, "ghost", 0x9AA1AC, 0x6C7480},
    {Role::Watermark, "watermark", kBluishGreen, kBluishGreen},
    {Role::Ideal, "ideal", 0x7D8590, 0x8A919D},
    {Role::Barrier, "barrier", kPurple, kPurple},
    {Role::Now, "now", 0x111418, 0xECEEF2},
    {Role::Fault, "fault", kVermilion, kVermilion},
    {Role::Restore, "restore", 0x0A84B8, kSkyBlue},
    {Role::Idle, "idle", 0x7D8590, 0x8A919D},
    {Role::BackPressure, "back-pressure", 0x8C7A00, kYellow},
    {Role::Violation, "violation", 0xB03A00, 0xFF7A2E},
    {Role::Accent, "accent", kBlue, kSkyBlue},
    {Role::Selection, "selection", 0x111418, kYellow},
    {Role::OnlyA, "only-a", kBlue, kSkyBlue},
    {Role::OnlyB, "only-b", kVermilion, kVermilion},
}};

// Rows are found by position, so they must stand in the order of the enumerators.
constexpr bool in_order() {
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (static_cast<std::size_t>(kTable[i].role) != i) return false;
  }
  return true;
}
static_assert(in_order());

const Row& row_of(Role role) {
  const auto index = static_cast<std::size_t>(role);
  WT_REQUIRE(index < kTable.size(), index);
  return kTable[index];
}

// 0xRRGGBB to the packing of ImGui, opaque.
std::uint32_t packed(std::uint32_t rgb) {
  return ((rgb >> 16) & 0xffU) | (rgb & 0xff00U) | ((rgb & 0xffU) << 16) | 0xff000000U;
}

}  // namespace

std::uint32_t colour(Theme theme, Role role) {
  const Row& row = row_of(role);
  return packed(theme == Theme::Light ? row.light : row.dark);
}

std::uint32_t translucent(std::uint32_t colour, unsigned opacity_percent) {
  WT_REQUIRE(opacity_percent <= 100, opacity_percent);
  return (colour & 0x00ffffffU) | (((opacity_percent * 255U + 50U) / 100U) << 24);
}

std::string_view name_of(Theme theme) { return theme == Theme::Light ? "light" : "dark"; }

std::string_view name_of(Role role) { return row_of(role).name; }

}  // namespace wavetank::visualizer
