"""Makes a document one that the library can hold, whatever its reader took from the file."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from kb.models import Document
from kb.span import Span

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def storable(document: Document) -> Document:
    """``document`` with U+FFFD for each half of a surrogate pair, which UTF-8 cannot hold.

    Names of files that are not UTF-8 have some, and so do damaged files. No position in the text
    changes.
    """
    try:
        "\n".join(_words(document)).encode("utf-8")
    except UnicodeEncodeError:
        mended: Document = _mended(document)
        return mended
    return document


def _words(document: Document) -> list[str]:
    meta = document.metadata
    named = (getattr(meta, field.name) for field in fields(meta))
    lists = (value if isinstance(value, tuple) else (value,) for value in named)
    return [
        document.text,
        *document.warnings,
        *(str(word) for words in lists for word in words),
        *(f"{s.heading} {s.number} {s.address}" for s in document.sections),
        *(f"{p.label} {p.printed}" for p in document.pages),
    ]


def _mended(value: Any) -> Any:
    if isinstance(value, (Enum, Span)):
        return value
    if isinstance(value, str):
        return _HALF_PAIR.sub("\ufffd", value)
    if isinstance(value, tuple):
        return tuple(_mended(v) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _mended(getattr(value, f.name)) for f in fields(value)})
    return value
