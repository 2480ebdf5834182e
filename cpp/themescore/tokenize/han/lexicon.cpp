#include "themescore/tokenize/han/lexicon.hpp"

#include <algorithm>
#include <cmath>
#include <system_error>

#include "themescore/errors.hpp"
#include "themescore/tokenize/han/lexicon_format.hpp"

namespace themescore {

namespace {

using namespace lexicon_format;

void require(bool condition, const char* what) {
  if (!condition) {
    throw LexiconError(std::string("the Han lexicon is damaged: ") + what);
  }
}

// Takes arrays off the front of a file. Their sizes come from the file: nothing is believed.
class FileReader {
 public:
  explicit FileReader(std::span<const std::byte> bytes) : left_(bytes) {}

  template <class Value>
  std::span<const Value> take(std::size_t count) {
    require(count <= left_.size() / sizeof(Value), "it ends too early");
    const auto* const values = reinterpret_cast<const Value*>(left_.data());
    require(reinterpret_cast<std::uintptr_t>(values) % alignof(Value) == 0, "its alignment");
    left_ = left_.subspan(count * sizeof(Value));
    return {values, count};
  }

  [[nodiscard]] bool at_end() const noexcept { return left_.empty(); }

 private:
  std::span<const std::byte> left_;
};

}  // namespace

std::shared_ptr<const HanLexicon> HanLexicon::open(const std::string& path) {
  try {
    return std::shared_ptr<const HanLexicon>(new HanLexicon(MappedFile(path), {}));
  } catch (const std::system_error& error) {
    throw LexiconError(std::string("cannot read the Han lexicon: ") + error.what());
  }
}

std::shared_ptr<const HanLexicon> HanLexicon::from_bytes(std::span<const std::byte> bytes) {
  require(bytes.size() % sizeof(std::uint64_t) == 0, "its size");
  std::vector<std::uint64_t> copy(bytes.size() / sizeof(std::uint64_t));  // aligned as in a file
  std::ranges::copy(bytes, std::as_writable_bytes(std::span(copy)).begin());
  return std::shared_ptr<const HanLexicon>(new HanLexicon(MappedFile(), std::move(copy)));
}

HanLexicon::HanLexicon(MappedFile file, std::vector<std::uint64_t> copy)
    : file_(std::move(file)), copy_(std::move(copy)) {
  read(copy_.empty() ? file_.bytes() : std::as_bytes(std::span(copy_)));
}

void HanLexicon::read(std::span<const std::byte> bytes) {
  FileReader reader(bytes);
  const Header& header = reader.take<Header>(1).front();
  if (header.magic != kMagic) {
    throw LexiconError("this is not a Han lexicon");
  }
  if (header.version != kVersion) {
    throw LexiconError("the Han lexicon is of format " + std::to_string(header.version) + ", not " +
                       std::to_string(kVersion));
  }
  require(header.file_size == bytes.size(), "its size");
  require(header.total > 0 && header.total <= kMaxTotal, "the sum of frequencies");
  require(header.source_version.back() == '\0', "the version of its source");
  require(header.characters <= kLastCharacter - kFirstCharacter + 1, "the number of characters");
  require(header.frequencies > 0 && header.frequencies <= kMaxFrequencies, "how many frequencies");
  source_version_ = header.source_version.data();
  total_ = header.total;

  const auto emissions = reader.take<HanEmissions>(std::size_t{header.characters} + 1);
  frequencies_ = reader.take<std::uint64_t>(header.frequencies);
  const auto units = reader.take<DoubleArray::Unit>(header.units);
  characters_ = reader.take<char32_t>(padded(header.characters)).first(header.characters);
  require(reader.at_end(), "it does not end where it should");

  require(frequencies_.front() == 0 && std::ranges::is_sorted(frequencies_) &&
              frequencies_.back() <= total_,
          "its frequencies");
  require(std::ranges::all_of(
              characters_, [](char32_t c) { return c >= kFirstCharacter && c <= kLastCharacter; }),
          "its characters");
  require(units.size() <= DoubleArray::kMaxUnits && DoubleArray::is_sound(units, header.characters),
          "its tree");
  require(std::ranges::all_of(units,
                              [&](DoubleArray::Unit unit) {
                                return frequency_index({0, unit}) < header.frequencies;
                              }),
          "a frequency of its tree");

  for (const std::uint64_t frequency : frequencies_) {
    log_frequencies_.push_back(frequency == 0 ? 0 : std::log(static_cast<double>(frequency)));
  }
  tree_ = DoubleArray(units);
  model_ = HiddenMarkovModel(header.states, emissions);
}

}  // namespace themescore
