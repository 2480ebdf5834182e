#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz_input.hpp"
#include "themescore/errors.hpp"
#include "themescore/tokenize/han/jieba_segmenter.hpp"
#include "themescore/tokenize/han/lexicon_writer.hpp"
#include "themescore/tokenize/han/user_dictionary.hpp"

using fuzz::require;

namespace {

// Small, so that most bytes of it are ones that something depends on.
const std::vector<std::byte>& whole_lexicon() {
  static const std::vector<std::byte> bytes = [] {
    themescore::HanLexiconSource source;
    source.version = "fuzz";
    source.words = {{U"国有", 3, false}, {U"国有企业", 5, true}, {U"企", 1, false}};
    source.total = 9;
    source.emissions[U'国'] = {-1, -2, -3, -4};
    return themescore::write_han_lexicon(source);
  }();
  return bytes;
}

// Words and borders cover the run, whatever the lexicon says.
void use(const std::shared_ptr<const themescore::HanLexicon>& lexicon,
         std::vector<themescore::TaughtWord> taught) {
  std::shared_ptr<const themescore::HanDictionary> dictionary;
  try {
    dictionary = std::make_shared<themescore::HanDictionary>(lexicon, std::move(taught));
  } catch (const themescore::TaughtWordError&) {
    return;
  }
  const themescore::JiebaSegmenter segmenter(dictionary);
  const std::u32string_view run = U"国有企业法々〇一国企有业有";
  themescore::HanSegmenter::Workspace workspace;
  std::vector<themescore::HanSegmenter::Word> words(run.size() + 1);
  words.resize(segmenter.segment(run, workspace, words));
  std::uint32_t end = 0;
  for (const auto& word : words) {
    require(word.first == end && word.last > word.first);
    end = word.last;
    (void)segmenter.origin(std::span(run).subspan(word.first, word.last - word.first));
  }
  require(end == run.size());
  const auto cuts = segmenter.cuts(run);
  require(((cuts.starts | cuts.ends) & ~themescore::all_inner_borders(run.size())) == 0);
}

}  // namespace

// The first byte says what the rest is: a user's dictionary, a lexicon, or changes to a lexicon.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const std::string_view rest(reinterpret_cast<const char*>(data + 1), size - 1);
  static const auto sound = themescore::HanLexicon::from_bytes(whole_lexicon());
  if (data[0] % 3 == 0) {
    std::vector<themescore::TaughtWord> taught;
    try {
      for (auto& line : themescore::parse_user_dictionary(rest)) {
        require(!line.word.word.empty() && line.line > 0);
        if (line.is_han) {
          taught.push_back(std::move(line.word));
        }
      }
    } catch (const themescore::TaughtWordError&) {
      return 0;
    }
    use(sound, std::move(taught));
    return 0;
  }
  const auto rest_bytes = std::as_bytes(std::span(rest));
  std::vector<std::byte> bytes(rest_bytes.begin(), rest_bytes.end());
  if (data[0] % 3 == 1) {  // three bytes a change: where, and what is added
    const auto changes = std::move(bytes);
    bytes = whole_lexicon();
    for (std::size_t i = 0; i + 2 < changes.size(); i += 3) {
      const std::size_t at = std::to_integer<std::size_t>(changes[i]) << 8 |
                             std::to_integer<std::size_t>(changes[i + 1]);
      bytes[at % bytes.size()] ^= changes[i + 2];
    }
  }
  try {
    use(themescore::HanLexicon::from_bytes(bytes), {{U"国〇", std::nullopt, ""}});
  } catch (const themescore::LexiconError&) {
    return 0;
  }
  return 0;
}
