"""Numbers and tables as people read them, in the terminal and in the notebook."""
