"""Theme files. `formats.py` is the list of formats; each has a file of its own beside it."""
