"""Prints results for people. Text from a document is always shown as plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kb.search.query import parse
from kb.search.query_filters import Filters
from kb.text.display import displayable
from kb.text.file_names import shown_name
from ui.counts import counted

if TYPE_CHECKING:
    from ingest.fetch.outcome import FetchOutcome
    from ingest.report import IngestReport
    from kb.answer import Answer
    from kb.search.hits import Correction, Results
    from kb.store.excerpt import Part

_NAMED = 12  # most ids of new documents that are shown after an ingestion
_WIDE = 110  # columns of a terminal that shows the documents as a table


def print_results(results: Results) -> None:
    """The notices, then hits with their citations."""
    console = Console()
    _print_corrections(console, results.corrections)
    _print_notices(console, results.notices)
    for hit in results.hits:
        head = Text(f"{hit.rank:>2}  ", style="dim")
        head.append(displayable(hit.citation), style="bold")
        head.append(f"  {hit.metadata.kind.value}", style="cyan")
        if hit.metadata.date:
            head.append(f"  {hit.metadata.date}", style="dim")
        console.print(head)
        console.print(Text(_indented(displayable(hit.text))))
        if hit.version_note:
            console.print(Text(f"    {hit.version_note}", style="dim"))
        if hit.copies:
            console.print(Text(f"    the same text: {', '.join(hit.copies)}", style="dim"))
        console.print()
    if not results.hits:
        console.print("No passage was found. Try fewer words. `kb docs` lists the documents.")
        if _narrows(results.query):
            console.print(
                "Only documents that match the filters were searched. A new library has only "
                "digests: add reports and laws with `kb ingest` and `kb corpus fetch`."
            )


def _narrows(query: str) -> bool:
    return parse(query).filters != Filters()


def print_answer(answer: Answer) -> None:
    """The sentences that answer, with their citations, or the reason why there is no answer."""
    console = Console()
    if not answer.answered:
        console.print(Text("No answer: ", style="bold").append(displayable(answer.reason or "")))
    for number, sentence in enumerate(answer.sentences, 1):
        who = f"{displayable(sentence.speaker)}: " if sentence.speaker else ""
        console.print(Text(who + displayable(sentence.text)).append(f" [{number}]", style="cyan"))
    console.print()
    for number, sentence in enumerate(answer.sentences, 1):
        line = Text(f"[{number}] ", style="cyan").append(displayable(sentence.citation))
        if sentence.kind == "digest":
            line.append("  (a digest: our summary, not a source)", style="dim")
        console.print(line)
    _print_corrections(console, answer.corrections)
    _print_notices(console, answer.notices)


def print_part(part: Part) -> None:
    """A part of a document, under its title."""
    console = Console()
    console.print(Text(displayable(part.document.metadata.title), style="bold"))
    console.print(Text(part.name, style="dim"))
    console.print()
    console.print(Text(displayable(part.text)))
    _print_notices(console, part.document.warnings)


def print_documents(rows: list[dict[str, Any]]) -> None:
    """The documents, one on a line; on two lines each in a narrow terminal."""
    console = Console()
    if rows and console.width < _WIDE:
        for row in rows:
            about = (row["kind"], row["date"], row["language"], counted(row["passages"], "passage"))
            console.print(Text(row["doc_id"], style="bold"))
            console.print(Text(f"  {displayable(row['title'])}"))
            console.print(Text(f"  {' · '.join(str(a) for a in about if a)}", style="dim"))
        return
    table = Table(box=None, pad_edge=False)
    for name in ("doc_id", "kind", "date", "lang", "pages", "passages", "title"):
        right = name in ("pages", "passages")
        table.add_column(name, justify="right" if right else "left", no_wrap=name == "doc_id")
    for row in rows:
        cells = (row["kind"], row["date"], row["language"], row["pages"], row["passages"])
        table.add_row(
            row["doc_id"], *(str(c if c is not None else "") for c in cells),
            Text(displayable(row["title"])),
        )  # fmt: skip
    console.print(table if rows else "The library is empty. `kb ingest FOLDER` adds documents.")


def print_ingested(report: IngestReport) -> None:
    """The files that were skipped or failed, with the reasons, then the counts."""
    console = Console()
    _print_removals(console, report)
    for outcome in report.outcomes:
        if outcome.status in ("removed", "missing", "overwritten"):
            continue
        if outcome.status in ("skipped", "failed"):
            line = Text(
                f"{outcome.status}: ", style="yellow" if outcome.status == "skipped" else "red"
            )
            console.print(
                line.append(f"{shown_name(outcome.path)}: {displayable(outcome.reason or '')}")
            )
        elif outcome.reason:
            console.print(
                Text(f"{shown_name(outcome.path)}: {displayable(outcome.reason)}", style="dim")
            )
    counts = Counter(outcome.status for outcome in report.outcomes)
    made = sum(o.passages for o in report.outcomes if o.status in ("added", "updated"))
    summary = ", ".join(f"{n} {status}" for status, n in counts.items()) or "no files found"
    rate = f" ({made / report.elapsed_s:,.0f} a second)" if made else ""
    console.print(f"{summary}; {counted(made, 'passage')} in {report.elapsed_s:.1f} s{rate}")
    ids = [o.doc_id for o in report.outcomes if o.doc_id and o.status in ("added", "updated")]
    if 0 < len(ids) <= _NAMED:
        console.print(Text(f"Document ids: {', '.join(ids)}", style="dim"))


def _print_removals(console: Console, report: IngestReport) -> None:
    """What left the library, or would with ``--prune``: said before anything else."""
    removed, missing = report.with_status("removed"), report.with_status("missing")
    if removed:
        ids = ", ".join(str(o.doc_id) for o in removed)
        console.print(Text(f"Removed, because their files are gone: {ids}", style="red"))
    if missing:
        ids = ", ".join(str(o.doc_id) for o in missing)
        console.print(Text(f"Kept, although their files are gone: {ids}", style="yellow"))
        console.print("`kb ingest --prune` with the same paths removes them.")
    for outcome in report.with_status("overwritten"):
        line = f"Kept {outcome.doc_id}: {displayable(outcome.reason or '')}"
        console.print(Text(line, style="yellow"))


def print_stats(found: dict[str, Any]) -> None:
    """The counts, one facet on a line."""
    console = Console()
    for name in ("documents", "passages", "pages", "encoder", "home"):
        console.print(Text(f"{name:<12}", style="dim").append(str(found[name])))
    console.print(Text(f"{'size':<12}", style="dim").append(f"{found['bytes'] / 1e6:,.1f} MB"))
    kept = f"{found['originals']} files, {found['originals_bytes'] / 1e6:,.1f} MB of it"
    console.print(Text(f"{'originals':<12}", style="dim").append(kept))
    for name in ("kinds", "languages", "publishers", "years"):
        counts = ", ".join(f"{displayable(str(k))} {n}" for k, n in found[name].items())
        console.print(Text(f"{name:<12}", style="dim").append(counts))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _print_corrections(console: Console, corrections: Sequence[Correction]) -> None:
    if corrections:
        searched = ", ".join(c.searched for c in corrections)
        typed = " ".join(c.typed for c in corrections)
        notice = f"Also searched: {searched}. To search only “{typed}”, add --as-typed."
        console.print(Text(displayable(notice), style="yellow"))


def _print_notices(console: Console, notices: tuple[str, ...]) -> None:
    for notice in notices:
        console.print(Text(f"note: {displayable(notice)}", style="dim"))


def print_catalogue(rows: list[dict[str, Any]]) -> None:
    """The catalogue, one document on a line."""
    table = Table(box=None, pad_edge=False)
    for name in ("id", "kind", "date", "verified", "title"):
        table.add_column(name, no_wrap=name == "id")
    for row in rows:
        verified = row["verification"]["status"]
        table.add_row(
            row["id"], row["kind"], row["date"] or "", verified, Text(displayable(row["title"]))
        )
    console = Console()
    console.print(table if rows else "No document of the catalogue matches.")


def print_fetched(outcomes: Sequence[FetchOutcome]) -> None:
    """The outcome for each document; then each host that cannot be reached, once, with the
    documents that need it."""
    console = Console()
    hosts: dict[str, list[str]] = {}
    for outcome in outcomes:
        reasons = (outcome.reason or "").split("; ")
        down = [part for part in reasons if " cannot be reached (" in part]
        for part in down:
            hosts.setdefault(part, []).append(outcome.id)
        console.print(Text(f"{outcome.status:<17}", style="bold").append(outcome.id))
        rest = "; ".join(part for part in reasons if part not in down)
        if rest:
            console.print(Text(_indented(displayable(rest)), style="dim"))
    for message, ids in hosts.items():
        console.print(Text(f"{displayable(message)}: {', '.join(ids)}", style="yellow"))


def print_events(found: list[dict[str, Any]]) -> None:
    """Events, the earliest first, with sources and passages."""
    console = Console()
    for event in found:
        console.print(Text(f"{event['date']:<12}", style="cyan").append(event["title"], "bold"))
        console.print(Text(_indented(displayable(event["text"]))))
        _print_sources(console, event)
    if not found:
        console.print("No event matches.")


def print_term(term: dict[str, Any]) -> None:
    """A term with its names, its definition and where it is mentioned."""
    console = Console()
    console.print(Text(term["term"], style="bold"))
    for language in ("en", "es"):
        if term[f"expansion_{language}"]:
            console.print(Text(f"    {language}: {term[f'expansion_{language}']}"))
    console.print(Text(_indented(displayable(term["definition"]))))
    _print_sources(console, term)


def _print_sources(console: Console, record: dict[str, Any]) -> None:
    for source in record["sources"]:
        console.print(
            Text(f"    source: {displayable(source['title'])} [{source['id']}]", style="dim")
        )
    for passage in record["passages"]:
        kind = "digest" if passage["kind"] == "digest" else "passage"
        console.print(Text(f"    {kind}: {displayable(passage['citation'])}", style="dim"))
    console.print()
