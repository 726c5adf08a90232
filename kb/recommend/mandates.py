"""What a statute orders an officer or body to do: addressee, product, due date, recurrence.

The words are in the part ``duties`` of ``mandates.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kb.models import Document, Role, Section
from kb.recommend.addressee import addressee
from kb.recommend.deliverable import product
from kb.recommend.due_dates import Deadline, deadline, shifted
from kb.recommend.enactment_date import enactment
from kb.recommend.instruments import instruments_of
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.model import (
    Explicitness,
    Recommendation,
    RecommendationKind,
    Stance,
    recommendation_id,
)
from kb.recommend.officer_titles import full_title
from kb.recommend.policy_areas import area_of
from kb.recommend.section_lookup import Sections
from kb.recommend.sense_of_congress import senses_of_congress
from kb.resources import LexiconModel
from kb.settings import settings
from kb.span import Span
from kb.text.sentences import sentences

_ENUM = re.compile(r"^(?:\((?:[a-z]{1,4}|[A-Z]{1,3}|\d{1,3})\)\s*)+")
_RUN_IN = re.compile(r"^[^.—]{1,160}\.\s?—\s?|^SEC\. \w+\. ")
_SHALL_ASIDE = re.compile(r"^shall(?:,[^,;—]{1,160},)? ")
_ENUMERATORS = (r"[a-z]{1,2}", r"[A-Z]{1,2}", r"\d{1,3}")
_INSTRUMENTS_IN, _AREA_IN = 600, 900  # characters of a long mandate that say what it is about
_CONFIDENCE = 0.95


class DutyPatterns(LexiconModel):
    """The part ``duties``."""

    shall: Pattern
    outside: Pattern
    nothing: Pattern
    proviso: Pattern
    no_duty: tuple[str, ...]


@cache
def _patterns() -> DutyPatterns:
    return load_patterns("mandates", DutyPatterns, "duties")


@dataclass(frozen=True, slots=True)
class _Order:
    """A mandate with what its deadline still refers to."""

    mandate: Recommendation
    deadline: Deadline
    section: int  # where its section begins, -1 where it is in none
    letter: str  # of its subsection


def mandates(document: Document) -> list[Recommendation]:
    """The duties ``document`` lays on officers and bodies, and what Congress says should be done.

    Nothing is taken from definitions, findings and rules of construction. A deadline counted
    from another submission of the same section takes that one's due date.
    """
    enacted = enactment(document)
    finder = Sections(document.sections)
    orders: list[_Order] = []
    opinions: list[Recommendation] = []
    for line in _lines(document.text):
        words = line.of(document.text)
        if "shall" not in words and "should" not in words:
            continue
        sections = finder.at(line.start)
        aside = any(s.role is not Role.BODY for s in sections)
        if aside or (not sections and document.sections):
            continue
        orders += _orders(document, line, sections, enacted)
        opinions += senses_of_congress(document, line, sections)
    return _with_due_dates(orders) + opinions


def _lines(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]


def _orders(
    document: Document, line: Span, sections: list[Section], enacted: str | None
) -> list[_Order]:
    text = document.text
    if any(_patterns().outside.search(s.heading) for s in sections) or "shall" not in line.of(text):
        return []
    found = []
    for span in sentences(text, line.start, line.end):
        words = span.of(text)
        body = _bare(words)
        if _patterns().nothing.match(words) or body.startswith(_patterns().no_duty):
            continue
        shall = _patterns().shall.search(words)
        officer = addressee(words, shall) if shall else ()
        if not shall or not officer:
            continue
        full = _with_items(text, span, sections)
        at = span.start + shall.start()
        named = tuple(dict.fromkeys(full_title(document.text, o, sections, at) for o in officer))
        found.append(_order(document, full, words, shall, named, sections, enacted))
    return found


def _bare(words: str) -> str:
    """A sentence without its enumerator and run-in heading."""
    return _RUN_IN.sub("", _ENUM.sub("", words), count=1).lstrip()


def _with_items(text: str, span: Span, sections: list[Section]) -> Span:
    """A sentence that ends in a dash together with the items that complete it."""
    if not sections or not text[span.start : span.end].rstrip().endswith(("—", ":", "–")):
        return span
    end = _next_sibling(text, span, sections[-1].span.end)
    while end > span.end and text[end - 1].isspace():
        end -= 1
    longest = settings().recommend.longest_mandate
    return Span(span.start, end) if 0 < end - span.start <= longest else span


def _next_sibling(text: str, span: Span, end: int) -> int:
    """Where the next unit of the sentence's own kind begins, "(h)" after "(g)"; else ``end``."""
    own = re.match(r"\s*\((\w+)\)", text[text.rfind("\n", 0, span.start) + 1 : span.end])
    kind = next((k for k in _ENUMERATORS if own and re.fullmatch(k, own[1])), None)
    if not kind:
        return end
    following = [
        m
        for m in re.finditer(rf"\n\s*\(({kind})\)", text[span.end : end])
        if own and m[1] == _after(own[1])
    ]
    return span.end + following[0].start() if following else end


def _after(number: str) -> str:
    """The enumerator that follows: ``h`` after ``g``, ``4`` after ``3``."""
    if number.isdigit():
        return str(int(number) + 1)
    return number[:-1] + chr(ord(number[-1]) + 1)


def _order(
    document: Document,
    span: Span,
    words: str,
    shall: re.Match[str],
    actors: tuple[str, ...],
    sections: list[Section],
    enacted: str | None,
) -> _Order:
    """The mandate of the sentence ``words``; ``span`` has its items too."""
    full, title = span.of(document.text), document.metadata.title
    due = deadline(_proviso(words, shall), enacted, title)
    if due == Deadline() and len(full) > len(words):
        due = deadline(full, enacted, title)
    mandate = _mandate(document, span, words, shall, actors, sections, due)
    section = next((s for s in sections if s.atomic), None)
    inside = next((s for s in sections if section and s.level == section.level + 1), None)
    letter = (inside.number or "") if inside else ""
    return _Order(mandate, due, section.span.start if section else -1, letter)


def _proviso(words: str, shall: re.Match[str]) -> str:
    """The proviso that the verb is in: a long appropriation sets a deadline in each."""
    cuts = [m.start() for m in _patterns().proviso.finditer(words)]
    start = max((c for c in cuts if c <= shall.start()), default=0)
    return words[start : min((c for c in cuts if c > shall.start()), default=len(words))]


def _mandate(
    document: Document,
    span: Span,
    words: str,
    shall: re.Match[str],
    actors: tuple[str, ...],
    sections: list[Section],
    due: Deadline,
) -> Recommendation:
    text = span.of(document.text)
    heading = next((s.heading for s in reversed(sections) if s.atomic), "")
    delivered = product(text[shall.start() :])
    return Recommendation(
        rec_id=recommendation_id(document.doc_id, text),
        doc_id=document.doc_id,
        span=span,
        text=text,
        places=(span,),
        actors=actors,
        action=_action(words[shall.start() :]),
        instruments=instruments_of(text[:_INSTRUMENTS_IN]),
        area=area_of(text[:_AREA_IN], (heading,)),
        stance=Stance.RECOMMENDS,
        explicitness=Explicitness.EXPLICIT,
        confidence=_CONFIDENCE,
        sort=RecommendationKind.MANDATE,
        product=delivered,
        due=due.due,
        recurs=due.recurs if delivered or due.due else None,
    )


def _action(words: str) -> str:
    phrase = _SHALL_ASIDE.sub("", words).strip(" .;—:”").split()
    return " ".join(phrase[: settings().recommend.mandate_words]).strip(" ,;—")


def _with_due_dates(orders: list[_Order]) -> list[Recommendation]:
    """The mandates; a deadline that counts from another submission of the section is computed
    from that one's due date."""
    known = {(o.section, o.letter): o.deadline.due for o in reversed(orders) if o.deadline.due}
    found = []
    for order in orders:
        count, due = order.deadline, order.mandate.due
        if count.after and (start := known.get((order.section, count.after))):
            due = shifted(start, count.count, count.unit)
        found.append(replace(order.mandate, due=due))
    return found
