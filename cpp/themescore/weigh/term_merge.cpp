#include "themescore/weigh/term_merge.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "themescore/errors.hpp"
#include "themescore/weigh/ngram_numbers.hpp"

namespace themescore {

namespace {

// Between the words of an n-gram, as between those of a mention's form: no word holds one.
constexpr char kBlank = ' ';

// Eight bytes, the first the highest, so that they are in the order of the strings.
std::uint64_t first_bytes_of(std::string_view string) noexcept {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < sizeof bytes; ++i) {
    bytes = bytes << 8 | (i < string.size() ? static_cast<unsigned char>(string[i]) : 0u);
  }
  return bytes;
}

// Sorts numbers by `key(number)`, which is below `keys`; those of one key stay in their order.
template <class Key>
void sort_by(std::vector<std::uint32_t>& numbers, std::size_t keys, const Key& key) {
  std::vector<std::uint32_t> next(keys + 1);
  for (const std::uint32_t number : numbers) {
    ++next[key(number) + 1];
  }
  for (std::size_t k = 1; k < next.size(); ++k) {
    next[k] += next[k - 1];
  }
  std::vector<std::uint32_t> sorted(numbers.size());
  for (const std::uint32_t number : numbers) {
    sorted[next[key(number)]++] = number;
  }
  numbers.swap(sorted);
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
    merged.terms.resize(column_count_);
    for (std::size_t word = 0; word < words_.strings.size(); ++word) {
      if (is_counted_[word]) {
        merged.terms[words_column_[word]] = words_.strings[word];
      }
    }
    for (std::size_t i = 0; i < ngrams_.size(); ++i) {
      if (is_term_[ngrams_[i].size]) {
        put_string(ngrams_[i], merged.terms[column_[i]]);
      }
    }
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

  // Of the words or n-grams that an n-gram goes on from, one for each of both.
  template <class List>
  static auto& of_shorter(const Ngram& ngram, List& words, List& ngrams) {
    return (ngram.shorter & kLonger) != 0 ? ngrams[ngram.shorter & ~kLonger] : words[ngram.shorter];
  }

  void find_columns() {
    // By size, and within it from left to right.
    std::vector<std::vector<std::uint32_t>> levels(is_term_.size());
    for (std::uint32_t i = 0; i < ngrams_.size(); ++i) {
      levels[ngrams_[i].size].push_back(i);
    }
    std::vector<std::uint32_t> words_rank(words_.strings.size());
    for (std::uint32_t word = 0; word < words_rank.size(); ++word) {
      words_rank[word] = word;
    }
    std::vector<std::uint32_t> rank(ngrams_.size());
    for (std::size_t size = 2; size < levels.size(); ++size) {
      auto& level = levels[size];
      const std::size_t shorter = size == 2 ? words_rank.size() : levels[size - 1].size();
      sort_by(level, words_rank.size(), [&](std::uint32_t i) { return ngrams_[i].word; });
      sort_by(level, shorter,
              [&](std::uint32_t i) { return of_shorter(ngrams_[i], words_rank, rank); });
      for (std::uint32_t place = 0; place < level.size(); ++place) {
        rank[level[place]] = place;
      }
    }

    // How many columns each and what goes on from it take, from the longest to the shortest.
    std::vector<std::uint32_t> words_width(words_rank.size());
    std::vector<std::uint32_t> width(ngrams_.size());
    for (std::size_t size = levels.size() - 1; size >= 2; --size) {
      for (const std::uint32_t i : levels[size]) {
        width[i] += is_term_[size] ? 1u : 0u;
        of_shorter(ngrams_[i], words_width, width) += width[i];
      }
    }

    // Where the next that goes on from each begins.
    std::vector<std::uint32_t> words_next(words_rank.size());
    std::vector<std::uint32_t> next(ngrams_.size());
    words_column_.resize(words_rank.size());
    column_.resize(ngrams_.size());
    std::uint64_t columns = 0;
    for (std::size_t word = 0; word < words_rank.size(); ++word) {
      words_column_[word] = static_cast<std::uint32_t>(columns);
      words_next[word] = words_column_[word] + (is_counted_[word] ? 1u : 0u);
      columns += words_width[word] + (is_counted_[word] ? 1u : 0u);
    }
    if (columns >= kNotMerged) {
      throw LimitError("more than 4,294,967,294 distinct terms");
    }
    column_count_ = columns;
    for (std::size_t size = 2; size < levels.size(); ++size) {
      for (const std::uint32_t i : levels[size]) {
        std::uint32_t& place = of_shorter(ngrams_[i], words_next, next);
        column_[i] = place;
        next[i] = place + (is_term_[size] ? 1u : 0u);
        place += width[i];
      }
    }
  }

  void put_string(const Ngram& ngram, std::string& string) const {
    if ((ngram.shorter & kLonger) != 0) {
      put_string(ngrams_[ngram.shorter & ~kLonger], string);
    } else {
      string = words_.strings[ngram.shorter];
    }
    string += kBlank;
    string += words_.strings[ngram.word];
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
    return {std::move(words.strings), std::move(words.place), {}};
  }
  return NgramTree(words, sources, *shape).columns();
}

}  // namespace themescore
