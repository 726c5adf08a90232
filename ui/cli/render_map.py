"""Prints recommendations and the map for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kb.evidence.map_json import orphaned_text, sources_text, status_text
from kb.evidence.matrix import NAMES, ORDER, SIGNS
from kb.evidence.model import LinkStatus
from kb.recommend.model import RecommendationKind
from kb.text.display import displayable

if TYPE_CHECKING:
    from kb.evidence.evidence_map import EvidenceMap, Row
    from kb.evidence.matrix import Count, Matrix
    from kb.evidence.model import EvidenceLink
    from kb.recommend.model import Recommendation
    from kb.store import Library

_MOST = 5  # reasons that are listed
_STYLES = {
    "supports": "green",
    "authorises": "blue",
    "qualifies": "yellow",
    "challenges": "red",
    "background": "dim",
}


def print_recommendations(found: Sequence[Recommendation], library: Library) -> None:
    """Each with its pin cite, actor, area and stance; mandates with what is due when."""
    from kb.cite import cite_text, pin

    console = Console()
    for rec in found:
        console.print(Text(rec.rec_id, style="dim"))
        console.print(Text(f"  {displayable(rec.paraphrase or rec.text)}"))
        if rec.in_library:
            document = library.document(rec.doc_id)
            cited = cite_text(pin(document, rec.span), document.metadata)
            console.print(Text(f"  {displayable(cited)}", style="bold"))
        stance = rec.stance if rec.sort is RecommendationKind.RECOMMENDATION else rec.sort
        about = [displayable("; ".join(rec.actors)), rec.area.value, stance.value]
        if rec.due:
            about.append(f"due {rec.due}" + (f", {rec.recurs}" if rec.recurs else ""))
        if rec.progress:
            about.append(f"status: {displayable(rec.progress)}")
        if len(rec.places) > 1:
            about.append(f"made in {len(rec.places)} places")
        console.print(Text(f"  {' · '.join(a for a in about if a)}", style="cyan"))
        console.print()
    if not found:
        console.print("No recommendation was found in it.")


def print_map(found: EvidenceMap) -> None:
    """Each recommendation with its evidence, then the judgements without a place, then notices."""
    console = Console()
    area = ""
    for row in found.rows:
        if row.recommendation.area.value != area:
            area = row.recommendation.area.value
            console.print(Text(f"\n{area.upper()}", style="bold underline"))
        _print_row(console, row)
    if not found.rows:
        console.print(
            "No recommendation to show. `kb map link DOCUMENT` finds a document's "
            "recommendations and the evidence for each."
        )
    print_orphaned(console, found)
    for notice in found.notices:
        console.print(Text(f"note: {displayable(notice)}", style="dim"))


def _print_row(console: Console, row: Row) -> None:
    rec = row.recommendation
    console.print(Text(f"\n{displayable(row.title)}", style="bold"))
    about = [row.citation or row.place, "; ".join(rec.actors), rec.stance.value]
    about += [f"status: {rec.progress}"] if rec.progress else []
    console.print(Text(displayable(" · ".join(a for a in about if a))))
    console.print(Text(rec.rec_id, style="dim"))
    if row.documents:
        console.print(Text(f"  {sources_text(row)}", style="cyan"))
    for link in row.links:
        if link.status is not LinkStatus.REJECTED:
            _print_link(console, link)
    rejected = sum(x.status is LinkStatus.REJECTED for x in row.links)
    if rejected:
        console.print(Text(f"  {rejected} rejected, left out here; --json has them", style="dim"))
    if row.gaps:
        console.print(Text(f"  gaps: {'; '.join(g.value for g in row.gaps)}", style="magenta"))


def _print_link(console: Console, link: EvidenceLink) -> None:
    head = Text(f"  {link.relation.value}", style=_STYLES[link.relation.value])
    own = "" if link.independent else " · not independent"
    likely = f" · likelihood {link.score:.2f}" if link.status is LinkStatus.SUGGESTED else ""
    head.append(f"  {displayable(status_text(link))}{own}{likely}  {link.link_id}", "dim")
    console.print(head)
    text = " ".join(displayable(link.text).split())
    console.print(Text(f"    {text[:300]}{'…' if len(text) > 300 else ''}"))
    console.print(Text(f"    {displayable(link.citation)}", style="italic"))
    why = link.note or "; ".join(link.reasons)
    if why:
        console.print(Text(f"    why: {displayable(why)}", style="dim"))


def print_matrix(found: Matrix) -> None:
    """Recommendations by column, in groups by policy area; the columns by letter, named below."""
    console = Console()
    letters = [chr(ord("A") + n) for n in range(len(found.columns))]
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("recommendation", overflow="fold")
    for letter in letters:
        table.add_column(letter, no_wrap=True)
    area = ""
    for line in found.lines:
        rec = line.row.recommendation
        if rec.area.value != area:
            area = rec.area.value
            table.add_row(Text(area.upper(), style="bold underline"))
        table.add_row(Text(displayable(rec.action)), *map(_cell, line.cells))
    console.print(table)
    console.print()
    for letter, column in zip(letters, found.columns, strict=True):
        console.print(Text(f"{letter}  {displayable(column.name)}"))
    if found.left_out:
        console.print(Text(f"{found.left_out} more have no column", style="dim"))
    signs = "  ".join(f"{SIGNS[r]} {NAMES[r].lower()}" for r in ORDER)
    console.print(Text(f"{signs}\nconfirmed links, then suggested ones in brackets", style="dim"))


def _cell(counts: Sequence[Count]) -> Text:
    shown = Text()
    for n in counts:
        shown.append(("\n" if shown else "") + f"{SIGNS[n.relation]}{n}", _STYLES[n.relation.value])
    return shown or Text("–", style="dim")


def print_agreement(found: EvidenceMap) -> None:
    """How far each two judges agree (Cohen's kappa), and the judgements that have no place."""
    console = Console()
    for a in found.agreements:
        kappa = "not defined" if a.kappa is None else f"{a.kappa:.2f}"
        console.print(
            Text(
                f"{displayable(a.first)} and {displayable(a.second)}: {a.links} links both judged, "
                f"{a.observed:.0%} alike, Cohen's kappa {kappa}"
            )
        )
    if not found.agreements:
        console.print("No link has been judged by two judges.")
    print_orphaned(console, found)


def print_orphaned(console: Console, found: EvidenceMap) -> None:
    """The judgements that have no place in the library, with the reasons."""
    reasons = orphaned_text(found)
    for line in reasons[:_MOST]:
        console.print(Text(f"! no place for {displayable(line)}", style="yellow"))
    if len(reasons) > _MOST:
        more = f"! and {len(reasons) - _MOST} more reasons; `kb map judgements --json` lists them"
        console.print(Text(more, style="yellow"))
