# How tests are declared: one GoogleTest binary per library, one ctest entry per binary.

set(WT_RC_PARAMS "seed=1 max_success=100" CACHE STRING "What RapidCheck runs with under ctest")

# wavetank_test(<name> SOURCES ... LINK ... [RAPIDCHECK] [LABELS ...] [ENVIRONMENT ...])
#
# Builds the target <name>_tests and registers the ctest entry <name>. RAPIDCHECK links it and fixes its seed.
# Labels: `slow` is left out by `ctest -LE slow`, `large` by `./dev test`.
# A unity build joins the sources: what they name alike belongs into namespaces of their own. Tests are compiled with -O1:
# no loop of theirs is long, and they are half of what is compiled.
function(wavetank_test name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "RAPIDCHECK" "" "SOURCES;LINK;LABELS;ENVIRONMENT")
  add_executable(${name}_tests ${ARG_SOURCES})
  target_link_libraries(${name}_tests PRIVATE project_options ${ARG_LINK} GTest::gtest GTest::gtest_main)
  target_compile_definitions(${name}_tests PRIVATE WT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_compile_options(${name}_tests PRIVATE $<$<CONFIG:Release>:-O1>)
  set_target_properties(${name}_tests PROPERTIES UNITY_BUILD ${WT_UNITY} UNITY_BUILD_BATCH_SIZE ${WT_UNITY_BATCH})
  if(ARG_RAPIDCHECK)
    target_link_libraries(${name}_tests PRIVATE rapidcheck rapidcheck_gtest)
    list(APPEND ARG_ENVIRONMENT "RC_PARAMS=${WT_RC_PARAMS}")
  endif()
  add_test(NAME ${name} COMMAND ${name}_tests)
  wavetank_test_properties(${name} LABELS ${ARG_LABELS} ENVIRONMENT ${ARG_ENVIRONMENT})
endfunction()

# wavetank_test_properties(<ctest entry> [LABELS ...] [ENVIRONMENT ...]): the same limits for every entry.
function(wavetank_test_properties name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "LABELS;ENVIRONMENT")
  set(timeout 300)
  if("large" IN_LIST ARG_LABELS)
    set(timeout 3600)
  endif()
  set_tests_properties(${name} PROPERTIES
    TIMEOUT ${timeout} LABELS "${ARG_LABELS}" ENVIRONMENT "${ARG_ENVIRONMENT}")
endfunction()
