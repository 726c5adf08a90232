"""What a newcomer sees before the first search: what is on record, and how to ask."""

from __future__ import annotations

import streamlit as st

from kb.store import Library
from kb.store.filters import Filter
from ui.web.links import history_url, library_url
from ui.web.markup import escaped, link, notes

EXAMPLES = (
    (
        "A question",
        "How much did Congress appropriate for the first year of the Mérida Initiative?",
    ),
    ("A section of a law", "section 1311 of the FY2024 NDAA"),
    ("An exact phrase", '"straw purchasing" kind:digest'),
    ("In Spanish", "tráfico de armas hacia México"),
)
_LANGUAGE = (
    ("smuggled rifles", "passages with these words, or that mean the same"),
    ('"straw purchase"', "this phrase, word for word"),
    ("rifles -pistols", "leave out passages with a word"),
    ("kind:brief,report", "only these kinds of document"),
    ("year:2019..2024", "only of these years; year:2024 and year:2019.. work too"),
    ("publisher:GAO", "only of this publisher"),
    ("lang:es", "only in this language"),
    ("doc:ID", "only in this document"),
    ("section:1311", "only in this section"),
    ("§ 1311, P.L. 118-31", "a section or a law, found by its address"),
)


def on_record(library: Library) -> None:
    """Examples to click, and what is on record."""
    st.html('<h2 class="ev-small">Try one of these</h2>')
    with st.container(key="examples", gap="small"):
        for number, (name, query) in enumerate(EXAMPLES):
            st.button(
                f"{name}: {query}", key=f"example-{number}",
                on_click=_ask, args=(query,), type="tertiary",
            )  # fmt: skip
    documents = library.documents()
    facets = library.facets(Filter())
    passages = sum(d.passages for d in documents)
    languages = ", ".join(f"{n} {k}" for k, n in facets.languages.items())
    st.html(
        '<section class="ev-record" aria-labelledby="record"><h2 id="record" class="ev-small">'
        f"On record</h2><p>{len(documents):,} documents, {passages:,} passages "
        f"({escaped(languages)}).</p><p>New to the subject? "
        f"{link(history_url(view='start'), 'Start here')}</p></section>"
    )
    language_help(opened=False)


def _ask(query: str) -> None:
    st.session_state["q"] = query
    st.session_state["p"] = 1


def language_help(*, opened: bool = False) -> None:
    """The query language, in a fold."""
    rows = "".join(
        f"<tr><td><code>{escaped(written)}</code></td><td>{escaped(means)}</td></tr>"
        for written, means in _LANGUAGE
    )
    shown = " open" if opened else ""
    st.html(
        f'<details class="ev-help"{shown}><summary>How to search</summary><table><thead><tr>'
        f"<th>Written</th><th>Finds</th></tr></thead><tbody>{rows}</tbody></table></details>"
    )


def empty_library() -> None:
    """What to do when nothing is on record."""
    st.html(
        '<section class="ev-empty"><h2>The library is empty</h2>'
        + notes(["Documents go in on the library page, or with kb ingest FOLDER."])
        + f"<p>{link(library_url(), 'Open the library page')}</p></section>"
    )
