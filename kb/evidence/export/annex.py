"""The map as a Markdown annex: evidence for each recommendation, with pin cites, for a memo."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from kb.cite.styles import markdown_escaped
from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.export.checked import standing
from kb.evidence.model import EvidenceLink, Relation, Status

if TYPE_CHECKING:
    from kb.library import Library

_HEADINGS = {
    Relation.SUPPORTS: "For",
    Relation.AUTHORISES: "Legal authority",
    Relation.QUALIFIES: "Qualifying",
    Relation.CHALLENGES: "Against",
    Relation.BACKGROUND: "Background",
}


def annex(found: EvidenceMap, library: Library) -> str:
    """The annex. Rejected links are left out; suggestions are marked as such."""
    lines = ["# Evidence for each recommendation", ""]
    lines += [f"> {markdown_escaped(n)}" for n in found.notices]
    for area, rows in groupby(found.rows, key=lambda r: r.recommendation.area):
        lines += ["", f"## {area.value.capitalize()}"]
        for row in rows:
            lines += _of_row(row, library)
    return "\n".join(lines).rstrip() + "\n"


def _of_row(row: Row, library: Library) -> Iterator[str]:
    rec = row.recommendation
    yield from ("", f"### {_line(rec.action[:1].upper() + rec.action[1:])}", "")
    if row.citation and rec.text:
        yield f"> “{_line(rec.text)}” — {_line(row.citation)}"
    else:
        yield f"{_line(row.title)} ({_line(row.place)}; a paraphrase)"
    yield ""
    yield f"*{_line('; '.join(rec.actors))}* · {rec.stance.value}"
    links = [x for x in standing(row.links, library) if x.status is not Status.REJECTED]
    for relation, heading in _HEADINGS.items():
        chosen = [x for x in links if x.relation is relation and x.independent]
        if chosen:
            yield from ("", f"**{heading}**", "")
            yield from (_of_link(x) for x in chosen)
    own = [x for x in links if not x.independent]
    if own:
        yield from ("", "**The document's own argument, not independent**", "")
        yield from (_of_link(x) for x in own)
    if row.gaps:
        yield from ("", f"**Gaps:** {'; '.join(g.value for g in row.gaps)}.")


def _of_link(link: EvidenceLink) -> str:
    mark = "suggested, not judged" if link.status is Status.SUGGESTED else link.status.value
    judges = f" by {_line(', '.join(link.judges))}" if link.judges else ""
    note = f" {_line(link.note)}" if link.note else ""
    return f"- “{_line(link.text)}” — {_line(link.citation)} [{mark}{judges}]{note}"


def _line(text: str) -> str:
    return markdown_escaped(" ".join(text.split()))
