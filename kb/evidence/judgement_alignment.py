"""Puts judgements on the recommendations and the words they are about, as these stand now.

Documents are read and cut anew, change, go, and come back under other ids. A judgement that finds
its place goes with it; one that does not is listed with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.evidence.judgement import Judgement, same_place
from kb.evidence.reanchor import AnchoredJudgement, OrphanedJudgement, Reanchorer
from kb.evidence.shipped_judgements import Places, document_of, key_of

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class AlignedJudgements:
    """Judgements by the id of their recommendation, where they stand now, and those orphaned."""

    said: Mapping[str, Sequence[Judgement]]
    orphaned: tuple[OrphanedJudgement, ...]


def align_judgements(
    kept: Iterable[Judgement],
    places: Places,
    anchors: Reanchorer,
    why_unplaced: Callable[[str], str | None],
) -> AlignedJudgements:
    """The judgements at their places. ``why_unplaced`` takes the id of a recommending document
    and says why a judgement of its recommendations has none to stand by, or ``None`` where that
    document is not of those shown."""
    said: dict[str, list[Judgement]] = {}
    orphaned: list[OrphanedJudgement] = []
    for judgement in kept:
        rec_id = places.of(judgement)
        if rec_id is None:
            reason = why_unplaced(document_of(judgement.rec_id))
            if reason is not None:
                orphaned.append(OrphanedJudgement(judgement, reason))
            continue
        found = anchors.anchor(judgement)
        if isinstance(found, OrphanedJudgement):
            orphaned.append(found)
        else:
            said.setdefault(rec_id, []).append(replace(found.judgement, rec_id=rec_id))
    return AlignedJudgements(said, tuple(orphaned))


def earlier(said: Sequence[Judgement], kept: Iterable[Judgement], anchors: Reanchorer) -> set[Key]:
    """The keys of those ``kept`` that ``said`` takes the place of: the same judge's word on the
    same words for the same recommendation, by whatever ids these went when it was given."""
    new = {j.key for j in said}
    by_judge: dict[tuple[str, str], list[Judgement]] = {}
    for j in said:
        by_judge.setdefault((j.judge, key_of(j.rec_id)), []).append(j)
    gone: set[Key] = set()
    for old in kept:
        mine = by_judge.get((old.judge, key_of(old.rec_id)), ())
        if old.key not in new and any(_same_words(j, old, anchors) for j in mine):
            gone.add(old.key)
    return gone


def judged_as(
    key: Key, kept: Iterable[Judgement], others: Iterable[Judgement], anchors: Reanchorer
) -> list[Judgement]:
    """Of ``kept``, the judgements of a judge that the map shows under a link: those of that very
    key, and those of the words that ``kept`` or ``others`` judged under the link's id."""
    rec_id, link_id, judge = key
    kept = list(kept)
    rec = key_of(rec_id)
    about = [j for j in (*kept, *others) if key_of(j.rec_id) == rec]
    now = {id(j): _now(j, anchors) for j in about}
    named = [at for j in about if (at := now[id(j)]) and link_id in (at.link_id, j.link_id)]
    found = []
    for j in kept:
        at = now.get(id(j))
        there = at is not None and any(same_place(at.doc_id, at.span, n) for n in named)
        if j.judge == judge and (j.key == key or there):
            found.append(j)
    return found


def _same_words(one: Judgement, other: Judgement, anchors: Reanchorer) -> bool:
    a, b = _now(one, anchors), _now(other, anchors)
    return a is not None and b is not None and same_place(a.doc_id, a.span, b)


def _now(judgement: Judgement, anchors: Reanchorer) -> Judgement | None:
    found = anchors.anchor(judgement)
    return found.judgement if isinstance(found, AnchoredJudgement) else None
