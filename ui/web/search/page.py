"""Search: one box, an answer when a question is asked, passages with pin cites."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kb.errors import EvidenciaError
from kb.search.filters import Filters
from kb.search.query import parse
from ui.web.markup import escaped, notes, stems_of
from ui.web.open_library import RememberingSearcher, searcher
from ui.web.passage_actions import hit_actions
from ui.web.scroll import scroll_to_results
from ui.web.search.cards import answer_box, hit_card
from ui.web.search.filters import Chosen, filter_row
from ui.web.search.filters import chosen as chosen_now
from ui.web.search.first_screen import empty_library, language_help, on_record

_PAGE = 10


def page() -> None:
    """Draw the page. The query lives in the address, so that it can be shared."""
    st.html('<h1 class="ev-name">Search the evidence</h1>')
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
    asks = bool((query or "").strip())
    chosen = filter_row(engine, _first_page) if asks or chosen_now() else None
    if not asks or chosen is None:
        if chosen is not None:
            st.html(
                notes(["Write what you look for; only what the filters let through is searched."])
            )
        on_record(engine.library)
        return
    try:
        _results(engine, query, chosen)
    except EvidenciaError as error:
        st.html(f'<div role="alert">{notes([str(error)])}</div>')
    language_help()


def _first_page() -> None:
    st.session_state["p"] = 1


def _results(engine: RememberingSearcher, query: str, chosen: Chosen) -> None:
    asked = chosen.query(query)
    place = st.empty()
    if parse(query).is_question:
        place.html(
            '<section class="ev-waiting" aria-busy="true"><h2>Reading the passages …</h2></section>'
        )
    number = max(1, int(st.session_state.get("p") or _asked_page()))
    results = engine.search(asked, limit=number * _PAGE + 1, mode=chosen.mode)
    stems = stems_of(engine.find(asked, chosen.mode))
    hits = results.hits[(number - 1) * _PAGE : number * _PAGE]
    told = st.empty()
    if not parse(query).is_question:
        _tell(told, results.notices)
    if not hits:
        narrowed = bool(chosen) or parse(query).filters != Filters()
        st.html(_nothing(narrowed, number))
    else:
        st.html(f'<h2 class="ev-list" data-query="{escaped(asked)}">Passages</h2>')
    for hit in hits:
        with st.container(key=f"card-{hit.rank}"):
            st.html(hit_card(hit, stems))
            hit_actions(hit)
    if st.session_state.get("_page_shown", number) != number:
        scroll_to_results(f"{asked} {number}")
    st.session_state["_page_shown"] = number
    more = len(results.hits) > number * _PAGE
    if more or number > 1:
        st.pagination(number + int(more), key="p", bind="query-params")
    st.html(notes([f"{_counted(number, len(hits), more)} in {results.elapsed_ms:.0f} ms"]))
    if parse(query).is_question:
        answer = engine.answer(asked)
        place.html(answer_box(answer))
        _tell(told, [n for n in results.notices if n != answer.reason])


def _tell(place: DeltaGenerator, notices: Iterable[str]) -> None:
    """Notices about how the passages were found."""
    lines = notes(notices)
    if lines:
        place.html(f'<div class="ev-notices" role="note">{lines}</div>')


def _asked_page() -> int:
    given = st.query_params.get("p", "1")
    return int(given) if given.isdigit() and len(given) < 4 else 1


def _counted(number: int, shown: int, more: bool) -> str:
    if not shown:
        return "No passages"
    first = (number - 1) * _PAGE + 1
    return f"Passages {first} to {first + shown - 1}{', and more,' if more else ''}"


def _nothing(narrowed: bool, number: int) -> str:
    if number > 1:
        return '<section class="ev-empty"><h2>No more passages</h2></section>'
    tips = ["Fewer words, or other ones, may find some.", "Spanish words find Spanish documents."]
    if narrowed:
        tips.insert(0, "The filters leave some documents out: clear them to search all.")
    return f'<section class="ev-empty"><h2>No passage found</h2>{notes(tips)}</section>'
