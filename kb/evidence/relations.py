"""Suggests how a passage bears on a recommendation. A suggestion, never a finding.

A passage that reports a deficiency supports a demand to mend it and challenges a demand for more
of the same; so the cues of the passage are read against what the demand wants: to mend, to do
more, to restrict or to stop.
"""

from __future__ import annotations

import re
from enum import Enum

from kb.corpus.load import catalogue
from kb.evidence.model import Relation
from kb.evidence.relation_cues import Signs, signs_in
from kb.models import Kind, Metadata
from kb.recommend.model import Recommendation, Stance
from kb.text.stems import folded

LAWS = frozenset({Kind.STATUTE, Kind.BILL, Kind.ORDER})
_MEND = re.compile(
    r"\b(improv\w*|overs(?:ee\w*|ight)|assess\w*|evaluat\w*|audit\w*|supervis\w*|monitor\w*"
    r"|measur\w*|investigat\w*|prosecut\w*|reform\w*|transparen\w*|accountab\w*|account for"
    r"|review\w*|recommend\w*|carry out|complete"
    r"|mejor\w*|evalua\w*|supervis\w*|investig\w*|rendicion)\b"
)
_CURB = re.compile(
    r"\b(restrict\w*|limit\w*|prohibit\w*|ban|regulat\w*|inspect\w*|trac(?:e|ing)|disrupt\w*"
    r"|prevent\w*|curb\w*|reduc\w*|stop\w*|combat\w*|target\w*|counter\w*|crack\w*"
    r"|restring\w*|prohib\w*|reduc\w*|combat\w*|fren\w*)\b"
)


class ChangeSought(Enum):
    """What a demand wants of the thing it speaks of."""

    MEND = "mend"
    CURB = "curb"
    MORE = "more"
    STOP = "stop"


def change_sought(recommendation: Recommendation) -> ChangeSought:
    """What the recommendation wants, by its stance and the verbs of its action."""
    if recommendation.stance is Stance.OPPOSES:
        return ChangeSought.STOP
    action = folded(recommendation.action)
    if _MEND.search(action):
        return ChangeSought.MEND
    return ChangeSought.CURB if _CURB.search(action) else ChangeSought.MORE


def relate(
    recommendation: Recommendation,
    text: str,
    metadata: Metadata,
    sources: tuple[str, ...] = (),
    peak: str = "",
) -> tuple[Relation, tuple[str, ...]]:
    """The relation suggested for a passage, and the words it rests on. ``sources`` are the works
    a digest's words rest on; where all are laws, they speak of what the law grants or orders.
    ``peak`` is the sentence of the passage that bears most: its cues come before the others'."""
    found: tuple[Relation, tuple[str, ...]] = (Relation.BACKGROUND, ())
    for part in (peak, text):
        if part:
            found = _related(recommendation, part, metadata, sources)
            if found[0] is not Relation.BACKGROUND:
                break
    return found


def _related(
    recommendation: Recommendation, text: str, metadata: Metadata, sources: tuple[str, ...]
) -> tuple[Relation, tuple[str, ...]]:
    signs = signs_in(text)
    want = change_sought(recommendation)
    if metadata.kind in LAWS:
        return _of_law(want, signs, metadata.kind is Kind.BILL)
    lawful = metadata.kind is Kind.DIGEST and bool(sources) and all(map(_is_law, sources))
    relation, reason = _of_report(want, signs, lawful)
    return relation, (reason,)


def _is_law(work: str) -> bool:
    """True for a work of the catalogue that is law in force: a statute or an executive order,
    not a bill, nor an order by which an agency uses a law."""
    entry = catalogue().get(work)
    if entry is None:
        return False
    return Kind(entry.kind) is Kind.STATUTE or entry.form == "executive order"


def _of_law(want: ChangeSought, signs: Signs, bill: bool) -> tuple[Relation, tuple[str, ...]]:
    if signs.limit:
        relation = Relation.SUPPORTS if want is ChangeSought.STOP else Relation.QUALIFIES
        return relation, (f"the law sets a limit: “{signs.limit}”",)
    if signs.grant and bill:
        return Relation.SUPPORTS, (f"a bill, no law yet, would grant or order: “{signs.grant}”",)
    if signs.grant:
        return Relation.AUTHORISES, (f"the law grants or orders: “{signs.grant}”",)
    return Relation.BACKGROUND, ("law without a grant or an order",)


def _of_report(want: ChangeSought, signs: Signs, lawful: bool) -> tuple[Relation, str]:
    if signs.unknown:
        return Relation.QUALIFIES, f"says what is not known or shown: “{signs.unknown}”"
    if want is ChangeSought.STOP:
        return _against_what_is_opposed(signs)
    if signs.limit:
        return Relation.QUALIFIES, f"a limit or a condition: “{signs.limit}”"
    if lawful:
        if signs.grant or signs.gives:
            shown = signs.grant or signs.gives
            return Relation.AUTHORISES, f"reports what a law grants or orders: “{shown}”"
        return Relation.BACKGROUND, "speaks of a law, without a grant or an order"
    if signs.opposition and not signs.success:
        return Relation.CHALLENGES, f"speaks of opposition: “{signs.opposition}”"
    if want in (ChangeSought.CURB, ChangeSought.MORE) and signs.no_effect:
        return Relation.CHALLENGES, f"a finding of no effect: “{signs.no_effect}”"
    if want in (ChangeSought.MEND, ChangeSought.CURB) and (signs.failure or signs.harm):
        shown = signs.failure or signs.harm
        return Relation.SUPPORTS, f"reports what the demand is to mend: “{shown}”"
    if signs.unmeasured:
        return Relation.QUALIFIES, f"results were not measured: “{signs.unmeasured}”"
    if signs.harm or (signs.failure and signs.finding):
        return Relation.CHALLENGES, f"a finding of failure: “{signs.harm or signs.failure}”"
    if signs.hedge:
        return Relation.QUALIFIES, f"a reservation: “{signs.hedge}”"
    if signs.demand:
        return Relation.SUPPORTS, f"asks for the like: “{signs.demand}”"
    if signs.success:
        return Relation.SUPPORTS, f"reports success: “{signs.success}”"
    if signs.undertaken:
        return Relation.SUPPORTS, f"reports the like done or promised: “{signs.undertaken}”"
    return Relation.BACKGROUND, "no cue of a finding"


def _against_what_is_opposed(signs: Signs) -> tuple[Relation, str]:
    against = signs.harm or signs.opposition or signs.affront or signs.limit or signs.failure
    if against:
        return Relation.SUPPORTS, f"speaks against what is opposed: “{against}”"
    if signs.hedge:
        return Relation.QUALIFIES, f"a reservation: “{signs.hedge}”"
    if signs.success or signs.undertaken:
        shown = signs.success or signs.undertaken
        return Relation.CHALLENGES, f"reports what is opposed done or praised: “{shown}”"
    return Relation.BACKGROUND, "no cue of a finding"
