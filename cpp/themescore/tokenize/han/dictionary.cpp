#include "themescore/tokenize/han/dictionary.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "themescore/errors.hpp"
#include "themescore/text/han.hpp"
#include "themescore/tokenize/han/lexicon_format.hpp"
#include "themescore/tokenize/han/name_parts.hpp"

namespace themescore {

namespace {

constexpr std::size_t kLexiconCharacters =
    lexicon_format::kLastCharacter - lexicon_format::kFirstCharacter + 1;

void check(const TaughtWord& word, std::size_t number) {
  if (word.word.empty()) {
    throw TaughtWordError(number, "the word has no character");
  }
  if (word.word.size() > kLongestTaughtWord) {
    throw TaughtWordError(number, "the word has more than 64 characters");
  }
  if (!is_han(word.word)) {
    throw TaughtWordError(number, "the word has a character that is not Han");
  }
  if (word.frequency.value_or(0) > kMaxTaughtFrequency) {
    throw TaughtWordError(number, "the frequency is larger than 1,000,000,000,000");
  }
}

}  // namespace

HanDictionary::HanDictionary(std::shared_ptr<const HanLexicon> lexicon,
                             std::vector<TaughtWord> taught)
    : lexicon_(std::move(lexicon)),
      taught_(std::move(taught)),
      first_character_(lexicon_format::kFirstCharacter),
      codes_(kLexiconCharacters + 1),
      max_code_(lexicon_->max_code()),
      total_(lexicon_->total()),
      log_total_(std::log(static_cast<double>(total_))),
      lexicon_paths_(*lexicon_) {
  const auto characters = lexicon_->characters();
  for (std::size_t i = 0; i < characters.size(); ++i) {
    codes_[characters[i] - first_character_] = static_cast<HanCode>(i + 1);
  }
  codes_.back() = end_code();
  if (taught_.empty()) {
    return;
  }
  std::vector<std::vector<HanCode>> coded(taught_.size());
  for (std::size_t i = 0; i < taught_.size(); ++i) {
    check(taught_[i], i + 1);
    for (const char32_t c : taught_[i].word) {
      coded[i].push_back(add_code(c));
    }
  }
  codes_.back() = end_code();
  tree_ = TaughtTree(coded, max_code_);
  HanPath path;
  for (std::size_t i = 0; i < taught_.size(); ++i) {
    teach(coded[i], taught_[i], path);
    if (total_ > lexicon_format::kMaxTotal) {
      throw TaughtWordError(i + 1, "the sum of all frequencies becomes too large");
    }
  }
}

HanCode HanDictionary::add_code(char32_t character) {
  const std::uint32_t index = character - first_character_;
  HanCode& code = index < kLexiconCharacters ? codes_[index] : other_codes_[character];
  if (code == 0) {
    code = ++max_code_;
  }
  return code;
}

HanCode HanDictionary::code_of(char32_t character) const {
  const std::size_t index = character - first_character_;
  return codes_[std::min(index, kLexiconCharacters)];
}

void HanDictionary::encode(std::span<const char32_t> characters, HanPath& path) const {
  path.codes.resize(characters.size());
  std::ranges::transform(characters, path.codes.begin(), [this](char32_t c) { return code_of(c); });
  if (other_codes_.empty()) {
    return;
  }
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (path.codes[i] == end_code()) {
      const auto found = other_codes_.find(characters[i]);
      path.codes[i] = found == other_codes_.end() ? end_code() : found->second;
    }
  }
}

// As jieba's add_word: the beginnings of the word become known as well, and the sum grows by the
// frequency even if the word had one before.
void HanDictionary::teach(std::span<const HanCode> codes, TaughtWord& word, HanPath& path) {
  if (!word.frequency) {
    word.frequency = suggest_frequency(codes, path);
  }
  DoubleArray::Node in_taught;
  std::optional<DoubleArray::Node> in_lexicon = DoubleArray::root();
  for (const HanCode code : codes) {
    if (in_lexicon && (code > lexicon_->max_code() || !lexicon_->tree().step(*in_lexicon, code))) {
      in_lexicon.reset();
    }
    (void)tree_.step(in_taught, code);
    TaughtTree::Entry& entry = tree_.entry(in_taught);
    entry.known = entry.known || !in_lexicon;
  }
  TaughtTree::Entry& entry = tree_.entry(in_taught);
  entry.known = true;
  entry.taught = true;
  entry.frequency = *word.frequency;
  entry.log_frequency = std::log(static_cast<double>(std::max<std::uint64_t>(entry.frequency, 1)));
  entry.split = entry.split || entry.frequency == 0;
  if (!word.tag.empty()) {
    entry.is_name = is_name_tag(word.tag);
  }
  total_ += entry.frequency;
  log_total_ = std::log(static_cast<double>(total_));
}

// As jieba's suggest_freq: just more than what the word's best parts come to.
std::uint64_t HanDictionary::suggest_frequency(std::span<const HanCode> codes,
                                               HanPath& path) const {
  path.codes.assign(codes.begin(), codes.end());
  find_best_path(path);
  const auto total = static_cast<double>(total_);
  double probability = 1;
  for (std::uint32_t i = 0; i < codes.size(); i = path.ends[i]) {
    const auto part = frequency_of(find(codes.subspan(i, path.ends[i] - i)));
    probability *= static_cast<double>(part.value_or(1)) / total;
  }
  const auto enough = static_cast<std::uint64_t>(probability * total) + 1;
  return std::max(enough, frequency_of(find(codes)).value_or(1));
}

HanDictionary::Place HanDictionary::find(std::span<const HanCode> codes) const {
  Place place = {DoubleArray::root(), DoubleArray::root()};
  if (tree_.empty()) {
    place.taught.reset();
  }
  for (const HanCode code : codes) {
    if (place.lexicon &&
        (code > lexicon_->max_code() || !lexicon_->tree().step(*place.lexicon, code))) {
      place.lexicon.reset();
    }
    if (place.taught && !tree_.step(*place.taught, code)) {
      place.taught.reset();
    }
  }
  return place;
}

std::optional<HanDictionary::Place> HanDictionary::find(std::span<const char32_t> word) const {
  HanPath path;
  encode(word, path);
  if (std::ranges::find(path.codes, end_code()) != path.codes.end()) {
    return std::nullopt;
  }
  return find(path.codes);
}

const TaughtTree::Entry* HanDictionary::known(const Place& place) const {
  if (!place.taught || !tree_.entry(*place.taught).known) {
    return nullptr;
  }
  return &tree_.entry(*place.taught);
}

const TaughtTree::Entry* HanDictionary::known(std::span<const char32_t> word) const {
  const auto place = find(word);
  return place ? known(*place) : nullptr;
}

// Nothing for a string that no word begins with.
std::optional<std::uint64_t> HanDictionary::frequency_of(const Place& place) const {
  if (const auto* entry = known(place)) {
    return entry->frequency;
  }
  return place.lexicon ? std::optional(lexicon_->frequency(*place.lexicon)) : std::nullopt;
}

std::uint64_t HanDictionary::frequency(std::span<const char32_t> word) const {
  const auto place = find(word);
  return place ? frequency_of(*place).value_or(0) : 0;
}

bool HanDictionary::is_taught(std::span<const char32_t> word) const {
  const auto* entry = known(word);
  return entry != nullptr && entry->taught;
}

bool HanDictionary::is_name(std::span<const char32_t> word) const {
  const auto place = find(word);
  if (!place) {
    return false;
  }
  if (const auto* entry = known(*place); entry != nullptr && entry->is_name) {
    return *entry->is_name;
  }
  return place->lexicon && HanLexicon::is_name(*place->lexicon);
}

bool HanDictionary::is_split(std::span<const char32_t> word) const {
  if (tree_.empty()) {
    return false;
  }
  const auto* entry = known(word);
  return entry != nullptr && entry->split;
}

void HanDictionary::find_best_path(HanPath& path) const {
  if (tree_.empty()) {
    lexicon_paths_.find(path);
  } else {
    find_path(path, true);
  }
}

// jieba's calc() without its DAG: from the last character to the first, each by a walk down the
// trees. The sums are jieba's, in its order, so that ties and roundings come out the same.
void HanDictionary::find_path(HanPath& path, bool whole) const {
  const std::span<const HanCode> codes = path.codes;
  const std::span<const double> log_frequencies = lexicon_->log_frequencies();
  const DoubleArray tree = lexicon_->tree();
  path.weights.resize(codes.size() + 1);
  path.ends.resize(codes.size());
  path.weights.back() = 0;
  for (std::size_t first = codes.size(); first-- > 0;) {
    if (codes[first] == end_code()) {
      path.weights[first] = 0;
      path.ends[first] = static_cast<std::uint32_t>(first + 1);
      continue;
    }
    bool is_found = false;
    double best = 0;
    std::size_t best_last = first;
    const auto consider = [&](double log_frequency, std::size_t last) {
      const double weight = log_frequency - log_total_ + path.weights[last + 1];
      if ((!is_found || weight >= best) && (whole || last - first + 1 < codes.size())) {
        is_found = true;
        best = weight;
        best_last = last;
      }
    };

    auto in_lexicon = DoubleArray::root();
    auto in_taught = DoubleArray::root();
    bool lexicon_goes_on = true;
    bool taught_goes_on = !tree_.empty();
    for (std::size_t last = first; last < codes.size() && codes[last] != end_code(); ++last) {
      const HanCode code = codes[last];
      lexicon_goes_on =
          lexicon_goes_on && code <= lexicon_->max_code() && tree.step(in_lexicon, code);
      taught_goes_on = taught_goes_on && tree_.step(in_taught, code);
      if (taught_goes_on && tree_.entry(in_taught).known) {
        const TaughtTree::Entry& entry = tree_.entry(in_taught);
        if (entry.frequency > 0) {
          consider(entry.log_frequency, last);
        }
      } else if (lexicon_goes_on) {
        const auto index = HanLexicon::frequency_index(in_lexicon);
        if (index > 0) {
          consider(log_frequencies[index], last);
        }
      } else if (!taught_goes_on) {
        break;
      }
    }
    if (!is_found) {
      best = 0 - log_total_ + path.weights[first + 1];
    }
    path.weights[first] = best;
    path.ends[first] = static_cast<std::uint32_t>(best_last + 1);
  }
}

}  // namespace themescore
