"""Reads the text files of evaluations line by line, and words what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from kb.errors import EvaluationError
from kb.plain_files import plain_file


def text_of(path: Path) -> str:
    """The text of a file in UTF-8. Raises ``EvaluationError`` where it cannot be read."""
    return "".join(_raw_lines(path))


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that hold something, with their numbers, read as they are needed."""
    return numbered(_raw_lines(path))


def numbered(lines: Iterator[str] | list[str]) -> Iterator[tuple[int, str]]:
    """``lines`` that hold something, with their numbers from 1. Only a line feed ends a line: JSON
    may hold the other characters that Python calls line ends."""
    for number, line in enumerate(lines, 1):
        kept = line.removeprefix("\ufeff") if number == 1 else line
        if kept.strip():
            yield number, kept.rstrip("\r\n")


def first_fault(error: ValidationError) -> str:
    """The first thing that is wrong with an entry: the key, and what pydantic says of it."""
    first = error.errors(include_url=False)[0]
    key = ".".join(map(str, first["loc"]))
    what = first["msg"].removeprefix("Value error, ")
    return f"{key}: {what}" if key else what


def _raw_lines(path: Path) -> Iterator[str]:
    try:
        with open(path, encoding="utf-8", newline="\n", opener=plain_file) as file:
            yield from file
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} is not text in UTF-8.") from error
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror or error}.") from error
