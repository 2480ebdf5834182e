#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "themescore/themes/pattern.hpp"
#include "themescore/themes/regex_set.hpp"

namespace themescore {

using PatternWordId = std::uint32_t;

/// A distinct surface and what has been made of it. UTF-8.
struct WordForms {
  std::string_view surface;
  std::string_view form;
  std::string_view term;  ///< the form, or its stem
  bool is_word = true;    ///< a word or a number
};

/// The distinct words of all patterns as numbers, and which of them a word of a text satisfies.
///
/// That is asked once for each *distinct* word of the texts. It grows with the number of globs that
/// share the word's first or last letters; those that begin and end with a wildcard share them with
/// every word.
class PatternWordIndex {
 public:
  /// Han characters are matched one by one and are asked for by character().
  struct Character {
    PatternWordId id;
    bool begins;       ///< some pattern begins with it
    bool continues;    ///< in some pattern it follows another word side by side
    bool begins_anew;  ///< in some pattern it follows a gap or a reference
  };

  /// How a word stands in a pattern.
  enum class Place : unsigned char { first, side_by_side, anew };

  PatternWordId add(const PatternWord& word, Place place);
  /// What a pattern has side by side, from one gap or reference to the next.
  void add_piece(std::span<const PatternWord* const> words);
  /// Once, after the last was added.
  void compile() { regexes_.compile(); }

  /// Sorted, in place of what `words` holds; none that is a Han character.
  void satisfied_by(const WordForms& word, std::vector<PatternWordId>& words) const;
  /// Null if no pattern has it. Valid until the next add().
  [[nodiscard]] const Character* character(std::string_view form) const;
  /// Whether a piece of a pattern may take something of a word of Han, if a piece that takes one
  /// character of several is no more than that, or follows a gap or a reference. Of most words none
  /// takes anything.
  [[nodiscard]] bool may_take_of(std::string_view form) const;

  /// Whether a token that is neither word nor number is in some pattern, so that those matter.
  [[nodiscard]] bool needs_punctuation() const noexcept { return needs_punctuation_; }

 private:
  // So that a view is looked up without a copy.
  struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view string) const noexcept {
      return std::hash<std::string_view>()(string);
    }
  };
  template <class Value>
  using StringMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;

  // By the lowest bits of a key's two outermost bytes: bit n for a key of n bytes, the last bit for
  // longer ones. Nearly all look-ups would fail.
  using Sizes = std::array<std::uint64_t, 32 * 32>;

  struct Glob {
    std::string text;
    PatternWordId word;
  };
  // Globs by what they begin with up to the first wildcard, and those that begin with a wildcard by
  // what they end with, so that a form is held only against globs that share its ends.
  class GlobIndex {
   public:
    void add(const std::string& text, PatternWordId word);
    void find(std::string_view form, std::vector<PatternWordId>& words) const;

   private:
    struct Ends {
      StringMap<std::vector<Glob>> globs;
      Sizes sizes{};
      std::size_t longest = 0;  // bytes of the longest key, so that a huge word costs no more
    };
    static void add(Ends& ends, const std::string& end, bool from_front, Glob glob);
    static void find(const Ends& ends,
                     std::string_view form,
                     bool from_front,
                     std::vector<PatternWordId>& words);
    Ends prefixes_;
    Ends suffixes_;
  };
  using Ids = StringMap<PatternWordId>;

  static constexpr char32_t kFirstPlain = 0x4E00;
  static constexpr std::size_t kPlainCharacters = 0x9FFF - kFirstPlain + 1;

  static constexpr unsigned kPairBits = 16;
  [[nodiscard]] static std::size_t place_of_pair(std::size_t first, std::size_t second) noexcept {
    return ((first << 32 | second) * 0x9E37'79B9'7F4A'7C15u) >> (64 - kPairBits);
  }

  PatternWordId add_character(const std::string& form, Place place);
  // Of a form that is one character from U+4E00 to U+9FFF, where nearly all are.
  [[nodiscard]] static std::optional<std::size_t> plain_place(std::string_view form) noexcept;

  PatternWordId size_ = 0;
  Ids literals_;
  // By a part of the hash: whether a literal has it. Nearly all look-ups would fail.
  std::bitset<std::size_t{1} << 14> literal_hashes_;
  Ids exact_;
  Ids globs_;
  Ids exact_globs_;
  Ids regex_ids_;
  std::vector<Character> characters_;
  StringMap<std::uint32_t> character_ids_;   // places in characters_
  std::vector<std::uint32_t> plain_;         // the same, by plain_place(), of those that are there
  std::bitset<kPlainCharacters> has_plain_;  // which are: of most words no pattern has a character
  std::bitset<kPlainCharacters> is_taken_alone_;    // which a piece may take out of a longer word
  std::bitset<std::size_t{1} << kPairBits> pairs_;  // by place_of_pair(): which stand side by side
  GlobIndex glob_index_;
  GlobIndex exact_glob_index_;
  RegexSet regexes_;
  std::vector<PatternWordId> regex_words_;  // by number of the expression
  std::optional<PatternWordId> any_;
  bool needs_punctuation_ = false;
};

}  // namespace themescore
