"""The timeline as a picture and as a list that says the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from kb.corpus.load import catalogue
from kb.corpus.schema import Event
from kb.library.records import DocumentSummary
from ui.web.links import document_url, history_url, search_url
from ui.web.markup import badge, escaped, link

_MEXICO = re.compile(
    r"\b(?:Mexico(?!-based| City)|Mexico’s|Mexico's|Mexican|Calderón|Peña Nieto|López Obrador"
    r"|Sheinbaum|Guardia Nacional|Guerrero|Tapalpa|Enjambre|Cienfuegos|El Chapo)\b"
)
_STATES = re.compile(
    r"\b(?:US|U\.S\.|United States|Washington|Congress|GAO|Treasury|Bush|Obama|Trump|Biden|NDAA"
    r"|White House|State Department|FinCEN|Supreme Court|Pentagon|omnibus|[Aa]ppropriations"
    r"|[Ff]ederal|[Ee]xecutive order|[Pp]roclamation|USAID|FENTANYL Results|FEND|HALT|ARMAS|One Big)\b"
)
SIDES = {"us": "United States", "both": "Both governments", "mexico": "Mexico"}
_LANES = {"us": 40, "both": 90, "mexico": 140}
_WIDTH, _LEFT, _RIGHT, _HEIGHT = 1000, 150, 985, 190


def side(event: Event) -> str:
    """Which government the event is of, by the names in its title and text: ``us``, ``mexico``
    or ``both``. A reading aid of ours, not part of the record."""
    states = bool(_STATES.search(event.title))
    mexico = bool(_MEXICO.search(event.title))
    if states == mexico:
        whole = f"{event.title} {event.text}"
        states, mexico = bool(_STATES.search(whole)), bool(_MEXICO.search(whole))
    if "diplomacy" in event.topics or (states and mexico):
        return "both"
    return "mexico" if mexico else "us"


def picture(events: Sequence[Event], first: int, last: int, chosen: str) -> str:
    """Events on three lanes by year; each is a link to itself in the list."""
    years = range(first, last + 1)
    step = max(1, len(years) // 12)
    grid = "".join(
        f'<line x1="{_x(float(y), first, last):.1f}" x2="{_x(float(y), first, last):.1f}" y1="20" '
        f'y2="165" class="tl-grid"/><text x="{_x(float(y), first, last):.1f}" y="182" '
        f'text-anchor="middle">{y}</text>'
        for y in years[::step]
    )
    lanes = "".join(
        f'<text x="{_LEFT - 14}" y="{y + 4}" text-anchor="end">{escaped(SIDES[name])}</text>'
        for name, y in _LANES.items()
    )
    marks = "".join(_mark(e, first, last, chosen) for e in events)
    return (
        '<div class="em-scroll" tabindex="0" role="region" aria-label="Timeline, a picture">'
        f'<svg class="tl" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="group" '
        f'aria-label="{len(events)} events; the list below says the same">{grid}{lanes}{marks}'
        "</svg></div>"
    )


def _x(year: float, first: int, last: int) -> float:
    return _LEFT + (year - first) / max(last + 1 - first, 1) * (_RIGHT - _LEFT)


def _when(date: str) -> float:
    parts = [int(p) for p in date.split("-")]
    month = parts[1] if len(parts) > 1 else 6
    day = parts[2] if len(parts) > 2 else 15
    return parts[0] + (month - 1) / 12 + (day - 1) / 366


def _mark(event: Event, first: int, last: int, chosen: str) -> str:
    where = side(event)
    x, y = _x(_when(event.date), first, last), _LANES[where]
    shape = {
        "us": f'<circle cx="{x:.1f}" cy="{y}" r="6.5"/>',
        "both": f'<path d="M {x:.1f} {y - 9} l 9 9 l -9 9 l -9 -9 Z"/>',
        "mexico": f'<rect x="{x - 6:.1f}" y="{y - 6}" width="12" height="12"/>',
    }[where]
    name = escaped(f"{event.date}: {event.title}")
    on = " chosen" if event.id == chosen else ""
    url = escaped(history_url(event=event.id))
    return (
        f'<a href="{url}" target="_self" class="tl-mark {where}{on}" aria-label="{name}">'
        f"<title>{name}</title>{shape}</a>"
    )


def by_year(events: Sequence[Event], held: Mapping[str, DocumentSummary], chosen: str) -> str:
    """The list, grouped by year."""
    groups = groupby(events, key=lambda e: e.date[:4])
    return "".join(
        f'<section aria-label="{year}"><h2 class="tl-year">{year}</h2>'
        f"{''.join(card(e, held, chosen=e.id == chosen) for e in found)}</section>"
        for year, found in groups
    )


def card(event: Event, held: Mapping[str, DocumentSummary], *, chosen: bool = False) -> str:
    """One event: date, title, text, topics, its sources, and a way to its passages."""
    topics = "".join(badge(t) for t in event.topics)
    sources = "".join(f"<li>{source(s, held)}</li>" for s in event.sources)
    where = SIDES[side(event)]
    seen = "" if event.verification == "seen" else badge(event.verification)
    return (
        f'<article class="tl-event{" chosen" if chosen else ""}" id="{escaped(event.id)}">'
        f"<h3>{link(history_url(event=event.id), event.title)}</h3>"
        f'<p class="ev-meta"><time>{escaped(event.date)}</time> · {escaped(where)} '
        f"{topics}{seen}</p>"
        f"<p>{escaped(event.text)}</p>"
        f'<ul class="tl-sources" aria-label="Sources">{sources}</ul>'
        f'<p class="ev-note">{link(search_url(event.title), "Passages on it")}</p></article>'
    )


def source(work: str, held: Mapping[str, DocumentSummary]) -> str:
    """A source of the catalogue: a link to the document where it is on record, else where it is
    to be had."""
    entry = catalogue().get(work)
    title = entry.title if entry else work
    if work in held:
        return link(document_url(held[work].doc_id), title)
    url = entry.url if entry else None
    safe = url if url and re.fullmatch(r"https?://[^\s<>\"']+", url) else ""
    there = (
        f' <a href="{escaped(safe)}" target="_blank" rel="noopener noreferrer">its page</a>'
        if safe
        else ""
    )
    return f'{escaped(title)} <span class="ev-note">(not on record)</span>{there}'
