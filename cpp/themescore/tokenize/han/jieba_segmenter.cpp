#include "themescore/tokenize/han/jieba_segmenter.hpp"

#include <utility>

#include "themescore/tokenize/han/lexicon_format.hpp"
#include "themescore/tokenize/han/word_parts.hpp"

namespace themescore {

namespace {

// The characters that jieba's model may know.
bool is_modelled(char32_t c) noexcept {
  return c >= lexicon_format::kFirstCharacter && c <= lexicon_format::kLastCharacter;
}

void add_singles(HanSegmenter::Word word, std::vector<HanSegmenter::Word>& words) {
  for (std::uint32_t i = word.first; i < word.last; ++i) {
    words.push_back({i, i + 1});
  }
}

}  // namespace

JiebaSegmenter::JiebaSegmenter(std::shared_ptr<const HanDictionary> dictionary, bool unknown_words)
    : dictionary_(std::move(dictionary)), unknown_words_(unknown_words) {}

void JiebaSegmenter::segment(Characters run, Workspace& workspace, std::vector<Word>& words) const {
  words.clear();
  auto& codes = workspace.path.codes;
  codes.clear();
  std::uint32_t start = 0;
  for (std::uint32_t i = 0; i < run.size(); ++i) {
    const HanCode code = dictionary_->code_of(run[i]);
    if (code != HanDictionary::kOutside) {
      codes.push_back(code);
      continue;
    }
    cut_block(run, start, workspace, words);
    words.push_back({i, i + 1});
    codes.clear();
    start = i + 1;
  }
  cut_block(run, start, workspace, words);
}

// The block that starts at `start` and whose codes are in the workspace; it may be empty.
void JiebaSegmenter::cut_block(Characters run,
                               std::uint32_t start,
                               Workspace& workspace,
                               std::vector<Word>& words) const {
  HanPath& path = workspace.path;
  const auto size = static_cast<std::uint32_t>(path.codes.size());
  dictionary_->find_best_path(path);
  std::uint32_t first_single = 0;  // of those just before i
  for (std::uint32_t i = 0; i < size;) {
    const std::uint32_t end = path.ends[i];
    if (end - i > 1 || !unknown_words_) {
      cut_singles(run, {start + first_single, start + i}, workspace, words);
      words.push_back({start + i, start + end});
      first_single = end;
    }
    i = end;
  }
  cut_singles(run, {start + first_single, start + size}, workspace, words);
}

// Characters side by side that the dictionary leaves single. If they are a word, they were less
// probable as one than apart.
void JiebaSegmenter::cut_singles(Characters run,
                                 Word singles,
                                 Workspace& workspace,
                                 std::vector<Word>& words) const {
  const std::uint32_t size = singles.last - singles.first;
  if (size == 0) {
    return;
  }
  if (size == 1 || dictionary_->is_word(run.subspan(singles.first, size))) {
    add_singles(singles, words);
    return;
  }
  for (std::uint32_t i = singles.first; i < singles.last;) {
    const bool modelled = is_modelled(run[i]);
    std::uint32_t end = i + 1;
    while (end < singles.last && is_modelled(run[end]) == modelled) {
      ++end;
    }
    if (modelled) {
      cut_unknown(run, {i, end}, workspace, words);
    } else {
      words.push_back({i, end});
    }
    i = end;
  }
}

void JiebaSegmenter::cut_unknown(Characters run,
                                 Word characters,
                                 Workspace& workspace,
                                 std::vector<Word>& words) const {
  auto& codes = workspace.unknown;
  codes.clear();
  for (std::uint32_t i = characters.first; i < characters.last; ++i) {
    codes.push_back(dictionary_->code_of(run[i]));
  }
  dictionary_->lexicon().model().decode(codes, workspace.states);
  std::uint32_t first = characters.first;
  for (std::uint32_t i = characters.first; i < characters.last; ++i) {
    const auto state = static_cast<HanState>(workspace.states[i - characters.first]);
    if (state != HanState::end && state != HanState::single) {
      continue;
    }
    const Word word = {first, i + 1};
    if (i > first && dictionary_->is_split(run.subspan(first, i + 1 - first))) {
      add_singles(word, words);
    } else {
      words.push_back(word);
    }
    first = i + 1;
  }
}

HanCuts JiebaSegmenter::cuts(Characters word) const { return word_cuts(*dictionary_, word); }

HanOrigin JiebaSegmenter::origin(Characters word) const {
  if (dictionary_->is_word(word)) {
    return dictionary_->is_taught(word) ? HanOrigin::taught : HanOrigin::lexicon;
  }
  return word.size() == 1 ? HanOrigin::single : HanOrigin::unknown_word_model;
}

}  // namespace themescore
