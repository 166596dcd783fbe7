// The table of keyed things against an obvious twin.
#include "engine/state/tables/keyed_table.hpp"

#include <map>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace wavetank::engine::testing {
namespace {

StateName name_of(std::uint32_t key, std::uint32_t window) { return {KeyId{key}, WindowId{window}}; }

TEST(KeyedTable, FindsNothingInNothing) {
  KeyedTable<int> table;
  EXPECT_EQ(table.find({KeyId{1}, kNoWindow}), nullptr);
  table.erase({KeyId{1}, kNoWindow});
  EXPECT_EQ(table.size(), 0u);
}

TEST(KeyedTable, TellsNamespacesApart) {
  KeyedTable<int> table;
  table.find_or_add(name_of(1, 1)) = 11;
  table.find_or_add({KeyId{1}, kNoWindow}) = 10;
  EXPECT_EQ(*table.find(name_of(1, 1)), 11);
  EXPECT_EQ(*table.find({KeyId{1}, kNoWindow}), 10);
}

RC_GTEST_PROP(KeyedTableProperty, DoesWhatAMapDoes,
              (const std::vector<std::tuple<std::uint8_t, std::uint8_t, int>>& steps)) {
  KeyedTable<int> table;
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> twin;
  for (const auto& [word, window, value] : steps) {
    const std::uint32_t key = word % 40;
    const StateName name = name_of(key, window % 3);
    if (word % 3 == 0) {
      table.erase(name);
      twin.erase({key, window % 3});
    } else {
      table.find_or_add(name) = value;
      twin[{key, window % 3}] = value;
    }
  }
  RC_ASSERT(table.size() == twin.size());
  for (const auto& [name, value] : twin) {
    const int* found = table.find(name_of(name.first, name.second));
    RC_ASSERT(found != nullptr);
    RC_ASSERT(*found == value);
  }
}

}  // namespace
}  // namespace wavetank::engine::testing
