"""Judgements as a plain text file: tab-separated, one line a judgement, in stable order.

The form is fit for review in a pull request: a changed judgement is one changed line. Tabs and
line ends inside a field are written ``\\t`` and ``\\n``, a backslash ``\\\\``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kb.errors import JudgementsError
from kb.evidence.judgement import Judgement
from kb.evidence.model import LinkStatus, Relation, link_id
from kb.span import Span

COLUMNS = (
    "recommendation",
    "document",
    "sha256",
    "start",
    "end",
    "relation",
    "status",
    "judge",
    "date",
    "note",
    "quote",
)
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_READ = {escape: plain for plain, escape in _ESCAPES.items()}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DECIDED = (LinkStatus.CONFIRMED.value, LinkStatus.REJECTED.value)


def write(judgements: Iterable[Judgement]) -> str:
    """The judgements as text, sorted by recommendation, document, place and judge."""
    rows = sorted(judgements, key=lambda j: (j.rec_id, j.doc_id, j.span.start, j.span.end, j.judge))
    lines = ["\t".join(COLUMNS), *("\t".join(map(_escaped, _fields(j))) for j in rows)]
    return "\n".join(lines) + "\n"


def read(text: str, name: str = "the file") -> tuple[Judgement, ...]:
    """The judgements of a text in the exchange form.

    Raises ``JudgementsError`` naming the line and what is wrong with it.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip("\r").split("\t") != list(COLUMNS):
        raise JudgementsError(
            f"{name}, line 1: the columns must be {', '.join(COLUMNS)}; they are {lines[0][:80]!r}"
        )
    found: dict[tuple[str, str, str], Judgement] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            judgement = _read(line.rstrip("\r"), f"{name}, line {number}")
            if judgement.key in found:
                raise JudgementsError(
                    f"{name}, line {number}: {judgement.judge!r} judges {judgement.quote[:60]!r} a "
                    "second time; keep one of the two lines"
                )
            found[judgement.key] = judgement
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import did: judgements that were new, changed and known already."""

    new: int
    changed: int
    same: int


def _fields(j: Judgement) -> tuple[str, ...]:
    place = (str(j.span.start), str(j.span.end))
    decided = (j.relation.value, j.status.value, j.judge, j.date, j.note, j.quote)
    return (j.rec_id, j.doc_id, j.sha256, *place, *decided)


def _escaped(field: str) -> str:
    return re.sub(r"[\\\t\n\r]", lambda m: _ESCAPES[m.group()], field)


def _unescaped(field: str) -> str:
    return re.sub(r"\\[\\tnr]", lambda m: _READ[m.group()], field)


def _read(line: str, where: str) -> Judgement:
    fields = [_unescaped(f) for f in line.split("\t")]
    if len(fields) != len(COLUMNS):
        raise JudgementsError(f"{where}: there are {len(fields)} fields instead of {len(COLUMNS)}")
    row = dict(zip(COLUMNS, fields, strict=True))
    for column in ("recommendation", "document", "judge", "quote"):
        if not row[column].strip():
            raise JudgementsError(f"{where}: the {column} is missing")
    if not _is_date(row["date"]):
        raise JudgementsError(f"{where}: {row['date']!r} is no date; write it as 2026-03-17")
    rec_id, doc_id, quote = row["recommendation"], row["document"], row["quote"]
    return Judgement(
        rec_id,
        link_id(rec_id, doc_id, quote),
        row["judge"],
        doc_id,
        row["sha256"],
        _span(row, where),
        quote,
        Relation(_one_of(row["relation"], [r.value for r in Relation], where)),
        LinkStatus(_one_of(row["status"], _DECIDED, where)),
        row["date"],
        row["note"],
    )


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _span(row: dict[str, str], where: str) -> Span:
    try:
        start, end = int(row["start"]), int(row["end"])
    except ValueError:
        start, end = 0, -1
    if not 0 <= start < end:
        raise JudgementsError(
            f"{where}: start {row['start']!r} and end {row['end']!r} must be numbers, "
            "start before end"
        )
    return Span(start, end)


def _one_of(value: str, valid: Iterable[str], where: str) -> str:
    if value not in valid:
        raise JudgementsError(f"{where}: {value!r} must be one of {', '.join(valid)}")
    return value
