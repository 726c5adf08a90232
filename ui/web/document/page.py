"""A document: its text with a passage marked, the page itself, sections, what lies near it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from kb.cite import PageRef, cite_text, pin, verify
from kb.errors import UnknownDocument
from kb.evidence.evidence_map import Row
from kb.models import Document, Kind
from kb.span import Span
from kb.store import Library
from kb.text.display import displayable
from ui.web.collections.collect_button import add_button
from ui.web.document import about
from ui.web.document.originals import Original, original_of
from ui.web.document.page_panel import page_panel
from ui.web.document.reading import (
    ReadingView,
    crumbs,
    earlier,
    later,
    outline,
    page_at,
    page_view,
    paged,
    reading,
    stretch,
)
from ui.web.document.similar import similar_passages
from ui.web.links import library_url, map_url
from ui.web.map.evidence_map import map_of
from ui.web.markup import badge, escaped, link, notes
from ui.web.open_library import searcher
from ui.web.passage_actions import cite_popover, open_link
from ui.web.scroll import scroll_to_passage

RECOMMENDING = (Kind.BRIEF, Kind.EVALUATION, Kind.REPORT)


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What the page's address asks for: a passage, a page (from 1), a section, an offset."""

    target: Span | None = None
    page: int | None = None
    section: int | None = None
    at: int | None = None
    problem: str = ""


def page() -> None:
    """Draw the page. What is shown is in the address alone, so that it can be shared."""
    library = searcher().library
    doc_id = st.query_params.get("doc", "")
    if not doc_id:
        about.all_documents(library)
        return
    try:
        document = library.document(doc_id)
    except UnknownDocument as error:
        way_on = f"<p>{link(library_url(), 'All documents on record')}</p>"
        st.html(f'<h1 class="ev-name">No such document</h1>{notes([str(error)])}{way_on}')
        return
    st.set_page_config(page_title=f"{displayable(document.metadata.title)[:60]} · Evidencia")
    asked = _asked(document)
    view, position = _view(document, asked)
    original = original_of(library, document)
    about.head(document, library, original)
    if asked.problem:
        st.html(f'<div role="alert">{notes([asked.problem])}</div>')
    _sections(document, asked.target or _first(view))
    if asked.target is not None:
        _pinned(document, asked.target)
    _text(document, view, position, asked, original)
    _beside(library, document, asked)


def recommendations_of(doc_id: str) -> tuple[str, ...]:
    """What a document recommends, as lines of HTML that lead to the evidence map. Only kinds of
    documents that recommend are read for it: a statute has hundreds of mandates."""
    if _kind(doc_id) not in RECOMMENDING or (found := map_of(doc_id)) is None:
        return ()
    lines = [
        f"<li>{link(map_url(recommendation=r.recommendation.rec_id), _capital(r))} "
        f"{badge(r.recommendation.stance.value)}</li>"
        for r in found.rows
    ]
    return (f'<ul class="ev-recommended">{"".join(lines)}</ul>',) if lines else ()


def _kind(doc_id: str) -> Kind | None:
    documents = searcher().library.documents()
    return next((d.metadata.kind for d in documents if d.doc_id == doc_id), None)


def _capital(row: Row) -> str:
    action = row.recommendation.action
    return action[:1].upper() + action[1:]


# -- what is asked for -----------------------------------------------------------------------


def _asked(document: Document) -> PageRequest:
    start, end = _number("start"), _number("end")
    target = None
    problem = ""
    if start is not None and end is not None:
        if start < end <= len(document.text):
            target = Span(start, end)
        else:
            problem = (
                f"The address names characters {start} to {end}, the document has "
                f"{len(document.text):,}: the document may have been read anew since. "
                "Its beginning is shown."
            )
    section = _number("section")
    if section is not None and section >= len(document.sections):
        section = None
        problem = "The address names a section that the document does not have."
    return PageRequest(target, _number("page"), section, _number("at"), problem)


def _number(name: str) -> int | None:
    given = st.query_params.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 10 else None


def _view(document: Document, asked: PageRequest) -> tuple[ReadingView, int]:
    """What is shown, and for a PDF the position of its page."""
    section = None if asked.section is None else document.sections[asked.section].span
    if not paged(document):
        start = asked.at
        if start is None and section is not None and asked.target is None:
            start = section.start
        return stretch(document, asked.target, start), 0
    position = 0
    if asked.page is not None:
        indexes = [p.index for p in document.pages]
        position = min(range(len(indexes)), key=lambda i: abs(indexes[i] - (asked.page or 1) + 1))
    elif asked.target or section:
        position = page_at(document, asked.target or section or Span(0, 0))
    return page_view(document, position), position


# -- what is shown ---------------------------------------------------------------------------


def _pinned(document: Document, target: Span) -> None:
    """The citation of the passage, if it verifies, with what can be done with it."""
    cite = pin(document, target)
    if not verify(cite, document).holds:
        st.html('<p class="ev-pin wrong">These words do not verify against the record.</p>')
        return
    st.html(f'<p class="ev-pin">{escaped(cite_text(cite, document.metadata))}</p>')
    with st.container(horizontal=True, gap="small", key="actions-pin"):
        cite_popover(document.doc_id, target, key="cite-pin")
        add_button(document.doc_id, target.start, target.end, key="collect-pin")


def _text(
    document: Document, view: ReadingView, position: int, asked: PageRequest, original: Original
) -> None:
    where = crumbs(document, asked.target or _first(view))
    if where:
        st.html(where)
    _moves(document, view, position, asked)
    if paged(document):
        words, image = st.columns([1, 1], gap="large")
        with words:
            st.html(reading(document, view, asked.target))
        with image:
            page_panel(document, view, asked.target, original)
    else:
        st.html(reading(document, view, asked.target))
        _moves(document, view, position, asked, below=True)
    if asked.target is not None and asked.page is None and asked.at is None:
        scroll_to_passage(f"{document.doc_id}-{asked.target.start}-{asked.target.end}")


def _first(view: ReadingView) -> Span:
    begin = view.whole.start
    return Span(begin, min(begin + 1, view.whole.end))


def _moves(
    document: Document, view: ReadingView, position: int, asked: PageRequest, *, below: bool = False
) -> None:
    """Links to what comes before and after, and where we are."""
    if view.page is not None:
        pages = document.pages
        before = pages[position - 1].index + 1 if position > 0 else None
        after = pages[position + 1].index + 1 if position + 1 < len(pages) else None
        names, key, here = ("Previous page", "Next page"), "page", _page_name(document, view)
    else:
        before, after = earlier(document, view), later(document, view)
        names, key, here = ("Earlier text", "Later text"), "at", _share(document, view)
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center",
        key=f"moves-{'below' if below else 'above'}",
    ):  # fmt: skip
        for name, place in zip(names, (before, after), strict=True):
            if place is not None:
                open_link(name, document.doc_id, asked.target, **{key: place})
        if not below:
            st.html(f'<p class="ev-note">{here}</p>', width="content")


def _page_name(document: Document, view: ReadingView) -> str:
    assert view.page is not None
    name = PageRef.of(view.page).in_full()
    aside = "" if "PDF" in name else f" (PDF page {view.page.index + 1})"
    return escaped(f"{name}{aside} of {document.pages[-1].index + 1}")


def _share(document: Document, view: ReadingView) -> str:
    share = 100 * view.whole.start / max(1, len(document.text))
    whole = view.whole.start == 0 and view.whole.end >= len(document.text)
    return "the whole text" if whole else f"{share:.0f}% into the text"


def _sections(document: Document, here: Span) -> None:
    found = outline(document, here)
    if found:
        with st.expander(f"Sections ({len(document.sections):,})", key="sections"):
            st.html(found)


def _beside(library: Library, document: Document, asked: PageRequest) -> None:
    """Recommendations, similar passages."""
    recommendations = recommendations_of(document.doc_id)
    if recommendations:
        with st.expander("Recommendations", key="recommendations"):
            st.html("".join(recommendations))
    if asked.target is not None:
        _similar(library, document.doc_id, asked.target)


def _similar(library: Library, doc_id: str, target: Span) -> None:
    hits = similar_passages(library, doc_id, target)
    st.html('<h2 class="ev-list">Similar passages in other documents</h2>')
    if not hits:
        st.html(notes(["No passage of another document lies near this one."]))
    for number, hit in enumerate(hits, 1):
        with st.container(key=f"card-similar-{number}"):
            st.html(about.near(hit))
            open_link("Open in context", hit.doc_id, hit.span)
