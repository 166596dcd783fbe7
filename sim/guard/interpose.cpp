// Interposed functions of the C library: each tells the guard and passes the call on.
#include "sim/guard/interpose.hpp"

#include "sim/guard/guard.hpp"

#if defined(WT_SANITIZED)

namespace wavetank::sim {
bool keep_interposed() { return false; }
}  // namespace wavetank::sim

#else

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace {

using wavetank::sim::Guard;

// The C library's own function of this name.
template <typename Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

namespace wavetank::sim {
bool keep_interposed() { return true; }
}  // namespace wavetank::sim

extern "C" {

int clock_gettime(clockid_t clock, timespec* now) noexcept {
  static auto* const next = real<int(clockid_t, timespec*)>("clock_gettime");
  Guard::note("clock_gettime");
  return next(clock, now);
}

int gettimeofday(timeval* now, void* zone) noexcept {
  static auto* const next = real<int(timeval*, void*)>("gettimeofday");
  Guard::note("gettimeofday");
  return next(now, zone);
}

time_t time(time_t* now) noexcept {
  static auto* const next = real<time_t(time_t*)>("time");
  Guard::note("time");
  return next(now);
}

clock_t clock() noexcept {
  static auto* const next = real<clock_t()>("clock");
  Guard::note("clock");
  return next();
}

ssize_t getrandom(void* buffer, size_t length, unsigned int flags) {
  static auto* const next = real<ssize_t(void*, size_t, unsigned int)>("getrandom");
  Guard::note("getrandom");
  return next(buffer, length, flags);
}

// Repeats itself from process to process, but not from run to run within one.
int rand() noexcept {
  static auto* const next = real<int()>("rand");
  Guard::note("rand");
  return next();
}

int getentropy(void* buffer, size_t length) {
  static auto* const next = real<int(void*, size_t)>("getentropy");
  Guard::note("getentropy");
  return next(buffer, length);
}

char* getenv(const char* name) noexcept {
  static auto* const next = real<char*(const char*)>("getenv");
  Guard::note("getenv");
  return next(name);
}

char* secure_getenv(const char* name) noexcept {
  static auto* const next = real<char*(const char*)>("secure_getenv");
  Guard::note("secure_getenv");
  return next(name);
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                   void* argument) noexcept {
  static auto* const next = real<int(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)>("pthread_create");
  Guard::note("pthread_create");
  return next(thread, attributes, start, argument);
}

FILE* fopen(const char* path, const char* mode) {
  static auto* const next = real<FILE*(const char*, const char*)>("fopen");
  Guard::note("fopen");
  return next(path, mode);
}

FILE* fopen64(const char* path, const char* mode) {
  static auto* const next = real<FILE*(const char*, const char*)>("fopen64");
  Guard::note("fopen64");
  return next(path, mode);
}

int open(const char* path, int flags, ...) {
  static auto* const next = real<int(const char*, int, ...)>("open");
  Guard::note("open");
  va_list rest;
  va_start(rest, flags);
  const bool makes = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;  // then it has a mode
  const mode_t mode = makes ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return next(path, flags, mode);
}

int socket(int domain, int type, int protocol) noexcept {
  static auto* const next = real<int(int, int, int)>("socket");
  Guard::note("socket");
  return next(domain, type, protocol);
}

// The members of std::random_device that make one and draw from it. They are interposed themselves, because they
// ask the processor, not the C library, where it can be asked.
void wavetank_make_random_device(void* device, const std::string& token) asm(
    "_ZNSt13random_device7_M_initERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE");
void wavetank_make_random_device(void* device, const std::string& token) {
  static auto* const next = real<void(void*, const std::string&)>(
      "_ZNSt13random_device7_M_initERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE");
  Guard::note("std::random_device");
  next(device, token);
}

unsigned int wavetank_draw_from_random_device(void* device) asm("_ZNSt13random_device9_M_getvalEv");
unsigned int wavetank_draw_from_random_device(void* device) {
  static auto* const next = real<unsigned int(void*)>("_ZNSt13random_device9_M_getvalEv");
  Guard::note("std::random_device");
  return next(device);
}

}  // extern "C"

#endif
