"""A second implementation of the pattern language, slow and plain, to hold the core against."""
