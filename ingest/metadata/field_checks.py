"""Checks what a person states about a document, the same in a flag, a sidecar and front matter.

Each check takes a value as written and returns it as it is kept, or raises ``FieldError`` with a
sentence that says what is wrong and what to write instead.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence

from ingest.metadata.document_ids import slug
from ingest.read.dates import is_calendar_date, only_date
from ingest.read.normalise import clean
from kb.models import Kind

Value = str | tuple[str, ...]
_LONGEST_SHOWN = 60  # characters of a wrong value that a message repeats


class FieldError(ValueError):
    """A value that a field cannot have; the message is a sentence without a full stop."""


def check_field(name: str, written: str | Sequence[str]) -> Value:
    """The value of the field ``name`` as it is kept. Raises ``FieldError``; for a field that does
    not exist too."""
    if name in LISTS:
        return _list(name, written)
    check = CHECKS.get(name)
    if check is None:
        raise FieldError(f"there is no field “{shown(name)}”; {_instead(name)}")
    if not isinstance(written, str):
        raise FieldError(
            f"{name} has one value, not a list; write {name}: {shown(next(iter(written), '…'))}"
        )
    value = clean(written).strip()
    if not value:
        raise FieldError(f"{name} is empty; write a value or leave it out")
    return check(value)


def shown(value: str) -> str:
    """``value`` as a message repeats it: short, on one line."""
    value = clean(value).strip()
    return value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"


def _date(value: str) -> str:
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        if is_calendar_date(value):
            return value
        raise FieldError(f"the calendar has no {value}; write a date such as 2026-03-17")
    meant = only_date(value.replace("-", " ") if re.search(r"[^\W\d]", value) else value)
    write = meant or "2026, 2026-03 or 2026-03-17"
    raise FieldError(f"“{shown(value)}” is not a date in the form that is needed; write {write}")


def _kind(value: str) -> str:
    if value in set(Kind):
        return value
    close = difflib.get_close_matches(value.casefold(), list(Kind), n=1)
    write = close[0] if close else f"one of {', '.join(Kind)}"
    raise FieldError(f"there is no kind of document “{shown(value)}”; write {write}")


def _url(value: str) -> str:
    if re.fullmatch(r"(?i)https?://[^\s/]\S*", value):
        return value
    write = f"https://{value}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", value) else "https://…"
    raise FieldError(f"“{shown(value)}” is not a web address; write {write}")


def _doc_id(value: str) -> str:
    if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", value):
        return value
    raise FieldError(
        f"“{shown(value)}” is not an id; an id has small letters, digits and hyphens, at most 64 "
        f"of them; write {slug(value)}"
    )


def _language(value: str) -> str:
    if re.fullmatch(r"[a-z]{2}", value):
        return value
    named = {"english": "en", "inglés": "en", "spanish": "es", "español": "es", "espanol": "es"}
    short = named.get(value.casefold()) or value[:2].casefold()
    write = short if re.fullmatch(r"(?i)[a-z]{2}([-_]\w+)?", value) or value.casefold() in named \
        else "en or es"  # fmt: skip
    raise FieldError(f"“{shown(value)}” is not the code of a language; write {write}")


def _text(longest: int) -> Callable[[str], str]:
    def check(value: str) -> str:
        if len(value) > longest:
            raise FieldError(
                f"it has {len(value):,} characters, and at most {longest} are kept; shorten it"
            )
        return value

    return check


CHECKS: dict[str, Callable[[str], str]] = {
    "kind": _kind,
    "title": _text(500),
    "date": _date,
    "publisher": _text(200),
    "url": _url,
    "doc_id": _doc_id,
    "language": _language,
    "number": _text(60),
    "rights": _text(1000),
}
LISTS = ("authors", "topics", "names")
# What people write for a field, and the field.
_MEANT = {
    "tags": "topics", "keywords": "topics", "subject": "topics", "author": "authors",
    "creator": "authors", "lang": "language", "source": "publisher", "source_url": "url",
    "link": "url", "id": "doc_id", "type": "kind", "published": "date", "year": "date",
    "license": "rights", "licence": "rights", "aliases": "names",
}  # fmt: skip


def _list(name: str, written: str | Sequence[str]) -> tuple[str, ...]:
    if isinstance(written, str):
        value = shown(written)
        if not value:
            return ()
        quoted = f'"{value}"' if re.search(r"[,:\[\]{}]", value) else value
        raise FieldError(f"{name} is a list; write {name}: [{quoted}]")
    return tuple(value for item in written if (value := clean(item).strip()))


def _instead(name: str) -> str:
    fields = [*CHECKS, *LISTS]
    key = name.casefold().replace("-", "_")
    close = difflib.get_close_matches(key, fields, n=1)
    meant = _MEANT.get(key) or (key if key in fields else close[0] if close else None)
    return f"write {meant}" if meant else f"the fields are {', '.join(fields)}"
