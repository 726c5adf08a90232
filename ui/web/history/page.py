"""History: the timeline, the glossary, and paths to read for newcomers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import cast

import streamlit as st
from markupsafe import Markup

from kb.corpus.catalogue_match import recognise
from kb.corpus.load import glossary, timeline
from kb.corpus.reading_paths import reading_paths
from kb.corpus.schema import Event, Side
from kb.history.mentions import mentions, query_of
from kb.history.timeline import events
from kb.store.records import DocumentSummary
from ui.counts import counted
from ui.web.history.address import ALL, PARTS, HistoryAddress, years_parameter
from ui.web.history.events import by_year, neighbours, whole
from ui.web.history.glossary import entry, matching
from ui.web.history.reading_paths import digest_ids, one_step, overview
from ui.web.history.timeline import picture, zoom
from ui.web.html_parts import back, notes, stems_in, stems_of, title
from ui.web.links import search_url
from ui.web.numbers import whole_number
from ui.web.open_library import searcher
from ui.web.passage_actions import hit_actions
from ui.web.search.cards import hit_card
from ui.web.stylesheets import page_style
from ui.web.templates import render

_NAMES = {"timeline": "Timeline", "glossary": "Glossary", "start": "Start here"}
_GOVERNMENTS: Mapping[str, str] = {
    "us": "By the US",
    "mexico": "By Mexico",
    "both": "By both together",
    "neither": "By neither",
}
_PART_CHANGES = "history-turns"
_TEMPLATE = "history/page"


def page() -> None:
    """Draw the page. The part shown and what is chosen in it are in the address."""
    page_style("history", "ev-wide")
    st.html(title("History"))
    address = HistoryAddress.of(st.query_params.to_dict())
    st.session_state["history-view"] = address.part
    st.segmented_control(
        "Part of the page", list(_NAMES), format_func=_NAMES.__getitem__, key="history-view",
        on_change=_change_part, label_visibility="collapsed", required=True,
    )  # fmt: skip
    {"timeline": _timeline, "glossary": _glossary, "start": _start}[address.part](address)


def _change_part() -> None:
    """Another part: what was chosen in this one goes."""
    view = st.session_state["history-view"]
    st.session_state[_PART_CHANGES] = st.session_state.get(_PART_CHANGES, 0) + 1
    for name in ("view", *(n for names in PARTS.values() for n in names)):
        st.query_params.pop(name, None)
    if view not in (None, "timeline"):
        st.query_params["view"] = view


def _works() -> dict[str, DocumentSummary]:
    """The documents of the library by the id of their work in the catalogue."""
    found = ((recognise(s.metadata, s.doc_id), s) for s in searcher().library.documents())
    return {entry.id: s for entry, s in found if entry is not None}


# -- timeline ---------------------------------------------------------------------------------


def _timeline(address: HistoryAddress) -> None:
    every = timeline()
    span = int(every[0].date[:4]), int(every[-1].date[:4])
    first, last = address.years(*span)
    if address["event"]:
        _event(address, _found(address, first, last))
        return
    _filters(address, every, span)
    found = _found(address, first, last)
    st.html(zoom(first, last, span, address) + _count(len(found), "event", len(every)))
    if found:
        st.html(picture(found, first, last, address))
        st.html(by_year(found, _works(), address))


def _found(address: HistoryAddress, first: int, last: int) -> list[Event]:
    government = address["government"]
    side = cast(Side, government) if government in _GOVERNMENTS else None
    found = events(str(first), str(last), address["words"] or None, side)
    topic = address["topic"]
    return [e for e in found if topic in ("", *e.topics)]


def _event(address: HistoryAddress, found: list[Event]) -> None:
    st.html(back(address.url(event=""), "All events" if len(address.chosen) < 2 else "The events"))
    event = next((e for e in timeline() if e.id == address["event"]), None)
    if event is None:
        st.html(notes([f"No event has the id {address['event']}."]))
        return
    works = _works()
    st.html(whole(event, works, address))
    _passages(event, {works[s].doc_id for s in event.sources if s in works})
    near = neighbours(event, found, address)
    if near:
        st.html(near)


def _passages(event: Event, sources: set[str]) -> None:
    found = mentions(event, searcher(), sources)
    stems = stems_of(searcher().find(query_of(event), everyday=False)) & stems_in(event.title)
    url = search_url(event.title)
    if not found:
        st.html(render(_TEMPLATE, "group", "Passages"))
        st.html(render(_TEMPLATE, "note_with_search", "No passages found.", url))
        return
    groups = {"Passages of its sources": found.sources, "Passages of other documents": found.others}
    ranks = count(1)
    for name, hits in groups.items():
        if hits:
            st.html(render(_TEMPLATE, "group", name))
        for hit in hits:
            numbered = replace(hit, rank=next(ranks))
            with st.container(key=f"card-{numbered.rank}"):
                st.html(hit_card(numbered, stems, heading=4))
                hit_actions(numbered, key="event")
    about = "Found by the event’s words, not chosen by a person. Every citation is verified."
    st.html(render(_TEMPLATE, "note_with_search", about, url))


def _filters(address: HistoryAddress, every: tuple[Event, ...], span: tuple[int, int]) -> None:
    topics = Counter(t for e in every for t in e.topics)
    governments = {s: len(events(side=cast(Side, s))) for s in _GOVERNMENTS}
    with st.container(horizontal=True, gap="small", key="history-filters"):
        _choice(address, "topic", "Topic", topics, dict.fromkeys(sorted(topics, key=str.casefold)))
        _choice(address, "government", "Government", governments, _GOVERNMENTS)
        _text(address, "words", "Words", "Words in an event")
        _years(address, span)


def _years(address: HistoryAddress, span: tuple[int, int]) -> None:
    key = _key("years")
    chosen = address.years(*span)
    st.session_state[key] = chosen
    # The value given here makes it a range; the one in the session follows the address.
    st.slider("Years", *span, chosen, key=key, on_change=_keep_years, args=(span, key))


def _keep_years(span: tuple[int, int], key: str) -> None:
    if key == _key("years"):
        first, last = st.session_state[key]
        _put("years", "" if (first, last) == span else years_parameter(first, last))


# -- glossary ---------------------------------------------------------------------------------


def _glossary(address: HistoryAddress) -> None:
    terms, works = glossary(), _works()
    if address["term"]:
        st.html(back(address.url(term=""), "All terms"))
        one = next((t for t in terms if t.id == address["term"]), None)
        missing = notes([f"No term has the id {address['term']}."])
        st.html(entry(one, works, address) if one else missing)
        return
    kinds = Counter(t.kind for t in terms)
    with st.container(horizontal=True, gap="small", key="history-filters"):
        _text(address, "find", "Search the glossary", "FinCEN, UIF, Entendimiento Bicentenario …")
        _choice(address, "kind", "Kind", kinds, dict.fromkeys(sorted(kinds)))
    found = matching(terms, address["find"], address["kind"])
    st.html(_count(len(found), "term", len(terms)))
    if found:
        st.html("".join(entry(t, works, address) for t in found))


# -- start here -------------------------------------------------------------------------------


def _start(address: HistoryAddress) -> None:
    paths = reading_paths()
    path = next((p for p in paths if p.id == address["path"]), None)
    if path is None:
        st.html(notes([_WELCOME]) + overview(paths, address))
        return
    number = min(max(whole_number(address["step"]) or 1, 1), len(path.steps))
    digests = digest_ids(searcher().library.documents())
    st.html(back(address.url(path="", step=""), "All reading paths"))
    st.html(one_step(path, number, _works(), digests, address))


_WELCOME = (
    "New to US–Mexico security policy? Take one of these paths. Each step is something short to "
    "read: an event, a term, or a digest, which is our summary of a subject with its sources."
)

# -- choices kept in the address ----------------------------------------------------------------


def _choice(
    address: HistoryAddress,
    name: str,
    label: str,
    counts: Mapping[str, int],
    names: Mapping[str, str | None],
) -> None:
    """A filter kept in the address by its value (a widget bound to the address would put the
    words shown there)."""

    def shown(value: str) -> str:
        return f"{label}: all" if value == ALL else f"{names[value] or value} ({counts[value]})"

    key = _key(name)
    st.session_state[key] = address[name] if address[name] in names else ALL
    st.selectbox(
        label, [ALL, *names], format_func=shown, key=key, on_change=_keep, args=(name, key),
        label_visibility="collapsed", width=230,
    )  # fmt: skip


def _text(address: HistoryAddress, name: str, label: str, placeholder: str) -> None:
    key = _key(name)
    st.session_state[key] = address[name]
    st.text_input(
        label, key=key, placeholder=placeholder, on_change=_keep, args=(name, key),
        label_visibility="collapsed", width=330,
    )  # fmt: skip


def _key(name: str) -> str:
    """The key of a choice. It changes at each turn to another part: the browser keeps what was
    chosen in a widget for a while after it is gone, and would choose it again."""
    return f"history-{st.session_state.get(_PART_CHANGES, 0)}-{name}"


def _keep(name: str, key: str) -> None:
    if key == _key(name):  # else it was chosen before the turn
        value = st.session_state[key]
        _put(name, "" if value in (None, ALL) else value)


def _put(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def _count(shown: int, noun: str, of: int) -> Markup:
    """How many are shown of how many."""
    if not shown:
        return render(_TEMPLATE, "count", f"No {noun}s match.")
    count = counted(shown, noun)
    return render(_TEMPLATE, "count", count if shown == of else f"{count} of {of}")
