#pragma once

#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

namespace themescore {

/// How terms are weighed: the names of the schemes (see schemes.cpp), and the numbers that they
/// take.
struct Weighting {
  std::string tf = "raw";
  std::string idf = "smooth";
  std::string norm = "l2";
  double base = std::numbers::e;  ///< of all logarithms
  double k = 0.5;                 ///< tf augmented
  double smoothing = 1;           ///< tf log_smooth
  double ratio_plus = 0;          ///< idf plain, max: added to the quotient
  double df_plus = 0;             ///< idf plain, max, probabilistic: added to the divisor
  double idf_plus = 0;            ///< idf plain, max: added to the logarithm
  double slope = 0.2;             ///< norm pivoted
  double pivot = 0;               ///< norm pivoted; 0: the mean number of distinct terms
  double alpha = 0.5;             ///< norm char_length
  double k1 = 1.5;                ///< of BM25
  double b = 0.75;
  double delta = 0.5;
};

/// What the weights look at beside the document: the documents at hand, or those of a reference.
struct Collection {
  std::int64_t documents = 0;
  double mean_words = 0;
  double mean_types = 0;
  std::int64_t largest_frequency = 0;          ///< of term_frequencies, or of the reference's
  std::vector<std::int64_t> term_frequencies;  ///< documents with each term
  std::vector<std::int64_t>
      form_frequencies;  ///< documents that mention each form; empty if unasked
};

}  // namespace themescore
