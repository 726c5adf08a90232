"""History: the timeline, the glossary, and paths to read for newcomers."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from kb.corpus.digests import digests
from kb.corpus.held import recognise
from kb.corpus.load import glossary, timeline
from kb.corpus.reading import Step, reading_paths
from kb.history import events
from kb.library.records import DocumentSummary
from kb.model import Kind
from ui.web.evidence_style import apply_evidence_style
from ui.web.library import searcher
from ui.web.links import document_url, history_url
from ui.web.markup import escaped, link, notes
from ui.web.terms import entry, matching
from ui.web.timeline import SIDES, by_year, card, picture, side
from ui.web.timeline_style import apply_timeline_style

_VIEWS = {"timeline": "Timeline", "glossary": "Glossary", "start": "Start here"}


def page() -> None:
    """Draw the page. The part shown and what is chosen in it are in the address."""
    apply_evidence_style()
    apply_timeline_style()
    st.html('<h1 class="ev-name">History</h1>')
    view = st.segmented_control(
        "Part", list(_VIEWS), format_func=_VIEWS.__getitem__, default="timeline", key="view",
        bind="query-params", label_visibility="collapsed",
    )  # fmt: skip
    {"glossary": _glossary, "start": _start}.get(view or "timeline", _timeline)()


def _held() -> dict[str, DocumentSummary]:
    """Documents on record by their id in the catalogue."""
    found = ((recognise(s.metadata, s.doc_id), s) for s in searcher().library.documents())
    return {entry.id: s for entry, s in found if entry is not None}


# -- timeline ---------------------------------------------------------------------------------


def _timeline() -> None:
    chosen = st.query_params.get("event", "")
    known = {e.id: e for e in timeline()}
    if chosen in known:
        st.html(f'<nav aria-label="Way back">{link(history_url(), "‹ All events")}</nav>')
        st.html(card(known[chosen], _held(), chosen=True))
        _passages(known[chosen].title)
    elif chosen:
        st.html(notes([f"No event has the id {chosen}."]))
    years = [int(e.date[:4]) for e in timeline()]
    first, last = _years(min(years), max(years))
    topic, government = _filters()
    found = [e for e in events(str(first), str(last), topic) if government in ("", side(e))]
    st.html(f'<p class="ev-note" role="status">{len(found)} events</p>')
    if found:
        st.html(picture(found, first, last, chosen) + by_year(found, _held(), chosen))


def _years(first: int, last: int) -> tuple[int, int]:
    low, high = st.slider("Years", first, last, (first, last), key="years", bind="query-params")
    return int(low), int(high)


def _filters() -> tuple[str | None, str]:
    counts = Counter(t for e in timeline() for t in e.topics)
    with st.container(horizontal=True, gap="small", key="history-filters"):
        topic = st.selectbox(
            "Topic", ["all", *sorted(counts)], key="topic", bind="query-params",
            format_func=lambda t: "Topic: all" if t == "all" else f"{t} ({counts[t]})",
            label_visibility="collapsed", width=220,
        )  # fmt: skip
        government = st.selectbox(
            "Government", ["all", *SIDES], key="government", bind="query-params",
            format_func=lambda g: "Government: all" if g == "all" else SIDES[g],
            label_visibility="collapsed", width=220,
        )  # fmt: skip
        words = st.text_input(
            "Words", key="words", bind="query-params", placeholder="Words in an event",
            label_visibility="collapsed", width=220,
        )  # fmt: skip
    text = " ".join(w for w in ("" if topic in (None, "all") else str(topic), words or "") if w)
    return text or None, "" if government in (None, "all") else str(government)


def _passages(title: str) -> None:
    hits = searcher().search(title, limit=3).hits
    rows = "".join(
        f"<li>{link(document_url(h.doc_id, h.span.start, h.span.end), h.citation)}"
        f'<p class="ev-text">{escaped(h.text[:400])}{"…" if len(h.text) > 400 else ""}</p></li>'
        for h in hits
    )
    st.html(f'<h2 class="ev-list">Passages</h2><ul class="tl-passages">{rows}</ul>')


# -- glossary ---------------------------------------------------------------------------------


def _glossary() -> None:
    asked = st.query_params.get("term", "")
    words = st.text_input(
        "Search the glossary", key="term-words", bind="query-params",
        placeholder="FinCEN, UIF, Entendimiento Bicentenario …",
    )  # fmt: skip
    terms = list(glossary())
    if asked and not words:
        found = [t for t in terms if t.id == asked]
        st.html(
            f'<nav aria-label="Way back">{link(history_url(view="glossary"), "‹ All terms")}</nav>'
        )
    else:
        found = matching(terms, words or "")
    st.html(f'<p class="ev-note" role="status">{len(found)} terms</p>')
    held = _held()
    st.html("".join(entry(t, held) for t in found) or notes(["No term has these words."]))


# -- start here -------------------------------------------------------------------------------


def _start() -> None:
    st.html(notes(["Four ways in, each a quarter of an hour of reading."]))
    titles = {s.metadata.title: s.doc_id for s in searcher().library.documents()
              if s.metadata.kind is Kind.DIGEST}  # fmt: skip
    for path in reading_paths():
        steps = "".join(f"<li>{_step(s, titles)}</li>" for s in path.steps)
        st.html(
            f'<section class="tl-path"><h2>{escaped(path.title)}</h2>'
            f"<p>{escaped(path.about)}</p><ol>{steps}</ol></section>"
        )


def _step(step: Step, titles: dict[str, str]) -> str:
    if step.event:
        title = next(e.title for e in timeline() if e.id == step.event)
        target = link(history_url(event=step.event), title)
    elif step.term:
        title = next(t.term for t in glossary() if t.id == step.term)
        target = link(history_url(view="glossary", term=step.term), title)
    else:
        title = next(d.title for d in digests() if d.stem == step.digest)
        doc_id = titles.get(title)
        target = (
            link(document_url(doc_id), title) if doc_id else f"{escaped(title)} (not on record)"
        )
    return f"{target}<br>{escaped(step.why)}"
