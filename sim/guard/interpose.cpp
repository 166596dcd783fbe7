// Interposed functions of the C library: each tells the guard and passes the call on.
#include "sim/guard/interpose.hpp"

#include "sim/guard/guard.hpp"

#if defined(WT_SANITIZED)

namespace wavetank::sim {
bool keep_interposed() { return false; }
}  // namespace wavetank::sim

#else

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <ctime>

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

ssize_t getrandom(void* buffer, size_t length, unsigned int flags) {
  static auto* const next = real<ssize_t(void*, size_t, unsigned int)>("getrandom");
  Guard::note("getrandom");
  return next(buffer, length, flags);
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

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                   void* argument) noexcept {
  static auto* const next =
      real<int(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)>("pthread_create");
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
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return next(path, flags, mode);
}

int socket(int domain, int type, int protocol) noexcept {
  static auto* const next = real<int(int, int, int)>("socket");
  Guard::note("socket");
  return next(domain, type, protocol);
}

}  // extern "C"

#endif
