"""Front matter of a Markdown file: the fields it states about the document.

Front matter with a mistake is never taken for text. What can be read of it counts, and each mistake
is a warning that names its line and what to write.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ingest.metadata.field_checks import CHECKS, LISTS, FieldError, check_field
from ingest.metadata.yaml_fields import Field, Fields, Problem, Written, read_fields
from ingest.read.dates import is_calendar_date, iso_date, only_date
from ingest.read.normalise import clean
from kb.models import Kind, Metadata

_OPEN = re.compile(r"\s*(---|\+\+\+)[ \t]*\n")
_CLOSE = {"---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M),
          "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.M)}  # fmt: skip
_FIELD_LINE = re.compile(r"(?:-[ \t]+)?([A-Za-z_][\w-]{0,40})[ \t]*:(?:\s|$)")
_CONTINUED = re.compile(r"[ \t]+\S|-[ \t]")
_SENTENCE = 4  # words before a colon that are no name of a field
_MOST_CHARACTERS = 64_000  # front matter is a dozen lines
# Other names under which front matter states a field, best first.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "kind": ("kind",),
    "publisher": ("publisher",),
    "authors": ("authors", "author"),
    "date": ("date", "published_time", "published"),
    "language": ("language", "lang"),
    "number": ("number",),
    "url": ("url", "source_url"),
    "rights": ("rights", "license"),
    "topics": ("topics", "tags"),
}
_ALL_NAMES = frozenset(name for names in _NAMES.values() for name in names)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a file's front matter, the offset where its body starts (0 where it has none),
    and sentences about what is wrong with it."""

    fields: tuple[Field, ...] = ()
    body: int = 0
    warnings: tuple[str, ...] = ()


def split(text: str) -> FrontMatter:
    """The front matter of ``text``. Lines between two rules that name no field are body."""
    opened = _OPEN.match(text[:1000])
    if not opened:
        return FrontMatter()
    head = text[: opened.end() + _MOST_CHARACTERS]
    closed = _CLOSE[opened[1]].search(head, opened.end())
    first = text.count("\n", 0, opened.end()) + 1
    if closed is None:
        return _unclosed(head, opened.end(), first) if opened[1] == "---" else FrontMatter()
    inside = text[opened.end() : closed.start()]
    if opened[1] == "+++":
        return _toml(inside, closed.end(), first)
    if not _names_fields(inside):
        return FrontMatter()
    return _made(read_fields(inside, first), closed.end())


def metadata(matter: FrontMatter, title: str) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata that the front matter states, with ``title`` where it states no title, and
    sentences about the values that cannot be used."""
    stated = {f.name.casefold(): f for f in reversed(matter.fields)}
    values: dict[str, str | tuple[str, ...]] = {}
    warnings: list[str] = []
    for name, others in _NAMES.items():
        field = next((stated[o] for o in others if o in stated), None)
        if field is None:
            continue
        try:
            values[name] = check_field(name, _lenient(name, field.value))
        except FieldError as error:
            warnings.append(_warning(Problem(field.line, str(error))))
    kind = values.pop("kind", None)
    title = str(values.pop("title", title))
    known = Metadata(title=title, kind=Kind(str(kind)) if kind else Kind.OTHER, **values)  # type: ignore[arg-type]
    return known, tuple(warnings)


def _lenient(name: str, value: Written) -> Written:
    """A value as other programs write it: a person for a list of one, a date with its time or in
    words, a language with its country."""
    if name in LISTS and isinstance(value, str):
        return (value,)
    if name in CHECKS and isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, str):
        if name == "date":
            iso = iso_date(value.strip())
            return iso if iso and is_calendar_date(iso) else only_date(value) or value
        if name == "language":
            return re.sub(r"^([A-Za-z]{2})[-_]\w+$", r"\1", value.strip()).casefold()
    return value


def _names_fields(inside: str) -> bool:
    """True where lines name a field as front matter does; a sentence between two rules
    ("Note: …") is text."""
    names = [m[1] for line in inside.split("\n") if (m := _FIELD_LINE.match(line))]
    return any(n[0].islower() or n.casefold() in _ALL_NAMES for n in names)


def _unclosed(text: str, start: int, first: int) -> FrontMatter:
    """Front matter whose end is missing: the lines that name fields, up to another line."""
    end, lines, known = start, 0, 0
    for line in text[start:].splitlines(keepends=True):
        match = _FIELD_LINE.match(line)
        if match is None and (not lines or not _CONTINUED.match(line)):
            break
        known += match is not None and match[1].casefold() in _ALL_NAMES
        lines += 1
        end += len(line)
    if not known:
        return FrontMatter()
    read = read_fields(text[start:end], first)
    problem = Problem(
        first - 1,
        f"front matter begins and does not end; write --- in a line of its own after line "
        f"{first + lines - 1}",
    )
    return _made(Fields(read.fields, (problem, *read.problems)), end)


def _made(read: Fields, body: int) -> FrontMatter:
    sentences = [f for f in read.fields if len(f.name.split()) >= _SENTENCE]
    problems = [Problem(
        f.line,
        f"“{f.name[:60]}” is no field, so the line is left out; if it is text, write it below the "
        "front matter",
    ) for f in sentences]  # fmt: skip
    return FrontMatter(read.fields, body, tuple(map(_warning, (*read.problems, *problems))))


def _warning(problem: Problem) -> str:
    return f"front matter, {problem}"


def _toml(inside: str, body: int, first: int) -> FrontMatter:
    """Front matter between +++, as another program writes it."""
    try:
        parsed: Mapping[str, object] = tomllib.loads(inside)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r"line (\d{1,6})", str(error))
        line = first + int(at[1]) - 1 if at else first
        problem = Problem(line, 'it is not TOML; write a field as title = "…"')
        return FrontMatter((), body, (_warning(problem),))
    fields = []
    for name, value in parsed.items():
        items = value if isinstance(value, list) else [value]
        words = tuple(clean(_word(i)) for i in items if isinstance(i, str | int | date | datetime))
        if words:
            fields.append(Field(name, words if isinstance(value, list) else words[0], first))
    return FrontMatter(tuple(fields), body)


def _word(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
