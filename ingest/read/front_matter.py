"""YAML front matter of a Markdown file: the fields it states about the document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import yaml

from ingest.read.dates import iso_date
from kb.models import Kind, Metadata

_FENCE = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MOST_CHARACTERS = 64_000  # front matter is a dozen lines


def split(text: str) -> tuple[Mapping[str, Any], int]:
    """The fields of the front matter, and the offset where the body starts (0 without one).

    Front matter that is not a YAML mapping counts as body.
    """
    match = _FENCE.match(text[:_MOST_CHARACTERS])
    if not match:
        return {}, 0
    try:
        fields = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, 0
    return (fields, match.end()) if isinstance(fields, dict) else ({}, 0)


def metadata(fields: Mapping[str, Any], title: str) -> Metadata:
    """The metadata that the front matter states; ``title`` where it states no title."""
    kind = _text(fields.get("kind"))
    return Metadata(
        title=_text(fields.get("title")) or title,
        kind=Kind(kind) if kind in set(Kind) else Kind.OTHER,
        publisher=_text(fields.get("publisher")),
        authors=_texts(fields.get("authors") or fields.get("author")),
        date=_date(fields.get("date") or fields.get("published_time")),
        language=_text(fields.get("language") or fields.get("lang")),
        number=_text(fields.get("number")),
        url=_url(fields.get("url") or fields.get("source_url")),
        rights=_text(fields.get("rights")),
        topics=_texts(fields.get("topics") or fields.get("tags")),
    )


def _text(value: object) -> str | None:
    """A string with plain spaces; ``None`` for anything but a string or number, and for nothing."""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return re.sub(r"\s+", " ", str(value)).strip() or None
    return None


def _texts(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(t for t in map(_text, values) if t)


def _date(value: object) -> str | None:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return iso_date(_text(value) or "")


def _url(value: object) -> str | None:
    found = _text(value)
    return found if found and re.match(r"https?://", found) else None
