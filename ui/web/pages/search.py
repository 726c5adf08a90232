"""Search: one box, an answer when a question is asked, passages with pin cites."""

from __future__ import annotations

import streamlit as st

from kb.answer import answer
from kb.errors import EvidenciaError
from kb.library.stems import both_stems, words
from kb.search.engine import Searcher, content_groups
from kb.search.query import parse
from ui.web.library import searcher
from ui.web.markup import answer_box, hit_card, notes

_EXAMPLES = (
    "How much did Congress appropriate for the first year of the Mérida Initiative?",
    '"straw purchasing" kind:digest',
    "tráfico de armas",
)


def page() -> None:
    """Draw the page. The query lives in the address, so that it can be shared."""
    st.html('<h1 class="ev-name">Evidencia</h1>'
            '<p class="ev-line">Search the evidence on US–Mexico security policy.</p>')  # fmt: skip
    query = st.text_input(
        "Search or ask",
        key="q",
        bind="query-params",
        placeholder="Words, an “exact phrase”, a question, section 1311 of the FY2024 NDAA …",
    )
    engine = searcher()
    if not (query or "").strip():
        _empty(engine)
        return
    try:
        _results(engine, query)
    except EvidenciaError as error:
        st.warning(str(error))


def _empty(engine: Searcher) -> None:
    documents = engine.library.documents()
    passages = sum(d.passages for d in documents)
    st.html(notes([f"{len(documents)} documents, {passages:,} passages on record."]))
    st.html(notes(["Try:", *_EXAMPLES]))
    if not documents:
        st.html(notes(["The library is empty: run kb ingest FOLDER, then reload this page."]))


def _results(engine: Searcher, query: str) -> None:
    if parse(query).is_question:
        st.html(answer_box(answer(query, engine)))
    results = engine.search(query, limit=10)
    found = engine.find(query)
    groups = content_groups(found.expansion, found.cues)
    names = [w for g in groups for a in g for w in words(a) if len(w) > 3 or len(words(a)) == 1]
    stems = frozenset(s for w in names for s in both_stems(w))
    if results.notices:
        st.html(notes(results.notices))
    if not results.hits:
        st.html(notes(["No passage found. Fewer words, or other ones, may find some."]))
    else:
        st.html("".join(hit_card(hit, stems) for hit in results.hits))
    st.html(notes([f"{len(results.hits)} passages in {results.elapsed_ms:.0f} ms"]))
