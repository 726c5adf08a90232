"""Collections: passages gathered while reading, with notes, in order, to take away."""

from __future__ import annotations

import re
from collections.abc import Callable

import streamlit as st

from kb.collect import Clipping, Collection
from kb.collect.export import as_bibtex, as_csl, as_ris, markdown
from kb.errors import EvidenciaError
from ui.web.collect import collections, current, open_collection
from ui.web.links import document_url, search_url
from ui.web.markup import escaped, kind_badge, link, notes
from ui.web.read_only import read_only, refuse_when_read_only

_EXPORTS = (
    ("Markdown", "md", "text/markdown"),
    ("BibTeX", "bib", "application/x-bibtex"),
    ("RIS", "ris", "application/x-research-info-systems"),
    ("CSL-JSON", "json", "application/json"),
)


def page() -> None:
    """Draw the page. The collection shown is in the address."""
    st.html('<h1 class="ev-name">Collections</h1>')
    known = collections().all()
    if not known and read_only():
        st.html(notes(["There is no collection, and nothing can be added here."]))
        return
    chosen = _chosen(known)
    st.query_params["c"] = chosen.collection_id
    open_collection(chosen.collection_id)
    if not read_only():
        _manage(chosen)
    _undo()
    found = collections().clippings(chosen.collection_id)
    if not found:
        _teach()
        return
    _export(chosen, found)
    for n, clipping in enumerate(found, 1):
        _clipping(clipping, n, len(found))


def _chosen(known: tuple[Collection, ...]) -> Collection:
    by_id = {c.collection_id: c for c in known} or {current().collection_id: current()}
    asked = st.query_params.get("c", "")
    at = asked if asked in by_id else current().collection_id
    if len(by_id) < 2:
        st.html(f'<h2 class="ev-list">{escaped(by_id[at].name)}</h2>')
        return by_id[at]
    ids = list(by_id)
    picked = st.selectbox(
        "Collection",
        ids,
        index=ids.index(at),
        format_func=lambda i: f"{by_id[i].name} ({by_id[i].count})",
        key=f"which-{at}",
    )
    return by_id[picked]


def _manage(chosen: Collection) -> None:
    with st.container(horizontal=True, gap="small", key="manage"):
        with st.popover("New collection"):
            name = st.text_input("Name", key="new-name")
            if st.button("Make it", key="make") and _tried(lambda: _create(name)):
                st.rerun()
        with st.popover("Rename"):
            renamed = st.text_input("Name", value=chosen.name, key=f"name-{chosen.collection_id}")
            if st.button("Rename", key="rename") and _tried(
                lambda: collections().rename(chosen.collection_id, renamed)
            ):
                st.rerun()
        with st.popover("Delete"):
            st.html(notes([f"“{chosen.name}” with its {chosen.count} passages will be gone."]))
            if st.button("Delete it", key="delete", type="primary"):
                refuse_when_read_only()
                collections().delete(chosen.collection_id)
                del st.query_params["c"]
                st.rerun()


def _create(name: str) -> None:
    refuse_when_read_only()
    made = collections().create(name)
    open_collection(made.collection_id)
    st.query_params["c"] = made.collection_id


def _tried(change: Callable[[], None]) -> bool:
    """Make a change; a message where it cannot be made."""
    try:
        refuse_when_read_only()
        change()
    except EvidenciaError as error:
        st.html(f'<div role="alert">{notes([str(error)])}</div>')
        return False
    return True


def _teach() -> None:
    st.html(
        '<p class="ev-line">Nothing is collected here yet. “Collect” under a passage on the '
        f"{link(search_url(), 'search page')} puts it here, with its citation, for a memo or "
        "for Zotero.</p>"
    )


def _export(chosen: Collection, found: tuple[Clipping, ...]) -> None:
    texts = (markdown(chosen.name, found), as_bibtex(found), as_ris(found), as_csl(found))
    name = re.sub(r"[^a-z0-9]+", "-", chosen.name.casefold()).strip("-") or "collection"
    with st.container(horizontal=True, gap="small", key="exports"):
        for (label, ending, mime), text in zip(_EXPORTS, texts, strict=True):
            st.download_button(
                label, text, f"{name}.{ending}", mime, key=f"as-{ending}", on_click="ignore"
            )


def _clipping(clipping: Clipping, number: int, count: int) -> None:
    with st.container(key=f"clipping-{clipping.clipping_id}"):
        st.html(_card(clipping, number))
        if read_only():
            if clipping.note:
                st.html(f'<p class="ev-note">{escaped(clipping.note)}</p>')
            return
        _note(clipping)
        _buttons(clipping, number, count)


def _card(clipping: Clipping, number: int) -> str:
    if clipping.cite is None:
        cited = f'<p class="ev-note" role="status">Not verified: {escaped(clipping.problem)}.</p>'
        badge = ""
    else:
        span = clipping.span
        url = document_url(clipping.doc_id, span.start, span.end)
        cited = f'<div class="ev-cite">{link(url, clipping.citation or "")}</div>'
        badge = kind_badge(clipping.metadata.kind) if clipping.metadata else ""
    moved = '<span class="ev-note">found again in another place</span>' if clipping.moved else ""
    return (
        f'<article class="ev-card" aria-label="Passage {number}">'
        f'<blockquote class="ev-text" style="margin:0">{escaped(clipping.quote)}</blockquote>'
        f'{cited}<div class="ev-meta">{badge}{moved}</div></article>'
    )


def _note(clipping: Clipping) -> None:
    key = f"note-{clipping.clipping_id}"

    def keep() -> None:
        refuse_when_read_only()
        collections().note(clipping.clipping_id, st.session_state[key])

    st.text_area("Note", clipping.note, key=key, on_change=keep, height=68, max_chars=20_000)


def _buttons(clipping: Clipping, number: int, count: int) -> None:
    name = clipping.clipping_id
    with st.container(horizontal=True, gap="small", key=f"order-{name}"):
        for label, by, off in (("Up", -1, number == 1), ("Down", 1, number == count)):
            if st.button(label, key=f"{label}-{name}", type="tertiary", disabled=off):
                refuse_when_read_only()
                collections().move(name, by)
                st.rerun()
        if st.button("Remove", key=f"remove-{name}", type="tertiary"):
            refuse_when_read_only()
            st.session_state["removed"] = collections().remove(name)
            st.rerun()


def _undo() -> None:
    removed = st.session_state.get("removed")
    if not removed:
        return
    with st.container(horizontal=True, gap="small", key="undo", vertical_alignment="center"):
        st.html(notes(["A passage was removed."]), width="content")
        if st.button("Undo", key="undo-removal"):
            refuse_when_read_only()
            collections().restore(removed)
            st.session_state["removed"] = None
            st.rerun()
