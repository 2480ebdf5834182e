"""The formats of theme files. To add one: a file like `yaml.py` beside this one, and a line here."""

from __future__ import annotations

from themescore.themefiles.source import ThemeFormat
from themescore.themefiles.yaml import load_yaml, save_yaml

FORMATS: dict[str, ThemeFormat] = {
    ".yaml": ThemeFormat(load_yaml, save_yaml),
    ".yml": ThemeFormat(load_yaml, save_yaml),
}
