"""Search: one box, an answer when a question is asked, passages with pin cites."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from kb.errors import EvidenciaError
from kb.search.query import parse
from kb.search.query_filters import Filters
from kb.settings import settings
from ui.web.alerts import alert
from ui.web.html_parts import notes, notices, stems_of, title
from ui.web.links import search_url
from ui.web.numbers import number_in
from ui.web.open_library import CachingSearcher, searcher
from ui.web.passage_actions import hit_actions
from ui.web.scroll import scroll_to_results
from ui.web.search.cards import answer_box, hit_card, waiting_box
from ui.web.search.filters import Chosen, filter_row
from ui.web.search.filters import chosen as chosen_now
from ui.web.search.first_screen import empty_library, first_screen, query_help
from ui.web.templates import render

_PAGE = "search/page"
_LAST_PAGE = 999
_TYPED = "typed"  # the parameter with the query that is searched as it is typed
_LONGEST_QUERY = 2_000  # characters


def page() -> None:
    """Draw the page. The query is in the address, so that it can be shared."""
    st.html(title("Search the evidence"))
    with st.container(key="searchbox"):
        query = st.text_input(
            "Search or ask",
            key="q",
            bind="query-params",
            on_change=_first_page,
            placeholder="Words, an “exact phrase”, a question, section 1311 of the FY2024 NDAA …",
        )
    engine = searcher()
    if not engine.library.documents():
        empty_library()
        return
    has_query = bool((query or "").strip())
    chosen = filter_row(engine, _first_page) if has_query or chosen_now() else None
    if not has_query or chosen is None:
        if chosen is not None:
            st.html(notes(["Enter a search. Only documents that match the filters are searched."]))
        first_screen(engine.library)
        return
    if len(query) > _LONGEST_QUERY:
        alert(f"The search has {len(query):,} characters. Use at most {_LONGEST_QUERY:,}.")
        return
    try:
        _results(engine, query, chosen)
    except EvidenciaError as error:
        alert(str(error))
    query_help()


def _first_page() -> None:
    st.session_state["p"] = 1


def _results(engine: CachingSearcher, query: str, chosen: Chosen) -> None:
    """The results; the answer to a question comes last and goes to the place kept for it above."""
    narrowed = chosen.query(query)
    is_question = parse(query).is_question
    answer_place = st.empty()
    if is_question:
        answer_place.html(waiting_box())
    size = settings().app.results
    number = _page_number()
    as_typed = st.query_params.get(_TYPED) == query
    results = engine.search(narrowed, limit=number * size + 1, mode=chosen.mode, as_typed=as_typed)
    if results.corrections:
        st.html(render(_PAGE, "corrections", results.corrections, _as_typed_url(query)))
    notice_place = st.empty()
    if not is_question:
        _show_notices(notice_place, results.notices)
    hits = results.hits[(number - 1) * size : number * size]
    if hits:
        st.html(render(_PAGE, "list_heading", narrowed))
    else:
        st.html(_nothing_found(bool(chosen) or parse(query).filters != Filters(), number))
    stems = stems_of(engine.find(narrowed, chosen.mode, as_typed=as_typed))
    for hit in hits:
        with st.container(key=f"card-{hit.rank}"):
            st.html(hit_card(hit, stems))
            hit_actions(hit)
    more = len(results.hits) > number * size
    _pages(narrowed, number, more)
    if hits:
        first = (number - 1) * size + 1
        st.html(notes([f"Results {first}–{first + len(hits) - 1}"]))
    if is_question:
        answer = engine.answer(narrowed, as_typed=as_typed)
        answer_place.html(answer_box(answer))
        _show_notices(notice_place, [n for n in results.notices if n != answer.reason])


def _as_typed_url(query: str) -> str:
    """The address of this search without corrections. It names the query, so that the next one is
    corrected again."""
    kept = (name for name in st.query_params if name not in ("q", "p", _TYPED))
    filters = {name: st.query_params.get_all(name) for name in kept}
    return search_url(query, **filters, **{_TYPED: query})


def _pages(query: str, number: int, more: bool) -> None:
    """The way to more results; another page of them is scrolled to its top."""
    if st.session_state.get("_page_shown", number) != number:
        scroll_to_results(f"{query} {number}")
    st.session_state["_page_shown"] = number
    if more or number > 1:
        st.pagination(number + int(more), key="p", bind="query-params")


def _show_notices(place: DeltaGenerator, lines: Iterable[str]) -> None:
    """Notices about how the passages were found."""
    if lines := list(lines):
        place.html(notices(lines))


def _page_number() -> int:
    """The page of results asked for: of the widget, else of the address."""
    chosen = st.session_state.get("p")
    if isinstance(chosen, int):
        return max(1, min(chosen, _LAST_PAGE))
    return min(number_in(st.query_params, "p") or 1, _LAST_PAGE)


def _nothing_found(narrowed: bool, number: int) -> Markup:
    if number > 1:
        return render(_PAGE, "no_more")
    tips = ["Try fewer or different words.", "Try Spanish words for Spanish documents."]
    if narrowed:
        tips.insert(0, "Clear the filters to search all documents.")
    return render(_PAGE, "nothing_found", tips)
