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

HanSegmenter::Word* add_singles(HanSegmenter::Word word, HanSegmenter::Word* next) {
  for (std::uint32_t i = word.first; i < word.last; ++i) {
    *next++ = {i, i + 1};
  }
  return next;
}

}  // namespace

JiebaSegmenter::JiebaSegmenter(std::shared_ptr<const HanDictionary> dictionary, bool unknown_words)
    : dictionary_(std::move(dictionary)), unknown_words_(unknown_words) {}

// Goes over the words of the path without a branch on their size, but where two characters that
// the dictionary leaves single stand side by side.
std::size_t JiebaSegmenter::segment(Characters runs,
                                    Workspace& workspace,
                                    std::span<Word> words) const {
  HanPath& path = workspace.path;
  dictionary_->encode(runs, path);
  dictionary_->find_best_path(path);
  const HanCode end_code = dictionary_->end_code();
  const HanCode* const codes = path.codes.data();
  const std::uint32_t* const ends = path.ends.data();
  const auto is_single = [&](std::uint32_t i) {
    return (ends[i] == i + 1) & (codes[i] != end_code);
  };
  const auto size = static_cast<std::uint32_t>(runs.size());
  Word* next = words.data();
  bool after_single = false;
  for (std::uint32_t i = 0; i < size;) {
    const bool single = is_single(i) & unknown_words_;
    if (single & after_single) [[unlikely]] {
      const std::uint32_t first = i - 1;
      while (i < size && is_single(i)) {
        ++i;
      }
      next = cut_singles(runs, {first, i}, workspace, next - 1);
      after_single = false;
      continue;
    }
    after_single = single;
    *next = {i, ends[i]};
    next += runs[i] == kBetweenRuns ? 0 : 1;
    i = ends[i];
  }
  return static_cast<std::size_t>(next - words.data());
}

// Characters side by side that the dictionary leaves single. If they are a word, they were less
// probable as one than apart.
HanSegmenter::Word* JiebaSegmenter::cut_singles(Characters runs,
                                                Word singles,
                                                Workspace& workspace,
                                                Word* next) const {
  const std::span<const HanCode> codes = workspace.path.codes;
  if (dictionary_->is_word(codes.subspan(singles.first, singles.last - singles.first))) {
    return add_singles(singles, next);
  }
  for (std::uint32_t i = singles.first; i < singles.last;) {
    const bool modelled = is_modelled(runs[i]);
    std::uint32_t end = i + 1;
    while (end < singles.last && is_modelled(runs[end]) == modelled) {
      ++end;
    }
    if (modelled) {
      next = cut_unknown(runs, {i, end}, workspace, next);
    } else {
      *next++ = {i, end};
    }
    i = end;
  }
  return next;
}

HanSegmenter::Word* JiebaSegmenter::cut_unknown(Characters runs,
                                                Word characters,
                                                Workspace& workspace,
                                                Word* next) const {
  const std::span<const HanCode> codes = workspace.path.codes;
  dictionary_->lexicon().model().decode(
      codes.subspan(characters.first, characters.last - characters.first), workspace.states);
  std::uint32_t first = characters.first;
  for (std::uint32_t i = characters.first; i < characters.last; ++i) {
    const auto state = static_cast<HanState>(workspace.states[i - characters.first]);
    if (state != HanState::end && state != HanState::single) {
      continue;
    }
    const Word word = {first, i + 1};
    if (i > first && dictionary_->is_split(runs.subspan(first, i + 1 - first))) {
      next = add_singles(word, next);
    } else {
      *next++ = word;
    }
    first = i + 1;
  }
  return next;
}

HanCuts JiebaSegmenter::cuts(Characters word) const { return word_cuts(*dictionary_, word); }

HanOrigin JiebaSegmenter::origin(Characters word) const {
  if (dictionary_->is_word(word)) {
    return dictionary_->is_taught(word) ? HanOrigin::taught : HanOrigin::lexicon;
  }
  return word.size() == 1 ? HanOrigin::single : HanOrigin::unknown_word_model;
}

}  // namespace themescore
