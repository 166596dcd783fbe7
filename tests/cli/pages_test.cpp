// The commands that README and the pages of docs/semantics give to try do what a reader expects: they run.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>
#include <sys/wait.h>

namespace {

namespace pages_fs = std::filesystem;

// The lines of a page's blocks that begin with "wavetank", without the remark behind three blanks.
std::vector<std::string> commands_of(const pages_fs::path& page) {
  std::ifstream file(page);
  std::vector<std::string> commands;
  bool is_block = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) is_block = !is_block;
    if (is_block && line.starts_with("wavetank ")) commands.push_back(line.substr(9, line.find("   ") - 9));
  }
  return commands;
}

// A finding is an answer too: a page may change a scenario until its expectations fail.
void expect_runs(const std::string& arguments, const pages_fs::path& page) {
  const pages_fs::path folder = pages_fs::path(testing::TempDir()) / "wavetank-pages";  // for what commands write
  pages_fs::create_directories(folder);
  const pages_fs::path output = folder / "said.txt";
  const std::string command = "cd " + folder.string() + " && " + WT_BINARY + " " + arguments;
  const int status = std::system((command + " >" + output.string() + " 2>&1 </dev/null").c_str());
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  std::ostringstream said;
  said << std::ifstream(output).rdbuf();
  EXPECT_TRUE(code == 0 || code == 1) << page << ": wavetank " << arguments << "\n" << said.str();
}

TEST(Pages, OfSemanticsGiveCommandsThatRun) {
  std::size_t commands = 0;
  for (const auto& entry : pages_fs::directory_iterator(pages_fs::path(WT_SOURCE_DIR) / "docs/semantics")) {
    if (entry.path().extension() != ".md") continue;
    for (const std::string& command : commands_of(entry.path())) {
      expect_runs(command, entry.path().filename());
      ++commands;
    }
  }
  EXPECT_GT(commands, 30U);
}

// What a page's blocks of plain text show is what the command before them prints, line by line.
std::vector<std::string> shown_lines(const pages_fs::path& page) {
  std::ifstream file(page);
  std::vector<std::string> lines;
  bool is_shown = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      is_shown = line == "```text";
    } else if (is_shown && !line.empty()) {
      lines.push_back(line);
    }
  }
  return lines;
}

TEST(Pages, HowLateShowsWhatItsCommandsPrint) {
  const pages_fs::path page = pages_fs::path(WT_SOURCE_DIR) / "docs/how-late.md";
  const pages_fs::path folder = pages_fs::path(testing::TempDir()) / "wavetank-how-late";
  pages_fs::create_directories(folder);
  if (!pages_fs::exists(folder / "scenarios")) {
    pages_fs::create_directory_symlink(pages_fs::path(WT_SOURCE_DIR) / "scenarios", folder / "scenarios");
  }
  std::string said;
  for (const std::string& arguments : commands_of(page)) {
    const std::string command =
        "cd " + folder.string() + " && " + WT_BINARY + " " + arguments + " >said.txt </dev/null";
    const int status = std::system(command.c_str());
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) <= 1) << arguments;
    std::ostringstream text;
    text << std::ifstream(folder / "said.txt").rdbuf();
    said += text.str();
  }
  for (const std::string& line : shown_lines(page)) EXPECT_NE(said.find(line + "\n"), std::string::npos) << line;
  pages_fs::remove_all(folder);
}

// Those that need a display or a file of the reader's are left to the reader.
TEST(Pages, TheReadmeGivesCommandsThatRun) {
  const pages_fs::path readme = pages_fs::path(WT_SOURCE_DIR) / "README.md";
  for (const std::string& command : commands_of(readme)) {
    if (command.starts_with("run ") || command.starts_with("list") || command.starts_with("explain ")) {
      expect_runs(command, "README.md");
    }
  }
}

}  // namespace
