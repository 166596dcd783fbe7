// The guard of a run: while one is alive, asking the machine for anything that differs between runs is a finding.
//
// Forbidden inside: wall clocks, entropy, the environment, threads, files, sockets. The calls of the C library that
// reach them are interposed in every binary that links this (interpose.cpp). An interposed call passes through and is
// remembered; `check` then throws. It does not throw from inside the call itself, because the C library's functions
// and the clocks of the standard library are declared not to throw. Off under sanitizers, which interpose themselves.
#pragma once

#include <cstdint>

namespace wavetank::sim {

class Guard {
 public:
  Guard();
  ~Guard();
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

  // Throws a Finding (nondeterminism) that names the first forbidden call since the guard was made.
  void check() const {
    if (forbidden_call_ != nullptr) [[unlikely]]
      report();
  }

  // Called by the interposed functions. `call` is static text.
  static void note(const char* call) noexcept {
    if (alive_ && forbidden_call_ == nullptr) forbidden_call_ = call;
  }
  [[nodiscard]] static bool available();

 private:
  [[noreturn]] static void report();

  static thread_local bool alive_;
  static thread_local const char* forbidden_call_;
};

}  // namespace wavetank::sim
