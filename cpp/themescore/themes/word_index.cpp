#include "themescore/themes/word_index.hpp"

#include <algorithm>

#include "themescore/text/han.hpp"
#include "themescore/text/text.hpp"
#include "themescore/text/unicode.hpp"
#include "themescore/tokenize/vocabulary.hpp"

namespace themescore {

namespace {

constexpr std::string_view kWildcards = "*?";

constexpr std::uint64_t bit_of_size(std::size_t size) noexcept {
  return std::uint64_t{1} << std::min<std::size_t>(size, 63);
}

// Of letters that differ but in case the low bits are the same, of others of ASCII they are not.
constexpr std::size_t kEnds = 32;

std::size_t low_bits(char byte) noexcept { return static_cast<unsigned char>(byte) % kEnds; }

// Of a text that is not empty.
std::size_t place_of_ends(std::string_view text, bool from_front) noexcept {
  const std::size_t outermost = low_bits(from_front ? text.front() : text.back());
  const std::size_t second =
      text.size() == 1 ? 0 : low_bits(from_front ? text[1] : text[text.size() - 2]);
  return outermost * kEnds + second;
}

void note_size(std::span<std::uint64_t, kEnds * kEnds> sizes,
               std::string_view key,
               bool from_front) {
  const auto note = [&](auto places) {
    std::ranges::for_each(places, [&](std::uint64_t& here) { here |= bit_of_size(key.size()); });
  };
  if (key.empty()) {
    note(sizes);
  } else if (key.size() == 1) {  // whatever follows it
    note(sizes.subspan(low_bits(key.front()) * kEnds, kEnds));
  } else {
    note(sizes.subspan(place_of_ends(key, from_front), 1));
  }
}

constexpr std::size_t kPlainBytes = 3;  // of a character from U+4E00 to U+9FFF

// Nobody gains by words that collide: they are looked up, as they would be without it.
std::size_t short_hash(std::string_view text, std::size_t below) noexcept {
  return hash_string(text, 0) % below;
}

bool has_letter_or_digit(std::string_view form) {
  bool found = false;
  for_each_code_point(form, [&](char32_t c, std::size_t) {
    const Category category = unicode::properties(c).category;
    found = found || category == Category::Letter || category == Category::Number;
  });
  return found;
}

}  // namespace

PatternWordId PatternWordIndex::add(const PatternWord& word, Place place) {
  using enum PatternWord::Kind;
  const auto number = [&](Ids& ids) {
    const auto [found, is_new] = ids.try_emplace(word.text, size_);
    size_ += is_new ? 1 : 0;
    return std::pair(found->second, is_new);
  };
  switch (word.kind) {
    case literal:
      needs_punctuation_ = needs_punctuation_ || !has_letter_or_digit(word.text);
      literal_hashes_.set(short_hash(word.text, literal_hashes_.size()));
      return number(literals_).first;
    case exact:
      return number(exact_).first;
    case character:
      return add_character(word.text, place);
    case any:
      any_ = any_ ? any_ : size_++;
      return *any_;
    case glob: {
      const auto [id, is_new] = number(globs_);
      if (is_new) {
        glob_index_.add(word.text, id);
      }
      return id;
    }
    case exact_glob: {
      const auto [id, is_new] = number(exact_globs_);
      if (is_new) {
        exact_glob_index_.add(word.text, id);
      }
      return id;
    }
    case regex:
      break;
  }
  const auto [id, is_new] = number(regex_ids_);
  if (is_new) {
    regexes_.add(word.text);
    regex_words_.push_back(id);
  }
  return id;
}

PatternWordId PatternWordIndex::add_character(const std::string& form, Place place) {
  const auto [found, is_new] =
      character_ids_.try_emplace(form, static_cast<std::uint32_t>(characters_.size()));
  if (is_new) {
    characters_.push_back({size_++, false, false, false});
    if (const auto plain = plain_place(form)) {
      plain_.resize(kPlainCharacters);
      plain_[*plain] = static_cast<std::uint32_t>(characters_.size() - 1);
      has_plain_.set(*plain);
    }
  }
  Character& character = characters_[found->second];
  character.begins = character.begins || place == Place::first;
  character.continues = character.continues || place == Place::side_by_side;
  character.begins_anew = character.begins_anew || place == Place::anew;
  if (character.begins_anew) {
    if (const auto plain = plain_place(form)) {
      is_taken_alone_.set(*plain);
    }
  }
  return character.id;
}

void PatternWordIndex::add_piece(std::span<const PatternWord* const> words) {
  const auto place = [](const PatternWord& word) {
    return word.kind == PatternWord::Kind::character ? plain_place(word.text) : std::nullopt;
  };
  if (words.size() == 1) {
    if (const auto only = place(*words.front())) {
      is_taken_alone_.set(*only);
    }
  }
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto first = place(*words[i - 1]);
    const auto second = place(*words[i]);
    if (first && second) {
      pairs_.set(place_of_pair(*first, *second));
    }
  }
}

bool PatternWordIndex::may_take_of(std::string_view form) const {
  if (!is_plain_han(form)) {
    return true;
  }
  std::optional<std::size_t> before;
  bool found = false;
  for_each_han(form, [&](std::string_view character, std::size_t) {
    const auto here = plain_place(character);
    found = found || !here || is_taken_alone_[*here] ||
            (before && pairs_[place_of_pair(*before, *here)]);
    before = here;
  });
  return found || (form.size() == kPlainBytes && has_plain_[*before]);
}

std::optional<std::size_t> PatternWordIndex::plain_place(std::string_view form) noexcept {
  if (form.size() != kPlainBytes) {
    return std::nullopt;
  }
  const auto bits = [&](std::size_t i, unsigned mask) {
    return static_cast<unsigned char>(form[i]) & mask;
  };
  const char32_t c = bits(0, 0x0F) << 12 | bits(1, 0x3F) << 6 | bits(2, 0x3F);
  return c - kFirstPlain < kPlainCharacters ? std::optional<std::size_t>(c - kFirstPlain)
                                            : std::nullopt;
}

const PatternWordIndex::Character* PatternWordIndex::character(std::string_view form) const {
  if (const auto plain = plain_place(form)) {
    return has_plain_[*plain] ? &characters_[plain_[*plain]] : nullptr;
  }
  const auto found = character_ids_.find(form);
  return found == character_ids_.end() ? nullptr : &characters_[found->second];
}

void PatternWordIndex::satisfied_by(const WordForms& word,
                                    std::vector<PatternWordId>& words) const {
  words.clear();
  if (literal_hashes_.test(short_hash(word.term, literal_hashes_.size()))) {
    if (const auto found = literals_.find(word.term); found != literals_.end()) {
      words.push_back(found->second);
    }
  }
  if (word.is_word) {
    if (!exact_.empty()) {
      if (const auto found = exact_.find(word.surface); found != exact_.end()) {
        words.push_back(found->second);
      }
    }
    if (!globs_.empty()) {
      glob_index_.find(word.form, words);
    }
    if (!exact_globs_.empty()) {
      exact_glob_index_.find(word.surface, words);
    }
    if (!regexes_.empty()) {
      for (const std::uint32_t regex : regexes_.matching(word.form)) {
        words.push_back(regex_words_[regex]);
      }
    }
    if (any_) {
      words.push_back(*any_);
    }
  }
  std::ranges::sort(words);
}

void PatternWordIndex::GlobIndex::add(const std::string& text, PatternWordId word) {
  const std::string prefix = text.substr(0, text.find_first_of(kWildcards));
  if (prefix.empty()) {
    add(suffixes_, text.substr(text.find_last_of(kWildcards) + 1), false, {text, word});
  } else {
    add(prefixes_, prefix, true, {text, word});
  }
}

void PatternWordIndex::GlobIndex::add(Ends& ends,
                                      const std::string& end,
                                      bool from_front,
                                      Glob glob) {
  ends.longest = std::max(ends.longest, end.size());
  note_size(ends.sizes, end, from_front);
  ends.globs[end].push_back(std::move(glob));
}

void PatternWordIndex::GlobIndex::find(std::string_view form,
                                       std::vector<PatternWordId>& words) const {
  find(prefixes_, form, true, words);
  find(suffixes_, form, false, words);
}

void PatternWordIndex::GlobIndex::find(const Ends& ends,
                                       std::string_view form,
                                       bool from_front,
                                       std::vector<PatternWordId>& words) {
  if (ends.globs.empty() || form.empty()) {
    return;
  }
  const std::uint64_t sizes = ends.sizes[place_of_ends(form, from_front)];
  if (sizes == 0) {
    return;
  }
  for (std::size_t length = 0; length <= std::min(form.size(), ends.longest); ++length) {
    if ((sizes & bit_of_size(length)) == 0) {
      continue;
    }
    const auto part = from_front ? form.substr(0, length) : form.substr(form.size() - length);
    const auto found = ends.globs.find(part);
    if (found == ends.globs.end()) {
      continue;
    }
    for (const Glob& glob : found->second) {
      if (glob_matches(glob.text, form)) {
        words.push_back(glob.word);
      }
    }
  }
}

}  // namespace themescore
