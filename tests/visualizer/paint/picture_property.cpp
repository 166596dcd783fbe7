// A picture can be drawn at any size and scale, of any instant.
#include "visualizer/paint/picture.hpp"

#include <array>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/visualizer/recordings.hpp"
#include "visualizer/app/viewer.hpp"
#include "visualizer/host/headless/host.hpp"

namespace wavetank::visualizer {
namespace {

const scenarios::Recording& any_recording() {
  static const std::array recordings = {
      catalogue("lateness/late-firing"), catalogue("watermarks/phone-from-tomorrow"), catalogue("windows/midnight"),
      catalogue("faults/clogged-link"),  catalogue("cluster/back-to-the-checkpoint"), crowd()};
  return recordings.at(*rc::gen::inRange<std::size_t>(0, recordings.size()));
}

View any_view() { return static_cast<View>(*rc::gen::inRange(0, kViews)); }

HeadlessHost& host_for(float scale) {
  static HeadlessHost host({.font = FontChoice::Embedded});
  host.restyle({.scale = scale, .font = FontChoice::Embedded});
  return host;
}

bool is_inside(const Rect& rect, const Rect& all) { return rect.empty() || all.encloses(rect); }

RC_GTEST_PROP(PictureLaws, AnySizeAndScaleCanBeDrawn, ()) {
  const scenarios::Recording& recording = any_recording();
  const int width = *rc::gen::inRange(320, 2000);
  const int height = *rc::gen::inRange(200, 1400);
  const float scale = static_cast<float>(*rc::gen::inRange(75, 301)) / 100.0F;
  Viewer viewer(recording, {.layout = {*rc::gen::element(Controls::None, Controls::Bar),
                                       *rc::gen::element(Panels::All, Panels::Plane)}});
  viewer.apply(SeekEvent{sim::EventId{*rc::gen::inRange<std::uint32_t>(0, recording.size() + 1)}});
  viewer.apply(Show{any_view()});
  viewer.apply(ScrollRows{*rc::gen::inRange(-2, 12)});
  HeadlessHost& host = host_for(scale);
  for (int i = 0; i < 2; ++i) {
    host.step(width, height, [&] { viewer.frame(scale); });
  }
  const Rect all{0, 0, static_cast<float>(width), static_cast<float>(height)};
  const PictureLayout& layout = viewer.layout();
  for (const Rect& area : {layout.header, layout.plane, layout.why, layout.log, layout.timeline, layout.controls}) {
    RC_ASSERT(is_inside(area, all));
  }
}

RC_GTEST_PROP(PictureLaws, AnyZoomAndPanCanBeDrawn, ()) {
  const scenarios::Recording& recording = any_recording();
  Viewer viewer(recording, {});
  viewer.apply(Show{any_view()});
  const int moves = *rc::gen::inRange(1, 6);
  for (int i = 0; i < moves; ++i) {
    const Viewport& view = viewer.state().viewport;
    viewer.apply(Zoom{{view.event.from, view.clock.from}, {*rc::gen::inRange(1, 1000), *rc::gen::inRange(1, 1000)}});
    viewer.apply(
        Pan{*rc::gen::arbitrary<std::int64_t>(), *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000)});
  }
  host_for(1.0F).step(900, 600, [&] { viewer.frame(1.0F); });
}

}  // namespace
}  // namespace wavetank::visualizer
