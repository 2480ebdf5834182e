# Two interface targets carry all flags, so that none is global and no third-party code is built with ours.

# themescore_flags: what changes the code that is generated. Everything that links the core has to agree on these.
add_library(themescore_flags INTERFACE)
target_compile_features(themescore_flags INTERFACE cxx_std_20)
# No -march=native, no -ffast-math, no fused multiply-add: a score is the same number on every machine.
target_compile_options(themescore_flags INTERFACE -ffp-contract=off)

if(THEMESCORE_ASSERTIONS)
  # -U comes after the -DNDEBUG of the build type.
  target_compile_options(themescore_flags INTERFACE -UNDEBUG)
  target_compile_definitions(themescore_flags INTERFACE _GLIBCXX_ASSERTIONS)
endif()

if(THEMESCORE_SANITIZE)
  list(JOIN THEMESCORE_SANITIZE "," _sanitizers)
  target_compile_options(
    themescore_flags INTERFACE -fsanitize=${_sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(themescore_flags INTERFACE -fsanitize=${_sanitizers})
endif()

if(THEMESCORE_COVERAGE)
  target_compile_options(themescore_flags INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(themescore_flags INTERFACE --coverage)
endif()

# themescore_warnings: for our own sources only, linked PRIVATE.
add_library(themescore_warnings INTERFACE)
target_compile_options(
  themescore_warnings
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wconversion
            -Wsign-conversion
            -Wdouble-promotion
            -Wshadow
            -Wcast-align
            -Wold-style-cast
            -Woverloaded-virtual
            -Wnon-virtual-dtor
            -Wextra-semi
            -Wimplicit-fallthrough
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond>
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-branches>
            $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>
            $<$<BOOL:${THEMESCORE_WERROR}>:-Werror>)
