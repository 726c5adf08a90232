"""Reads the text files of evaluations, and words what is wrong in them."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from kb.errors import EvaluationError


def text_of(path: Path) -> str:
    """The text of a file in UTF-8. Raises ``EvaluationError`` where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} is not text in UTF-8.") from error
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror or error}.") from error


def first_fault(error: ValidationError) -> str:
    """The first thing that is wrong with an entry: the key, and what pydantic says of it."""
    first = error.errors(include_url=False)[0]
    key = ".".join(map(str, first["loc"]))
    what = first["msg"].removeprefix("Value error, ")
    return f"{key}: {what}" if key else what
