"""``kb config``: the settings in force, and ``docs/configuration.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.cli.output import print_json
from ui.cli.query import JsonFlag

if TYPE_CHECKING:
    from kb.settings_report import SettingRow

_HEAD = """\
# Configuration

Set a setting with its environment variable, for example `KB_HOME=~/policy kb search lamps` or
`KB_SEARCH__POOL=300 kb up`. A variable that is not set, or empty, leaves the default. `kb config`
prints the settings in force, where each comes from, and variables that name no setting.

A default with a bench was fitted or measured by that module of `tests/bench`; change it only if you
can measure what the change does. The other defaults are choices.

This page is generated: `kb config --markdown > docs/configuration.md`.
"""
_COLUMNS = "\n| variable | default | unit | what it is | bench |\n|---|---|---|---|---|\n"
_ESCAPES = str.maketrans({"|": "\\|", "<": "&lt;", ">": "&gt;"})


def config(
    as_json: JsonFlag = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Print docs/configuration.md: all the defaults.")
    ] = False,
) -> None:
    """Print the settings in force and where each comes from.

    A setting is changed by its environment variable.

    Examples:

      kb config

      KB_SEARCH__POOL=300 kb config --json
    """
    from kb.settings_report import rows, unknown_variables

    if as_markdown:
        typer.echo(markdown(), nl=False)
        return
    found, unknown = list(rows()), unknown_variables()
    if as_json:
        near = [{"variable": variable, "near": like} for variable, like in unknown.items()]
        print_json({"settings": [_json(row) for row in found], "unknown": near})
        return
    _print_table(found)
    for variable, like in unknown.items():
        hint = f" Did you mean {like}?" if like else ""
        typer.echo(f"{variable} is set but names no setting.{hint}", err=True)


def markdown() -> str:
    """The page ``docs/configuration.md``: every setting with its default, in its group."""
    from kb.settings import Settings
    from kb.settings_report import rows

    parts = [_HEAD]
    for heading, note, members in _in_groups(list(rows(Settings.model_construct()))):
        parts.append(f"\n## {heading}\n")
        parts.append(f"\n{note}\n" if note else "")
        parts.append(
            "\n| variable | default | unit | what it is | bench |\n|---|---|---|---|---|\n"
        )
        for row in members:
            default = "" if row.default is None else f"`{row.default}`"
            bench = f"`{row.measured.rpartition('.')[2]}`" if row.measured else ""
            cells = (f"`{row.variable}`", default, row.unit, row.what, bench)
            parts.append(f"| {' | '.join(c.translate(_ESCAPES) for c in cells)} |\n")
    return "".join(parts)


def _in_groups(found: list[SettingRow]) -> Iterator[tuple[str, str, list[SettingRow]]]:
    """Each group with its heading, the rest of its docstring, and its settings."""
    from kb.settings_report import groups

    docs = groups()
    order = list(docs)
    found = sorted(found, key=lambda row: order.index(row.group))  # a group before its subgroups
    for group, members in groupby(found, key=lambda row: row.group):
        text = " ".join(docs[group].replace("``", "`").split())
        heading, _, rest = re.sub(r"([.;]) ", r"\1\n", text, count=1).partition("\n")
        yield heading.rstrip(".;"), rest[:1].upper() + rest[1:], list(members)


def _json(row: SettingRow) -> dict[str, Any]:
    value = _in_force(row)
    return {
        "name": row.name,
        "variable": row.variable,
        "value": value if isinstance(value, (int, float, str, type(None))) else str(value),
        "default": row.default,
        "source": row.source,
        "description": row.what,
        "unit": row.unit or None,
        "measured": row.measured or None,
    }


def _in_force(row: SettingRow) -> Any:
    """The value that is used; for a folder that is not set, the folder of the platform."""
    from kb.settings import home, model_cache

    folders = {"home": home, "model_cache": model_cache}
    return folders[row.name]() if row.name in folders else row.value


def _print_table(found: list[SettingRow]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    wide = max(len(row.variable) for row in found)
    for heading, _, members in _in_groups(found):
        console.print(Text(heading, style="bold"))
        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(min_width=wide, no_wrap=True)
        table.add_column(min_width=12, overflow="fold")
        table.add_column(min_width=11)
        table.add_column(ratio=1)
        for row in members:
            value = _in_force(row)
            shown = "" if value is None else f"{value} {row.unit}".strip()
            style = "bold green" if row.source == "environment" else "dim"
            cells = (Text(shown), Text(row.source, style), Text(row.what))
            table.add_row(row.variable, *cells)
        console.print(table)
        console.print()
