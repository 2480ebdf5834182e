#include "themescore/weigh/schemes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "themescore/registry.hpp"

namespace themescore {

namespace {

using Shape = DocumentShape;
using Input = SchemeInput;

// A document's length among those of the collection, as BM25 takes it: 1 for the mean at any b.
double relative_length(const Shape& document, const Input& in) {
  const double b = in.weighting.b;
  return 1 - b + (in.mean_words > 0 ? b * document.words / in.mean_words : 0);
}

// The forms of Kamphuis et al. (2020), "Which BM25 do you mean?", table 1; BM25+ and BM25L of
// Lv and Zhai (2011) without the constants for terms that do not occur.
double robertson_tf(double tf, const Shape& document, const Input& in) {
  return tf / (tf + in.weighting.k1 * relative_length(document, in));
}

double atire_tf(double tf, const Shape& document, const Input& in) {
  return (in.weighting.k1 + 1) * robertson_tf(tf, document, in);
}

double bm25_plus_tf(double tf, const Shape& document, const Input& in) {
  return atire_tf(tf, document, in) + in.weighting.delta;
}

double bm25l_tf(double tf, const Shape& document, const Input& in) {
  const double c = tf / relative_length(document, in) + in.weighting.delta;
  return (in.weighting.k1 + 1) * c / (in.weighting.k1 + c);
}

struct NamedTermFrequency {
  std::string_view name;
  TermFrequency function;
};

// To add a way to weigh a term's frequency: a line here, a line in docs/weights.md.
constexpr std::array kTermFrequencies = {
    NamedTermFrequency{"raw", [](double tf, const Shape&, const Input&) { return tf; }},
    NamedTermFrequency{"binary", [](double, const Shape&, const Input&) { return 1.0; }},
    NamedTermFrequency{"log",
                       [](double tf, const Shape&, const Input& in) { return 1 + in.log(tf); }},
    NamedTermFrequency{"log_smooth",
                       [](double tf, const Shape&, const Input& in) {
                         return in.log(1 + tf / in.weighting.smoothing);
                       }},
    NamedTermFrequency{"log_average",
                       [](double tf, const Shape& document, const Input& in) {
                         return (1 + in.log(tf)) / (1 + in.log(document.words / document.types));
                       }},
    NamedTermFrequency{"augmented",
                       [](double tf, const Shape& document, const Input& in) {
                         const double k = in.weighting.k;
                         return k + (1 - k) * tf / document.largest;
                       }},
    NamedTermFrequency{
        "proportion",
        [](double tf, const Shape& document, const Input&) { return tf / document.words; }},
    NamedTermFrequency{
        "max_proportion",
        [](double tf, const Shape& document, const Input&) { return tf / document.largest; }},
    NamedTermFrequency{"robertson", robertson_tf},
    NamedTermFrequency{"lucene", robertson_tf},
    NamedTermFrequency{"atire", atire_tf},
    NamedTermFrequency{"bm25+", bm25_plus_tf},
    NamedTermFrequency{"bm25l", bm25l_tf},
};

// log(ratio_plus + most / (df + df_plus)) + idf_plus
double inverse(double most, double df, const Input& in) {
  const Weighting& weighting = in.weighting;
  return in.log(weighting.ratio_plus + most / (df + weighting.df_plus)) + weighting.idf_plus;
}

struct NamedDocumentFrequency {
  std::string_view name;
  DocumentFrequency function;
};

// To add a way to weigh a term's document frequency: a line here, a line in docs/weights.md.
constexpr std::array kDocumentFrequencies = {
    NamedDocumentFrequency{"none", [](double, const Input&) { return 1.0; }},
    NamedDocumentFrequency{
        "plain", [](double df, const Input& in) { return inverse(in.documents, df, in); }},
    NamedDocumentFrequency{
        "smooth",
        [](double df, const Input& in) { return in.log((1 + in.documents) / (1 + df)) + 1; }},
    NamedDocumentFrequency{"probabilistic",
                           [](double df, const Input& in) {
                             return std::max(
                                 0.0, in.log((in.documents - df) / (df + in.weighting.df_plus)));
                           }},
    NamedDocumentFrequency{
        "max", [](double df, const Input& in) { return inverse(in.largest_frequency, df, in); }},
    NamedDocumentFrequency{"robertson",
                           [](double df, const Input& in) {
                             return std::max(0.0, in.log((in.documents - df + 0.5) / (df + 0.5)));
                           }},
    NamedDocumentFrequency{"lucene",
                           [](double df, const Input& in) {
                             return in.log(1 + (in.documents - df + 0.5) / (df + 0.5));
                           }},
    NamedDocumentFrequency{"atire",
                           [](double df, const Input& in) { return in.log(in.documents / df); }},
    NamedDocumentFrequency{
        "bm25+", [](double df, const Input& in) { return in.log((in.documents + 1) / df); }},
    NamedDocumentFrequency{
        "bm25l",
        [](double df, const Input& in) { return in.log((in.documents + 1) / (df + 0.5)); }},
};

struct NamedNorm {
  std::string_view name;
  Norm function;
  bool needs_characters = false;
};

double l1(std::span<const double> weights, const Shape& /*unused*/, const Input& /*unused*/) {
  double sum = 0;
  for (const double weight : weights) {
    sum += std::abs(weight);
  }
  return sum;
}

double l2(std::span<const double> weights, const Shape& /*unused*/, const Input& /*unused*/) {
  double sum = 0;
  for (const double weight : weights) {
    sum += weight * weight;
  }
  return std::sqrt(sum);
}

// Singhal, Buckley and Mitra (1996), section 4: pivoted unique normalisation.
double pivoted(std::span<const double> /*unused*/, const Shape& document, const Input& in) {
  const double slope = in.weighting.slope;
  const double pivot = in.weighting.pivot > 0 ? in.weighting.pivot : in.mean_types;
  return (1 - slope) * pivot + slope * document.types;
}

// Manning, Raghavan and Schütze (2008), figure 6.15: byte size, the number of characters^alpha.
double char_length(std::span<const double> /*unused*/, const Shape& document, const Input& in) {
  return std::pow(document.characters, in.weighting.alpha);
}

// To add a norm: a line here, a line in docs/weights.md.
constexpr std::array kNorms = {
    NamedNorm{"none", [](std::span<const double>, const Shape&, const Input&) { return 1.0; }},
    NamedNorm{"l1", l1},
    NamedNorm{"l2", l2},
    NamedNorm{"pivoted", pivoted},
    NamedNorm{"char_length", char_length, true},
};

}  // namespace

double SchemeInput::log(double value) const { return std::log(value) / log_base; }

TermFrequency term_frequency(const std::string& name) {
  return entry_of(kTermFrequencies, "tf", name).function;
}

DocumentFrequency document_frequency(const std::string& name) {
  return entry_of(kDocumentFrequencies, "idf", name).function;
}

Norm norm(const std::string& name) { return entry_of(kNorms, "norm", name).function; }

bool norm_needs_characters(const std::string& name) {
  return entry_of(kNorms, "norm", name).needs_characters;
}

std::vector<std::string> term_frequency_names() { return names_of(kTermFrequencies); }
std::vector<std::string> document_frequency_names() { return names_of(kDocumentFrequencies); }
std::vector<std::string> norm_names() { return names_of(kNorms); }

}  // namespace themescore
