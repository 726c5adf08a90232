"""What is known about a document: head, facts, the list of all documents."""

from __future__ import annotations

from itertools import groupby

import streamlit as st
from markupsafe import Markup

from kb.cite.styles import safe_url
from kb.models import Document
from kb.search.hits import Hit
from kb.store import Library
from kb.text.display import displayable
from ui.web.document.originals import Original
from ui.web.html_parts import link, notes, notices, title
from ui.web.links import search_url
from ui.web.templates import render

_EXCERPT = 420  # characters shown of a similar passage
_TEMPLATE = "document/about"


def show_head(document: Document, original: Original) -> None:
    """Title, kind, date, and in a fold what else is known; the original to download."""
    meta = document.metadata
    about = [t for t in (meta.publisher, meta.number, meta.date or "no date") if t]
    st.html(render(_TEMPLATE, "head", meta, any(p.ocr for p in document.pages), about))
    st.html(render(_TEMPLATE, "details", _facts(document), document.warnings))
    with st.container(horizontal=True, gap="small", key="document-actions"):
        inside = search_url(doc=document.doc_id)
        st.html(link(inside, "Search in this document"), width="content")
        _download(document, original)
    if document.warnings:
        st.html(notices(document.warnings[:2]))


def _facts(document: Document) -> Markup:
    meta = document.metadata
    rows = [
        ("Authors", ", ".join(meta.authors)),
        ("Publisher", meta.publisher),
        ("Date", meta.date),
        ("Number", meta.number),
        ("Also cited as", ", ".join(meta.names)),
        ("Enacted", meta.enacted),
        ("Language", meta.language),
        ("Rights", meta.rights),
        ("Pages", str(len(document.pages)) if document.pages else None),
        ("Read from", document.format),
        ("Id", document.doc_id),
        ("SHA-256", document.sha256),
        ("Inferred", ", ".join(meta.guessed)),
    ]
    return render(_TEMPLATE, "facts", rows, safe_url(meta.url))


def _download(document: Document, original: Original) -> None:
    if original.path is None:
        st.html(notes([f"The original cannot be downloaded: {original.missing}."]), width="content")
        return
    name = (
        "".join(c for c in displayable(document.doc_id) if c.isalnum() or c in "-_") or "document"
    )
    suffix = original.suffix if original.suffix[1:].isalnum() and len(original.suffix) < 7 else ""
    st.download_button(
        "Download the original", original.read, file_name=f"{name}{suffix}",
        mime="application/octet-stream", on_click="ignore", type="tertiary",
    )  # fmt: skip


def similar_card(hit: Hit) -> Markup:
    """A similar passage: its citation and its first words."""
    text = hit.text
    if len(text) >= _EXCERPT:
        text = text[: _EXCERPT - 20].rsplit(" ", 1)[0] + " …"
    return render(_TEMPLATE, "similar", hit, text)


def show_all_documents(library: Library) -> None:
    """Every document of the library by kind, as links."""
    st.html(title("Documents"))
    found = sorted(library.documents(), key=lambda d: (d.metadata.kind.value, d.metadata.title))
    if not found:
        st.html(notes(["The library is empty."]))
    for kind, group in groupby(found, key=lambda d: d.metadata.kind.value):
        st.html(render(_TEMPLATE, "documents_of_kind", kind, list(group)))
