"""Who is to act: the bodies a recommendation names, under one name each, or those it implies."""

from __future__ import annotations

from functools import cache, lru_cache

from pydantic import model_validator

from kb.recommend.lexicon import Fragment, Pattern, load_patterns
from kb.recommend.model import Area
from kb.resources import LexiconModel
from kb.settings import settings

EXECUTIVE, CONGRESS, MEXICO = "US executive", "Congress", "Government of Mexico"
POLICYMAKERS = "US policymakers"
_IMPLIED_MENTIONED = 2  # of the bodies a text mentions besides, how many may be meant


class Body(LexiconModel):
    """A body under the name we give it. One that ``overlaps`` may be named by words that name
    another body too ("both governments")."""

    name: str
    pattern: Pattern
    overlaps: bool = False


class Actors(LexiconModel):
    """``actors.yaml``."""

    names: tuple[Body, ...]
    implied: dict[Area, tuple[str, ...]]
    office: Pattern
    legislative: Pattern
    aside: Pattern
    group: Pattern
    acronym: Pattern
    proper_name: Pattern
    loose_end: Pattern
    government: Fragment

    @model_validator(mode="after")
    def _named(self) -> Actors:
        names = {body.name for body in self.names}
        needed = {EXECUTIVE, CONGRESS, MEXICO, POLICYMAKERS}.union(*self.implied.values())
        if needed - names:
            raise ValueError(f"no body has the name {', '.join(sorted(needed - names))}")
        return self


@cache
def actors() -> Actors:
    """The bodies, read once a process. Raises ``CorpusError``."""
    return load_patterns("actors", Actors)


def named_in(text: str) -> tuple[str, ...]:
    """The bodies named in ``text``, in order of first mention."""
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for body in actors().names:
        match = body.pattern.search(text)
        if match and (body.overlaps or not any(a <= match.start() < b for a, b in taken)):
            found.append((match.start(), body.name))
            taken.append(match.span())
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


@lru_cache(maxsize=8)
def mentioned_in(text: str) -> frozenset[str]:
    """All bodies that ``text`` names anywhere."""
    return frozenset(body.name for body in actors().names if body.pattern.search(text))


def officer_in(text: str) -> str | None:
    """The office a duty falls on, for those without a common name: "Director of …"."""
    match = actors().office.search(text)
    return match.group() if match else None


def actors_of(
    subject: str,
    claim: str,
    area: Area,
    *,
    named: frozenset[str],
    heading: str = "",
    spanish: bool = False,
) -> tuple[str, ...]:
    """Who is to act: named in the subject, else in the heading, else implied by the area and among
    those the document has ``named``; nobody where it names none of them."""
    most = settings().recommend.most_actors
    if in_subject := named_in(actors().aside.sub(" ", subject)):
        return in_subject[:most]
    if addressed := named_in(heading):
        return addressed[:most]
    if other := _other(subject):
        return (other,)
    return tuple(a for a in _implied_by(claim, area, spanish=spanish) if a in named)


def _other(subject: str) -> str | None:
    """A body without a name of ours that is the whole subject: "gun dealers"."""
    known = actors()
    bare = known.loose_end.sub("", subject.strip()).strip(" ,")
    match = (
        known.acronym.fullmatch(bare) or known.proper_name.search(bare) or known.group.search(bare)
    )
    return next(filter(None, match.groups())) if match else None


def _implied_by(claim: str, area: Area, *, spanish: bool = False) -> tuple[str, ...]:
    """The bodies in whose hands such an action lies, those the claim itself mentions first."""
    if spanish:
        return named_in(claim)[:_IMPLIED_MENTIONED] or (MEXICO,)
    usual = actors().implied.get(area, (POLICYMAKERS,))
    mentioned = tuple(n for n in named_in(claim) if n != MEXICO or area is not Area.BORDER)
    lawmaking = (CONGRESS,) if actors().legislative.search(claim) else ()
    found = dict.fromkeys((*lawmaking, *usual, *mentioned[:_IMPLIED_MENTIONED]))
    return tuple(found)[: settings().recommend.most_actors]
