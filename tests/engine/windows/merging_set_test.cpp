// The sessions of each key: what touches is one, and its contents keep their name (WO-19 to WO-24).
#include "engine/windows/merging_set.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::engine::testing {
namespace {

constexpr KeyId kSessionKey{3};

Window span_of(std::int64_t start, std::int64_t end) { return {EventTime(start), EventTime(end)}; }
std::string words_of_window(const Window& window) {
  return "[" + std::to_string(window.start.ticks()) + "," + std::to_string(window.end.ticks()) + ")";
}

class Sessions {
 public:
  explicit Sessions(EqualSession equal = EqualSession::LosesContents) : equal_(equal) {}

  // "[0,5)@[0,4)": the session, and under which window its contents lie; "!" if the trigger hears of it.
  std::string add(std::int64_t start, std::int64_t end, KeyId key = kSessionKey) {
    set_.add(key, span_of(start, end), windows_, equal_, merge_);
    return words(merge_.result) + (merge_.merged ? "!" : "");
  }
  [[nodiscard]] std::string taken() const {
    std::string all;
    for (const OpenSession& session : merge_.taken) all += words_of_window(session.window);
    return all;
  }
  [[nodiscard]] std::string folded() const {
    std::string all;
    for (const WindowId id : merge_.folded_states) all += words_of_window(windows_.window(id));
    return all;
  }
  void retire(std::int64_t start, std::int64_t end) { set_.retire(kSessionKey, windows_.intern(span_of(start, end))); }
  [[nodiscard]] bool has(std::int64_t start, std::int64_t end) {
    return set_.find(kSessionKey, windows_.intern(span_of(start, end))) != nullptr;
  }
  [[nodiscard]] std::string all(KeyId key = kSessionKey) const {
    std::string all;
    for (const OpenSession& session : set_.of(key)) all += (all.empty() ? "" : " ") + words(session);
    return all;
  }
  [[nodiscard]] std::size_t keys() const { return set_.keys(); }

 private:
  [[nodiscard]] std::string words(const OpenSession& session) const {
    EXPECT_EQ(windows_.window(session.id), session.window);
    return words_of_window(session.window) + "@" + words_of_window(windows_.window(session.state));
  }

  EqualSession equal_;
  Windows windows_;
  MergingSet set_;
  SessionMerge merge_;
};

TEST(MergingSetTest, AWindowAloneIsItsOwn) {  // WO-19
  Sessions sessions;
  EXPECT_EQ(sessions.add(0, 4), "[0,4)@[0,4)");
  EXPECT_EQ(sessions.add(10, 14), "[10,14)@[10,14)");
  EXPECT_EQ(sessions.taken(), "");
  EXPECT_EQ(sessions.all(), "[0,4)@[0,4) [10,14)@[10,14)");
}

TEST(MergingSetTest, ASessionThatGrowsKeepsItsContentsWhereTheyAre) {  // WO-20, T-44
  Sessions sessions;
  sessions.add(0, 4);
  EXPECT_EQ(sessions.add(3, 5), "[0,5)@[0,4)!");
  EXPECT_EQ(sessions.taken(), "[0,4)");
  EXPECT_EQ(sessions.folded(), "");
  EXPECT_EQ(sessions.add(4, 6), "[0,6)@[0,4)!");
  EXPECT_FALSE(sessions.has(0, 5));  // WO-17
  EXPECT_TRUE(sessions.has(0, 6));
}

TEST(MergingSetTest, WindowsThatAbutAreOneAndWindowsAMillisecondApartAreNot) {  // AS-10
  Sessions sessions;
  sessions.add(10, 20);
  EXPECT_EQ(sessions.add(20, 30), "[10,30)@[10,20)!");
  EXPECT_EQ(sessions.add(0, 10), "[0,30)@[10,20)!");
  EXPECT_EQ(sessions.add(31, 41), "[31,41)@[31,41)");
  EXPECT_EQ(sessions.add(-11, -1), "[-11,-1)@[-11,-1)");
}

TEST(MergingSetTest, ABridgeFoldsTheLaterContentsIntoTheEarliest) {  // T-45, DT-03
  Sessions sessions;
  sessions.add(10, 13);
  sessions.add(5, 8);
  sessions.add(16, 18);
  EXPECT_EQ(sessions.add(8, 16), "[5,18)@[5,8)!");
  EXPECT_EQ(sessions.taken(), "[5,8)[10,13)[16,18)");
  EXPECT_EQ(sessions.folded(), "[10,13)[16,18)");
  EXPECT_EQ(sessions.all(), "[5,18)@[5,8)");
}

TEST(MergingSetTest, AWindowThatCoversASessionBringsNoContents) {  // WO-20, T-46
  Sessions sessions;
  sessions.add(1, 2);
  EXPECT_EQ(sessions.add(0, 3), "[0,3)@[1,2)!");
}

TEST(MergingSetTest, ASessionThatAbsorbsAWindowUnchangedTellsNobody) {  // WO-21
  Sessions sessions;
  sessions.add(0, 10);
  EXPECT_EQ(sessions.add(2, 5), "[0,10)@[0,10)");
  EXPECT_EQ(sessions.add(0, 10), "[0,10)@[0,10)");
}

TEST(MergingSetTest, AnEqualWindowLosesTheContentsOfASessionThatGrew) {  // WO-24, as shipped
  Sessions sessions(EqualSession::LosesContents);
  sessions.add(0, 3);
  EXPECT_EQ(sessions.add(2, 5), "[0,5)@[0,3)!");
  EXPECT_EQ(sessions.add(0, 5), "[0,5)@[0,5)");
}

TEST(MergingSetTest, AnEqualWindowKeepsThemIfTheHoleIsRepaired) {  // WO-24
  Sessions sessions(EqualSession::KeepsContents);
  sessions.add(0, 3);
  sessions.add(2, 5);
  EXPECT_EQ(sessions.add(0, 5), "[0,5)@[0,3)");
}

TEST(MergingSetTest, KeysDoNotMeet) {
  Sessions sessions;
  sessions.add(0, 4);
  EXPECT_EQ(sessions.add(2, 6, KeyId{4}), "[2,6)@[2,6)");
  EXPECT_EQ(sessions.add(3, 7, kNoKey), "[3,7)@[3,7)");
  EXPECT_EQ(sessions.keys(), 3u);
  EXPECT_EQ(sessions.all(), "[0,4)@[0,4)");
}

TEST(MergingSetTest, ARetiredSessionIsGoneAndCannotBeRetiredAgain) {  // WO-23
  Sessions sessions;
  sessions.add(0, 4);
  sessions.retire(0, 4);
  EXPECT_EQ(sessions.all(), "");
  EXPECT_EQ(sessions.keys(), 0u);
  EXPECT_THROW(sessions.retire(0, 4), InvariantViolation);
}

// The obvious way: put the window into the list, and while any two touch, make them one.
struct TwinSession {
  std::int64_t start;
  std::int64_t end;
  std::string state{};      // "": brings no contents
  std::int64_t ranked = 0;  // where the session that brought them started: the earliest keeps them
};

class TwinSessions {
 public:
  std::string add(std::int64_t start, std::int64_t end) {
    list_.push_back({start, end});
    while (merge_a_pair()) {}
    for (TwinSession& session : list_) {
      if (session.start > start || session.end < end) continue;
      if (session.state.empty()) session.state = words_of_window(span_of(session.start, session.end));
      session.ranked = session.start;
      return words_of_window(span_of(session.start, session.end)) + "@" + session.state;
    }
    return "";
  }
  TwinSession retire(std::size_t place) {
    const TwinSession session = list_[place];
    list_.erase(list_.begin() + static_cast<std::ptrdiff_t>(place));
    return session;
  }
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] std::string all() {
    std::sort(list_.begin(), list_.end(), [](const auto& a, const auto& b) { return a.start < b.start; });
    std::string all;
    for (const TwinSession& each : list_) {
      all += (all.empty() ? "" : " ") + words_of_window(span_of(each.start, each.end)) + "@" + each.state;
    }
    return all;
  }

 private:
  bool merge_a_pair() {
    for (std::size_t i = 0; i < list_.size(); ++i) {
      for (std::size_t j = i + 1; j < list_.size(); ++j) {
        if (list_[i].start > list_[j].end || list_[i].end < list_[j].start) continue;
        fold(list_[i], list_[j]);
        list_.erase(list_.begin() + static_cast<std::ptrdiff_t>(j));
        return true;
      }
    }
    return false;
  }
  static void fold(TwinSession& into, const TwinSession& other) {
    if (into.state.empty() || (!other.state.empty() && other.ranked < into.ranked)) {
      into.state = other.state;
      into.ranked = other.ranked;
    }
    into.start = std::min(into.start, other.start);
    into.end = std::max(into.end, other.end);
  }

  std::vector<TwinSession> list_;
};

// A start, a length, and in one of four steps something to retire.
using SessionStep = std::tuple<std::uint8_t, std::uint8_t, std::uint8_t>;

// Law: the set is the list in which no two windows touch (AS-10), whatever came and went.
RC_GTEST_PROP(MergingSetProperty, IsTheListInWhichNoTwoWindowsTouch, (const std::vector<SessionStep>& steps)) {
  Sessions sessions(EqualSession::KeepsContents);
  TwinSessions twin;
  for (const auto& [start, length, choice] : steps) {
    if (choice % 4 == 0 && twin.size() > 0) {
      const TwinSession session = twin.retire(choice / 4u % twin.size());
      RC_ASSERT(sessions.has(session.start, session.end));
      sessions.retire(session.start, session.end);
      RC_ASSERT(!sessions.has(session.start, session.end));
    } else {
      const std::string told = sessions.add(start, start + 1 + length % 12);
      RC_ASSERT(told.substr(0, told.find('!')) == twin.add(start, start + 1 + length % 12));
    }
    RC_ASSERT(sessions.all() == twin.all());
    RC_ASSERT(sessions.keys() == (twin.size() > 0 ? 1u : 0u));
  }
}

}  // namespace
}  // namespace wavetank::engine::testing
