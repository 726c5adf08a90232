"""What every command needs: the library, JSON on stdout, exit codes."""

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
def home_library(*, create: bool = False) -> Iterator[Library]:
    """The library in the folder of the settings. Raises ``LibraryError`` when there is none and
    ``create`` is false."""
    from kb.settings import home
    from kb.store import Library

    library = Library.open(home(), create=create)
    try:
        yield library
    finally:
        library.close()


def print_json(document: dict[str, Any]) -> None:
    """One JSON document on standard output. JSON's own escapes stand for characters that the
    output's encoding lacks, so nothing is lost."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(document, indent=2)
    sys.stdout.write(f"{text}\n")


def write_atomically(path: Path, text: str) -> None:
    """Write all of a file or nothing. Raises ``QueryError`` when it cannot be written."""
    from kb.errors import QueryError

    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise QueryError(f"{path} cannot be written: {error.strerror or error}.") from error
