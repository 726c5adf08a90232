"""Collections: passages gathered while reading, with notes, in order, to take away."""

from __future__ import annotations

import re
from collections.abc import Callable
from zlib import crc32

import streamlit as st

from kb.collect import Clipping, Collection
from kb.collect.export import as_bibtex, as_csl, as_ris, markdown
from kb.errors import EvidenciaError
from kb.text.display import displayable
from ui.read_only import read_only, refuse_when_read_only
from ui.web.collections.collect_button import collections, current, open_collection
from ui.web.links import document_url, search_url
from ui.web.markup import escaped, kind_badge, link, notes
from ui.web.style import page_style

_EXPORTS = (
    ("Markdown", "md", "text/markdown"),
    ("BibTeX", "bib", "application/x-bibtex"),
    ("RIS", "ris", "application/x-research-info-systems"),
    ("CSL-JSON", "json", "application/json"),
)


def page() -> None:
    """Draw the page. The collection shown is in the address."""
    page_style("collections")
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
    found = collections().clippings(chosen.collection_id)
    if found:
        _export(chosen, found)
    else:
        _teach()
    for n, clipping in enumerate(found, 1):
        _undo(chosen, n)
        _clipping(clipping, n, len(found))
    _undo(chosen, len(found) + 1, last=True)


def _chosen(known: tuple[Collection, ...]) -> Collection:
    by_id = {c.collection_id: c for c in known or (current(),)}
    asked = st.query_params.get("c", "")
    at = asked if asked in by_id else current().collection_id
    if len(by_id) < 2:
        st.html(f'<h2 class="ev-list">{escaped(by_id[at].name)}</h2>')
        return by_id[at]
    labels = {i: f"{displayable(c.name)} ({c.count})" for i, c in by_id.items()}
    ids = list(by_id)
    # The browser keeps the words it showed for the choice: other words need another widget.
    key = f"which-{at}-{crc32(repr(labels).encode())}"
    picked = st.selectbox("Collection", ids, ids.index(at), format_func=labels.__getitem__, key=key)
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
            st.html(notes([_farewell(chosen)]))
            if st.button("Delete it", key="delete", type="primary") and _tried(
                lambda: collections().delete(chosen.collection_id)
            ):
                st.query_params.pop("c", None)
                st.rerun()


def _farewell(chosen: Collection) -> str:
    if not chosen.count:
        return f"“{chosen.name}” is empty."
    what = "passage and its note" if chosen.count == 1 else f"{chosen.count} passages and notes"
    return f"“{chosen.name}” with its {what} will be gone. This cannot be undone."


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
        st.html(notes(["Take away as"]), width="content")
        for (label, ending, mime), text in zip(_EXPORTS, texts, strict=True):
            st.download_button(
                label, text, f"{name}.{ending}", mime, key=f"as-{ending}", on_click="ignore"
            )


def _clipping(clipping: Clipping, number: int, count: int) -> None:
    with st.container(key=f"clipping-{clipping.clipping_id}"):
        st.html(_card(clipping, number))
        if read_only():
            if clipping.note:
                st.html(f'<p class="ev-note co-kept">Note: {escaped(clipping.note)}</p>')
            return
        _note(clipping, number)
        _buttons(clipping, number, count)


def _card(clipping: Clipping, number: int) -> str:
    good = clipping.cite is not None
    state = "" if good else " co-unverified"
    return (
        f'<article class="ev-card co-card{state}" aria-label="Passage {number}">'
        f'<span class="co-number" aria-hidden="true">{number}</span><div>'
        f'<blockquote class="ev-text">{escaped(clipping.quote)}</blockquote>'
        f"{_cited(clipping) if good else _problem(clipping)}</div></article>"
    )


def _cited(clipping: Clipping) -> str:
    url = document_url(clipping.doc_id, clipping.span.start, clipping.span.end)
    badge = kind_badge(clipping.metadata.kind) if clipping.metadata else ""
    moved = "the document has changed; found again in it" if clipping.moved else ""
    return (
        f'<div class="ev-cite">{link(url, clipping.citation or "")}</div>'
        f'<div class="ev-meta">{badge}{moved}</div>'
    )


def _problem(clipping: Clipping) -> str:
    return (
        '<p class="co-problem" role="status">No longer verifies, so it has no citation: '
        f"{escaped(clipping.problem)}. The words above are as they were collected.</p>"
    )


def _note(clipping: Clipping, number: int) -> None:
    key = f"note-{clipping.clipping_id}"

    def keep() -> None:
        refuse_when_read_only()
        collections().note(clipping.clipping_id, st.session_state[key])

    st.text_area(
        f"Note on passage {number}", clipping.note, key=key, on_change=keep, height=68,
        max_chars=20_000, placeholder="Note", label_visibility="collapsed",
    )  # fmt: skip


def _buttons(clipping: Clipping, number: int, count: int) -> None:
    name = clipping.clipping_id
    with st.container(horizontal=True, gap="small", key=f"order-{name}"):
        for label, by, off in (("Up", -1, number == 1), ("Down", 1, number == count)):
            moved = st.button(
                label, key=f"{label}-{name}", type="tertiary", disabled=off,
                help=f"Move passage {number} {label.lower()}",
            )  # fmt: skip
            if moved and _tried(lambda by=by: collections().move(name, by)):  # type: ignore[misc]
                st.rerun()
        removed = st.button(
            "Remove", key=f"remove-{name}", type="tertiary", help=f"Remove passage {number}"
        )
        if removed and _tried(lambda: _remove(name, number)):
            st.rerun()


def _remove(clipping_id: str, number: int) -> None:
    st.session_state["removed"] = (collections().remove(clipping_id), number)


def _undo(chosen: Collection, number: int, *, last: bool = False) -> None:
    """The way back, in the place of the passage that was removed."""
    removed, at = st.session_state.get("removed") or (None, 0)
    if removed is None or removed["collection_id"] != chosen.collection_id:
        return
    if at != number and not (last and at > number):
        return
    with st.container(horizontal=True, gap="small", key="undo", vertical_alignment="center"):
        said = notes([f"Passage {at} was removed."])
        st.html(f'<div role="status">{said}</div>', width="content")
        if st.button("Undo", key="undo-removal"):
            st.session_state["removed"] = None
            if _tried(lambda: collections().restore(removed)):
                st.rerun()
