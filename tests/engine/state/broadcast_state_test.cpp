// Broadcast maps: by key, and whole outside of a run.
#include "engine/state/broadcast_state.hpp"

#include <gtest/gtest.h>

namespace wavetank::engine::testing {
namespace {

using Rules = std::vector<std::pair<TextId, std::int64_t>>;

class Broadcast : public ::testing::Test {
 protected:
  [[nodiscard]] TextId text(const char* bytes) { return facts.texts.intern(bytes); }
  [[nodiscard]] BroadcastMap<TextId, std::int64_t> rules(BroadcastState& state) {
    return {state.table(handle.place), facts};
  }

  Facts facts;
  StateLayout layout;
  BroadcastHandle<TextId, std::int64_t> handle = layout.broadcast<TextId, std::int64_t>("rules");
};

TEST_F(Broadcast, KeepsRulesInTheOrderOfTheirNames) {  // DT-02
  BroadcastState state(layout.broadcasts());
  rules(state).put(text("q"), 2);
  rules(state).put(text("p"), 1);
  rules(state).put(text("q"), 3);
  EXPECT_EQ(rules(state).view().entries(), (Rules{{text("p"), 1}, {text("q"), 3}}));
  rules(state).remove(text("p"));
  EXPECT_EQ(rules(state).view().get(text("p")), std::nullopt);
  EXPECT_EQ(rules(state).view().get(text("q")), 3);
}

TEST_F(Broadcast, ComesBackFromItsBytes) {
  BroadcastState state(layout.broadcasts());
  rules(state).put(text("q"), 2);
  rules(state).put(text("p"), -1);
  BroadcastState restored(layout.broadcasts());
  restored.decode(state.encode(facts), facts);
  EXPECT_EQ(rules(restored).view().entries(), rules(state).view().entries());
}

TEST_F(Broadcast, IsEmptyWhereASnapshotDoesNotKnowIt) {
  BroadcastState state(layout.broadcasts());
  state.decode({{"others", "x"}}, facts);
  EXPECT_TRUE(rules(state).view().entries().empty());
}

}  // namespace
}  // namespace wavetank::engine::testing
