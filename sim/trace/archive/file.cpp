// Files by way of the C library: its buffer, its error numbers.
#include "sim/trace/archive/file.hpp"

#include <cerrno>
#include <system_error>

namespace wavetank::sim {
namespace {

engine::Problem file_problem(const std::string& verb, const std::string& path, int number) {
  return {"cannot " + verb + " " + path + "; " + std::generic_category().message(number), "", 0};
}

}  // namespace

void CloseFile::operator()(std::FILE* file) const { std::fclose(file); }

engine::Result<std::unique_ptr<FileSink>> FileSink::open(const std::string& path) {
  OpenFile file(std::fopen(path.c_str(), "wb"));
  if (!file) return file_problem("write", path, errno);
  return std::unique_ptr<FileSink>(new FileSink(path, std::move(file)));
}

std::optional<engine::Problem> FileSink::write(std::string_view bytes) {
  WT_REQUIRE(file_ != nullptr);
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size()) return std::nullopt;
  return file_problem("write", path_, errno);
}

std::optional<engine::Problem> FileSink::close() {
  WT_REQUIRE(file_ != nullptr);
  if (std::fclose(file_.release()) == 0) return std::nullopt;
  return file_problem("write", path_, errno);
}

engine::Result<std::unique_ptr<FileSource>> FileSource::open(const std::string& path) {
  OpenFile file(std::fopen(path.c_str(), "rb"));
  if (!file) return file_problem("read", path, errno);
  return std::unique_ptr<FileSource>(new FileSource(path, std::move(file)));
}

engine::Result<std::size_t> FileSource::read(char* to, std::size_t size) {
  const std::size_t got = std::fread(to, 1, size, file_.get());
  if (got < size && std::ferror(file_.get()) != 0) return file_problem("read", path_, errno);
  return got;
}

}  // namespace wavetank::sim
