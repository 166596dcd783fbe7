// The bytes of an input as a stream: a file or standard input, plain, gzip or zstd, told by how they begin.
//
// Constant memory, whatever the size. What is wrong is said once, in words that follow the file's name.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace wavetank::scenarios {

class ByteSource {
 public:
  // "-" is standard input. Afterwards problem() says whether it could be opened.
  explicit ByteSource(const std::string& path);
  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

  // Fills the front of `room`; fewer bytes than fit, 0 too, only at the end or where problem() says why.
  // REQUIRES: `room` is not empty.
  [[nodiscard]] std::size_t read(std::span<char> room);

  // Empty: all is well so far.
  [[nodiscard]] const std::string& problem() const;
  // Bytes taken from the file itself so far, for progress.
  [[nodiscard]] std::size_t taken() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace wavetank::scenarios
