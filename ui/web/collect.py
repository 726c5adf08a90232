"""The button that collects a passage, and which collection it goes to."""

from __future__ import annotations

import streamlit as st

from kb.collect import Collection, Collections
from kb.errors import EvidenciaError
from kb.span import Span
from ui.web.library import searcher
from ui.web.read_only import read_only, refuse_when_read_only

_CURRENT = "collection"


def collections() -> Collections:
    """The collections of the open library."""
    return Collections(searcher().library)


def current() -> Collection:
    """The collection that passages go to: the one opened last, else the first, made if need be."""
    known = {c.collection_id: c for c in collections().all()}
    chosen = st.session_state.get(_CURRENT)
    return known[chosen] if chosen in known else collections().default()


def open_collection(collection_id: str) -> None:
    """Let passages go to this collection from now on."""
    st.session_state[_CURRENT] = collection_id


def add_button(doc_id: str, start: int, end: int, key: str) -> None:
    """A button that collects the span of a document; not there where nothing may be written."""
    if read_only():
        return
    if st.button("Collect", key=key, type="tertiary", help="Add the passage to your collection"):
        collect(doc_id, Span(start, end))


def collect(doc_id: str, span: Span) -> None:
    """Add a passage to the current collection and say so."""
    refuse_when_read_only()
    try:
        into = current()
        collections().add(into.collection_id, doc_id, span)
    except EvidenciaError as error:
        st.toast(str(error))
        return
    st.toast(f"Collected in “{into.name}”.")
