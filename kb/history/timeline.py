"""Events of the timeline by time, topic and government, and glossary terms by any name."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from kb.corpus.load import glossary, timeline
from kb.corpus.schema import Event, GlossaryTerm, Side
from kb.text.stems import folded


@dataclass(frozen=True, slots=True)
class NoSuchTerm:
    """No term has the name; ``near`` are terms with a similar name."""

    near: tuple[str, ...]


def events(
    first: str | None = None,
    last: str | None = None,
    topic: str | None = None,
    side: Side | None = None,
) -> tuple[Event, ...]:
    """The events that match every argument given, earliest first.

    ``first`` and ``last`` are ISO dates of any precision, both included. ``topic`` is words that
    the title, text or topics have; case and accents do not count. ``side`` ``us`` or ``mexico``
    keeps events in which that government acted, alone or with the other; ``both`` those of the two
    together; ``neither`` the others.
    """
    words = folded(topic or "").split()
    return tuple(
        e
        for e in timeline()
        if (first is None or e.date >= first or first.startswith(e.date))
        and (last is None or e.date[: len(last)] <= last)
        and all(w in folded(" ".join((e.title, e.text, *e.topics))) for w in words)
        and (side is None or side == e.side or side in e.governments)
    )


def define(name: str) -> GlossaryTerm | NoSuchTerm:
    """The term that ``name`` names: its term, an expansion in English or Spanish, or an alias.
    Case, accents and hyphens do not count, and the beginning of one term's name is enough."""
    key = _key(name)
    by_name = {_key(n): term for term in reversed(glossary()) for n in term.names}
    if key in by_name:
        return by_name[key]
    starts = [k for k in by_name if key and k.startswith(key)]
    if len({by_name[k].id for k in starts}) == 1:
        return by_name[starts[0]]
    near = get_close_matches(key, by_name, n=4, cutoff=0.6) or starts[:4]
    return NoSuchTerm(tuple(dict.fromkeys(by_name[k].term for k in near)))


def _key(name: str) -> str:
    return " ".join(folded(name).replace("-", " ").split())
