// As in the other file here.
#include "../bind_tokenize.cpp"
#include "../bind_weigh.cpp"
#include "../module.cpp"
#include "../progress.cpp"
#include "../structures.cpp"
#include "../word_strings.cpp"
