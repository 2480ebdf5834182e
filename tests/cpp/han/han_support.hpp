#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../support.hpp"
#include "themescore/tokenize/han/dictionary.hpp"
#include "themescore/tokenize/han/jieba_segmenter.hpp"
#include "themescore/tokenize/han/lexicon_writer.hpp"

/// What tests of Han need. Nothing here works out an expected value.
namespace testing {

/// The lexicon that is shipped.
inline std::shared_ptr<const themescore::HanLexicon> shipped_lexicon() {
  static const auto lexicon = themescore::HanLexicon::open(THEMESCORE_HAN_LEXICON);
  return lexicon;
}

inline std::shared_ptr<const themescore::HanDictionary> taught(
    std::vector<themescore::TaughtWord> words) {
  return std::make_shared<themescore::HanDictionary>(shipped_lexicon(), std::move(words));
}

/// The words of a run, with a space between them.
inline std::string cut(std::u32string_view run, const themescore::HanSegmenter& segmenter) {
  themescore::HanSegmenter::Workspace workspace;
  std::vector<themescore::HanSegmenter::Word> words(run.size() + 1);
  words.resize(segmenter.segment(run, workspace, words));
  std::string joined;
  for (const auto& word : words) {
    joined += joined.empty() ? "" : " ";
    joined += utf8(run.substr(word.first, word.last - word.first));
  }
  return joined;
}

/// A lexicon of a few words; the model makes single characters of everything.
inline themescore::HanLexiconSource small_source(
    const std::vector<std::pair<std::u32string, std::uint64_t>>& words) {
  themescore::HanLexiconSource source;
  source.version = "test";
  for (const auto& [characters, frequency] : words) {
    source.words.push_back({characters, frequency, false});
    source.total += frequency;
  }
  for (auto& row : source.states.transition) {
    row = {-1, -1, -1, -1};
  }
  source.states.start = {-100, themescore::kNeverEmitted, themescore::kNeverEmitted, -1};
  return source;
}

inline std::shared_ptr<const themescore::HanLexicon> small_lexicon(
    const std::vector<std::pair<std::u32string, std::uint64_t>>& words) {
  return themescore::HanLexicon::from_bytes(themescore::write_han_lexicon(small_source(words)));
}

}  // namespace testing
