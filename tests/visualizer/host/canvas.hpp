// A draw list written by hand, and the image it gives: pixel tests say what they draw in one line.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <type_traits>

#include <imgui.h>

#include "visualizer/host/headless/atlas.hpp"
#include "visualizer/host/headless/image.hpp"
#include "visualizer/host/headless/raster.hpp"

namespace wavetank::visualizer {

constexpr std::uint32_t kBlack = pack_rgba(0, 0, 0, 255);
constexpr std::uint32_t kWhite = pack_rgba(255, 255, 255, 255);
constexpr std::uint32_t kRed = pack_rgba(255, 0, 0, 255);
constexpr std::uint32_t kHalfWhite = pack_rgba(255, 255, 255, 128);

struct Patch {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;
};

class Canvas {
 public:
  // The atlas is 4 x 4: opaque, but for the 2 x 2 texels in the middle, which are 10, 20, 30, 40.
  Canvas(int width, int height) : image_(blank_image(width, height, kBlack)) {
    atlas_ = {4, 4, {255, 255, 255, 255, 255, 10, 20, 255, 255, 30, 40, 255, 255, 255, 255, 255}};
    clip({0, 0, static_cast<float>(width), static_cast<float>(height)});
  }

  // Starts a command: what follows is clipped by `box`.
  void clip(const Patch& box) {
    ImDrawCmd command;
    command.ClipRect = ImVec4(box.left, box.top, box.right, box.bottom);
    command.IdxOffset = static_cast<unsigned>(list_.IdxBuffer.Size);
    list_.CmdBuffer.push_back(command);
  }

  // Later vertices are counted from here on (what ImGui does beyond 65 535 of them).
  void rebase_vertices() { list_.CmdBuffer.back().VtxOffset = static_cast<unsigned>(list_.VtxBuffer.Size); }

  void triangle(ImVec2 a, ImVec2 b, ImVec2 c, std::uint32_t colour) {
    coloured_triangle({a, opaque_, colour}, {b, opaque_, colour}, {c, opaque_, colour});
  }
  void coloured_triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
    const unsigned first = add({a, b, c});
    index(first, {0, 1, 2});
  }

  // A rectangle as ImGui emits it.
  void box(const Patch& box, std::uint32_t colour) { textured_box(box, {0, 0, 0, 0}, colour); }

  // The same pixels as two triangles in an order that ImGui never emits.
  void box_as_triangles(const Patch& box, std::uint32_t colour) {
    const unsigned first = add({{{box.left, box.top}, opaque_, colour},
                                {{box.right, box.top}, opaque_, colour},
                                {{box.right, box.bottom}, opaque_, colour},
                                {{box.left, box.bottom}, opaque_, colour}});
    index(first, {0, 1, 2, 2, 3, 0});
  }

  // `texels` is in texels of the atlas.
  void textured_box(const Patch& box, const Patch& texels, std::uint32_t colour) {
    const Patch uv{texels.left / 4, texels.top / 4, texels.right / 4, texels.bottom / 4};
    const unsigned first = add({{{box.left, box.top}, {uv.left, uv.top}, colour},
                                {{box.right, box.top}, {uv.right, uv.top}, colour},
                                {{box.right, box.bottom}, {uv.right, uv.bottom}, colour},
                                {{box.left, box.bottom}, {uv.left, uv.bottom}, colour}});
    index(first, {0, 1, 2, 0, 2, 3});
  }

  void callback(ImDrawCallback function) { list_.CmdBuffer.back().UserCallback = function; }

  const Image& draw() {
    ImDrawList* lists[] = {&list_};
    ImDrawData data;
    data.Valid = true;
    data.FramebufferScale = ImVec2(1, 1);
    attach(data, lists);
    rasterise(data, atlas_, image_);
    return image_;
  }

  [[nodiscard]] int count(std::uint32_t colour) const {
    int pixels = 0;
    for (const std::uint32_t pixel : image_.rgba) pixels += pixel == colour ? 1 : 0;
    return pixels;
  }

 private:
  unsigned add(std::initializer_list<ImDrawVert> vertices) {
    const auto first = static_cast<unsigned>(list_.VtxBuffer.Size);
    for (const ImDrawVert& vertex : vertices) list_.VtxBuffer.push_back(vertex);
    return first - list_.CmdBuffer.back().VtxOffset;
  }
  void index(unsigned first, std::initializer_list<unsigned> offsets) {
    for (const unsigned offset : offsets) {
      list_.IdxBuffer.push_back(static_cast<ImDrawIdx>(first + offset));
    }
    list_.CmdBuffer.back().ElemCount += static_cast<unsigned>(offsets.size());
  }
  // ImGui's array of lists is a pointer before 1.89.8 and a vector after.
  template <typename DrawData>
  static void attach(DrawData& data, ImDrawList** lists) {
    data.CmdListsCount = 1;
    if constexpr (std::is_pointer_v<decltype(data.CmdLists)>) {
      data.CmdLists = lists;
    } else {
      data.CmdLists.push_back(lists[0]);
    }
  }

  const ImVec2 opaque_{0, 0};
  ImDrawList list_{nullptr};
  FontAtlasImage atlas_;
  Image image_;
};

}  // namespace wavetank::visualizer
