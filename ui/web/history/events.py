"""Events of the timeline as cards, and one event with its sources and passages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from kb.cite.dates import american
from kb.corpus.load import catalogue
from kb.corpus.schema import Event
from kb.store.records import DocumentSummary
from ui.web.history.address import HistoryAddress
from ui.web.history.timeline import SIDES
from ui.web.links import document_url
from ui.web.markup import badge, escaped, link

Held = Mapping[str, DocumentSummary]
_WEB = re.compile(r"https?://[^\s<>\"']+")


def by_year(events: Sequence[Event], held: Held, address: HistoryAddress) -> str:
    """The events as a list, grouped by year."""
    groups = groupby(events, key=lambda e: e.date[:4])
    return "".join(
        f'<section aria-label="{year}"><h2 class="tl-year">{year}</h2>'
        f"{''.join(card(e, held, address) for e in found)}</section>"
        for year, found in groups
    )


def card(event: Event, held: Held, address: HistoryAddress) -> str:
    """One event of the list: date, title, text, topics and sources."""
    return (
        f'<article class="tl-event" id="{escaped(event.id)}">'
        f"<h3>{link(address.url(event=event.id), event.title)}</h3>{_meta(event, address)}"
        f"<p>{escaped(event.text)}</p>{_sources(event, held)}</article>"
    )


def whole(event: Event, held: Held, address: HistoryAddress) -> str:
    """One event with its sources and where it was seen."""
    seen = "".join(f"<li>{_place(place)}</li>" for place in event.seen_at)
    elsewhere = f'<p class="ev-note">Seen at</p><ul class="tl-sources">{seen}</ul>' if seen else ""
    return (
        f'<article class="tl-one" id="{escaped(event.id)}"><h2>{escaped(event.title)}</h2>'
        f"{_meta(event, address)}<p>{escaped(event.text)}</p>"
        f"<h3>Sources</h3>{_sources(event, held)}{elsewhere}</article>"
    )


def neighbours(event: Event, events: Sequence[Event], address: HistoryAddress) -> str:
    """Ways to the events before and after this one, among those that are chosen."""
    ids = [e.id for e in events]
    at = ids.index(event.id) if event.id in ids else None
    before = events[at - 1] if at else None
    after = events[at + 1] if at is not None and at + 1 < len(events) else None
    ways = "".join(
        f'<p><span class="ev-note">{name} · {american(e.date)}</span><br>'
        f"{link(address.url(event=e.id), e.title)}</p>"
        for name, e in (("Before", before), ("After", after))
        if e is not None
    )
    return f'<nav class="tl-near" aria-label="Events before and after">{ways}</nav>' if ways else ""


def source(work: str, held: Held) -> str:
    """A source of the catalogue: a link to the document where it is on record, else where it is
    to be had."""
    entry = catalogue().get(work)
    title = entry.title if entry else work
    if work in held:
        return link(document_url(held[work].doc_id), title)
    places = [entry.url, *(d.url for d in entry.downloads)] if entry else []
    url = next((u for u in places if u and _WEB.fullmatch(u)), "")
    there = f" · {_outside(url, 'its page', f'its page: {title}')}" if url else ""
    return f'{escaped(title)} <span class="tl-aside">not on record{there}</span>'


def _meta(event: Event, address: HistoryAddress) -> str:
    topics = "".join(
        link(address.url(topic=t, event=""), t, classes="ev-badge") for t in event.topics
    )
    how = "" if event.verification == "seen" else badge(f"{event.verification}, not checked")
    return (
        f'<p class="ev-meta"><time datetime="{event.date}">{american(event.date)}</time> · '
        f"{SIDES[event.side]} {topics}{how}</p>"
    )


def _sources(event: Event, held: Held) -> str:
    if not event.sources:
        return '<p class="ev-note">No document of the catalogue; known from pages on the web.</p>'
    rows = "".join(f"<li>{source(s, held)}</li>" for s in event.sources)
    return f'<ul class="tl-sources" aria-label="Sources">{rows}</ul>'


def _place(place: str) -> str:
    return _outside(place, place) if _WEB.fullmatch(place) else escaped(place)


def _outside(url: str, text: str, label: str = "") -> str:
    named = f' aria-label="{escaped(label)}"' if label else ""
    return (
        f'<a href="{escaped(url)}" target="_blank" rel="noopener noreferrer"{named}>'
        f"{escaped(text)}</a>"
    )
