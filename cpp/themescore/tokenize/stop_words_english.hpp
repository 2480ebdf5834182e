#pragma once

#include <array>
#include <string_view>

namespace themescore {

using namespace std::string_view_literals;

// Lines of words, by word class; a word of several classes stands in the first of them. What is
// left out on purpose says stop_words.hpp.
inline constexpr std::array kEnglishStopWords = {
    // determiners and quantifiers
    "a an the this that these those each every either both all any some such same other"sv,
    "another own many much more most few less"sv,
    // personal pronouns and possessives
    "i me my myself we our ours ourselves you your yours yourself yourselves he him his"sv,
    "himself she her hers herself it its itself they them their theirs themselves"sv,
    // indefinite, interrogative and relative pronouns
    "anybody anyone anything everybody everyone everything somebody someone something who"sv,
    "whom whose which what whatever"sv,
    // prepositions
    "about above across after along among around as at before behind below between beyond by"sv,
    "down during for from in into of off on onto out over per since than through throughout"sv,
    "to toward towards under until up upon via with within"sv,
    // conjunctions, and the adverbs that ask and point
    "and or but so yet if because although though while whereas whether when where how why"sv,
    "here there then"sv,
    // auxiliaries
    "am is are was were be been being have has had having do does did doing will would shall"sv,
    "should can could may might must"sv,
    // a pronoun and an auxiliary in one
    "i'm i've i'll i'd we're we've we'll we'd you're you've you'll you'd he's he'll he'd"sv,
    "she's she'll she'd it's they're they've they'll they'd that's there's"sv,
    // adverbs of degree and addition
    "also too very just"sv,
};

}  // namespace themescore
