"""What is done with corpora: parts of them, pieces of their texts, several as one, a look before the work."""
