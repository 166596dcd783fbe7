// Drawing on ImDrawList.
#include "visualizer/paint/pen.hpp"

#include <cmath>

#include <imgui.h>

namespace wavetank::visualizer {
namespace {

constexpr int kDashesMax = 2000;  // of one line; longer ones are drawn coarser

ImVec2 vec(Point point) { return {point.x, point.y}; }
float snapped(float x) { return std::round(x); }

float width_of_text(std::string_view text) {
  if (text.empty()) return 0;
  return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
}

// Bytes of the UTF-8 character that begins at `at`.
std::size_t character_length(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

// The longest prefix, in whole characters, that is at most `width` wide.
std::size_t fitting_prefix(std::string_view text, float width) {
  std::size_t fits = 0;
  while (fits < text.size()) {
    const std::size_t next = fits + character_length(text, fits);
    if (width_of_text(text.substr(0, next)) > width) break;
    fits = next;
  }
  return fits;
}

}  // namespace

Pen::Pen(ImDrawList& list, Theme theme, float scale)
    : list_(list), theme_(theme), scale_(scale), line_height_(snapped(ImGui::GetFontSize() * 1.2F)) {}

float Pen::px(float units) const { return std::max(1.0F, snapped(units * scale_)); }

float Pen::width_of(std::string_view text) const { return std::ceil(width_of_text(text)); }

void Pen::text(Point at, Ink ink, std::string_view text) {
  if (text.empty()) return;
  list_.AddText(ImVec2(snapped(at.x), snapped(at.y)), ink, text.data(), text.data() + text.size());
}

void Pen::bold(Point at, Ink ink, std::string_view text) {
  this->text(at, ink, text);
  this->text({at.x + 1, at.y}, ink, text);
}

std::string Pen::shortened(std::string_view text, float width) const {
  if (width_of_text(text) <= width) return std::string(text);
  const float dots = width_of_text("...");
  if (dots > width) return {};
  return std::string(text.substr(0, fitting_prefix(text, width - dots))) + "...";
}

std::vector<std::string> Pen::wrapped(std::string_view text, float width) const {
  std::vector<std::string> lines;
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t end = start;  // of what fits, at a space
    for (std::size_t space = start; space < text.size();) {
      space = std::min(text.find(' ', space + 1), text.size());
      if (width_of_text(text.substr(start, space - start)) > width) break;
      end = space;
    }
    if (end == start) end = start + std::max(fitting_prefix(text.substr(start), width), character_length(text, start));
    lines.emplace_back(text.substr(start, end - start));
    start = end;
    while (start < text.size() && text[start] == ' ') ++start;
  }
  return lines;
}

void Pen::fill(const Rect& rect, Ink ink) {
  if (rect.empty()) return;
  const ImVec2 from(snapped(rect.left), snapped(rect.top));
  const ImVec2 to(std::max(from.x + 1, snapped(rect.right)), std::max(from.y + 1, snapped(rect.bottom)));
  list_.AddRectFilled(from, to, ink);
}

void Pen::fill_round(const Rect& rect, Ink ink) {
  if (rect.empty()) return;
  list_.AddRectFilled(ImVec2(snapped(rect.left), snapped(rect.top)), ImVec2(snapped(rect.right), snapped(rect.bottom)),
                      ink, px(3));
}

void Pen::outline(const Rect& rect, Ink ink, float width) {
  if (rect.empty()) return;
  across(rect.left, rect.right, rect.top, ink, width);
  across(rect.left, rect.right, rect.bottom - width, ink, width);
  down(rect.left, rect.top + width, rect.bottom - width, ink, width);
  down(rect.right - width, rect.top + width, rect.bottom - width, ink, width);
}

void Pen::outline_round(const Rect& rect, Ink ink, float width) {
  if (rect.empty()) return;
  list_.AddRect(ImVec2(snapped(rect.left), snapped(rect.top)), ImVec2(snapped(rect.right), snapped(rect.bottom)), ink,
                px(3), 0, width);
}

void Pen::across(float left, float right, float y, Ink ink, float width) {
  fill({left, snapped(y), right, snapped(y) + width}, ink);
}

void Pen::down(float x, float top, float bottom, Ink ink, float width) {
  fill({snapped(x), top, snapped(x) + width, bottom}, ink);
}

void Pen::dashed_across(float left, float right, float y, Ink ink, Dash dash) {
  const float period = std::max(px(dash.on) + px(dash.off), (right - left) / kDashesMax);
  for (float x = left; x < right; x += period) across(x, std::min(x + px(dash.on), right), y, ink, px(1));
}

void Pen::dashed_down(float x, float top, float bottom, Ink ink, Dash dash) {
  const float period = std::max(px(dash.on) + px(dash.off), (bottom - top) / kDashesMax);
  for (float y = top; y < bottom; y += period) down(x, y, std::min(y + px(dash.on), bottom), ink, px(1));
}

void Pen::dashed_outline(const Rect& rect, Ink ink, Dash dash) {
  if (rect.empty()) return;
  dashed_across(rect.left, rect.right, rect.top, ink, dash);
  dashed_across(rect.left, rect.right, rect.bottom - px(1), ink, dash);
  dashed_down(rect.left, rect.top, rect.bottom, ink, dash);
  dashed_down(rect.right - px(1), rect.top, rect.bottom, ink, dash);
}

void Pen::hatch(const Rect& rect, Ink ink) {
  if (rect.empty()) return;
  const Clip clip(*this, rect);
  const float step = std::max(px(7), (rect.width() + rect.height()) / kDashesMax);
  for (float x = rect.left - rect.height(); x < rect.right; x += step) {
    line({x, rect.bottom}, {x + rect.height(), rect.top}, ink, px(1));
  }
}

void Pen::line(Point from, Point to, Ink ink, float width) { list_.AddLine(vec(from), vec(to), ink, width); }

void Pen::dotted_line(Point from, Point to, Ink ink) {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  const float step = std::max(px(6), length / kDashesMax);
  const float size = px(1.5F);
  for (float at = 0; at < length; at += step) {
    const Point middle{from.x + (to.x - from.x) * at / length, from.y + (to.y - from.y) * at / length};
    fill({middle.x - size / 2, middle.y - size / 2, middle.x + size / 2, middle.y + size / 2}, ink);
  }
}

void Pen::dot(Point middle, float radius, Ink ink) {
  list_.AddCircleFilled(vec(middle), radius, ink, radius < 4 ? 10 : 16);
}

void Pen::ring(Point middle, float radius, Ink ink, float width) {
  list_.AddCircle(vec(middle), radius, ink, radius < 4 ? 12 : 20, width);
}

void Pen::cross(Point middle, float radius, Ink ink, float width) {
  line({middle.x - radius, middle.y - radius}, {middle.x + radius, middle.y + radius}, ink, width);
  line({middle.x - radius, middle.y + radius}, {middle.x + radius, middle.y - radius}, ink, width);
}

void Pen::diamond(Point middle, float radius, Ink ink, float width) {
  list_.AddQuad(ImVec2(middle.x, middle.y - radius), ImVec2(middle.x + radius, middle.y),
                ImVec2(middle.x, middle.y + radius), ImVec2(middle.x - radius, middle.y), ink, width);
}

void Pen::triangle(Point a, Point b, Point c, Ink ink) { list_.AddTriangleFilled(vec(a), vec(b), vec(c), ink); }

Pen::Clip::Clip(Pen& pen, const Rect& rect) : pen_(pen) {
  pen_.list_.PushClipRect(ImVec2(snapped(rect.left), snapped(rect.top)),
                          ImVec2(snapped(rect.right), snapped(rect.bottom)), true);
}

Pen::Clip::~Clip() { pen_.list_.PopClipRect(); }

}  // namespace wavetank::visualizer
