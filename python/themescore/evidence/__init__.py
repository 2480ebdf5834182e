"""The sentences behind a number, and key words in context."""
