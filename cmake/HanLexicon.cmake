# Makes han_lexicon.bin of the files of jieba (a Python package, needed to build and not to run). Sets
# THEMESCORE_HAN_LEXICON to its path; whoever reads it depends on the target han_lexicon.
execute_process(
  COMMAND "${Python_EXECUTABLE}" -c
          "import importlib.util as u; s = u.find_spec('jieba'); print(s.submodule_search_locations[0] if s else '')"
  OUTPUT_VARIABLE _jieba_folder OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT _jieba_folder)
  message(FATAL_ERROR "jieba is missing, whose dictionary the Han lexicon is made of. Install it: "
                      "${Python_EXECUTABLE} -m pip install jieba==0.42.1 "
                      "(or name a Python that has it with -DPython_EXECUTABLE=...)")
endif()

# Of its own few sources and without the flags of the core: it has to run on the machine that builds, quickly, whatever
# sanitizer the core is built with.
set(_han "${PROJECT_SOURCE_DIR}/cpp/themescore/tokenize/han")
add_executable(compile_han_lexicon "${PROJECT_SOURCE_DIR}/cpp/tools/compile_han_lexicon.cpp" "${_han}/double_array.cpp"
                                   "${_han}/lexicon_writer.cpp" "${_han}/name_parts.cpp")
set_target_properties(compile_han_lexicon PROPERTIES CXX_EXTENSIONS OFF)
target_include_directories(compile_han_lexicon PRIVATE "${PROJECT_SOURCE_DIR}/cpp")
target_compile_features(compile_han_lexicon PRIVATE cxx_std_20)
target_compile_options(compile_han_lexicon PRIVATE -O2)
target_link_libraries(compile_han_lexicon PRIVATE themescore_warnings)

set(_words "${CMAKE_CURRENT_BINARY_DIR}/han_lexicon_words.txt")
set(_script "${PROJECT_SOURCE_DIR}/cpp/tools/han_lexicon_words.py")
set(THEMESCORE_HAN_LEXICON "${CMAKE_CURRENT_BINARY_DIR}/han_lexicon.bin" CACHE INTERNAL "The Han lexicon, for tests")
add_custom_command(
  OUTPUT "${THEMESCORE_HAN_LEXICON}"
  COMMAND "${Python_EXECUTABLE}" "${_script}" "${_words}"
  COMMAND compile_han_lexicon "${_words}" "${THEMESCORE_HAN_LEXICON}"
  DEPENDS compile_han_lexicon "${_script}" "${_jieba_folder}/__init__.py" "${_jieba_folder}/dict.txt"
  BYPRODUCTS "${_words}"
  COMMENT "Making the Han lexicon"
  VERBATIM)
add_custom_target(han_lexicon ALL DEPENDS "${THEMESCORE_HAN_LEXICON}")
install(FILES "${THEMESCORE_HAN_LEXICON}" DESTINATION themescore)
