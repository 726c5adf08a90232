"""Suggests the relation of a passage to a recommendation. It is a suggestion, not a finding.

A passage that reports a deficiency supports a recommendation to mend it and challenges one to do
more of the same. So the cues of the passage are read against the change that the recommendation
seeks: to mend, to do more, to restrict or to stop.
"""

from __future__ import annotations

from enum import Enum

from kb.corpus.load import catalogue
from kb.evidence.model import Relation
from kb.evidence.relation_cues import Cues, cues_in, seeks_to_curb, seeks_to_mend
from kb.models import Kind, Metadata
from kb.recommend.model import Recommendation, Stance
from kb.text.stems import folded

LAWS = frozenset({Kind.STATUTE, Kind.BILL, Kind.ORDER})


class ChangeSought(Enum):
    """The change that a recommendation seeks in what it is about."""

    MEND = "mend"
    CURB = "curb"
    MORE = "more"
    STOP = "stop"


def change_sought(recommendation: Recommendation) -> ChangeSought:
    """The change sought, by the recommendation's stance and the verbs of its action."""
    if recommendation.stance is Stance.OPPOSES:
        return ChangeSought.STOP
    action = folded(recommendation.action)
    if seeks_to_mend(action):
        return ChangeSought.MEND
    return ChangeSought.CURB if seeks_to_curb(action) else ChangeSought.MORE


def relate(
    recommendation: Recommendation,
    text: str,
    metadata: Metadata,
    sources: tuple[str, ...] = (),
    best_sentence: str = "",
) -> tuple[Relation, tuple[str, ...]]:
    """The relation suggested for a passage, and the reasons for it. ``sources`` are the works that
    a digest's words rest on; where all are laws, the words report what a law grants or orders. The
    cues of ``best_sentence``, the most relevant one, come before those of the whole ``text``."""
    found: tuple[Relation, tuple[str, ...]] = (Relation.BACKGROUND, ())
    for part in (best_sentence, text):
        if part:
            found = _related(recommendation, part, metadata, sources)
            if found[0] is not Relation.BACKGROUND:
                break
    return found


def _related(
    recommendation: Recommendation, text: str, metadata: Metadata, sources: tuple[str, ...]
) -> tuple[Relation, tuple[str, ...]]:
    cues = cues_in(text)
    sought = change_sought(recommendation)
    if metadata.kind in LAWS:
        return _of_law(sought, cues, metadata.kind is Kind.BILL)
    reports_law = metadata.kind is Kind.DIGEST and bool(sources) and all(map(_is_law, sources))
    relation, reason = _of_report(sought, cues, reports_law)
    return relation, (reason,)


def _is_law(work: str) -> bool:
    """True for a work of the catalogue that is law in force: a statute or an executive order,
    not a bill, nor an order by which an agency uses a law."""
    entry = catalogue().get(work)
    if entry is None:
        return False
    return Kind(entry.kind) is Kind.STATUTE or entry.form == "executive order"


def _of_law(sought: ChangeSought, cues: Cues, bill: bool) -> tuple[Relation, tuple[str, ...]]:
    if cues.limit:
        relation = Relation.SUPPORTS if sought is ChangeSought.STOP else Relation.QUALIFIES
        return relation, (f"the law sets a limit: “{cues.limit}”",)
    if cues.grant and bill:
        return Relation.SUPPORTS, (f"a bill, no law yet, would grant or order: “{cues.grant}”",)
    if cues.grant:
        return Relation.AUTHORISES, (f"the law grants or orders: “{cues.grant}”",)
    return Relation.BACKGROUND, ("law without a grant or an order",)


def _of_report(sought: ChangeSought, cues: Cues, reports_law: bool) -> tuple[Relation, str]:
    if cues.unknown:
        return Relation.QUALIFIES, f"says what is not known or shown: “{cues.unknown}”"
    if sought is ChangeSought.STOP:
        return _of_opposing(cues)
    if cues.limit:
        return Relation.QUALIFIES, f"a limit or a condition: “{cues.limit}”"
    if reports_law:
        if cues.grant or cues.gives:
            shown = cues.grant or cues.gives
            return Relation.AUTHORISES, f"reports what a law grants or orders: “{shown}”"
        return Relation.BACKGROUND, "speaks of a law, without a grant or an order"
    if cues.opposition and not cues.success:
        return Relation.CHALLENGES, f"speaks of opposition: “{cues.opposition}”"
    if sought in (ChangeSought.CURB, ChangeSought.MORE) and cues.no_effect:
        return Relation.CHALLENGES, f"a finding of no effect: “{cues.no_effect}”"
    if sought in (ChangeSought.MEND, ChangeSought.CURB) and (cues.failure or cues.harm):
        shown = cues.failure or cues.harm
        return Relation.SUPPORTS, f"reports what the recommendation is to mend: “{shown}”"
    if cues.unmeasured:
        return Relation.QUALIFIES, f"results were not measured: “{cues.unmeasured}”"
    if cues.harm or (cues.failure and cues.finding):
        return Relation.CHALLENGES, f"a finding of failure: “{cues.harm or cues.failure}”"
    if cues.hedge:
        return Relation.QUALIFIES, f"a reservation: “{cues.hedge}”"
    if cues.demand:
        return Relation.SUPPORTS, f"asks for the same: “{cues.demand}”"
    if cues.success:
        return Relation.SUPPORTS, f"reports success: “{cues.success}”"
    if cues.undertaken:
        return Relation.SUPPORTS, f"reports the same done or promised: “{cues.undertaken}”"
    return Relation.BACKGROUND, "no cue of a finding"


def _of_opposing(cues: Cues) -> tuple[Relation, str]:
    against = cues.harm or cues.opposition or cues.affront or cues.limit or cues.failure
    if against:
        return Relation.SUPPORTS, f"speaks against what is opposed: “{against}”"
    if cues.hedge:
        return Relation.QUALIFIES, f"a reservation: “{cues.hedge}”"
    if cues.success or cues.undertaken:
        shown = cues.success or cues.undertaken
        return Relation.CHALLENGES, f"reports what is opposed done or praised: “{shown}”"
    return Relation.BACKGROUND, "no cue of a finding"
