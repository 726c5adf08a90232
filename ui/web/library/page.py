"""Library: what is on record, in what state; add, read again, remove, check, rebuild."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from kb.errors import EvidenciaError
from kb.store import Library
from kb.store.records import DocumentSummary
from ui.counts import passages
from ui.jobs import start
from ui.read_only import read_only
from ui.web.library.add_documents import adding
from ui.web.library.jobs import job_views
from ui.web.library.table import ORDERS, matching, not_read, ordered, table
from ui.web.links import document_url, library_url
from ui.web.markup import escaped, link, notes
from ui.web.open_library import searcher
from ui.web.style import page_style

_ROWS = 100


def page() -> None:
    """Draw the page. The filter and the document to change are in the address."""
    page_style("library", "lb-page")
    library = searcher().library
    found = library.documents()
    st.html('<h1 class="ev-name">Library</h1>')
    st.html(notes([_counted(found)]))
    writes = not read_only()
    if writes:
        # Each in a place of its own: a part that comes or goes would move the next ones, and
        # the browser draws anew what has moved; a file on its way into it would be lost.
        with st.container(key="place-jobs"):
            job_views(library)
        with st.container(key="place-panel"):
            _panel(library, found)
        adding(library)
    else:
        st.html(notes(["This app shows the library and changes nothing (--read-only)."]))
    if found:
        _documents(found, change=writes)
    st.html(not_read(library.sources()) or "<span></span>")
    if writes and found:
        _health()


def _counted(found: tuple[DocumentSummary, ...]) -> str:
    if not found:
        return "The library is empty."
    pages, held = sum(d.pages for d in found), sum(d.passages for d in found)
    warned = sum(bool(d.warnings) for d in found)
    said = f"{len(found):,} documents, {pages:,} pages, {passages(held)}"
    return f"{said}; {warned} with a warning." if warned else f"{said}."


def _documents(found: tuple[DocumentSummary, ...], *, change: bool) -> None:
    st.html('<h2 class="ev-list">Documents on record</h2>')
    with st.container(horizontal=True, gap="small", key="library-filter"):
        text = st.text_input(
            "Filter", key="find", bind="query-params", on_change=_first_page,
            placeholder="Title, publisher, number, year, “no text layer” …",
        )  # fmt: skip
        order = st.selectbox("Order", ORDERS, key="order", bind="query-params", width=180)
    chosen = ordered(matching(found, text or ""), order)
    if not chosen:
        st.html(notes(["No document on record has these words."]))
        return
    sheets = -(-len(chosen) // _ROWS)
    number = min(sheets, max(1, int(st.session_state.get("sheet") or 1)))
    shown = chosen[(number - 1) * _ROWS : number * _ROWS]
    st.html(table(shown, change=change))
    if sheets > 1:
        st.pagination(sheets, key="sheet")
    if len(chosen) < len(found):
        st.html(notes([f"{len(chosen)} of {len(found)} documents"]))


def _first_page() -> None:
    st.session_state["sheet"] = 1


def _panel(library: Library, found: tuple[DocumentSummary, ...]) -> None:
    """What can be done with the document in the address."""
    asked = st.query_params.get("doc")
    chosen = next((d for d in found if d.doc_id == asked), None)
    if chosen is None:
        return
    files = [p for p, s in library.sources().items() if s.doc_id == chosen.doc_id]
    here = next((p for p in files if Path(p).is_file()), None)
    st.html(
        f'<section class="lb-panel" aria-labelledby="panel"><h2 id="panel">'
        f"{escaped(chosen.metadata.title)}</h2>{notes(chosen.warnings[:10])}"
        f'<p class="ev-note">{link(document_url(chosen.doc_id), "Open it")} · '
        f"{link(library_url(), 'Close')}</p></section>"
    )
    with st.container(horizontal=True, gap="small", key="panel-do"):
        if here and st.button("Read its file again", key="again"):
            _begin("ingest", paths=[here], again=True)
        with st.popover("Remove"):
            st.html(notes([_farewell(chosen, here)]))
            if st.button("Remove it", type="primary", key="remove"):
                _begin("remove", doc_id=chosen.doc_id)
    if not here:
        st.html(notes(["Its file is no longer where it was read from."]))


def _farewell(document: DocumentSummary, here: str | None) -> str:
    undo = (
        "Its file stays; “Undo” reads it again."
        if here
        else "Its file is gone, so this cannot be undone here."
    )
    return f"{passages(document.passages)} will no longer be found. {undo}"


def _health() -> None:
    st.html('<h2 class="ev-list">Health</h2>')
    st.html(
        notes(["A check compares the record with its indexes; a rebuild makes the indexes anew "
               "from the record."])
    )  # fmt: skip
    with st.container(horizontal=True, gap="small", key="health"):
        if st.button("Check", key="check"):
            _begin("check")
        if st.button("Rebuild", key="rebuild"):
            _begin("rebuild")


def _begin(kind: Any, **arguments: Any) -> None:
    """Start a job and draw the page anew; a message where it cannot be started."""
    try:
        start(kind, **arguments)
    except EvidenciaError as error:
        st.html(f'<div role="alert">{notes([str(error)])}</div>')
        return
    if kind == "remove":
        del st.query_params["doc"]
    st.rerun()
