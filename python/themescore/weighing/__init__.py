"""Terms by documents, how they are weighed, and a reference corpus for how rare they are."""
