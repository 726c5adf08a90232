"""GAO's numbered recommendations: "The Secretary should … (Recommendation 1)"."""

from __future__ import annotations

import re

from kb.evidence.extract.actors import named_in, officer_in
from kb.evidence.extract.areas import area_of
from kb.evidence.extract.blocks import Sentence
from kb.evidence.extract.instruments import instruments_of
from kb.evidence.extract.restate import stems
from kb.evidence.model import Recommendation, Stance, recommendation_id
from kb.model import Document
from kb.span import Span

_NUMBER = re.compile(
    r"\((?:Recommendation|(Matter)(?: for (?:Congressional )?Consideration)?) (\d+)\)\.?"
)
_SHOULD = re.compile(r"\bshould(?: (?:also|consider))?\s+")
_STATUS = re.compile(
    r"(?i)(?:status|recommendation status)\s*[:—-]\s*(open(?: [–-] partially addressed)?"
    r"|closed(?: [–-] (?:not )?implemented)?|implemented|not implemented)"
)
_ENOUGH = 0.6


def numbered(document: Document, found: list[Sentence]) -> list[Recommendation]:
    """Each numbered recommendation once, its restatements among its places."""
    by_number: dict[str, list[tuple[Span, Sentence]]] = {}
    for at, sentence in enumerate(found):
        for match in _NUMBER.finditer(sentence.text):
            span, whose = _statement(found, at, sentence, match)
            if whose:
                by_number.setdefault(_number(match), []).append((span, whose))
    return [
        _recommendation(document, number, places, found) for number, places in by_number.items()
    ]


def _number(match: re.Match[str]) -> str:
    return f"Matter {match.group(2)}" if match.group(1) else match.group(2)


def _statement(
    found: list[Sentence], at: int, sentence: Sentence, match: re.Match[str]
) -> tuple[Span, Sentence | None]:
    """The sentence before the number: in the same line, or the one it closes."""
    if _SHOULD.search(sentence.text, 0, match.start()):
        return sentence.span, sentence
    before = found[at - 1] if at else None
    near = before and sentence.span.start - before.span.end < 8 and match.start() < 4
    if before and near and _SHOULD.search(before.text):
        return Span(before.span.start, sentence.span.start + match.end()), before
    return sentence.span, None


def _recommendation(
    document: Document,
    number: str,
    places: list[tuple[Span, Sentence]],
    found: list[Sentence],
) -> Recommendation:
    span = max((p[0] for p in places), key=len)
    words = span.of(document.text)
    should = _SHOULD.search(words)
    subject = words[: should.start()] if should else words
    action = _NUMBER.sub("", words[should.end() :] if should else words)
    again = {s.span for s in found if _restates(s, span, words)}
    return Recommendation(
        rec_id=recommendation_id(document.doc_id, words),
        doc_id=document.doc_id,
        span=span,
        text=words,
        places=tuple(sorted({p[0] for p in places} | again)),
        actors=_addressee(subject),
        action=" ".join(action.split()[:18]).strip(" .,;"),
        instruments=instruments_of(words),
        area=area_of(words, (document.metadata.title,)),
        stance=Stance.RECOMMENDS,
        confidence=0.99,
        number=number,
        progress=_progress(document.text, span),
    )


def _addressee(subject: str) -> tuple[str, ...]:
    office = officer_in(subject)
    named = named_in(subject)
    if named:
        return named
    return (office,) if office else (subject.strip(" ,").removeprefix("The "),)


def _restates(sentence: Sentence, span: Span, words: str) -> bool:
    if sentence.span.overlaps(span) or not re.search(r"\b(?:should|recommend)", sentence.text):
        return False
    if _NUMBER.search(sentence.text):
        return False
    own, full = stems(sentence.text), stems(words)
    return len(own) > 5 and len(own & full) / len(own) >= _ENOUGH + 0.1


def _progress(text: str, span: Span) -> str | None:
    match = _STATUS.search(text, span.end, min(span.end + 300, len(text)))
    return match.group(1).lower() if match else None
