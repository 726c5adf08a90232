"""The documents on record as a table, and the files that were not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from kb.library.records import DocumentSummary, SourceState
from kb.library.stems import folded
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
    """One row a document; ``change`` adds a link to its panel on this page."""
    heads = (("Document", ""), ("Kind", ""), ("Date", ""), ("Pages", "n"), ("Passages", "n"))
    head = "".join(f'<th scope="col" class="{c}">{name}</th>' for name, c in heads)
    more = '<th scope="col" class="n">Change</th>' if change else ""
    rows = "".join(_row(d, change=change) for d in documents)
    return (
        f'<table class="lb-table" aria-label="Documents on record"><thead><tr>{head}{more}</tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )


def _row(document: DocumentSummary, *, change: bool) -> str:
    meta = document.metadata
    told = " · ".join(t for t in (meta.publisher, meta.number) if t)
    about = f'<span class="lb-soft">{escaped(told)}</span>' if told else ""
    edit = link(
        library_url(doc=document.doc_id), "Change", label=f"Change: {meta.title}"
    )  # fmt: skip
    pages = f'<td class="n" data-unit="pages">{document.pages:,}</td>' if document.pages else ""
    return (
        f'<tr><th scope="row">{link(document_url(document.doc_id), meta.title)}{about}'
        f"{_warning(document.warnings)}</th>"
        f"<td>{kind_badge(meta.kind)}</td><td>{escaped(meta.date or '')}</td>"
        f'{pages or "<td></td>"}<td class="n" data-unit="passages">{document.passages:,}</td>'
        + (f'<td class="n">{edit}</td>' if change else "")
        + "</tr>"
    )


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
