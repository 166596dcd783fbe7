// The command as a process: what it is given, how it ended, what it printed where.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>

namespace wavetank::cli {

// The command that is tested, as the build made it.
[[nodiscard]] const char* binary_path();

namespace fs = std::filesystem;

struct Ended {
  int code = -1;
  std::string out;
  std::string err;
};

class Cli : public testing::Test {
 protected:
  void SetUp() override {
    const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
    folder_ = fs::path(testing::TempDir()) / ("wavetank-cli-" + name);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] fs::path path(const std::string& name) const { return folder_ / name; }

  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }
  [[nodiscard]] static std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

  // REQUIRES: arguments need no quoting beyond what they bring.
  [[nodiscard]] Ended wavetank(const std::string& arguments) const {
    const std::string command = std::string(binary_path()) + " " + arguments + " >" + path("out").string() + " 2>" +
                                path("err").string() + " <" + (input_.empty() ? "/dev/null" : input_.string());
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(path("out")), read(path("err"))};
  }

  void expect_refused(const std::string& arguments, const std::string& words) const {
    const Ended ended = wavetank(arguments);
    EXPECT_EQ(ended.code, 2) << arguments;
    EXPECT_EQ(ended.out, "") << arguments;
    EXPECT_NE(ended.err.find(words), std::string::npos) << ended.err;
  }

  fs::path input_;  // standard input of the process; empty: nothing

 private:
  fs::path folder_;
};

}  // namespace wavetank::cli
