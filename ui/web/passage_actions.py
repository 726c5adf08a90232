"""The actions on a passage: open it in context, copy its citation, collect it."""

from __future__ import annotations

import streamlit as st

from kb.cite import pin, verify
from kb.cite.styles import STYLES
from kb.search.hits import Hit
from kb.span import Span
from kb.text.display import displayable
from ui.web.collections.collect_button import add_button
from ui.web.html_parts import link
from ui.web.links import document_url
from ui.web.open_library import searcher

_NAMES = {
    "short": "Short",
    "chicago-note": "Chicago, note",
    "chicago-bibliography": "Chicago, bibliography",
    "bluebook": "Bluebook",
    "apa": "APA",
    "apa-in-text": "APA, in the text",
    "mla": "MLA",
    "markdown": "Markdown footnote",
}


@st.fragment
def hit_actions(hit: Hit, key: str = "hit") -> None:
    """The row of actions under a passage. A fragment: opening a citation draws nothing else."""
    with st.container(horizontal=True, gap="small", key=f"actions-{key}-{hit.rank}"):
        open_link("Open in context", hit.doc_id, hit.span)
        cite_popover(hit.doc_id, hit.span, key=f"cite-{key}-{hit.passage_id}")
        start, end = hit.span.start, hit.span.end
        add_button(hit.doc_id, start, end, key=f"collect-{key}-{hit.passage_id}")


def open_link(label: str, doc_id: str, span: Span | None = None, **place: int) -> None:
    """A link to the document page at a passage, and there at a page or an offset (``page``,
    ``at``). A plain link: Streamlit's own page link leaves an entry in the browser's history
    that shows neither page, so that going back would take two steps."""
    start, end = (span.start, span.end) if span else (None, None)
    st.html(link(document_url(doc_id, start, end, **place), label), width="content")


def cite_popover(doc_id: str, span: Span, key: str) -> None:
    """The citation in each style, with a button that copies it. Made when the popover is opened."""
    popover = st.popover("Cite", key=key, on_change="rerun")
    if not popover.open:
        return
    with popover:
        for name, text in citations(doc_id, span).items():
            st.caption(_NAMES[name])
            st.code(text, language=None, wrap_lines=True)


def citations(doc_id: str, span: Span) -> dict[str, str]:
    """The citation of a span in each style; none when it does not match the stored document."""
    document = searcher().library.document(doc_id)
    cite = pin(document, span)
    if not verify(cite, document).holds:
        return {}
    return {name: displayable(STYLES[name](cite, document.metadata)) for name in _NAMES}
