# Provides the target re2::re2 and RE2_SONAME, the name by which a program asks for the library.
#
# The shared library, because Debian's archive is not made to be linked into one; it is carried with the module. Versions
# that need Abseil beside them (from 2023 on) are not taken.
find_path(RE2_INCLUDE_DIR re2/re2.h)
find_library(RE2_LIBRARY NAMES re2)
mark_as_advanced(RE2_INCLUDE_DIR RE2_LIBRARY)

set(_re2_usable FALSE)
if(RE2_INCLUDE_DIR AND RE2_LIBRARY)
  file(REAL_PATH "${RE2_LIBRARY}" RE2_SHARED_LIBRARY)
  get_filename_component(_re2_name "${RE2_SHARED_LIBRARY}" NAME)
  file(STRINGS "${RE2_INCLUDE_DIR}/re2/re2.h" _re2_abseil REGEX "#include .absl/")
  if(_re2_name MATCHES "^libre2\\.so\\.[0-9]+" AND NOT _re2_abseil)
    set(RE2_SONAME "${CMAKE_MATCH_0}")
    set(_re2_usable TRUE)
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  Re2
  REQUIRED_VARS RE2_LIBRARY RE2_INCLUDE_DIR _re2_usable
  REASON_FAILURE_MESSAGE "Install RE2: apt-get install libre2-dev")

if(Re2_FOUND AND NOT TARGET re2::re2)
  add_library(re2::re2 SHARED IMPORTED)
  set_target_properties(
    re2::re2
    PROPERTIES IMPORTED_LOCATION "${RE2_SHARED_LIBRARY}"
               IMPORTED_SONAME "${RE2_SONAME}"
               INTERFACE_INCLUDE_DIRECTORIES "${RE2_INCLUDE_DIR}")
endif()
