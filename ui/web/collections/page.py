"""Collections: passages gathered while reading, with notes, in order, and their export."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from zlib import crc32

import streamlit as st

from kb.collect import Clipping, Collection
from kb.collect.export import as_bibtex, as_csl, as_ris, markdown
from ui.read_only import read_only, refuse_when_read_only
from ui.web.alerts import attempt
from ui.web.capped import label as label_of
from ui.web.collections.collect_button import collections, current, open_collection
from ui.web.html_parts import heading, notes, title
from ui.web.stylesheets import page_style
from ui.web.templates import render

_TEMPLATE = "collections/page"
_EXPORTS = (
    ("Markdown", "md", "text/markdown"),
    ("BibTeX", "bib", "application/x-bibtex"),
    ("RIS", "ris", "application/x-research-info-systems"),
    ("CSL-JSON", "json", "application/json"),
)


def page() -> None:
    """Draw the page. The collection shown is in the address."""
    page_style("collections")
    st.html(title("Collections"))
    known = collections().all()
    if not known and read_only():
        st.html(notes(["There are no collections, and this app is read-only."]))
        return
    chosen = _chosen(known)
    st.query_params["c"] = chosen.collection_id
    open_collection(chosen.collection_id)
    if not read_only():
        _manage(chosen)
    clippings = collections().clippings(chosen.collection_id)
    if clippings:
        _export(chosen, clippings)
    else:
        st.html(render(_TEMPLATE, "empty"))
    for n, clipping in enumerate(clippings, 1):
        _undo(chosen, n)
        _clipping(clipping, n, len(clippings))
    _undo(chosen, len(clippings) + 1, last=True)


def _chosen(known: tuple[Collection, ...]) -> Collection:
    by_id = {c.collection_id: c for c in known or (current(),)}
    given = st.query_params.get("c", "")
    shown = given if given in by_id else current().collection_id
    if len(by_id) < 2:
        st.html(heading(by_id[shown].name))
        return by_id[shown]
    labels = {i: f"{label_of(c.name)} ({c.count})" for i, c in by_id.items()}
    ids = list(by_id)
    # The browser keeps the words it showed for the choice: other words need another widget.
    key = f"which-{shown}-{crc32(repr(labels).encode())}"
    picked = st.selectbox(
        "Collection", ids, ids.index(shown), format_func=labels.__getitem__, key=key
    )
    return by_id[picked]


def _manage(chosen: Collection) -> None:
    with st.container(horizontal=True, gap="small", key="manage"):
        with st.popover("New collection"):
            name = st.text_input("Name", key="new-name")
            if st.button("Create", key="make") and attempt(lambda: _create(name)):
                st.rerun()
        with st.popover("Rename"):
            renamed = st.text_input("Name", value=chosen.name, key=f"name-{chosen.collection_id}")
            if st.button("Rename", key="rename") and attempt(
                lambda: collections().rename(chosen.collection_id, renamed)
            ):
                st.rerun()
        with st.popover("Delete"):
            st.html(notes([_removal_warning(chosen)]))
            if st.button("Delete it", key="delete", type="primary") and attempt(
                lambda: collections().delete(chosen.collection_id)
            ):
                st.query_params.pop("c", None)
                st.rerun()


def _removal_warning(chosen: Collection) -> str:
    if not chosen.count:
        return f"“{chosen.name}” is empty."
    what = "passage and its note" if chosen.count == 1 else f"{chosen.count} passages and notes"
    return f"“{chosen.name}” with its {what} will be deleted. This cannot be undone."


def _create(name: str) -> None:
    refuse_when_read_only()
    made = collections().create(name)
    open_collection(made.collection_id)
    st.query_params["c"] = made.collection_id


def _export(chosen: Collection, clippings: tuple[Clipping, ...]) -> None:
    # Written when they are asked for, not at every drawing of the page.
    texts = (
        lambda: markdown(chosen.name, clippings),
        lambda: as_bibtex(clippings),
        lambda: as_ris(clippings),
        lambda: as_csl(clippings),
    )
    name = re.sub(r"[^a-z0-9]+", "-", chosen.name.casefold()).strip("-") or "collection"
    with st.container(horizontal=True, gap="small", key="exports"):
        st.html(notes(["Export"]), width="content")
        for (label, ending, mime), text in zip(_EXPORTS, texts, strict=True):
            st.download_button(
                label, text, f"{name}.{ending}", mime, key=f"as-{ending}", on_click="ignore"
            )


def _clipping(clipping: Clipping, number: int, count: int) -> None:
    with st.container(key=f"clipping-{clipping.clipping_id}"):
        st.html(render(_TEMPLATE, "clipping", clipping, number))
        if read_only():
            if clipping.note:
                st.html(render(_TEMPLATE, "note", clipping.note))
            return
        _note(clipping, number)
        _buttons(clipping, number, count)


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
    # Callbacks, because a run that another event interrupts has called them already: a click that
    # comes while the page is drawn is never lost.
    name = clipping.clipping_id
    with st.container(horizontal=True, gap="small", key=f"order-{name}"):
        for label, by, off in (("Up", -1, number == 1), ("Down", 1, number == count)):
            st.button(
                label, key=f"{label}-{name}", type="tertiary", disabled=off,
                help=f"Move passage {number} {label.lower()}",
                on_click=_change, args=(partial(collections().move, name, by),),
            )  # fmt: skip
        st.button(
            "Remove", key=f"remove-{name}", type="tertiary", help=f"Remove passage {number}",
            on_click=_change, args=(partial(_remove, name, number),),
        )  # fmt: skip


def _change(change: Callable[[], object]) -> None:
    attempt(change)


def _remove(clipping_id: str, number: int) -> None:
    st.session_state["removed"] = (collections().remove(clipping_id), number)


def _undo(chosen: Collection, number: int, *, last: bool = False) -> None:
    """The way back, in the place of the passage that was removed."""
    removed, place = st.session_state.get("removed") or (None, 0)
    if removed is None or removed["collection_id"] != chosen.collection_id:
        return
    if place != number and not (last and place > number):
        return
    with st.container(horizontal=True, gap="small", key="undo", vertical_alignment="center"):
        st.html(notes([f"Passage {place} was removed."], role="status"), width="content")
        st.button("Undo", key="undo-removal", on_click=_change, args=(partial(_restore, removed),))


def _restore(removed: dict[str, object]) -> None:
    st.session_state["removed"] = None
    collections().restore(removed)
