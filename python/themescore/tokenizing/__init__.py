"""Words and sentences of a text, the words that are known, and why a token is what it is."""
