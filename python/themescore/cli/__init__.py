"""The command ``themescore``: the whole job from a shell. `registry.py` lists its commands.

Each command is a file of `commands/`; options that several have are in `options.py`.
"""

from themescore.cli.running import main

__all__ = ["main"]
