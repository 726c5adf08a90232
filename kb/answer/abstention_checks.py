"""Reasons to refuse a question, each naming what is missing.

Every check returns the reason as a sentence, or ``None`` where it finds none. The thresholds are
``kb.settings.AnswerSettings``; ``docs/answers.md`` explains them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass

from kb.answer.abstention_patterns import abstention_patterns
from kb.answer.coverage import WeightedTerm
from kb.answer.model import AnswerType
from kb.models import Kind
from kb.settings import AnswerSettings
from kb.statutes import Address, AddressKind, Unresolved
from kb.text.stems import folded

_SECTIONS = (AddressKind.SECTION, AddressKind.ARTICLE, AddressKind.STATUTES, AddressKind.PART)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How near the best passages are to a question; numbers from 0 to 1. ``missing`` are the terms
    that none of them mentions, ``lacks`` how many names and years the best passage lacks."""

    similarity: float
    coverage: float
    missing: tuple[WeightedTerm, ...]
    lacks: int = 0


def unresolved_section(
    addresses: Sequence[Unresolved], mentioning: Callable[[Address], Set[str]]
) -> tuple[str | None, Set[str]]:
    """The reason to refuse a question about a section or a report that is not in the library. Where
    passages mention that very section there is none, and the answer keeps to them: their ids.
    ``mentioning`` gives the ids of the passages that mention an address."""
    ids: set[str] = set()
    for unresolved in addresses:
        kind = unresolved.address.kind
        if kind not in _SECTIONS and kind is not AddressKind.REPORT:
            continue
        passages = mentioning(unresolved.address)
        if not passages:
            return unresolved.reason, frozenset()
        if kind in _SECTIONS:
            ids.update(passages)
    return None, ids


def opinion(question: str, language: str) -> str | None:
    """The reason, in the language of the question, where it asks for an opinion."""
    if not abstention_patterns().opinion.search(question):
        return None
    if language == "es":
        return "se pide una opinión, y Evidencia solo cita lo que dicen los documentos"
    return "this asks for an opinion, and Evidencia only quotes what documents say"


def missing_name(
    terms: Sequence[WeightedTerm], missing: Sequence[WeightedTerm], where: str
) -> str | None:
    """The reason where a name in the question is in none of the best passages."""
    names = [t.name for t in missing if t.essential]
    if not names:
        return None
    subject = subject_of(terms, missing).strip()
    return f"no passage {where}{subject + ' ' if subject else ''}mentions {_any_of(names)}"


def missing_year(years: Set[int], of_passages: Iterable[Set[int]], subject: str) -> str | None:
    """The reason where no near passage is of a year that the question names."""
    absent = sorted(years - set().union(*of_passages))
    return f"no passage{subject} is about {' or '.join(map(str, absent))}" if absent else None


def not_known(sentence: str, title: str) -> str:
    """The reason where the documents say that the answer is not known."""
    return f"a document says that it is not known: “{sentence}” ({title})"


def says_not_known(text: str) -> bool:
    """True for a sentence that says something is not known, measured or in the catalogue."""
    return bool(abstention_patterns().unknown.search(text))


def too_far(evidence: Evidence, limits: AnswerSettings, where: str) -> str | None:
    """The reason where nothing is near enough to the question."""
    similarity, coverage = evidence.similarity, evidence.coverage
    if (
        (similarity >= limits.similarity or coverage >= limits.coverage)
        and (similarity + coverage) / 2 >= limits.mean
        and (coverage >= limits.low_coverage or similarity >= limits.similarity_alone)
    ):
        return None
    names = [t.name for t in sorted(evidence.missing, key=lambda t: -t.weight)]
    if names:
        return f"no passage {where}answers it: the nearest do not mention {_any_of(names)}"
    return f"no passage {where}is close enough to the question"


def missing_head(
    question: str, evidence: Evidence, limits: AnswerSettings, where: str
) -> str | None:
    """The reason where the noun after the question word ("what *penalties*") is not mentioned."""
    match = abstention_patterns().head.match(question.strip())
    if not match or evidence.similarity >= limits.similarity_alone:
        return None
    words = match[1].split()
    noun = folded(words[1] if len(words) > 1 and words[0][0].isupper() else words[0])
    head = next((t for t in evidence.missing if folded(t.name) == noun), None)
    return f"no passage {where}near the question mentions “{head.name}”" if head else None


def scattered_names(
    terms: Sequence[WeightedTerm],
    years: Set[int],
    evidence: Evidence,
    limits: AnswerSettings,
    where: str,
) -> str | None:
    """The reason where the best passage lacks some of the names and years in the question."""
    if not evidence.lacks or evidence.similarity >= limits.similarity_scattered:
        return None
    names = [f"“{t.name}”" for t in terms if t.essential] + [str(y) for y in sorted(years)]
    together = " together" if len(names) > 1 else ""
    return f"no passage {where}near the question mentions {' and '.join(names[:4])}{together}"


def missing_word(
    answer_type: AnswerType, evidence: Evidence, limits: AnswerSettings, where: str
) -> str | None:
    """The reason where a figure is asked for and a word of the question is not mentioned."""
    near = evidence.similarity >= limits.similarity_missing_word
    if answer_type is AnswerType.TEXT or not evidence.missing or near:
        return None
    heaviest = max(evidence.missing, key=lambda t: t.weight)
    return f"no passage {where}near the question mentions “{heaviest.name}”"


def not_in_section(
    terms: Sequence[WeightedTerm], evidence: Evidence, limits: AnswerSettings, place: str
) -> str | None:
    """The reason where the section that the question names mentions hardly a word of it."""
    total = sum(t.weight for t in terms)
    missing = sum(t.weight for t in evidence.missing)
    near = evidence.similarity >= limits.similarity_at_address
    if not terms or missing < limits.missing_at_address * total or near:
        return None
    return f"{place} does not mention {_any_of([t.name for t in evidence.missing])}"


def none_gives(terms: Sequence[WeightedTerm], answer_type: AnswerType) -> str:
    """The reason where no passage on the subject gives the type of answer asked for."""
    subject = subject_of(terms) or " on the subject"
    return f"there are passages{subject}, but none gives {answer_type.in_words}"


def only_ordered(
    question: str, kinds: Sequence[Kind], texts: Sequence[str], *, addressed: bool = False
) -> bool:
    """True where a question asks what a report found and the library holds only the law that
    orders the report: ``texts`` say so, or the question names the section (``addressed``)."""
    patterns = abstention_patterns()
    about_findings = patterns.finding.search(question) and patterns.report.search(question)
    if not about_findings or patterns.obligation.search(question):
        return False
    laws = [kind in (Kind.STATUTE, Kind.BILL) for kind in kinds]
    orders = addressed or any(patterns.order.search(text) for text in texts)
    return bool(laws) and all(laws) and orders


def subject_of(terms: Sequence[WeightedTerm], missing: Sequence[WeightedTerm] = ()) -> str:
    """``on X and Y``: the two heaviest terms that are mentioned."""
    mentioned = sorted((t for t in terms if t not in missing), key=lambda t: -t.weight)
    names = [f"“{t.name}”" for t in mentioned[:2]]
    return f" on {' and '.join(names)}" if names else ""


def _any_of(names: Sequence[str]) -> str:
    return " or ".join(f"“{name}”" for name in names[:3])
