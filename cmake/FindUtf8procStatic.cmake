# Provides the target utf8proc::static.
#
# The archive is linked, not the shared library: a wheel must not depend on a libutf8proc of the user's system, whose
# Unicode version would decide how words are normalised.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_UTF8PROC QUIET libutf8proc)
endif()

find_path(UTF8PROC_INCLUDE_DIR utf8proc.h HINTS ${PC_UTF8PROC_INCLUDEDIR})
find_library(UTF8PROC_STATIC_LIBRARY NAMES libutf8proc.a HINTS ${PC_UTF8PROC_LIBDIR})
mark_as_advanced(UTF8PROC_INCLUDE_DIR UTF8PROC_STATIC_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  Utf8procStatic
  REQUIRED_VARS UTF8PROC_STATIC_LIBRARY UTF8PROC_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "Install utf8proc with its static archive: apt-get install libutf8proc-dev")

if(Utf8procStatic_FOUND AND NOT TARGET utf8proc::static)
  add_library(utf8proc::static STATIC IMPORTED)
  set_target_properties(
    utf8proc::static
    PROPERTIES IMPORTED_LOCATION "${UTF8PROC_STATIC_LIBRARY}"
               INTERFACE_INCLUDE_DIRECTORIES "${UTF8PROC_INCLUDE_DIR}"
               INTERFACE_COMPILE_DEFINITIONS UTF8PROC_STATIC)
endif()
