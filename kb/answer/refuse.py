"""When not to answer, and what to say is missing; thresholds: ``docs/answers.md``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.address import AddressKind, Unresolved
from kb.answer.coverage import Ask
from kb.answer.wants import Want
from kb.library.stems import folded
from kb.model import Kind

_ADDRESSED = (AddressKind.SECTION, AddressKind.ARTICLE, AddressKind.STATUTES, AddressKind.PART)
_FINDINGS = re.compile(
    r"(?i)\b(conclude[ds]?|conclusions?|find|found|findings?|determined?|recommend(ed)?|say|said"
    r"|show(ed|n)?|reveal(ed)?|concluy[oóe]\w*|conclusi[oó]n\w*|determin[oó]|encontr[oó]"
    r"|revel[oó])\b"
)
_PRODUCT = re.compile(
    r"(?i)\b(report|strategy|study|assessment|briefing|review|certification|plan"
    r"|informe|estrategia|estudio|evaluaci[oó]n)\b"
)
_HEAD = re.compile(r"(?i)[¿\s]*(?:what|which|qu[eé]|cu[aá]les)\s+([\w’'-]+(?:\s[\w’'-]+)?)\b")
_ORDERS = re.compile(
    r"(?i)\bshall (submit|conduct|include|provide|carry out|develop|prepare|brief|assess|certify"
    r"|be submitted)|required (by|under) (subsection|section|paragraph)|not later than"
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """``similarity`` and ``coverage`` are what the best passage needs of one or the other;
    ``least`` what it needs of both together. Below a coverage of ``spoken`` only a similarity of
    ``surely`` will do; the same holds when the thing asked for ("what *penalties*") is nowhere
    mentioned. ``want`` is the coverage of a sentence whose figure may be the answer. Calibrated on
    the development questions."""

    similarity: float = 0.5
    coverage: float = 0.55
    least: float = 0.36
    spoken: float = 0.3
    surely: float = 0.62
    want: float = 0.45


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the best passages offer a question, all between 0 and 1. ``missing`` are the asks that
    none of them speaks of."""

    similarity: float
    coverage: float
    missing: tuple[Ask, ...]


def unresolved(addresses: Sequence[Unresolved], mentions: Callable[[str], int]) -> str | None:
    """The reason to refuse a question about a section that is not on record, unless some text on
    record speaks of it; ``mentions`` counts the passages that hold a phrase."""
    for found in addresses:
        number = found.address.section
        if found.address.kind in _ADDRESSED and not (
            number and any(mentions(f"{word} {number}") for word in ("section", "sección", "sec"))
        ):
            return found.reason
    return None


def absent(asks: Sequence[Ask], missing: Sequence[Ask], where: str) -> str | None:
    """The reason to refuse when names that are asked for stand in none of the best passages."""
    named = [a.name for a in missing if a.essential]
    if not named:
        return None
    told = " or ".join(f"“{n}”" for n in named[:3])
    subject = _subject(asks, missing).strip()
    return f"no passage {where}{subject + ' ' if subject else ''}mentions {told}"


def too_far(evidence: Evidence, limits: Thresholds, where: str) -> str | None:
    """The reason to refuse when nothing found is near enough to the question."""
    enough = evidence.similarity >= limits.similarity or evidence.coverage >= limits.coverage
    both = (evidence.similarity + evidence.coverage) / 2 >= limits.least
    spoken = evidence.coverage >= limits.spoken or evidence.similarity >= limits.surely
    if enough and both and spoken:
        return None
    named = [a.name for a in sorted(evidence.missing, key=lambda a: -a.weight)][:3]
    if named:
        told = " or ".join(f"“{n}”" for n in named)
        return f"no passage {where}answers it: none that is near mentions {told}"
    return f"no passage {where}is near enough to the question"


def head_missing(question: str, evidence: Evidence, limits: Thresholds, where: str) -> str | None:
    """The reason to refuse when the thing asked for is nowhere mentioned and nothing is near."""
    match = _HEAD.match(question.strip())
    if not match or evidence.similarity >= limits.surely:
        return None
    head = next((a for a in evidence.missing if folded(a.name) in folded(match[1]).split()), None)
    return f"no passage {where}that is near mentions “{head.name}”" if head else None


def not_given(asks: Sequence[Ask], want: Want) -> str:
    """The reason to refuse when passages are on the subject and none gives what is wanted."""
    subject = _subject(asks, ()) or " on the subject"
    return f"there are passages{subject}, none gives {want.value}"


def only_ordered(question: str, kinds: Sequence[Kind], texts: Sequence[str]) -> bool:
    """True when a question asks what a report found, and all that is on record is the law that
    orders the report."""
    if not (_FINDINGS.search(question) and _PRODUCT.search(question)):
        return False
    legal = [kind in (Kind.STATUTE, Kind.BILL) for kind in kinds]
    return bool(legal) and all(legal) and any(_ORDERS.search(t) for t in texts)


def _subject(asks: Sequence[Ask], missing: Sequence[Ask]) -> str:
    """``on X and Y``: the two heaviest asks that are spoken of."""
    spoken = sorted((a for a in asks if a not in missing), key=lambda a: -a.weight)
    names = [f"“{a.name}”" for a in spoken[:2]]
    return f" on {' and '.join(names)}" if names else ""
