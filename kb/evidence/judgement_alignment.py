"""Matches stored judgements with the recommendations and passages they are about now.

Documents are ingested again, change, are removed, and come back under other ids. A judgement moves
with its quote; one whose quote or recommendation is gone is listed with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.evidence.judgement import Judgement, same_place
from kb.evidence.reanchor import AnchoredJudgement, OrphanedJudgement, Reanchorer
from kb.evidence.shipped_judgements import RecommendationMatcher, document_of, key_of_words

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class AlignedJudgements:
    """Judgements by the id of their recommendation, at their present places, and those that have
    no place."""

    by_recommendation: Mapping[str, Sequence[Judgement]]
    orphaned: tuple[OrphanedJudgement, ...]


def align_judgements(
    kept: Iterable[Judgement],
    matcher: RecommendationMatcher,
    reanchorer: Reanchorer,
    why_unplaced: Callable[[str], str | None],
) -> AlignedJudgements:
    """The judgements at their places. ``why_unplaced`` takes the id of a recommending document
    and gives the reason why a judgement finds none of its recommendations, or ``None`` where that
    document is not among those shown."""
    aligned: dict[str, list[Judgement]] = {}
    orphaned: list[OrphanedJudgement] = []
    for judgement in kept:
        rec_id = matcher.find(judgement)
        if rec_id is None:
            reason = why_unplaced(document_of(judgement.rec_id))
            if reason is not None:
                orphaned.append(OrphanedJudgement(judgement, reason))
            continue
        found = reanchorer.anchor(judgement)
        if isinstance(found, OrphanedJudgement):
            orphaned.append(found)
        else:
            aligned.setdefault(rec_id, []).append(replace(found.judgement, rec_id=rec_id))
    return AlignedJudgements(aligned, tuple(orphaned))


def replaced_keys(
    new: Sequence[Judgement], kept: Iterable[Judgement], reanchorer: Reanchorer
) -> set[Key]:
    """The keys of those ``kept`` that ``new`` ones replace: judgements by the same judge of the
    same words for the same recommendation, whatever ids these had then."""
    new_keys = {j.key for j in new}
    by_judge: dict[tuple[str, str], list[Judgement]] = {}
    for j in new:
        by_judge.setdefault((j.judge, key_of_words(j.rec_id)), []).append(j)
    replaced: set[Key] = set()
    for old in kept:
        mine = by_judge.get((old.judge, key_of_words(old.rec_id)), ())
        if old.key not in new_keys and any(_same_words(j, old, reanchorer) for j in mine):
            replaced.add(old.key)
    return replaced


def shown_under(
    key: Key, kept: Iterable[Judgement], others: Iterable[Judgement], reanchorer: Reanchorer
) -> list[Judgement]:
    """Of ``kept``, the judgements of a judge that the map shows under a link: those of that very
    key, and those of words that a judgement in ``kept`` or ``others`` has under the link's id."""
    rec_id, link_id, judge = key
    kept = list(kept)
    rec = key_of_words(rec_id)
    about = [j for j in (*kept, *others) if key_of_words(j.rec_id) == rec]
    now = {id(j): _now(j, reanchorer) for j in about}
    of_link = [at for j in about if (at := now[id(j)]) and link_id in (at.link_id, j.link_id)]
    found = []
    for j in kept:
        at = now.get(id(j))
        same = at is not None and any(same_place(at.doc_id, at.span, n) for n in of_link)
        if j.judge == judge and (j.key == key or same):
            found.append(j)
    return found


def _same_words(one: Judgement, other: Judgement, reanchorer: Reanchorer) -> bool:
    a, b = _now(one, reanchorer), _now(other, reanchorer)
    return a is not None and b is not None and same_place(a.doc_id, a.span, b)


def _now(judgement: Judgement, reanchorer: Reanchorer) -> Judgement | None:
    found = reanchorer.anchor(judgement)
    return found.judgement if isinstance(found, AnchoredJudgement) else None
