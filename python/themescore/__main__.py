"""``python -m themescore`` is the command ``themescore``."""

import sys

from themescore.cli import main

sys.exit(main())
