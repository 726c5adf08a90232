"""Every command is documented, and every documented command exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from typer.main import get_command

from ui.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def _commands(command: object, name: str) -> Iterator[str]:
    members = getattr(command, "commands", None)
    if members is None:
        yield name
        return
    for member, below in members.items():
        yield from _commands(below, f"{name} {member}")


COMMANDS = set(_commands(get_command(app), "kb"))


def test_every_command_is_in_the_table_of_commands() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    listed = {c for c in COMMANDS if re.search(rf"^\| `{c}\b", page, re.MULTILINE)}
    assert COMMANDS - listed == set(), "docs/commands.md lacks these commands"


def test_every_command_that_a_page_shows_exists() -> None:
    known = {name for c in COMMANDS for name in (c, c.rpartition(" ")[0])}
    wrong = []
    for page in PAGES:
        for code in _code(page.read_text(encoding="utf-8")):
            for shown in re.findall(r"(?:^|\s)(kb(?: [a-z]+)?(?: [a-z]+)?)", code):
                words = shown.split()
                if not any(" ".join(words[:n]) in known for n in (3, 2)) and len(words) > 1:
                    wrong.append(f"{page.name}: {shown}")
    assert wrong == []


def _code(text: str) -> Iterator[str]:
    """What stands between backticks, and the lines of shell blocks."""
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        yield from block.splitlines()
    yield from re.findall(r"`(kb [^`\n]+)`", text)


def test_every_help_text_can_be_read_and_has_no_empty_entry() -> None:
    for name, command in _walk(get_command(app), "kb"):
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{name}: {parameter.name}"


def _walk(command: object, name: str) -> Iterator[tuple[str, object]]:
    yield name, command
    for member, below in getattr(command, "commands", {}).items():
        yield from _walk(below, f"{name} {member}")
