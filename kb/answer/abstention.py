"""When not to answer, and what to say is missing; thresholds: ``docs/answers.md``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from kb.answer.coverage import Ask
from kb.answer.model import AnswerType
from kb.models import Kind
from kb.resources import LexiconModel, any_of, load_lexicon
from kb.settings import AnswerSettings
from kb.statutes import Address, AddressKind, Unresolved
from kb.text.stems import folded

_ADDRESSED = (AddressKind.SECTION, AddressKind.ARTICLE, AddressKind.STATUTES, AddressKind.PART)


class AbstentionPatterns(LexiconModel):
    """``corpus/lexicons/abstention.yaml``, and its lists as compiled patterns."""

    findings: tuple[str, ...]
    reports: tuple[str, ...]
    obligations: tuple[str, ...]
    orders: tuple[str, ...]
    question_words: tuple[str, ...]
    not_known: tuple[str, ...]

    @cached_property
    def about_findings(self) -> re.Pattern[str]:
        """A word for what a report found."""
        return _whole_words(self.findings)

    @cached_property
    def about_reports(self) -> re.Pattern[str]:
        """A word for a report."""
        return _whole_words(self.reports)

    @cached_property
    def about_obligations(self) -> re.Pattern[str]:
        """A word for what must be done."""
        return _whole_words(self.obligations)

    @cached_property
    def order(self) -> re.Pattern[str]:
        """Words by which a law orders a report."""
        return any_of(self.orders, re.I)

    @cached_property
    def unknown(self) -> re.Pattern[str]:
        """Words by which a text says that something is not known."""
        return any_of(self.not_known, re.I)

    @cached_property
    def head(self) -> re.Pattern[str]:
        """A question word and the one or two words after it, which are the first group."""
        words = "|".join(self.question_words)
        return re.compile(rf"[¿\s]*(?:{words})\s+([\w’'-]+(?:\s[\w’'-]+)?)\b", re.I)


def _whole_words(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.I)


def _patterns() -> AbstentionPatterns:
    return load_lexicon("abstention", AbstentionPatterns)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the best passages offer a question, all between 0 and 1. ``missing`` are the asks that
    none of them speaks of, ``lacks`` how many names and years the best passage does not mention."""

    similarity: float
    coverage: float
    missing: tuple[Ask, ...]
    lacks: int = 0


def unresolved(
    addresses: Sequence[Unresolved], about: Callable[[Address], Set[str]]
) -> tuple[str | None, Set[str]]:
    """The reason to refuse a question about a section that is not on record, unless some passages
    speak of that very section: then their ids, to which the answer is to keep. ``about`` gives
    the passages that speak of an address."""
    speaking: set[str] = set()
    for found in addresses:
        if found.address.kind not in _ADDRESSED:
            continue
        passages = about(found.address)
        if not passages:
            return found.reason, frozenset()
        speaking.update(passages)
    return None, speaking


def absent(asks: Sequence[Ask], missing: Sequence[Ask], where: str) -> str | None:
    """The reason to refuse when names that are asked for stand in none of the best passages."""
    named = [a.name for a in missing if a.essential]
    if not named:
        return None
    told = " or ".join(f"“{n}”" for n in named[:3])
    subject = subject_of(asks, missing).strip()
    return f"no passage {where}{subject + ' ' if subject else ''}mentions {told}"


def other_year(years: Set[int], of_passages: Iterable[Set[int]], subject: str) -> str | None:
    """The reason to refuse when no near passage is of a year that is asked for."""
    spoken = set().union(*of_passages)
    told = " or ".join(str(y) for y in sorted(years - spoken))
    return f"no passage{subject} speaks of {told}" if told else None


def not_known(best: str, place: str) -> str:
    """The reason to refuse when what the record says about it is that it is not known."""
    return f"the record says that it is not known: “{best}” ({place})"


def says_not_known(text: str) -> bool:
    """True for a sentence that says something is not known, measured or on record."""
    return bool(_patterns().unknown.search(text))


def too_far(evidence: Evidence, limits: AnswerSettings, where: str) -> str | None:
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


def head_missing(
    question: str, evidence: Evidence, limits: AnswerSettings, where: str
) -> str | None:
    """The reason to refuse when the thing asked for is nowhere mentioned and nothing is near."""
    match = _patterns().head.match(question.strip())
    if not match or evidence.similarity >= limits.surely:
        return None
    words = match[1].split()
    thing = folded(words[1] if len(words) > 1 and words[0][0].isupper() else words[0])
    head = next((a for a in evidence.missing if folded(a.name) == thing), None)
    return f"no passage {where}that is near mentions “{head.name}”" if head else None


def scattered(
    asks: Sequence[Ask], years: Set[int], evidence: Evidence, limits: AnswerSettings, where: str
) -> str | None:
    """The reason to refuse when the best passage is not of all the names and years asked about."""
    if not evidence.lacks or evidence.similarity >= limits.scattered:
        return None
    named = [f"“{a.name}”" for a in asks if a.essential] + [str(y) for y in sorted(years)]
    together = " in one" if len(named) > 1 else ""
    return f"no passage {where}that is near mentions {' and '.join(named[:4])}{together}"


def crux_missing(
    want: AnswerType, evidence: Evidence, limits: AnswerSettings, where: str
) -> str | None:
    """The reason to refuse when a figure is wanted of a thing or deed that is not mentioned."""
    if want is AnswerType.TEXT or not evidence.missing or evidence.similarity >= limits.crux:
        return None
    heaviest = max(evidence.missing, key=lambda a: a.weight)
    return f"no passage {where}that is near mentions “{heaviest.name}”"


def not_in_section(
    asks: Sequence[Ask], evidence: Evidence, limits: AnswerSettings, place: str
) -> str | None:
    """The reason to refuse when the section that is named says hardly a word of what is asked."""
    total = sum(a.weight for a in asks)
    missing = sum(a.weight for a in evidence.missing)
    if not asks or missing < limits.whole * total or evidence.similarity >= limits.at_address:
        return None
    told = " or ".join(f"“{a.name}”" for a in evidence.missing[:3])
    return f"{place} does not mention {told}"


def not_given(asks: Sequence[Ask], want: AnswerType) -> str:
    """The reason to refuse when passages are on the subject and none gives what is wanted."""
    subject = subject_of(asks) or " on the subject"
    return f"there are passages{subject}, none gives {want.in_words}"


def only_ordered(
    question: str, kinds: Sequence[Kind], texts: Sequence[str], *, addressed: bool = False
) -> bool:
    """True when a question asks what a report found, and all that is on record is the law that
    orders the report: ``texts`` say so, or the law is ``addressed`` by its section."""
    patterns = _patterns()
    findings = patterns.about_findings.search(question) and patterns.about_reports.search(question)
    if not findings or patterns.about_obligations.search(question):
        return False
    legal = [kind in (Kind.STATUTE, Kind.BILL) for kind in kinds]
    return (
        bool(legal) and all(legal) and (addressed or any(patterns.order.search(t) for t in texts))
    )


def subject_of(asks: Sequence[Ask], missing: Sequence[Ask] = ()) -> str:
    """``on X and Y``: the two heaviest asks that are spoken of."""
    spoken = sorted((a for a in asks if a not in missing), key=lambda a: -a.weight)
    names = [f"“{a.name}”" for a in spoken[:2]]
    return f" on {' and '.join(names)}" if names else ""
