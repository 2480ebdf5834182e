#include "themescore/weigh/ngram_tree.hpp"

#include <array>
#include <bit>
#include <numeric>
#include <string_view>
#include <utility>

#include "themescore/errors.hpp"

namespace themescore {

namespace {

// Between the words of an n-gram, as between those of a mention's form: no word holds one.
constexpr std::string_view kBlank = " ";

// By `shorter`, then by `word`, which are below these limits. Digit by digit from the last: no
// branch depends on the order, and memory is read from one end to the other.
template <class Entry>
void sort_entries(std::vector<Entry>& entries, std::size_t shorter_limit, std::size_t word_limit) {
  if (entries.empty()) {
    return;  // and the limits may be 0
  }
  constexpr unsigned kMostDigitBits = 11;
  const auto word_bits = static_cast<unsigned>(std::bit_width(word_limit));
  const auto bits = word_bits + static_cast<unsigned>(std::bit_width(shorter_limit));
  const unsigned digits = (bits + kMostDigitBits - 1) / kMostDigitBits;
  const unsigned digit_bits = (bits + digits - 1) / digits;
  std::vector<Entry> sorted(entries.size());
  for (unsigned shift = 0; shift < bits; shift += digit_bits) {
    std::array<std::size_t, std::size_t{1} << kMostDigitBits> next{};
    const auto digit = [&](const Entry& entry) {
      const std::uint64_t key = std::uint64_t{entry.shorter} << word_bits | entry.word;
      return (key >> shift) & ((std::size_t{1} << digit_bits) - 1);
    };
    for (const Entry& entry : entries) {
      ++next[digit(entry)];
    }
    std::exclusive_scan(next.begin(), next.end(), next.begin(), std::size_t{0});
    for (const Entry& entry : entries) {
      sorted[next[digit(entry)]++] = entry;
    }
    entries.swap(sorted);
  }
}

template <class Entry>
bool same_ngram(const Entry& a, const Entry& b) noexcept {
  return a.shorter == b.shorter && a.word == b.word;
}

}  // namespace

NgramTree::NgramTree(const MergedWords& words,
                     std::span<const TermSource> sources,
                     const NgramShape& shape)
    : words_(words), levels_(shape.sizes().back() + 1), prefixes_(levels_.size()) {
  for (const std::string& word : words.strings) {
    starts_.push_back(text_.size());
    text_.append(kBlank).append(word);
  }
  starts_.push_back(text_.size());
  text_.append(TermStrings::kPadding, ' ');
  for (const std::uint32_t size : shape.sizes()) {
    levels_[size].is_counted = true;
  }
  is_counted_.resize(words.strings.size());
  for (std::size_t k = 0; k < sources.size() && levels_[1].is_counted; ++k) {
    for (std::size_t word = 0; word < words.place[k].size(); ++word) {
      if (sources[k].counted[word]) {
        is_counted_[words.place[k][word]] = true;
      }
    }
  }
  gather(sources);
  number_nodes();
}

MergedTerms NgramTree::columns() {
  TermStrings& terms = merged_.terms;
  std::vector<std::uint32_t> column_of_word(words_.strings.size(), kNotMerged);
  for (std::uint32_t word = 0; word < column_of_word.size(); ++word) {
    const std::string_view string = after_blank(word).substr(1);
    if (is_counted_[word]) {
      column_of_word[word] = static_cast<std::uint32_t>(terms.size());
      terms.push_back(string);
    }
    walk(2, word, string);
  }
  for (const auto& places : words_.place) {
    auto& columns = merged_.column_of_word.emplace_back();
    columns.reserve(places.size());
    for (const std::uint32_t place : places) {
      columns.push_back(place == kNotMerged ? kNotMerged : column_of_word[place]);
    }
  }
  return std::move(merged_);
}

// Until their nodes are known, n-grams go on from numbers.
void NgramTree::gather(std::span<const TermSource> sources) {
  for (const TermSource& source : sources) {
    for (const std::vector<Ngram>& chunk : source.ngrams) {
      for (const Ngram& ngram : chunk) {
        ++levels_[ngram.size].next;
      }
    }
  }
  for (Level& level : levels_) {
    level.entries.reserve(std::exchange(level.next, 0));
  }
  std::size_t first = 0;
  for (std::size_t k = 0; k < sources.size(); ++k) {
    auto& first_of_chunk = merged_.first_ngram.emplace_back();
    for (const std::vector<Ngram>& chunk : sources[k].ngrams) {
      first_of_chunk.push_back(first);
      if (chunk.size() > kNotMerged - first) {
        throw LimitError("more than 4,294,967,294 n-grams, each counted once in every chunk");
      }
      for (std::size_t i = 0; i < chunk.size(); ++i) {
        const Ngram& ngram = chunk[i];
        const bool longer = (ngram.shorter & kLonger) != 0;
        levels_[ngram.size].entries.push_back(
            {longer ? static_cast<std::uint32_t>(first) + (ngram.shorter & ~kLonger)
                    : words_.place[k][ngram.shorter],
             words_.place[k][ngram.word], static_cast<std::uint32_t>(first + i)});
      }
      first += chunk.size();
    }
  }
  merged_.column_of_ngram.resize(first);
}

void NgramTree::number_nodes() {
  std::vector<std::uint32_t>& node_of = merged_.column_of_ngram;  // until the walk
  std::vector<std::size_t> bytes_above;                           // by node
  std::size_t terms = 0;
  std::size_t term_bytes = 0;
  for (std::size_t word = 0; word < is_counted_.size(); ++word) {
    bytes_above.push_back(after_blank(word).size() - kBlank.size());
    terms += is_counted_[word] ? 1u : 0u;
    term_bytes += is_counted_[word] ? bytes_above.back() : 0;
  }
  for (std::size_t size = 2; size < levels_.size(); ++size) {
    Level& level = levels_[size];
    if (size > 2) {
      for (Entry& entry : level.entries) {
        entry.shorter = node_of[entry.shorter];
      }
    }
    sort_entries(level.entries, bytes_above.size(), words_.strings.size());
    const bool goes_on = size + 1 < levels_.size();
    std::vector<std::size_t> bytes;
    for (std::size_t i = 0; i < level.entries.size(); ++i) {
      const Entry& entry = level.entries[i];
      if (i == 0 || !same_ngram(level.entries[i - 1], entry)) {
        bytes.push_back(bytes_above[entry.shorter] + after_blank(entry.word).size());
      }
      if (goes_on) {
        node_of[entry.number] = static_cast<std::uint32_t>(bytes.size() - 1);
      }
    }
    if (level.is_counted) {
      terms += bytes.size();
      term_bytes += std::reduce(bytes.begin(), bytes.end());
    }
    bytes_above = std::move(bytes);
  }
  if (terms >= kNotMerged) {
    throw LimitError("more than 4,294,967,294 distinct terms");
  }
  merged_.terms.reserve(terms, term_bytes);
}

// Through what goes on from a node, of which the walk is at the first. `prefix` is what the node
// says, padded. At most NgramShape::kLargestSize deep.
void NgramTree::walk(std::size_t size, std::uint32_t above, std::string_view prefix) {
  if (size == levels_.size()) {
    return;
  }
  Level& level = levels_[size];
  TermStrings& terms = merged_.terms;
  const std::vector<Entry>& entries = level.entries;
  while (level.next < entries.size() && entries[level.next].shorter == above) {
    const Entry& first = entries[level.next];
    const std::string_view word = after_blank(first.word);
    std::uint32_t column = kNotMerged;
    if (level.is_counted) {
      column = static_cast<std::uint32_t>(terms.size());
      terms.append_padded(prefix);
      terms.append_padded(word);
      terms.end_string();
    }
    do {
      merged_.column_of_ngram[entries[level.next].number] = column;
      ++level.next;
    } while (level.next < entries.size() && same_ngram(first, entries[level.next]));
    if (size + 1 < levels_.size()) {
      std::string& padded = prefixes_[size].assign(prefix).append(word);
      padded.append(TermStrings::kPadding, ' ');
      walk(size + 1, level.node++, std::string_view(padded).substr(0, prefix.size() + word.size()));
    }
  }
}

std::string_view NgramTree::after_blank(std::size_t word) const noexcept {
  return std::string_view(text_).substr(starts_[word], starts_[word + 1] - starts_[word]);
}

}  // namespace themescore
