"""What is known about a document: head, facts, the list of all documents."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from kb.cite.styles import safe_url
from kb.models import Document
from kb.search.hits import Hit
from kb.store import Library
from kb.text.display import displayable
from ui.web.document.originals import Original
from ui.web.links import document_url, search_url
from ui.web.markup import badge, escaped, kind_badge, link, notes

_NAMES = {
    "title": "title",
    "kind": "kind",
    "publisher": "publisher",
    "authors": "authors",
    "date": "date",
    "language": "language",
    "number": "number",
}


def head(document: Document, library: Library, original: Original) -> None:
    """Title, kind, date, and in a fold what else is known; the original to download."""
    meta = document.metadata
    told = [meta.publisher, meta.number, meta.date or "no date"]
    ocr = badge("read by OCR", "ocr") if any(p.ocr for p in document.pages) else ""
    st.html(
        f'<h1 class="ev-name">{escaped(meta.title)}</h1>'
        f'<p class="ev-meta">{kind_badge(meta.kind)}{ocr}'
        f"{escaped(' · '.join(t for t in told if t))}</p>"
    )
    st.html(
        '<details class="ev-about"><summary>About this document</summary>'
        f"{_facts(document)}{notes(document.warnings)}</details>"
    )
    with st.container(horizontal=True, gap="small", key="document-actions"):
        inside = search_url(doc=document.doc_id)
        st.html(link(inside, "Search in this document"), width="content")
        _download(document, original)
    if document.warnings:
        st.html(f'<div class="ev-notices" role="note">{notes(document.warnings[:2])}</div>')


def _facts(document: Document) -> str:
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
        ("Guessed", ", ".join(_NAMES.get(g, g) for g in meta.guessed)),
    ]
    made = "".join(f"<dt>{n}</dt><dd>{escaped(v)}</dd>" for n, v in rows if v)
    url = safe_url(meta.url)
    source = (
        f'<dt>Source</dt><dd><a href="{escaped(url)}" target="_blank" '
        f'rel="noopener noreferrer">{escaped(url)}</a></dd>'
        if url
        else ""
    )
    return f'<dl class="ev-facts">{made}{source}</dl>'


def _download(document: Document, original: Original) -> None:
    if not original.data:
        st.html(notes([f"The original cannot be downloaded: {original.missing}."]), width="content")
        return
    name = (
        "".join(c for c in displayable(document.doc_id) if c.isalnum() or c in "-_") or "document"
    )
    suffix = original.suffix if original.suffix[1:].isalnum() and len(original.suffix) < 7 else ""
    st.download_button(
        "Download the original", lambda: original.data, file_name=f"{name}{suffix}",
        mime="application/octet-stream", on_click="ignore", type="tertiary",
    )  # fmt: skip


def near(hit: Hit) -> str:
    """A similar passage: its citation and its first words."""
    words = hit.text if len(hit.text) < 420 else hit.text[:400].rsplit(" ", 1)[0] + " …"
    return (
        f'<article class="ev-near-card"><p class="ev-meta">{kind_badge(hit.metadata.kind)}'
        f"{escaped(hit.citation)} · similarity {hit.score:.2f}</p>"
        f'<div class="ev-text">{escaped(words)}</div></article>'
    )


def all_documents(library: Library) -> None:
    """Every document on record by kind, as links."""
    st.html('<h1 class="ev-name">Documents</h1>')
    found = sorted(library.documents(), key=lambda d: (d.metadata.kind.value, d.metadata.title))
    if not found:
        st.html(notes(["The library is empty."]))
    for kind, group in groupby(found, key=lambda d: d.metadata.kind.value):
        items = "".join(
            f"<li>{link(document_url(d.doc_id), d.metadata.title)}"
            f"{escaped(f' ({d.metadata.date[:4]})' if d.metadata.date else '')}</li>"
            for d in group
        )
        st.html(f'<h2 class="ev-list">{escaped(kind)}</h2><ul class="ev-docs">{items}</ul>')
