"""What every command needs: the opened library, JSON on stdout, exit codes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.store import Library

DONE = 0
FOUND_NOTHING = 1
WRONG_USE = 2
SOME_FAILED = 3
INTERRUPTED = 130


@contextmanager
def opened(*, create: bool = False) -> Iterator[Library]:
    """The library of ``KB_HOME``. Raises ``LibraryError`` when there is none and ``create`` is
    false, naming the command that makes one."""
    from kb.settings import home
    from kb.store import Library

    library = Library.open(home(), create=create)
    try:
        yield library
    finally:
        library.close()


def print_json(document: dict[str, Any]) -> None:
    """One JSON document on standard output."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all. Raises ``QueryError`` where it cannot be written."""
    from kb.errors import QueryError

    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise QueryError(
            f"expected a file that can be written at {path}, found: {error}"
        ) from error
