"""Events of the timeline as cards, and one event with its sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from kb.corpus.load import catalogue
from kb.corpus.schema import Event
from kb.store.records import DocumentSummary
from ui.web.history.address import HistoryAddress
from ui.web.history.timeline import SIDES
from ui.web.templates import render

Works = Mapping[str, DocumentSummary]  # documents of the library by their id in the catalogue
_WEB = re.compile(r"https?://[^\s<>\"']+")
_TEMPLATE = "history/events"


@dataclass(frozen=True, slots=True)
class Source:
    """A source of the catalogue: the id of its document where the library has it, else an address
    where it can be read."""

    title: str
    doc_id: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event with what a card shows of it; ``places`` are where it was seen, with the address of
    those that are pages of the web."""

    event: Event
    side: str
    sources: tuple[Source, ...]
    places: tuple[tuple[str, str], ...]


def by_year(events: Sequence[Event], works: Works, address: HistoryAddress) -> Markup:
    """The events as a list, grouped by year."""
    groups = groupby(events, key=lambda e: e.date[:4])
    years = [(year, [_card(e, works) for e in found]) for year, found in groups]
    return render(_TEMPLATE, "by_year", years, address)


def card(event: Event, works: Works, address: HistoryAddress) -> Markup:
    """One event of the list: date, title, text, topics and sources."""
    return render(_TEMPLATE, "card", _card(event, works), address)


def whole(event: Event, works: Works, address: HistoryAddress) -> Markup:
    """One event with its sources and where it was seen."""
    return render(_TEMPLATE, "whole", _card(event, works), address)


def neighbours(event: Event, events: Sequence[Event], address: HistoryAddress) -> Markup:
    """Links to the events before and after this one, among those that are chosen."""
    ids = [e.id for e in events]
    at = ids.index(event.id) if event.id in ids else None
    before = events[at - 1] if at else None
    after = events[at + 1] if at is not None and at + 1 < len(events) else None
    found = [(name, e) for name, e in (("Before", before), ("After", after)) if e is not None]
    return render(_TEMPLATE, "neighbours", found, address) if found else Markup()


def source(work: str, works: Works) -> Source:
    """The source with this id in the catalogue."""
    entry = catalogue().get(work)
    title = entry.title if entry else work
    if work in works:
        return Source(title, doc_id=works[work].doc_id)
    places = [entry.url, *(d.url for d in entry.downloads)] if entry else []
    return Source(title, url=next((u for u in places if u and _WEB.fullmatch(u)), ""))


def _card(event: Event, works: Works) -> EventCard:
    return EventCard(
        event,
        SIDES[event.side],
        tuple(source(s, works) for s in event.sources),
        tuple((place, place if _WEB.fullmatch(place) else "") for place in event.seen_at),
    )
