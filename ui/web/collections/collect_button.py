"""The button that collects a passage, and which collection it goes to."""

from __future__ import annotations

import re

import streamlit as st

from kb.cite.styles import markdown_escaped
from kb.collect import Collection, Collections
from kb.errors import EvidenciaError
from kb.span import Span
from kb.text.display import displayable
from ui.read_only import read_only, refuse_when_read_only
from ui.web.open_library import searcher

_CURRENT = "collection"
_MESSAGE = "collect-message"


@st.cache_resource(show_spinner=False)
def collections() -> Collections:
    """The collections of the open library, shared by all sessions; they cache verifications."""
    return Collections(searcher().library)


def current() -> Collection:
    """The collection that passages go to: the one opened last in this tab, else the one used
    last, created if there is none. Raises ``ReadOnly`` where it may not be created."""
    opened = _opened()
    if opened is None:
        refuse_when_read_only()
        opened = collections().default()
    return opened


def _opened() -> Collection | None:
    """The collection that passages go to, or ``None`` while there is none."""
    known = {c.collection_id: c for c in collections().all()}
    if not known:
        return None
    return known.get(st.session_state.get(_CURRENT, "")) or collections().default()


def open_collection(collection_id: str) -> None:
    """Let passages go to this collection from now on."""
    st.session_state[_CURRENT] = collection_id


def add_button(doc_id: str, start: int, end: int, key: str) -> None:
    """A button that collects the span of a document, and shows whether it is collected. Not drawn
    in read-only mode."""
    if read_only():
        return
    span = Span(start, end)
    label, hint = "Collect", "Add the passage to your collection"
    if _is_collected(doc_id, span):
        label, hint = "Collected", "The passage is in your collection"
    st.button(
        label, key=key, type="tertiary", help=hint, on_click=_collect, args=(key, doc_id, span)
    )
    pressed, message = st.session_state.get(_MESSAGE, ("", ""))
    if pressed == key:
        del st.session_state[_MESSAGE]
        st.toast(_plain(message), duration="long")


def _is_collected(doc_id: str, span: Span) -> bool:
    into = _opened()
    return into is not None and collections().has(into.collection_id, doc_id, span)


def _collect(key: str, doc_id: str, span: Span) -> None:
    """Add a passage to the current collection. The message is shown where the button ``key`` is
    drawn: Streamlit shows nothing from within a callback of a fragment."""
    refuse_when_read_only()
    try:
        into = current()
        known = collections().has(into.collection_id, doc_id, span)
        collections().add(into.collection_id, doc_id, span)
    except EvidenciaError as error:
        st.session_state[_MESSAGE] = (key, str(error))
        return
    done = "Already collected in" if known else "Collected in"
    st.session_state[_MESSAGE] = (key, f"{done} “{into.name}”.")


def _plain(words: str) -> str:
    """Words for a toast without effect as Markdown or Streamlit's marks (``:red[…]``, ``$…$``)."""
    return re.sub(r"([:$])", r"\\\1", markdown_escaped(displayable(words)))
