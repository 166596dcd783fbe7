#include "sim/guard/guard.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <random>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "engine/base/assert.hpp"
#include "sim/kernel/finding.hpp"

namespace wavetank::sim::guard_tests {
namespace {

// What a guard says of a run that does this; nothing if it minds nothing.
template <typename Ask>
std::string verdict_on(const Ask& ask) {
  const Guard guard;
  ask();
  try {
    guard.check();
  } catch (const Finding& finding) {
    EXPECT_EQ(finding.kind(), FindingKind::Nondeterminism);
    return finding.what();
  }
  return "";
}

std::string says(const std::string& call) { return "a run called " + call + "; its answer differs from run to run"; }

class GuardedRun : public testing::Test {
 protected:
  void SetUp() override {
    if (!Guard::available()) GTEST_SKIP() << "the guard is off: sanitizers interpose these calls themselves";
  }
};

TEST_F(GuardedRun, MayNotReadClocks) {
  std::int64_t read = 0;  // used, so that no compiler leaves the call out
  EXPECT_EQ(verdict_on([&] { read += std::chrono::system_clock::now().time_since_epoch().count(); }),
            says("clock_gettime"));
  EXPECT_EQ(verdict_on([&] { read += std::chrono::steady_clock::now().time_since_epoch().count(); }),
            says("clock_gettime"));
  EXPECT_EQ(verdict_on([&] { read += std::time(nullptr); }), says("time"));
  EXPECT_EQ(verdict_on([&] { read += std::clock(); }), says("clock"));
  EXPECT_NE(read, 0);
}

TEST_F(GuardedRun, MayNotReadTheEnvironment) {
  const char* home = nullptr;
  EXPECT_EQ(verdict_on([&] { home = std::getenv("HOME"); }), says("getenv"));
  EXPECT_EQ(verdict_on([&] { home = secure_getenv("HOME"); }), says("secure_getenv"));
}

TEST_F(GuardedRun, MayNotAskForEntropy) {
  unsigned drawn = 0;
  EXPECT_EQ(verdict_on([&] { drawn += std::random_device()(); }), says("std::random_device"));
  std::random_device made_before;
  EXPECT_EQ(verdict_on([&] { drawn += made_before(); }), says("std::random_device"));
  EXPECT_EQ(verdict_on([&] { drawn += static_cast<unsigned>(std::rand()); }), says("rand"));
  EXPECT_NE(drawn, 0u);
}

TEST_F(GuardedRun, MayNotStartThreads) {
  EXPECT_EQ(verdict_on([] { std::thread([] {}).join(); }), says("pthread_create"));
}

TEST_F(GuardedRun, MayNotOpenFiles) {
  const char* const path = "/dev/null";
  EXPECT_EQ(verdict_on([&] { std::fclose(std::fopen(path, "r")); }), says("fopen"));
  const std::string by_stream = verdict_on([&] { EXPECT_TRUE(std::ifstream(path).is_open()); });
  EXPECT_TRUE(by_stream == says("fopen") || by_stream == says("fopen64")) << by_stream;
  EXPECT_EQ(verdict_on([&] { close(open(path, O_RDONLY)); }), says("open"));
}

TEST_F(GuardedRun, MayNotOpenSockets) {
  EXPECT_EQ(verdict_on([] { close(socket(AF_UNIX, SOCK_STREAM, 0)); }), says("socket"));
}

TEST_F(GuardedRun, IsToldOfTheFirstCallOnce) {
  const Guard guard;
  (void)std::getenv("HOME");
  (void)std::time(nullptr);
  try {
    guard.check();
    FAIL() << "nothing was found";
  } catch (const Finding& finding) {
    EXPECT_EQ(finding.what(), says("getenv"));
  }
  EXPECT_NO_THROW(guard.check());
}

TEST_F(GuardedRun, MayAllocateAndThrow) {
  EXPECT_EQ(verdict_on([] {
              const std::vector<std::string> texts(1000, std::string(100, 'x'));
              EXPECT_THROW((void)texts.at(1000), std::out_of_range);
            }),
            "");
}

TEST(Guard, MindsNothingOutsideOfARun) {
  { const Guard over; }
  EXPECT_GT(std::chrono::system_clock::now().time_since_epoch().count(), 0);
  const Guard guard;
  EXPECT_NO_THROW(guard.check());
}

TEST(Guard, PassesTheCallsThrough) {
  const std::int64_t first = std::chrono::steady_clock::now().time_since_epoch().count();
  EXPECT_LE(first, std::chrono::steady_clock::now().time_since_epoch().count());
  EXPECT_GT(std::time(nullptr), 1'500'000'000);
  ASSERT_EQ(setenv("WAVETANK_GUARD_TEST", "here", 1), 0);
  EXPECT_STREQ(std::getenv("WAVETANK_GUARD_TEST"), "here");
  EXPECT_EQ(open("/dev/null/nowhere", O_RDONLY), -1);
}

TEST(Guard, DoesNotNest) {
  const Guard outer;
  EXPECT_THROW(Guard(), engine::InvariantViolation);
}

}  // namespace
}  // namespace wavetank::sim::guard_tests
