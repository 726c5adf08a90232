"""What a newcomer sees before the first search: what is in the library, and how to search it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from kb.store import Library
from kb.store.passage_filters import Filter
from ui.web.search.filters import LANGUAGES
from ui.web.templates import render

EXAMPLES = (
    (
        "A question",
        "How much did Congress appropriate for the first year of the Mérida Initiative?",
    ),
    ("A section of a law", "section 1311 of the FY2024 NDAA"),
    ("An exact phrase", '"straw purchasing" kind:digest'),
    ("In Spanish", "tráfico de armas hacia México"),
)
_PAGE = "search/page"


def first_screen(library: Library) -> None:
    """Examples to click, and what the library holds."""
    st.html(render(_PAGE, "examples_heading"))
    with st.container(key="examples", gap="small"):
        for number, (name, query) in enumerate(EXAMPLES):
            st.button(
                f"{name}: {query}", key=f"example-{number}",
                on_click=_search_for, args=(query,), type="tertiary",
            )  # fmt: skip
    documents = library.documents()
    passages = sum(d.passages for d in documents)
    languages = _languages(library.facets(Filter()).languages)
    st.html(render(_PAGE, "about_library", len(documents), passages, languages))
    query_help()


def _languages(counts: Mapping[str, int]) -> str:
    """How many documents are in each language, in words."""
    names = {code: LANGUAGES.get(code, code) for code in counts}
    if len(counts) == 1:
        return f"all in {next(iter(names.values()))}"
    return ", ".join(f"{number:,} in {names[code]}" for code, number in counts.items())


def _search_for(query: str) -> None:
    st.session_state["q"] = query
    st.session_state["p"] = 1


def query_help() -> None:
    """The query language, in a fold."""
    st.html(render(_PAGE, "query_help"))


def empty_library() -> None:
    """What to do when the library is empty."""
    st.html(render(_PAGE, "empty_library"))
