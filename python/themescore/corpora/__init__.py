"""The documents that all else is computed from, and what is done with them before: parts, pieces, a look."""
