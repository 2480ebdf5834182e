"""Defaults of options from ``themescore.toml``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from themescore.cli.suggest import hint
from themescore.errors import InputError, ReadError, listed, shown, shown_path
from themescore.files import opened

FILE_NAME = "themescore.toml"
SETTINGS = "themescore.settings"
"""Where in the context's `meta` the file is named that defaults came from."""
_WRITTEN = ("out", "html")
_SHARED = "defaults"  # the table for all commands that have such an option


def settings_of(context: click.Context, _: click.Parameter, given: str | None) -> None:
    """Give the command of a context its defaults from a file: the callback of ``--config``."""
    if context.resilient_parsing:  # a shell asks how a word goes on
        return
    path = Path(FILE_NAME if given is None else given)
    if str(path) == os.devnull or (given is None and not path.exists()):
        return
    tables = _tables(path)
    root = context.find_root().command
    assert isinstance(root, click.Group)
    commands = _commands(root, context)
    _check_names(tables, commands, path)
    own: Any = tables
    names = context.command_path.split()[1:]
    for name in names:
        own = own.get(name, {})
    options = _options(context.command)
    defaults: dict[str, Any] = {}
    for where, table in ((_SHARED, tables.get(_SHARED, {})), (".".join(names), own)):
        for key, value in table.items():
            if key in options:
                said = f"{_place(path, where)} {key}"
                defaults[key] = _value(options[key], value, said, path.parent)
                if given is None and key in _WRITTEN:
                    _check_inside(path.parent, defaults[key], said, key)
    context.default_map = {str(options[key].name): value for key, value in defaults.items()}
    context.meta[SETTINGS] = shown_path(path)


def _check_inside(folder: Path, target: str, where: str, key: str) -> None:
    """Raise InputError for a file outside of the folder, which may be somebody else's, with texts in it."""
    if not Path(os.path.realpath(target)).is_relative_to(os.path.realpath(folder)):
        raise InputError(
            f"{where} = {shown(target)}: a settings file that was found, not named, writes into its own "
            f"folder alone; give --{key} on the command line, or name the file in --config"
        )


def _tables(path: Path) -> dict[str, Any]:
    with opened(path) as file:
        data = file.read()
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError("not UTF-8: save it as UTF-8", path=path, line=line, kind="encoding") from None
    except tomllib.TOMLDecodeError as error:
        reason = f'not TOML: {error}. Write text in quotes: by = "agency"'
        raise ReadError(reason, path=path, kind="malformed") from None


def _commands(group: click.Group, context: click.Context, above: str = "") -> dict[str, click.Command]:
    """Return all commands by name; those of another as ``themes.check``."""
    found: dict[str, click.Command] = {}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found[above + name] = command
        if isinstance(command, click.Group):
            found |= _commands(command, context, f"{above}{name}.")
    return found


def _check_names(tables: Mapping[str, Any], commands: Mapping[str, click.Command], path: Path) -> None:
    """Raise InputError for a table that is no command's, or a key that is no option of its command."""
    every = {key for command in commands.values() for key in _options(command)}
    pending = [(name, tables[name]) for name in tables]
    for name, table in pending:  # grows
        if name != _SHARED and name not in commands:
            if isinstance(table, Mapping):
                meant = hint(name, [_SHARED, *commands])
                raise InputError(f"{shown_path(path)}: no command [{name}]{meant}")
            raise InputError(
                f"{shown_path(path)}: {shown(name)} is in no table: write it below [{_SHARED}], or below a "
                "command, such as [score]"
            )
        if not isinstance(table, Mapping):
            raise InputError(
                f"{shown_path(path)}: {name} is a command here, and no option: write [{name}] and its "
                f"options below, or put the option below [{_SHARED}]"
            )
        if isinstance(commands.get(name), click.Group):
            pending += [(f"{name}.{key}", value) for key, value in table.items()]
            continue
        allowed = every if name == _SHARED else set(_options(commands[name]))
        for key in table:
            if key not in allowed:
                no = "no command has an option" if name == _SHARED else "no option"
                meant = hint(key, sorted(allowed))
                raise InputError(f"{_place(path, name)}: {no} {shown(key)}{meant}")


def _options(command: click.Command) -> dict[str, click.Option]:
    """Return the options of a command that a file can set, by the name without dashes."""
    return {
        option.opts[0].removeprefix("--"): option
        for option in command.params
        if isinstance(option, click.Option) and option.expose_value
    }


def _value(option: click.Option, value: Any, where: str, folder: Path) -> Any:
    if option.is_flag:
        if not isinstance(value, bool):
            raise InputError(f"{where} = {shown(value)}: it can be true or false")
        return value
    if option.multiple:
        several = value if isinstance(value, list) else [value]
        return tuple(_one(option, one, where, folder) for one in several)
    return _one(option, value, where, folder)


def _one(option: click.Option, value: Any, where: str, folder: Path) -> Any:
    kind = option.type
    if kind in (click.INT, click.FLOAT):
        if isinstance(value, bool) or not isinstance(value, int if kind is click.INT else (int, float)):
            raise InputError(f"{where} = {shown(value)}: it can be a {'whole ' * (kind is click.INT)}number")
    elif not isinstance(value, str):
        raise InputError(f"{where} = {shown(value)}: it can be text, in quotes")
    if isinstance(kind, click.Path):
        return os.fspath(folder / value)  # the file names what lies beside it, wherever one works
    if isinstance(kind, click.Choice) and value not in kind.choices:
        meant = hint(value, kind.choices)
        raise InputError(f"{where} = {shown(value)}: it can be {listed(kind.choices)}{meant}")
    return value


def _place(path: Path, where: str) -> str:
    return f"{shown_path(path)}, [{where}]"
