"""A document: its text with a passage marked, the page's image, sections, similar passages."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from kb.cite import PageRef, cite_text, pin, verify
from kb.errors import UnknownDocument
from kb.models import Document, Kind
from kb.span import Span
from kb.store import Library
from kb.text.display import displayable
from ui.web.alerts import alert
from ui.web.collections.collect_button import add_button
from ui.web.document.about import show_all_documents, show_head, similar_card
from ui.web.document.address import DocumentAddress
from ui.web.document.originals import Original, original_of
from ui.web.document.page_panel import page_panel
from ui.web.document.reading import ReadingView, earlier, later, paged, reading
from ui.web.document.sections import breadcrumbs, outline
from ui.web.document.similar import similar_passages
from ui.web.html_parts import heading, notes
from ui.web.map.evidence_map import MapNotMade, map_of
from ui.web.open_library import searcher
from ui.web.passage_actions import cite_popover, open_link
from ui.web.scroll import scroll_to_passage
from ui.web.templates import render

# A statute has hundreds of mandates: only these kinds are read for recommendations.
_RECOMMENDING = (Kind.BRIEF, Kind.EVALUATION, Kind.REPORT)
_TEMPLATE = "document/page"


def page() -> None:
    """Draw the page. What is shown is in the address alone, so that it can be shared."""
    library = searcher().library
    doc_id = st.query_params.get("doc", "")
    if not doc_id:
        show_all_documents(library)
        return
    try:
        document = library.document(doc_id)
    except UnknownDocument as error:
        st.html(render(_TEMPLATE, "not_found", str(error)))
        return
    st.set_page_config(page_title=f"{displayable(document.metadata.title)[:60]} · Evidencia")
    address = DocumentAddress.of(st.query_params.to_dict(), document)
    view, position = address.view(document)
    original = original_of(library, document)
    show_head(document, original)
    if address.problem:
        alert(address.problem)
    _sections(document, address.target or _beginning(view))
    if address.target is not None:
        _pin_cite(document, address.target)
    draw_image = _text(document, view, position, address, original)
    recommendations = st.container(key="place-recommendations")
    if address.target is not None:
        _similar(library, document.doc_id, address.target)
    # Both may take a while.
    draw_image()
    with recommendations:
        _recommendations(document)


def _sections(document: Document, here: Span) -> None:
    found = outline(document, here)
    if found:
        with st.expander(f"Sections ({len(document.sections):,})", key="sections"):
            st.html(found)


def _pin_cite(document: Document, target: Span) -> None:
    """The citation of the passage, if it verifies, with what can be done with it."""
    cite = pin(document, target)
    if not verify(cite, document).holds:
        st.html(render(_TEMPLATE, "pin_cite_fails"))
        return
    st.html(render(_TEMPLATE, "pin_cite", cite_text(cite, document.metadata)))
    with st.container(horizontal=True, gap="small", key="actions-pin"):
        cite_popover(document.doc_id, target, key="cite-pin")
        add_button(document.doc_id, target.start, target.end, key="collect-pin")


def _text(
    document: Document,
    view: ReadingView,
    position: int,
    address: DocumentAddress,
    original: Original,
) -> Callable[[], None]:
    """The text, beside the image of its page for a PDF, and the ways on. The returned function
    draws the image where it is not ready."""
    draw_image: Callable[[], None] = lambda: None  # noqa: E731
    where = breadcrumbs(document, address.target or _beginning(view))
    if where:
        st.html(where)
    _ways_on(document, view, position, address)
    if paged(document):
        words, image = st.columns([1, 1], gap="large")
        with words:
            st.html(reading(document, view, address.target))
        with image:
            draw_image = page_panel(document, view, address.target, original)
    else:
        st.html(reading(document, view, address.target))
        _ways_on(document, view, position, address, below=True)
    if address.target is not None and address.page is None and address.at is None:
        scroll_to_passage(f"{document.doc_id}-{address.target.start}-{address.target.end}")
    return draw_image


def _beginning(view: ReadingView) -> Span:
    start = view.whole.start
    return Span(start, min(start + 1, view.whole.end))


def _ways_on(
    document: Document,
    view: ReadingView,
    position: int,
    address: DocumentAddress,
    *,
    below: bool = False,
) -> None:
    """Links to the text before and after, and above the text which part of it is shown."""
    if view.page is not None:
        pages = document.pages
        before = pages[position - 1].index + 1 if position > 0 else None
        after = pages[position + 1].index + 1 if position + 1 < len(pages) else None
        labels, parameter, shown = ("Previous page", "Next page"), "page", _page(document, view)
    else:
        before, after = earlier(document, view), later(document, view)
        labels, parameter, shown = ("Earlier text", "Later text"), "at", _share(document, view)
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center",
        key=f"moves-{'below' if below else 'above'}",
    ):  # fmt: skip
        for label, place in zip(labels, (before, after), strict=True):
            if place is not None:
                open_link(label, document.doc_id, address.target, **{parameter: place})
        if not below:
            st.html(notes([shown]), width="content")


def _page(document: Document, view: ReadingView) -> str:
    assert view.page is not None
    name = PageRef.of(view.page).in_full()
    aside = "" if "PDF" in name else f" (PDF page {view.page.index + 1})"
    return f"{name}{aside} of {document.pages[-1].index + 1}"


def _share(document: Document, view: ReadingView) -> str:
    share = 100 * view.whole.start / max(1, len(document.text))
    whole = view.whole.start == 0 and view.whole.end >= len(document.text)
    return "the whole text" if whole else f"{share:.0f}% into the text"


def _recommendations(document: Document) -> None:
    """What the document recommends; each line leads to the evidence map."""
    if document.metadata.kind not in _RECOMMENDING:
        return
    try:
        found = map_of(document.doc_id)
    except MapNotMade as error:
        st.html(notes([f"What this document recommends cannot be extracted: {error}."]))
        return
    if found is not None and found.rows:
        with st.expander("Recommendations", key="recommendations"):
            st.html(render(_TEMPLATE, "recommendations", [r.recommendation for r in found.rows]))


def _similar(library: Library, doc_id: str, target: Span) -> None:
    hits = similar_passages(library, doc_id, target)
    st.html(heading("Similar passages in other documents"))
    if not hits:
        st.html(notes(["No other document has a similar passage."]))
    for number, hit in enumerate(hits, 1):
        with st.container(key=f"card-similar-{number}"):
            st.html(similar_card(hit))
            open_link("Open in context", hit.doc_id, hit.span)
