#include "themescore/weigh/term_merge.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "themescore/errors.hpp"
#include "themescore/weigh/ngram_numbers.hpp"

namespace themescore {

namespace {

// Between the words of an n-gram, as between those of a mention's form: no word holds one.
constexpr std::string_view kBlank = " ";

// Eight bytes, the first the highest, so that they are in the order of the strings.
std::uint64_t first_bytes_of(std::string_view string) noexcept {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < sizeof bytes; ++i) {
    bytes = bytes << 8 | (i < string.size() ? static_cast<unsigned char>(string[i]) : 0u);
  }
  return bytes;
}

// An n-gram by what it goes on from and by its last word, both as places in an order.
struct Place {
  std::uint32_t shorter;
  std::uint32_t word;
  std::uint32_t number;
};

// By `shorter`, then by `word`, which are below these limits. Digit by digit from the last: no
// branch depends on the order, and memory is read from one end to the other.
void sort_places(std::vector<Place>& places, std::size_t shorter_limit, std::size_t word_limit) {
  constexpr unsigned kDigitBits = 11;
  std::vector<Place> sorted(places.size());
  const auto sort_by_digits = [&](std::size_t limit, std::uint32_t Place::* key) {
    const auto bits = static_cast<unsigned>(std::bit_width(limit));
    for (unsigned shift = 0; shift < bits; shift += kDigitBits) {
      std::array<std::size_t, std::size_t{1} << kDigitBits> next{};
      const auto digit = [&](const Place& place) { return (place.*key >> shift) % next.size(); };
      for (const Place& place : places) {
        ++next[digit(place)];
      }
      std::exclusive_scan(next.begin(), next.end(), next.begin(), std::size_t{0});
      for (const Place& place : places) {
        sorted[next[digit(place)]++] = place;
      }
      places.swap(sorted);
    }
  };
  sort_by_digits(word_limit, &Place::word);
  sort_by_digits(shorter_limit, &Place::shorter);
}

// The n-grams of all counters as a tree, whose roots are the words: what is below a node are the
// n-grams that go on from it. Their columns are the places of a walk through it from left to right.
class NgramTree {
 public:
  NgramTree(const MergedWords& words, std::span<const TermSource> sources, const NgramShape& shape)
      : words_(words), sources_(sources), is_term_(shape.sizes().back() + 1) {
    for (const std::uint32_t size : shape.sizes()) {
      is_term_[size] = true;
    }
    merge();
  }

  MergedTerms columns() {
    find_columns();
    MergedTerms merged;
    put_strings(merged.terms);
    for (std::size_t k = 0; k < sources_.size(); ++k) {
      merged.column_of_word.push_back(replaced(words_.place[k], words_column_));
      merged.column_of_ngram.push_back(replaced(number_[k], column_));
    }
    return merged;
  }

 private:
  void merge() {
    is_counted_.resize(words_.strings.size());
    std::optional<NgramNumbers> distinct;  // of more than one counter; those of one are already
    if (sources_.size() > 1) {
      distinct.emplace();
    }
    for (std::size_t k = 0; k < sources_.size(); ++k) {
      for (std::size_t word = 0; word < words_.place[k].size(); ++word) {
        if (is_term_[1] && sources_[k].counted[word]) {
          is_counted_[words_.place[k][word]] = true;
        }
      }
      auto& number = number_.emplace_back();
      number.reserve(sources_[k].ngrams.size());
      for (const Ngram& ngram : sources_[k].ngrams) {
        const bool longer = (ngram.shorter & kLonger) != 0;
        const Ngram merged{
            longer ? kLonger | number[ngram.shorter & ~kLonger] : words_.place[k][ngram.shorter],
            words_.place[k][ngram.word], ngram.size};
        const auto make = [&] {
          ngrams_.push_back(merged);
          return static_cast<std::uint32_t>(ngrams_.size() - 1);
        };
        number.push_back(distinct ? distinct->of(merged.shorter, merged.word, make) : make());
      }
    }
  }

  // The n-grams of one size from left to right; or the words, which go on from nothing.
  struct Level {
    std::vector<std::uint32_t> number;   // in ngrams_
    std::vector<std::uint32_t> shorter;  // place in the level above of what it goes on from
    std::vector<std::uint32_t> width;    // columns of it and of all that goes on from it
    std::vector<std::uint32_t> next;     // column of the next that goes on from it
  };

  std::vector<Level> levels() const {
    std::vector<Level> levels(is_term_.size());
    levels[1].width.assign(is_counted_.begin(), is_counted_.end());
    std::vector<std::vector<Place>> places(levels.size());
    for (std::uint32_t i = 0; i < ngrams_.size(); ++i) {
      places[ngrams_[i].size].push_back({ngrams_[i].shorter, ngrams_[i].word, i});
    }
    std::vector<std::uint32_t> place_of(levels.size() > 3 ? ngrams_.size() : 0);
    for (std::size_t size = 2; size < levels.size(); ++size) {
      if (size > 2) {
        for (Place& place : places[size]) {
          place.shorter = place_of[place.shorter & ~kLonger];
        }
      }
      sort_places(places[size], levels[size - 1].width.size(), words_.strings.size());
      Level& level = levels[size];
      for (const Place& place : places[size]) {
        if (size + 1 < levels.size()) {
          place_of[place.number] = static_cast<std::uint32_t>(level.number.size());
        }
        level.number.push_back(place.number);
        level.shorter.push_back(place.shorter);
      }
      level.width.assign(level.number.size(), is_term_[size] ? 1 : 0);
      places[size] = {};
    }
    return levels;
  }

  void find_columns() {
    std::vector<Level> levels = this->levels();
    for (std::size_t size = levels.size() - 1; size >= 2; --size) {
      for (std::size_t i = 0; i < levels[size].width.size(); ++i) {
        levels[size - 1].width[levels[size].shorter[i]] += levels[size].width[i];
      }
    }
    column_.resize(ngrams_.size());
    std::uint64_t columns = 0;
    for (std::size_t word = 0; word < is_counted_.size(); ++word) {
      words_column_.push_back(static_cast<std::uint32_t>(columns));
      levels[1].next.push_back(words_column_.back() + (is_counted_[word] ? 1u : 0u));
      columns += levels[1].width[word];
    }
    if (columns >= kNotMerged) {
      throw LimitError("more than 4,294,967,294 distinct terms");
    }
    column_count_ = columns;
    for (std::size_t size = 2; size < levels.size(); ++size) {
      Level& level = levels[size];
      for (std::size_t i = 0; i < level.width.size(); ++i) {
        std::uint32_t& column = levels[size - 1].next[level.shorter[i]];
        column_[level.number[i]] = column;
        level.next.push_back(column + (is_term_[size] ? 1u : 0u));
        column += level.width[i];
      }
    }
  }

  void put_strings(TermStrings& strings) const {
    std::vector<TermCode> term_of_column(column_count_);
    std::size_t bytes = 0;
    for (std::uint32_t word = 0; word < words_.strings.size(); ++word) {
      if (is_counted_[word]) {
        term_of_column[words_column_[word]] = word;
        bytes += words_.strings[word].size();
      }
    }
    for (std::uint32_t i = 0; i < ngrams_.size(); ++i) {
      if (is_term_[ngrams_[i].size]) {
        term_of_column[column_[i]] = kLonger | i;
        bytes += bytes_of(kLonger | i);
      }
    }
    strings.reserve(column_count_, bytes);
    for (const TermCode term : term_of_column) {
      append_term(term, strings);
      strings.end_string();
    }
  }

  [[nodiscard]] std::size_t bytes_of(TermCode term) const {
    std::size_t bytes = 0;
    for (; (term & kLonger) != 0; term = ngrams_[term & ~kLonger].shorter) {
      bytes += kBlank.size() + words_.strings[ngrams_[term & ~kLonger].word].size();
    }
    return bytes + words_.strings[term].size();
  }

  // At most NgramShape::kLargestSize deep.
  void append_term(TermCode term, TermStrings& strings) const {
    if ((term & kLonger) == 0) {
      strings.append(words_.strings[term]);
      return;
    }
    const Ngram& ngram = ngrams_[term & ~kLonger];
    append_term(ngram.shorter, strings);
    strings.append(kBlank);
    strings.append(words_.strings[ngram.word]);
  }

  static std::vector<std::uint32_t> replaced(const std::vector<std::uint32_t>& numbers,
                                             const std::vector<std::uint32_t>& columns) {
    std::vector<std::uint32_t> result(numbers.size(), kNotMerged);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i] != kNotMerged) {
        result[i] = columns[numbers[i]];
      }
    }
    return result;
  }

  const MergedWords& words_;
  std::span<const TermSource> sources_;
  std::vector<bool> is_term_;                       // by size
  std::vector<bool> is_counted_;                    // by word: whether it is a term itself
  std::vector<Ngram> ngrams_;                       // of all counters
  std::vector<std::vector<std::uint32_t>> number_;  // in ngrams_, by counter and number there
  std::vector<std::uint32_t> words_column_;
  std::vector<std::uint32_t> column_;
  std::uint64_t column_count_ = 0;
};

}  // namespace

MergedWords merge_words(std::span<const Vocabulary* const> vocabularies,
                        std::span<const std::vector<bool>> wanted) {
  MergedWords merged;
  std::optional<Vocabulary> distinct;  // of more than one; the strings of one are already
  if (vocabularies.size() > 1) {
    distinct.emplace();
  }
  struct Word {
    std::uint64_t first_bytes;  // as a number, which tells most of them apart
    std::string_view string;
    std::uint32_t number;
  };
  std::vector<Word> sorted;
  for (std::size_t k = 0; k < vocabularies.size(); ++k) {
    auto& place = merged.place.emplace_back(vocabularies[k]->size(), kNotMerged);
    for (std::uint32_t id = 0; id < place.size(); ++id) {
      if (!wanted[k].empty() && !wanted[k][id]) {
        continue;
      }
      const std::string_view string = (*vocabularies[k])[id];
      const auto count = static_cast<std::uint32_t>(sorted.size());
      const auto [number, is_new] =
          distinct ? distinct->add(string) : Vocabulary::Entry{count, true};
      place[id] = number;
      if (is_new) {
        sorted.push_back({first_bytes_of(string), string, number});
      }
    }
  }
  std::ranges::sort(sorted, [](const Word& a, const Word& b) {
    return a.first_bytes != b.first_bytes ? a.first_bytes < b.first_bytes : a.string < b.string;
  });
  std::vector<std::uint32_t> rank(sorted.size());
  merged.strings.reserve(sorted.size());
  for (const auto& [first_bytes, string, number] : sorted) {
    rank[number] = static_cast<std::uint32_t>(merged.strings.size());
    merged.strings.emplace_back(string);
  }
  for (auto& places : merged.place) {
    for (std::uint32_t& place : places) {
      place = place == kNotMerged ? kNotMerged : rank[place];
    }
  }
  return merged;
}

MergedTerms merge_terms(std::span<const TermSource> sources, const NgramShape* shape) {
  std::vector<const Vocabulary*> vocabularies;
  std::vector<std::vector<bool>> wanted;
  for (const TermSource& source : sources) {
    vocabularies.push_back(source.words);
    wanted.push_back(shape == nullptr ? source.counted : std::vector<bool>());
  }
  MergedWords words = merge_words(vocabularies, wanted);
  if (shape == nullptr) {
    MergedTerms merged;
    for (const std::string& word : words.strings) {
      merged.terms.push_back(word);
    }
    merged.column_of_word = std::move(words.place);
    return merged;
  }
  return NgramTree(words, sources, *shape).columns();
}

}  // namespace themescore
