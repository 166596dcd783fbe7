// Trace files on disk.
//
// A file is written in place, not under another name first: what a killed run leaves behind must be found where it
// was asked for. That it is whole is said by its closing block, not by its name.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "sim/trace/archive/bytes.hpp"

namespace wavetank::sim {

struct CloseFile {
  void operator()(std::FILE* file) const;
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

class FileSink final : public ByteSink {
 public:
  // Makes the file, or empties it.
  [[nodiscard]] static engine::Result<std::unique_ptr<FileSink>> open(const std::string& path);

  std::optional<engine::Problem> write(std::string_view bytes) override;
  // The last bytes may only now turn out not to fit on the disk. Once, at the end; without it the file is closed
  // all the same, and nobody hears of the problem.
  [[nodiscard]] std::optional<engine::Problem> close();

 private:
  FileSink(std::string path, OpenFile file) : path_(std::move(path)), file_(std::move(file)) {}

  std::string path_;
  OpenFile file_;
};

class FileSource final : public ByteSource {
 public:
  [[nodiscard]] static engine::Result<std::unique_ptr<FileSource>> open(const std::string& path);

  engine::Result<std::size_t> read(char* to, std::size_t size) override;

 private:
  FileSource(std::string path, OpenFile file) : path_(std::move(path)), file_(std::move(file)) {}

  std::string path_;
  OpenFile file_;
};

}  // namespace wavetank::sim
