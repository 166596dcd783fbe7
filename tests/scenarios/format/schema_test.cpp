// The published schema and the reader's tables name the same members, and need the same ones.
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "scenarios/format/document.hpp"
#include "scenarios/format/words.hpp"

namespace wavetank::scenarios::testing {
namespace {

class PublishedSchema : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(WT_SOURCE_DIR "/scenarios/scenario.schema.json");
    std::stringstream text;
    text << file.rdbuf();
    Document document = parse_document(text.str(), "scenario.schema.json");
    ASSERT_FALSE(document.error) << to_text(*document.error);
    root_ = std::move(document.root);
  }

  [[nodiscard]] const JsonNode& definition(std::string_view name) const {
    return name == shape::kScenario.name ? root_ : *root_.find("$defs")->find(name);
  }
  static std::set<std::string> texts(const JsonNode* array) {
    std::set<std::string> words;
    if (array == nullptr) return words;
    for (const JsonNode& item : array->items) words.insert(item.text);
    return words;
  }
  // The words that a member may be.
  [[nodiscard]] std::set<std::string> words(std::string_view object, std::string_view member) const {
    return texts(definition(object).find("properties")->find(member)->find("enum"));
  }

  JsonNode root_;
};

template <typename Words>
std::set<std::string> as_set(const Words& words) {
  std::set<std::string> texts;
  for (const auto& word : words) texts.emplace(word.text);
  return texts;
}

TEST_F(PublishedSchema, NamesTheMembersThatTheReaderKnows) {
  for (const Shape* shape : all_shapes()) {
    const std::vector<std::string>& names = definition(shape->name).find("properties")->names;
    std::set<std::string> known;
    for (const Member& member : shape->members) known.emplace(member.name);
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()), known) << shape->name;
  }
}

TEST_F(PublishedSchema, NeedsTheMembersThatTheReaderNeeds) {
  for (const Shape* shape : all_shapes()) {
    std::set<std::string> needed;
    for (const Member& member : shape->members) {
      if (member.need == Need::Must) needed.emplace(member.name);
    }
    EXPECT_EQ(texts(definition(shape->name).find("required")), needed) << shape->name;
  }
}

TEST_F(PublishedSchema, KnowsTheSameWords) {
  EXPECT_EQ(words("scenario", "ties"), as_set(kTieWords));
  EXPECT_EQ(words("input", "end"), as_set(kEndWords));
  EXPECT_EQ(words("watermark", "kind"), as_set(kWatermarkWords));
  EXPECT_EQ(words("watermark", "emit"), as_set(kEmitWords));
  EXPECT_EQ(words("window", "late"), as_set(kLateWords));
  EXPECT_EQ(words("sort", "late"), as_set(kLateWords));
  EXPECT_EQ(words("sort-order", "order"), as_set(kOrderWords));
  EXPECT_EQ(words("time-to-live", "update"), as_set(kStampWords));
  EXPECT_EQ(words("time-to-live", "expired"), as_set(kExpiredWords));
  for (const char* const function : {"funnel", "silence"}) EXPECT_EQ(words(function, "time"), as_set(kTimeWords));
  EXPECT_EQ(words("table", "folds"), as_set(kFoldingWords));
  EXPECT_EQ(words("result", "firing"), as_set(kFiringWords));
  EXPECT_EQ(words("scenario", "semantics"), std::set<std::string>(kSemanticsWords.begin(), kSemanticsWords.end()));
  for (const auto& fault : kFaultWords) {
    EXPECT_EQ(definition(fault.text).find("properties")->find("fault")->find("const")->text, fault.text);
  }
}

TEST_F(PublishedSchema, DescribesEveryMember) {
  for (const Shape* shape : all_shapes()) {
    const JsonNode& properties = *definition(shape->name).find("properties");
    for (std::size_t i = 0; i < properties.items.size(); ++i) {
      const bool says = properties.items[i].find("description") != nullptr ||
                        properties.items[i].find("$ref") != nullptr || properties.items[i].find("const") != nullptr;
      EXPECT_TRUE(says) << shape->name << "/" << properties.names[i];
    }
  }
}

}  // namespace
}  // namespace wavetank::scenarios::testing
