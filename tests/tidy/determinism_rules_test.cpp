#include "tests/tidy/determinism_rules.hpp"

#include <gtest/gtest.h>

namespace wavetank::tidy {
namespace {

std::size_t bans(std::string text, std::string path = "sim/a.cpp") {
  return nondeterminism({make_source(std::move(path), std::move(text))}).size();
}

TEST(Determinism, FindsClocks) {
  EXPECT_EQ(bans("auto now = std::chrono::steady_clock::now();"), 1u);
  EXPECT_EQ(bans("auto seed = time(nullptr);"), 1u);
  EXPECT_EQ(bans("clock_gettime(CLOCK_MONOTONIC, &t);"), 1u);
}

TEST(Determinism, LetsTheDomainSpeakOfTime) {
  EXPECT_EQ(bans("EventTime time() const; x.time(); event_time(0); real_system_clocks();"), 0u);
}

TEST(Determinism, FindsTheEnvironmentThreadsAndLocales) {
  EXPECT_EQ(bans("std::getenv(\"HOME\");"), 1u);
  EXPECT_EQ(bans("std::thread t; std::atomic<int> a;"), 2u);
  EXPECT_EQ(bans("out.imbue(std::locale(\"\"));"), 2u);
}

TEST(Determinism, FindsHashOrderAndAddresses) {
  EXPECT_EQ(bans("std::unordered_map<int, int> m;"), 1u);
  EXPECT_EQ(bans("std::hash<Key>{}(key);"), 1u);
  EXPECT_EQ(bans("reinterpret_cast<std::uintptr_t>(p);"), 2u);
}

TEST(Determinism, FindsTheLibrarysRandomness) {
  EXPECT_EQ(bans("#include <random>\nstd::shuffle(a, b, g);"), 2u);
  EXPECT_EQ(bans("std::uniform_int_distribution<int> d(1, 6);"), 1u);
}

TEST(Determinism, ReadsNeitherCommentsNorLiterals) {
  EXPECT_EQ(bans("// std::thread\nsay(\"std::thread\"); say(R\"x(getenv \" )x\"); /* getenv\n */"), 0u);
  EXPECT_EQ(bans("int n = 1'000; std::thread t; char c = '\\''; std::thread u;"), 2u);
}

TEST(Determinism, LeavesTheOutsideAlone) {
  EXPECT_EQ(bans("std::thread t;", "cli/workers.cpp"), 0u);
  EXPECT_EQ(bans("std::thread t;", "engine/a.cpp"), 1u);
  EXPECT_EQ(bans("std::thread t;", "properties/a.cpp"), 1u);
}

TEST(FloatingPoint, HasNoPlaceInEngineAndKernel) {
  const auto floats = [](std::string path) {
    return floating_point({make_source(std::move(path), "double a; float b; int double_check;")}).size();
  };
  EXPECT_EQ(floats("engine/a.hpp"), 2u);
  EXPECT_EQ(floats("sim/kernel/a.cpp"), 2u);
  EXPECT_EQ(floats("sim/systems/a.cpp"), 0u);
}

}  // namespace
}  // namespace wavetank::tidy
