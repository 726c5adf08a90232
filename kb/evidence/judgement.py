"""Judgements of links by people, and how far the judges agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.evidence.model import LinkStatus, Relation
from kb.settings import settings
from kb.span import Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's judgement of one link.

    It holds the quote with the span and hash of the document it was read in, so that the quote can
    be found again after the document was ingested again. ``rec_quote`` is the statement of the
    recommendation, or ``""`` where it may not be kept. ``date`` is ISO 8601.
    """

    rec_id: str
    link_id: str
    judge: str
    doc_id: str
    sha256: str
    span: Span
    quote: str
    relation: Relation
    status: LinkStatus
    date: str
    note: str = ""
    rec_quote: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies a judgement: recommendation, link, judge."""
        return (self.rec_id, self.link_id, self.judge)


def same_place(doc_id: str, span: Span, judgement: Judgement) -> bool:
    """True where a span of a document and a judgement are about the same words: they share at
    least half of the shorter one."""
    if doc_id != judgement.doc_id:
        return False
    shared = min(span.end, judgement.span.end) - max(span.start, judgement.span.start)
    return shared >= settings().links.dedup.same_span * min(len(span), len(judgement.span))


def by_place(judged: Iterable[Judgement]) -> list[list[Judgement]]:
    """Judgements grouped by the words they are about, whoever gave them."""
    groups: list[list[Judgement]] = []
    for judgement in judged:
        for group in groups:
            if same_place(judgement.doc_id, judgement.span, group[0]):
                group.append(judgement)
                break
        else:
            groups.append([judgement])
    return groups


def latest_by_judge(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The last judgement of each judge, by date: a judge has one vote."""
    latest: dict[str, Judgement] = {}
    for judgement in judgements:
        before = latest.get(judgement.judge)
        if before is None or before.date <= judgement.date:
            latest[judgement.judge] = judgement
    return list(latest.values())


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of all judges of one link: ``suggested`` where as many confirm as reject it.
    ``disagree`` is set where they differ in status, or in the relation they confirm."""

    status: LinkStatus
    relation: Relation
    judges: tuple[str, ...]
    note: str
    disagree: bool = False


def verdict(judgements: Sequence[Judgement]) -> Verdict:
    """The majority of the judges of one link, each with one vote, the last. A tie leaves the link
    suggested and sets ``disagree``.

    Raises ``ValueError`` for no judgements.
    """
    if not judgements:
        raise ValueError("a verdict needs at least one judgement")
    ordered = sorted(latest_by_judge(judgements), key=lambda j: (j.date, j.judge))
    votes = Counter(j.status for j in ordered).most_common()
    tied = len(votes) > 1 and votes[0][1] == votes[1][1]
    status = LinkStatus.SUGGESTED if tied else votes[0][0]
    agreeing = [j for j in ordered if j.status is status] or ordered
    relations = Counter(j.relation for j in agreeing)
    last = {j.relation: n for n, j in enumerate(agreeing)}
    relation = max(relations, key=lambda r: (relations[r], last[r]))
    notes = "; ".join(dict.fromkeys(j.note for j in ordered if j.note))
    judges = tuple(dict.fromkeys(j.judge for j in ordered))
    return Verdict(status, relation, judges, notes, len(votes) > 1 or _differ(agreeing))


def _differ(agreeing: Sequence[Judgement]) -> bool:
    return len({j.relation for j in agreeing if j.status is LinkStatus.CONFIRMED}) > 1


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two judges agree on the links both judged. ``kappa`` is ``None`` where chance
    alone would make them agree always."""

    first: str
    second: str
    links: int
    observed: float
    kappa: float | None


def agreements(judgements: Iterable[Judgement]) -> tuple[Agreement, ...]:
    """Cohen's kappa of status and relation together, for each two judges with links in common
    (Cohen 1960, "A coefficient of agreement for nominal scales"). The label of a rejected link
    is its status alone. Two judgements are of one link when they are about the same words for
    the same recommendation, though the judges may have marked slightly different spans."""
    labels: dict[str, dict[int, str]] = {}
    for unit, group in enumerate(_by_link(judgements)):
        for j in latest_by_judge(group):
            relation = "" if j.status is LinkStatus.REJECTED else j.relation.value
            labels.setdefault(j.judge, {})[unit] = f"{j.status.value} {relation}"
    names = sorted(labels)
    pairs = ((a, b) for n, a in enumerate(names) for b in names[n + 1 :])
    found = (_agreement(a, b, labels[a], labels[b]) for a, b in pairs)
    return tuple(x for x in found if x is not None)


def _by_link(judgements: Iterable[Judgement]) -> Iterator[list[Judgement]]:
    of_rec: dict[str, list[Judgement]] = {}
    for j in judgements:
        of_rec.setdefault(j.rec_id, []).append(j)
    for group in of_rec.values():
        yield from by_place(group)


def _agreement(
    first: str, second: str, one: dict[int, str], other: dict[int, str]
) -> Agreement | None:
    common = sorted(one.keys() & other.keys())
    if not common:
        return None
    pairs = [(one[k], other[k]) for k in common]
    return Agreement(first, second, len(pairs), _observed(pairs), cohen_kappa(pairs))


def _observed(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(a == b for a, b in pairs) / len(pairs)


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of paired labels; ``None`` for no pairs, or where chance agreement is 1."""
    if not pairs:
        return None
    firsts, seconds = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(firsts[label] * seconds[label] for label in firsts) / len(pairs) ** 2
    return None if chance == 1 else (_observed(pairs) - chance) / (1 - chance)
