"""Documents from other tools, one module each; by what their objects can do, so that none is imported."""
