# Provides the target stemmer::static.
#
# The archive is linked, not the shared library: a wheel must not depend on a libstemmer of the user's system, whose
# version would decide how words are stemmed. libstemmer has neither a pkg-config file nor a version in its header.
find_path(STEMMER_INCLUDE_DIR libstemmer.h)
find_library(STEMMER_STATIC_LIBRARY NAMES libstemmer.a)
mark_as_advanced(STEMMER_INCLUDE_DIR STEMMER_STATIC_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  StemmerStatic
  REQUIRED_VARS STEMMER_STATIC_LIBRARY STEMMER_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "Install libstemmer with its static archive: apt-get install libstemmer-dev")

if(StemmerStatic_FOUND AND NOT TARGET stemmer::static)
  add_library(stemmer::static STATIC IMPORTED)
  set_target_properties(
    stemmer::static
    PROPERTIES IMPORTED_LOCATION "${STEMMER_STATIC_LIBRARY}"
               INTERFACE_INCLUDE_DIRECTORIES "${STEMMER_INCLUDE_DIR}")
endif()
