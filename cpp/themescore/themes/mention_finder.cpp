#include "themescore/themes/mention_finder.hpp"

#include <algorithm>

#include "themescore/text/unicode.hpp"

namespace themescore {

namespace {

// A longer run is matched in pieces, so that a text made of pattern words alone needs no memory.
// Patterns have at most 1,000 characters and therefore fewer words than this.
constexpr std::size_t kLongestPhrase = 1024;
constexpr std::size_t kLongestRun = 16 * kLongestPhrase;

bool starts_with_han(std::string_view form) {
  bool first = true;
  bool han = false;
  for_each_code_point(form, [&](char32_t c, std::size_t) {
    han = first ? unicode::properties(c).han : han;
    first = false;
  });
  return han;
}

bool ends_with_han(std::string_view form) {
  bool han = false;
  for_each_code_point(form, [&](char32_t c, std::size_t) { han = unicode::properties(c).han; });
  return han;
}

// From the second Han character on; marks belong to the character before them.
std::string_view without_first_character(std::string_view form) {
  std::size_t second = form.size();
  for_each_code_point(form, [&](char32_t c, std::size_t i) {
    second = i > 0 && i < second && unicode::properties(c).han ? i : second;
  });
  return form.substr(second);
}

}  // namespace

MentionFinder::MentionFinder(const ThemeSet& themes)
    : themes_(themes), satisfied_(1), taken_(themes.theme_count(), 0) {
  for (std::uint32_t pattern = 0; pattern < themes.pattern_count(); ++pattern) {
    lineage_.push_back(themes.lineage(pattern));
  }
}

MentionFinder::Symbol MentionFinder::symbol_of(std::string_view form, bool is_word) {
  auto words = themes_.words_satisfied_by(form, is_word);
  if (words.empty()) {
    return 0;
  }
  const auto [found, is_new] =
      symbols_.try_emplace(std::move(words), static_cast<Symbol>(satisfied_.size()));
  if (is_new) {
    satisfied_.push_back(found->first);
  }
  return found->second;
}

void MentionFinder::begin_document(std::uint32_t document) {
  document_ = document;
  run_.clear();
  // Newer stamps compare greater, so what the last document took is free again without clearing.
  ++stamp_;
}

void MentionFinder::add(const Occurrence& occurrence) {
  if (!run_.empty() && run_.back().ordinal + 1 != occurrence.ordinal) {
    flush();
  } else if (run_.size() == kLongestRun) {
    const std::size_t done = kLongestRun - kLongestPhrase;
    match_starts(done);
    run_.erase(run_.begin(), run_.begin() + static_cast<std::ptrdiff_t>(done));
  }
  run_.push_back(occurrence);
}

void MentionFinder::end_document() { flush(); }

void MentionFinder::flush() {
  match_starts(run_.size());
  run_.clear();
}

void MentionFinder::match_starts(std::size_t end) {
  for (std::size_t start = 0; start < end; ++start) {
    match_from(start);
  }
}

void MentionFinder::match_from(std::size_t start) {
  hits_.clear();
  walk(ThemeSet::kRoot, start);
  if (!hits_.empty()) {
    record(start);
  }
}

// As deep as the longest pattern: every step goes one word further in the tree of patterns.
void MentionFinder::walk(ThemeSet::NodeId node, std::size_t at) {
  if (at == run_.size() || themes_.is_leaf(node)) {
    return;
  }
  const bool overlaps = node != ThemeSet::kRoot && run_[at].span.start < run_[at - 1].span.end;
  for (const auto word : satisfied_[run_[at].symbol]) {
    if (const auto next = themes_.child(node, word, overlaps)) {
      for (const std::uint32_t pattern : themes_.patterns_at(*next)) {
        hits_.push_back({at, pattern});
      }
      walk(*next, at + 1);
    }
  }
}

void MentionFinder::record(std::size_t start) {
  std::ranges::sort(hits_, [](const Hit& a, const Hit& b) {
    return a.last != b.last ? a.last > b.last : a.pattern < b.pattern;
  });
  const std::size_t first_new = mentions_.size();
  const Occurrence& first = run_[start];
  const std::uint64_t document_stamp = stamp_ << 32;
  for (const Hit& hit : hits_) {
    const Span span{first.span.start, run_[hit.last].span.end};
    for (const std::uint32_t theme : lineage_[hit.pattern]) {
      if (taken_[theme] > (document_stamp | span.start)) {
        continue;
      }
      taken_[theme] = document_stamp | span.end;
      mentions_.push_back({document_, theme, hit.pattern, form_of_run(start, hit.last), span.start,
                           span.end, first.sentence, first.position});
    }
  }
  std::sort(mentions_.begin() + static_cast<std::ptrdiff_t>(first_new), mentions_.end(),
            [](const Mention& a, const Mention& b) { return a.theme < b.theme; });
}

std::uint32_t MentionFinder::form_of_run(std::size_t first, std::size_t last) {
  if (first == last) {
    return forms_.add(run_[first].form).id;
  }
  joined_.assign(run_[first].form);
  for (std::size_t i = first + 1; i <= last; ++i) {
    const Occurrence& before = run_[i - 1];
    const Occurrence& here = run_[i];
    if (here.span.start < before.span.end) {  // bigrams share a character
      joined_ += without_first_character(here.form);
      continue;
    }
    const bool touch = here.span.start == before.span.end;
    if (!(touch && ends_with_han(before.form) && starts_with_han(here.form))) {
      joined_ += ' ';
    }
    joined_ += here.form;
  }
  return forms_.add(joined_).id;
}

}  // namespace themescore
