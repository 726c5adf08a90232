"""The documents on record as a table, and the files that were not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from kb.store.records import DocumentSummary, SourceState
from kb.text.stems import folded
from ui.web.links import document_url, library_url
from ui.web.markup import escaped, kind_badge, link

ORDERS = ("By title", "Newest first", "By kind", "Most passages")


def matching(documents: Iterable[DocumentSummary], text: str) -> list[DocumentSummary]:
    """The documents that have every word of ``text`` in what is known of them."""
    wanted = folded(text).split()
    return [d for d in documents if all(w in _known(d) for w in wanted)]


def _known(document: DocumentSummary) -> str:
    meta = document.metadata
    told = (meta.title, meta.kind.value, meta.publisher, meta.date, meta.number, meta.language)
    return folded(" ".join((document.doc_id, *(t for t in told if t), *document.warnings)))


def ordered(documents: Iterable[DocumentSummary], order: str) -> list[DocumentSummary]:
    """The documents in one of ``ORDERS``; those that are equal by title."""
    found = sorted(documents, key=lambda d: d.metadata.title.casefold())
    if order == "Newest first":
        return sorted(found, key=lambda d: d.metadata.date or "", reverse=True)
    if order == "By kind":
        return sorted(found, key=lambda d: d.metadata.kind.value)
    if order == "Most passages":
        return sorted(found, key=lambda d: -d.passages)
    return found


def table(documents: Sequence[DocumentSummary], *, change: bool) -> str:
    """One row a document; ``change`` adds a link to its panel on this page. The roles are said,
    because on a phone the rows are laid out as cards, which would take them away."""
    heads = (("Document", ""), ("Kind", ""), ("Date", ""), ("Pages", "n"), ("Passages", "n"))
    shown = (*heads, ("Change", "n")) if change else heads
    head = "".join(f'<th scope="col" role="columnheader" class="{c}">{n}</th>' for n, c in shown)
    rows = "".join(_row(d, change=change) for d in documents)
    return (
        '<table role="table" class="lb-table" aria-label="Documents on record">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(document: DocumentSummary, *, change: bool) -> str:
    meta = document.metadata
    told = " · ".join(t for t in (meta.publisher, meta.number, document.format) if t)
    name = link(document_url(document.doc_id), meta.title)
    edit = link(library_url(doc=document.doc_id), "Change", label=f"Change: {meta.title}")
    pages = f"{document.pages:,}" if document.pages else ""
    cells = [
        _cell(kind_badge(meta.kind)),
        _cell(escaped(meta.date or ""), "lb-date"),
        _cell(pages, "n", "pages"),
        _cell(f"{document.passages:,}", "n", "passage" if document.passages == 1 else "passages"),
        *([_cell(edit, "n")] if change else []),
    ]
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{name}'
        f'<span class="lb-soft">{escaped(told)}</span>{_warning(document.warnings)}</th>'
        f"{''.join(cells)}</tr>"
    )


def _cell(inner: str, classes: str = "", unit: str = "") -> str:
    said = f' data-unit="{unit}"' if unit else ""
    return f'<td role="cell" class="{classes}"{said}>{inner}</td>'


def _warning(warnings: Sequence[str]) -> str:
    if not warnings:
        return ""
    rest = f" (and {len(warnings) - 1} more)" if len(warnings) > 1 else ""
    return f'<span class="lb-warn">{escaped(warnings[0])}{rest}</span>'


def not_read(sources: Mapping[str, SourceState]) -> str:
    """The files that gave no document, each with its reason, in a fold; nothing when all did."""
    found = sorted((s for s in sources.values() if s.doc_id is None), key=lambda s: s.path)
    if not found:
        return ""
    items = "".join(
        f"<li>{escaped(PurePath(s.path).name)}: {escaped(s.reason or s.status)}</li>"
        for s in found[:200]
    )
    return (
        f'<details class="lb-skipped"><summary>Files that were not read ({len(found)})</summary>'
        f'<ul class="lb-list">{items}</ul></details>'
    )
