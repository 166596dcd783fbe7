// docs/SCENARIOS.md: its example gives what it says, and no member of the format is left out.
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "scenarios/format/words.hpp"
#include "scenarios/run/outcome.hpp"
#include "scenarios/run/run.hpp"
#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

std::string documentation() {
  std::ifstream file(WT_SOURCE_DIR "/docs/SCENARIOS.md");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The first block of JSON on the page.
ReadResult example() {
  constexpr std::string_view kFence = "```json\n";
  const std::string page = documentation();
  const std::size_t from = page.find(kFence) + kFence.size();
  return read_scenario_text(page.substr(from, page.find("```", from) - from), "docs/SCENARIOS.md");
}

TEST(TheDocumentation, HasAnExampleThatGivesWhatItSays) {
  const ReadResult read = example();
  ASSERT_EQ(lines_of(read.errors), "");
  RunOptions options;
  const Prepared prepared = prepare(*read.scenario, options);
  ASSERT_EQ(lines_of(prepared.errors), "");
  Outcome outcome(*read.scenario, *prepared.run, KeepResults::All);
  options.sinks = {&outcome};
  EXPECT_GT(run(*prepared.run, options).events, 0U);
  for (const Mismatch& mismatch : compare(read.scenario->expect, outcome)) ADD_FAILURE() << mismatch.message;
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
