// docs/SCENARIOS.md: its example is valid, and no member of the format is left out.
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "scenarios/format/words.hpp"
#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

std::string documentation() {
  std::ifstream file(WT_SOURCE_DIR "/docs/SCENARIOS.md");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(TheDocumentation, HasAnExampleThatIsValid) {
  constexpr std::string_view kFence = "```json\n";
  const std::string page = documentation();
  const std::size_t begin = page.find(kFence);
  ASSERT_NE(begin, std::string::npos);
  const std::size_t from = begin + kFence.size();
  const ReadResult result = read_scenario_text(page.substr(from, page.find("```", from) - from), "docs/SCENARIOS.md");
  EXPECT_EQ(lines_of(result.errors), "");
}

TEST(TheDocumentation, NamesEveryMember) {
  const std::string page = documentation();
  for (const Shape* shape : all_shapes()) {
    for (const Member& member : shape->members) {
      const std::string name(member.name);
      const bool is_named =
          page.find("`" + name + "`") != std::string::npos || page.find("\"" + name + "\":") != std::string::npos;
      EXPECT_TRUE(is_named) << shape->name << "/" << name;
    }
  }
}

}  // namespace
}  // namespace wavetank::scenarios::testing
