"""From a corpus and themes to scores, what scores can be asked for, and how they are kept in a file."""
