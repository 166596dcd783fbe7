// The panel that says why: title, reasons, and the chain of causes of what is selected. Every number is a link.
#pragma once

#include "scenarios/explain/explain.hpp"
#include "visualizer/paint/hit.hpp"
#include "visualizer/paint/pen.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {

// What is explained, and what is added for a window that has not fired by the end of the run.
struct WhyCard {
  std::optional<sim::EventId> about;
  scenarios::Explanation explanation;
  std::optional<scenarios::Explanation> silence;
};

// Asks scenarios/explain. Costs a pass over the trace: ask once per selection. REQUIRES: `about`, if any, is an event.
[[nodiscard]] WhyCard explain_selection(const Scene& scene, std::optional<sim::EventId> about);

// How far the card is scrolled, and where its links are noted.
struct WhyPanel {
  int scrolled_lines = 0;
  HitList& hits;
};
void paint_why(Pen& pen, const Rect& area, const WhyCard& card, const Scene& scene, const WhyPanel& panel);

}  // namespace wavetank::visualizer
