"""Parts of a law that people name otherwise than by the law: a title by its short title, and a
section of the United States Code by its number, where the law enacts it in a quoted amendment."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.models import Role, Section
from kb.span import Span
from kb.statutes.act_names import folded_name

# The Government Publishing Office writes ``quotation marks'' in plain text.
_NAME = r"(?:[“\"]|``|‘‘)([^“”\"`]{3,200}?)(?:[”\"]|''|’’)"
_NEXT = r"[\s,;.—-]*+(?:or|and)?[\s—-]*+(?:\(\w\)\s*+)?(?:as\s++)?(?:the\s++)?"
_CITED = re.compile(
    r"\bThis\s+(?P<unit>Act|division|title|subtitle|part|chapter)\s+(?:\([^()]*\)\s+)?may\s+be\s+"
    rf"cited\s+as(?P<names>{_NEXT}{_NAME}(?:{_NEXT}{_NAME})*)"
)
_NAMES = re.compile(_NAME)
_AMENDED = re.compile(
    r"\btitle\s+(\d{1,2}),?\s+(?:of\s+the\s+)?United\s+States\s+Code"
    r"(?:\s+\([^()]{0,120}\))?,?(?:\s+as\s+[^.;]{0,120}?,)?\s+(?:is|are)\s+(?:further\s+)?amended",
    re.IGNORECASE,
)
_SECTION = re.compile(  # "§ 933. Heading" in XML, "``Sec. 933. Heading" in plain text
    r"(?:(?:^|[“\"]|``)§\s?|(?:``|[“\"])Sec\.\s)(?P<number>\d+[A-Za-z]{0,2}(?:[-–]\d+[a-z]?)?)\.\s*"
    r"(?P<heading>\S[^\n]{0,300}?)(?=\n|\s*(?:``|“|\Z))",
    re.MULTILINE,
)
_CLOSED = re.compile(r"(?:[”\"]|'')[.;,]*\s*(?:and\s*)?(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A part of a law. ``key`` is its name as ``key_of_act`` or ``key_of_code`` gives it,
    ``address`` that of the part or of the section that enacts it; ``number`` and ``heading`` are
    those of a section of the Code."""

    key: str
    address: str
    span: Span
    heading: str = ""
    number: str | None = None


def key_of_act(name: str) -> str:
    """The key of an act by its name."""
    return f"act {folded_name(name)}"


def key_of_code(title: int | str, section: str) -> str:
    """The key of a section of the United States Code."""
    return f"{title} u.s.c. {section.replace('–', '-')}".casefold()


def named_parts(text: str, sections: Sequence[Section]) -> Iterator[NamedPart]:
    """The named parts of a law's canonical ``text``; ``sections`` are all of it, in order."""
    whole = [s for s in sections if s.atomic and s.address and s.role is not Role.CONTENTS]
    starts = [s.span.start for s in whole]
    for match in _CITED.finditer(text) if whole else ():
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.start() < whole[at].span.end:
            yield from _short_titles(match, whole[at].address or "", sections)
    for section in whole:
        yield from _enacted(text, section)


def act_names(text: str) -> tuple[str, ...]:
    """The short titles that a law gives itself as a whole, in order."""
    first = next((m for m in _CITED.finditer(text) if m["unit"] == "Act"), None)
    return tuple(" ".join(n.split()) for n in _NAMES.findall(first["names"])) if first else ()


def _short_titles(
    match: re.Match[str], address: str, sections: Sequence[Section]
) -> Iterator[NamedPart]:
    """The unit around ``match``, a sentence of the section at ``address``, under each of its names.
    An act inside a law is its division; an act that is the whole law is not a part."""
    unit = "division" if match["unit"] == "Act" else match["unit"]
    around = [
        s
        for s in sections
        if s.number
        and s.span.start <= match.start() < s.span.end
        and f"{s.path[-1]} ".casefold().startswith(f"{unit} {s.number} ".casefold())
    ]
    if not around:
        return
    of_unit = _up_to(address, around[-1].number or "")
    inside = [s.span for s in sections if s.atomic and (s.address or "").startswith(f"{of_unit}, ")]
    span = Span(min(s.start for s in inside), max(s.end for s in inside))
    for name in _NAMES.findall(match["names"]):
        yield NamedPart(key_of_act(name), of_unit, span, around[-1].heading)


def _up_to(address: str, number: str) -> str:
    """The address of the larger unit ``number`` of the section at ``address``."""
    parts = address.split(", ")
    last = max((n for n, part in enumerate(parts) if part.endswith(f" {number}")), default=0)
    return ", ".join(parts[: last + 1])


def _enacted(text: str, section: Section) -> Iterator[NamedPart]:
    """The sections of the Code that ``section`` quotes, each up to the next or to the end of the
    quotation. Items of a table of sections end with a full stop, and a heading that is amended
    alone with the quotation: they are none."""
    assert section.address is not None
    start, end = section.span.start, section.span.end
    amended = list(_AMENDED.finditer(text, start, end))
    if not amended:
        return
    heads = list(_SECTION.finditer(text, start, end))
    for number, head in enumerate(heads):
        titles = [m[1] for m in amended if m.end() <= head.start()]
        heading = head["heading"]
        is_item = "Sec." in head.group() and heading.endswith(".")
        if not titles or is_item or heading[0] == "[" or _CLOSED.search(heading):
            continue
        closed = _CLOSED.search(text, head.end(), end)
        stop = closed.end() if closed else end
        stop = min([stop, *(h.start() for h in heads[number + 1 : number + 2])])
        yield NamedPart(
            key_of_code(titles[-1], head["number"]),
            section.address,
            Span(head.start(), stop),
            heading.strip(),
            head["number"],
        )
