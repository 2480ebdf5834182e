"""Themes and cues: names, and the patterns that say which words speak of them."""
