"""Library: its documents and their state; add, read again, remove, check, rebuild."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from kb.settings import settings
from kb.store import Library
from kb.store.records import DocumentSummary
from ui.counts import counted
from ui.jobs import start
from ui.read_only import read_only
from ui.web.alerts import attempt
from ui.web.html_parts import heading, notes, title
from ui.web.library.add_documents import add_documents
from ui.web.library.jobs import show_jobs
from ui.web.library.table import ORDERS, matching, not_read, ordered, panel, table
from ui.web.open_library import searcher
from ui.web.stylesheets import page_style


def page() -> None:
    """Draw the page. The filter and the document to change are in the address."""
    page_style("library", "lb-page")
    library = searcher().library
    documents = library.documents()
    st.html(title("Library"))
    st.html(notes([_size(documents)]))
    writes = not read_only()
    if writes:
        # Each in a place of its own: a part that comes or goes would move the next ones, and
        # the browser draws again what has moved; a file on its way into it would be lost.
        with st.container(key="place-jobs"):
            show_jobs(library)
        with st.container(key="place-panel"):
            _panel(library, documents)
        add_documents(library)
    else:
        st.html(notes(["This app is read-only (--read-only): nothing can be changed here."]))
    if documents:
        _documents(documents, change=writes)
    st.html(not_read(library.sources()) or "<span></span>")
    if writes and documents:
        _health()


def _size(documents: tuple[DocumentSummary, ...]) -> str:
    if not documents:
        return "The library is empty."
    pages, passages = sum(d.pages for d in documents), sum(d.passages for d in documents)
    warned = sum(bool(d.warnings) for d in documents)
    size = f"{len(documents):,} documents, {pages:,} pages, {counted(passages, 'passage')}"
    return f"{size}; {warned} with a warning." if warned else f"{size}."


def _documents(documents: tuple[DocumentSummary, ...], *, change: bool) -> None:
    st.html(heading("Documents in the library"))
    with st.container(horizontal=True, gap="small", key="library-filter"):
        text = st.text_input(
            "Filter", key="find", bind="query-params", on_change=_first_page,
            placeholder="Title, publisher, number, year, “no text layer” …",
        )  # fmt: skip
        order = st.selectbox("Order", ORDERS, key="order", bind="query-params", width=180)
    chosen = ordered(matching(documents, text or ""), order)
    if not chosen:
        st.html(notes(["No document matches these words."]))
        return
    rows = settings().app.documents
    sheets = -(-len(chosen) // rows)
    sheet = st.session_state.get("sheet")
    number = min(sheets, max(1, sheet if isinstance(sheet, int) else 1))
    st.html(table(chosen[(number - 1) * rows : number * rows], change=change))
    if sheets > 1:
        st.pagination(sheets, key="sheet")
    if len(chosen) < len(documents):
        st.html(notes([f"{len(chosen)} of {len(documents)} documents"]))


def _first_page() -> None:
    st.session_state["sheet"] = 1


def _panel(library: Library, documents: tuple[DocumentSummary, ...]) -> None:
    """What can be done with the document in the address."""
    doc_id = st.query_params.get("doc")
    chosen = next((d for d in documents if d.doc_id == doc_id), None)
    if chosen is None:
        return
    files = [p for p, s in library.sources().items() if s.doc_id == chosen.doc_id]
    present = next((p for p in files if Path(p).is_file()), None)
    st.html(panel(chosen))
    with st.container(horizontal=True, gap="small", key="panel-do"):
        if present and st.button("Re-read the file", key="again"):
            _begin("ingest", paths=[present], again=True)
        with st.popover("Remove"):
            st.html(notes([_removal_warning(chosen, present)]))
            if st.button("Remove it", type="primary", key="remove"):
                _begin("remove", doc_id=chosen.doc_id)
    if not present:
        st.html(notes(["Its file is no longer where it was."]))


def _removal_warning(document: DocumentSummary, file: str | None) -> str:
    undo = (
        "The file stays; “Undo” re-reads it."
        if file
        else "The file is gone, so this cannot be undone here."
    )
    return f"{counted(document.passages, 'passage')} will no longer be found. {undo}"


def _health() -> None:
    st.html(heading("Health"))
    st.html(
        notes(["Check compares the documents with the search indexes. Rebuild makes the indexes "
               "again from the documents."])
    )  # fmt: skip
    with st.container(horizontal=True, gap="small", key="health"):
        if st.button("Check", key="check"):
            _begin("check")
        if st.button("Rebuild", key="rebuild"):
            _begin("rebuild")


def _begin(kind: Any, **arguments: Any) -> None:
    """Start a job and draw the page again; a message where it cannot be started."""
    if not attempt(lambda: start(kind, **arguments)):
        return
    if kind == "remove":
        del st.query_params["doc"]
    st.rerun()
