// A card in the middle, over a dimmed picture.
#include "visualizer/ui/help.hpp"

#include <cmath>

#include "visualizer/ui/keys.hpp"

namespace wavetank::visualizer {

void paint_help(Pen& pen, const Rect& all) {
  float keys_width = 0;
  float does_width = 0;
  for (const KeyLine& line : key_lines()) {
    keys_width = std::max(keys_width, pen.width_of(line.keys));
    does_width = std::max(does_width, pen.width_of(line.does));
  }
  const float margin = pen.px(20);
  const float row = pen.line_height() + pen.px(4);
  const float width = std::min(all.width(), keys_width + does_width + 3 * margin);
  const float height = std::min(all.height(), static_cast<float>(key_lines().size() + 1) * row + 2 * margin);
  const float left = std::round((all.width() - width) / 2);
  const float top = std::round((all.height() - height) / 2);
  const Rect card{left, top, left + width, top + height};
  pen.fill(all, pen.ink(Role::Background, 70));
  pen.fill_round(card, pen.ink(Role::PanelRaised));
  pen.outline_round(card, pen.ink(Role::Border), pen.px(1));
  const Pen::Clip clip(pen, card);
  float y = card.top + margin;
  pen.bold({card.left + margin, y}, pen.ink(Role::Text), "Keys");
  y += row;
  for (const KeyLine& line : key_lines()) {
    pen.text({card.left + margin, y}, pen.ink(Role::Text), line.keys);
    pen.text({card.left + 2 * margin + keys_width, y}, pen.ink(Role::TextDim), line.does);
    y += row;
  }
}

}  // namespace wavetank::visualizer
