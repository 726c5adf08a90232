"""The map as a Markdown annex: evidence for each recommendation, with pin cites, for a memo."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kb.cite.styles import markdown_line
from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.map_json import orphaned_text, quote_text, sources_text, status_text
from kb.evidence.matrix import NAMES, ORDER
from kb.evidence.model import EvidenceLink, LinkStatus


def markdown_annex(found: EvidenceMap) -> str:
    """The annex. Rejected links are left out; suggestions are marked as such."""
    lines = ["# Evidence for each recommendation"]
    for notice in found.notices:
        lines += ["", f"> {markdown_line(notice)}"]
    for area, rows in groupby(found.rows, key=lambda r: r.recommendation.area):
        lines += ["", f"## {area.value.capitalize()}"]
        for row in rows:
            lines += _of_row(row)
    if found.orphaned:
        lines += ["", "## Judgements that have no place", ""]
        lines += [f"- {markdown_line(text)}" for text in orphaned_text(found)]
    return "\n".join(lines).rstrip() + "\n"


def _of_row(row: Row) -> Iterator[str]:
    rec = row.recommendation
    yield from ("", f"### {markdown_line(rec.action[:1].upper() + rec.action[1:])}", "")
    if row.citation and rec.text:
        yield f"> “{markdown_line(rec.text)}” — {markdown_line(row.citation)}"
    else:
        place = markdown_line(row.place)
        yield f"{markdown_line(row.title)} — a paraphrase, not a quotation; {place}"
    about = ["; ".join(rec.actors), rec.stance.value, sources_text(row)]
    about += [f"status: {rec.progress}"] if rec.progress else []
    yield from ("", markdown_line(" · ".join(a for a in about if a)))
    links = [x for x in row.links if x.status is not LinkStatus.REJECTED]
    for relation in ORDER:
        chosen = [x for x in links if x.relation is relation and x.independent]
        if chosen:
            yield from ("", f"**{NAMES[relation]}**", "")
            yield from (_of_link(x) for x in chosen)
    own = [x for x in links if not x.independent]
    if own:
        yield from ("", "**The document's own argument, not independent**", "")
        yield from (_of_link(x) for x in own)
    if row.gaps:
        yield from ("", f"**Gaps:** {'; '.join(g.value for g in row.gaps)}.")
    if not row.linked:
        yield from ("", "No evidence was looked for yet.")


def _of_link(link: EvidenceLink) -> str:
    note = f" Note: {markdown_line(link.note)}" if link.note else ""
    text, cited = markdown_line(quote_text(link)), markdown_line(link.citation)
    return f"- “{text}” — {cited} ({markdown_line(status_text(link))}){note}"
