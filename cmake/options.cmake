# What every target of ours is compiled with. Determinism first: no fused arithmetic, no native code paths.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
# Assertions of the standard library stay on in every build, like our own; NDEBUG is never defined.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g")

find_program(WT_CCACHE ccache)
if(WT_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${WT_CCACHE}")
endif()

add_library(project_options INTERFACE)
target_include_directories(project_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(project_options INTERFACE _GLIBCXX_ASSERTIONS WT_VERSION="${PROJECT_VERSION}")
# -Wswitch (in -Wall) keeps closed sums exhaustive; -Wswitch-enum would forbid readers of a trace that look at some kinds.
target_compile_options(project_options INTERFACE
  -ffp-contract=off
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Wextra-semi
  -Wno-missing-field-initializers)  # designated initialisers name what differs, the rest is value-initialised
# g++ 12 warns of std::variant's own storage at -O2 (a false alarm); clang's check of the same stays on.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(project_options INTERFACE -Wno-maybe-uninitialized)
  # It also tidies up its memory every few megabytes, which is a tenth of its time.
  target_compile_options(project_options INTERFACE --param=ggc-min-heapsize=1048576)  # KiB
endif()
# The other way round for std::stable_sort, whose buffer clang 19 calls deprecated inside libstdc++ 12.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(project_options INTERFACE -Wno-deprecated-declarations)
endif()
option(WT_WERROR "Warnings are errors" OFF)
if(WT_WERROR)
  target_compile_options(project_options INTERFACE -Werror)
endif()
if(WT_SANITIZE)
  add_compile_options(-fsanitize=${WT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${WT_SANITIZE})
  target_compile_definitions(project_options INTERFACE WT_SANITIZED)
endif()

# Files joined by a unity build. Half of a small file's time goes to headers and to templates that its neighbours need,
# too; whoever edits one file all day long is better off with WT_UNITY=OFF.
set(WT_UNITY_BATCH 32)

# wavetank_library(<folder> SOURCES ... [PUBLIC targets] [PRIVATE targets]): one folder, one library, one namespace.
function(wavetank_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(wavetank_${name} STATIC ${ARG_SOURCES})
  add_library(wavetank::${name} ALIAS wavetank_${name})
  target_link_libraries(wavetank_${name} PUBLIC project_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  set_target_properties(wavetank_${name} PROPERTIES UNITY_BUILD ${WT_UNITY} UNITY_BUILD_BATCH_SIZE ${WT_UNITY_BATCH})
endfunction()
