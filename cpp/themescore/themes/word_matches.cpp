#include "themescore/themes/word_matches.hpp"

#include <algorithm>
#include <memory>

#include "themescore/text/form.hpp"
#include "themescore/text/han.hpp"
#include "themescore/tokenize/endings.hpp"

namespace themescore {

namespace {

// Where in the surface its ending begins: at the last code point that has the form of the ending's
// first, as there may be ignorable ones anywhere.
std::uint32_t start_of_ending(std::string_view surface, std::string_view ending) {
  std::size_t size = ending.size();  // of its first character, in bytes
  for_each_code_point(ending,
                      [&](char32_t, std::size_t i) { size = i > 0 && i < size ? i : size; });
  const std::string_view first = ending.substr(0, size);
  std::uint32_t start = 0;
  std::uint32_t offset = 0;
  for_each_code_point(surface, [&](char32_t c, std::size_t) {
    std::string character;
    append_utf8(character, c);
    start = form_of(character) == first ? offset : start;
    ++offset;
  });
  return start;
}

std::string_view first_code_points(std::string_view surface, std::uint32_t number) {
  std::size_t bytes = surface.size();
  std::uint32_t offset = 0;
  for_each_code_point(surface,
                      [&](char32_t, std::size_t i) { bytes = offset++ == number ? i : bytes; });
  return surface.substr(0, bytes);
}

// Where in the surface the characters of the form stand. A sign such as U+3240, whose form is Han
// though it is not, has all of them everywhere.
void place_characters(std::string_view surface, std::vector<WordMatches::Character>& characters) {
  if (is_plain_han(surface)) {
    for (std::uint32_t i = 0; i < characters.size(); ++i) {
      characters[i].start = i;
      characters[i].end = i + 1;
    }
    return;
  }
  std::size_t next = 0;
  std::uint32_t offset = 0;
  for_each_code_point(surface, [&](char32_t c, std::size_t) {
    if (unicode::properties(c).han && next < characters.size()) {
      characters[next++].start = offset;
    }
    if (next > 0 && !unicode::is_line_break(c)) {
      characters[next - 1].end = offset + 1;
    }
    ++offset;
  });
  if (next < characters.size()) {
    for (WordMatches::Character& character : characters) {
      character.start = 0;
      character.end = offset;
    }
  }
}

}  // namespace

std::optional<WordMatches> WordMatcher::find(const WordForms& word) {
  if (themes_.pattern_count() == 0) {  // a matrix has no themes, and each new word is asked for
    return std::nullopt;
  }
  characters_.clear();
  begins_.clear();
  starts_.clear();
  without_ending_.words.clear();
  themes_.words().satisfied_by(word, words_);
  const bool is_han = starts_with_han(word.form);
  bool cuts_matter = false;
  if (is_han) {
    if (words_.empty() && needs_two_ && !themes_.words().may_take_of(word.form)) {
      return std::nullopt;
    }
    const bool relevant = find_han(word.form);
    if (!relevant && words_.empty()) {
      return std::nullopt;
    }
    cuts_matter = relevant && boundary_ != Boundary::any;
    place_characters(word.surface, characters_);
  } else {
    if (boundary_ != Boundary::word) {
      find_ending(word);
    }
    if (words_.empty() && without_ending_.words.empty()) {
      return std::nullopt;
    }
  }
  WordMatches matches;
  matches.words = kept<PatternWordId>(words_);
  matches.characters = kept<Character>(characters_);
  matches.starts = kept<Start>(starts_);
  if (cuts_matter) {
    const auto form = kept<char>(word.form);
    matches.uncut = {form.data(), form.size()};
  }
  if (!without_ending_.words.empty()) {
    matches.without_ending = &without_endings_.emplace_back(without_ending_);
  }
  matches.is_word = word.is_word;
  return matches;
}

template <class T>
std::span<const T> WordMatcher::kept(std::span<const T> found) {
  if (found.empty()) {
    return {};
  }
  T* const place = std::pmr::polymorphic_allocator<T>(&arena_).allocate(found.size());
  std::ranges::uninitialized_copy(found, std::span(place, found.size()));
  return {place, found.size()};
}

// Whether a word of Han can be in a match by its characters.
bool WordMatcher::find_han(std::string_view form) {
  bool relevant = false;
  for_each_han(form, [&](std::string_view character, std::size_t before) {
    const auto* const found = themes_.words().character(character);
    relevant =
        relevant || (found != nullptr && ((before == 0 && found->continues) || found->begins_anew));
    if (found != nullptr && found->begins) {
      begins_.push_back(static_cast<std::uint32_t>(characters_.size()));
    }
    characters_.push_back({found != nullptr ? found->id : WordMatches::kNoCharacter, 0, 0});
  });
  find_starts();
  return relevant || !starts_.empty();
}

// Patterns that only go on behind the word take what is left of it, and may not if that is one
// character of several.
void WordMatcher::find_starts() {
  const std::size_t size = characters_.size();
  for (const std::uint32_t first : begins_) {
    std::optional<PatternTree::NodeId> found;
    for (const PatternTree::NodeId root : themes_.roots()) {
      if (const auto node = behind(root, first); node && found != WordMatches::kLookInside) {
        found = node;
      }
    }
    const bool may_begin =
        first == 0 || size - first >= kShortestPart || boundary_ == Boundary::any;
    if (found && (may_begin || found == WordMatches::kLookInside)) {
      const bool one_root = themes_.roots().size() == 1;
      starts_.push_back({first, one_root ? *found : WordMatches::kLookInside});
    }
  }
}

// See WordMatches::Start; nothing if no pattern that begins at this character goes on to the end.
std::optional<PatternTree::NodeId> WordMatcher::behind(PatternTree::NodeId node,
                                                       std::size_t first) const {
  const PatternTree& tree = themes_.tree();
  for (std::size_t i = first; i < characters_.size(); ++i) {
    const auto next = tree.child(node, characters_[i].id);
    if (!next) {
      return std::nullopt;
    }
    node = *next;
    if (PatternTree::is_arrival(node)) {
      return WordMatches::kLookInside;
    }
  }
  return node;
}

void WordMatcher::find_ending(const WordForms& word) {
  const std::string_view ending = ending_of(word.form);
  if (ending.empty()) {
    return;
  }
  const std::string_view rest = word.form.substr(0, word.form.size() - ending.size());
  without_ending_.term = tokenizer_.term_of(rest);
  without_ending_.ending = start_of_ending(word.surface, ending);
  themes_.words().satisfied_by({first_code_points(word.surface, without_ending_.ending), rest,
                                without_ending_.term, word.is_word},
                               without_ending_.words);
}

}  // namespace themescore
