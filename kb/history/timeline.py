"""The policy history: events by time and topic, and terms by any of their names."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from kb.corpus.load import glossary, timeline
from kb.corpus.schema import Event, GlossaryTerm, Side
from kb.text.stems import folded


@dataclass(frozen=True, slots=True)
class NoSuchTerm:
    """No term has that name; ``near`` are names that are nearly it."""

    asked: str
    near: tuple[str, ...]


def events(
    first: str | None = None,
    last: str | None = None,
    topic: str | None = None,
    side: Side | None = None,
) -> tuple[Event, ...]:
    """Events from ``first`` to ``last`` (ISO dates of any precision, both included), on
    ``topic`` if one is given: words that stand in title, text or topics, accents aside. ``side``
    ``us`` or ``mexico`` leaves those in which that government acted, alone or with the other;
    ``both`` those of the two together, ``neither`` the rest."""
    wanted = folded(topic or "").split()
    return tuple(
        e
        for e in timeline()
        if (first is None or e.date >= first or first.startswith(e.date))
        and (last is None or e.date[: len(last)] <= last)
        and all(w in folded(" ".join((e.title, e.text, *e.topics))) for w in wanted)
        and (side is None or side == e.side or side in e.governments)
    )


def define(name: str) -> GlossaryTerm | NoSuchTerm:
    """The term with that name in English or Spanish, acronym or alias; case and accents aside."""
    wanted = _key(name)
    by_name = {_key(n): term for term in reversed(glossary()) for n in term.names}
    if wanted in by_name:
        return by_name[wanted]
    starts = [k for k in by_name if wanted and k.startswith(wanted)]
    if len({by_name[k].id for k in starts}) == 1:
        return by_name[starts[0]]
    near = get_close_matches(wanted, by_name, n=4, cutoff=0.6) or starts[:4]
    return NoSuchTerm(name, tuple(dict.fromkeys(by_name[k].term for k in near)))


def _key(name: str) -> str:
    return " ".join(folded(name).replace("-", " ").split())
