"""Numbered recommendations of auditors: "The Secretary should … (Recommendation 1)".

GAO numbers a recommendation at its end, in brackets that vary ("[Recommendation 4]",
"(Recommendation 19-01)", "(recommendation 1.)", "(Recommendation 9" left open); others put the
number before it ("Recommendation 1: …"). Each is found once, with the highlights page, the
conclusions and tables of status among its places. The words are in the part ``numbered`` of
``auditor_recommendations.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb.models import Document
from kb.recommend.actors import named_in, officer_in
from kb.recommend.candidate_sentences import CandidateSentence
from kb.recommend.instruments import instruments_of
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.model import Recommendation, recommendation_id
from kb.recommend.polarity import behind
from kb.recommend.policy_areas import area_of
from kb.recommend.restatements import stems
from kb.recommend.verbs import commands
from kb.resources import LexiconModel
from kb.settings import settings
from kb.span import Span

_DASH = re.compile(r"(?:(?<!\s)\s+)?[–—-]++\s*+")
_ARTICLE = re.compile(r"^(?:that )?(?:the )?", re.IGNORECASE)
_SUBJECT_END = re.compile(r"\bto\b|\bshould\b")
_CONFIDENCE = 0.99
_NEAR, _HEAD = 8, 4  # characters between a statement and the bracket behind it, and before it
_SUBJECT = 120  # characters of "we recommend that …" that name the addressee
_SENTENCE_STEMS, _CLAUSE_STEMS = 6, 3  # stems a statement must have to be compared


class NumberedPatterns(LexiconModel):
    """The part ``numbered``."""

    behind: Pattern
    ahead: Pattern
    should: Pattern
    earlier: Pattern
    status: Pattern
    clauses: Pattern
    not_compared: frozenset[str]


@cache
def _patterns() -> NumberedPatterns:
    return load_patterns("auditor_recommendations", NumberedPatterns, "numbered")


@dataclass(frozen=True, slots=True)
class _Place:
    """One statement that carries a number."""

    span: Span
    words: str
    matter: bool
    number: str


def numbered(document: Document, found: list[CandidateSentence]) -> list[Recommendation]:
    """Each numbered recommendation once, its restatements among its places.

    Where two statements with one number say different things (an annex lists those of an earlier
    report), the first under a heading of recommendations counts.
    """
    by_number: dict[str, list[_Place]] = {}
    for at, sentence in enumerate(found):
        for place in _places(document.text, found, at, sentence):
            key = f"Matter {place.number}".strip() if place.matter else place.number
            same = by_number.setdefault(key, [])
            if not same or _share(place.words, same[0].words) >= settings().recommend.same_number:
                same.append(place)
    said, most = _statements(found), settings().recommend.most_compared
    return [
        _recommendation(document, number, places, said if i < most else [])
        for i, (number, places) in enumerate(by_number.items())
    ]


def _places(
    text: str, found: list[CandidateSentence], at: int, sentence: CandidateSentence
) -> list[_Place]:
    # "Recommendation 1:" may have been taken for the mark of a list item
    line = text.rfind("\n", 0, sentence.span.start) + 1
    mark = _patterns().ahead.match(text[line : sentence.span.start]) if sentence.first else None
    if mark and _states(sentence.text):
        return [_place(text, sentence.span, mark)]
    ahead = _patterns().ahead.match(sentence.text)
    if ahead and sentence.first:
        span = _statement_after(found, at, sentence, ahead)
        return [_place(text, span, ahead)] if span else []
    places = []
    for match in _patterns().behind.finditer(sentence.text):
        if not match["number"] and not match["matter"]:
            continue
        span = _statement_before(found, at, sentence, match)
        if span and not _patterns().earlier.search(span.of(text)):
            places.append(_place(text, span, match))
    return places


def _states(words: str) -> bool:
    """Whether ``words`` can be the statement of a recommendation."""
    return bool(_patterns().should.search(words)) or commands(words)


def _place(text: str, span: Span, match: re.Match[str]) -> _Place:
    return _Place(span, span.of(text), bool(match["matter"]), (match["number"] or "").rstrip("."))


def _statement_before(
    found: list[CandidateSentence], at: int, sentence: CandidateSentence, match: re.Match[str]
) -> Span | None:
    """The statement before its number: in the same sentence, or the sentence it closes."""
    if _patterns().should.search(sentence.text, 0, match.start()):
        earlier = [m.end() for m in _patterns().behind.finditer(sentence.text, 0, match.start())]
        start = sentence.span.start + (earlier[-1] if earlier else 0)
        while (
            start < sentence.span.end and not sentence.text[start - sentence.span.start].isalnum()
        ):
            start += 1
        return Span(start, sentence.span.start + match.end())
    before = found[at - 1] if at else None
    near = before and sentence.span.start - before.span.end < _NEAR and match.start() < _HEAD
    if before and near and _patterns().should.search(before.text):
        return Span(before.span.start, sentence.span.start + match.end())
    return None


def _statement_after(
    found: list[CandidateSentence], at: int, sentence: CandidateSentence, match: re.Match[str]
) -> Span | None:
    """The statement after its number: the rest of the line, or the next one."""
    rest = sentence.text[match.end() :]
    if _states(rest):
        return Span(sentence.span.start + match.end(), sentence.span.end)
    after = found[at + 1] if at + 1 < len(found) else None
    if rest.strip() or after is None:
        return None
    return after.span if _states(after.text) else None


def _recommendation(
    document: Document, number: str, places: list[_Place], said: list[_Statement]
) -> Recommendation:
    main = max(places, key=lambda p: len(p.words))
    span, words = main.span, main.words
    should = _patterns().should.search(words)
    subject = words[: should.start()] if should else words
    if should and "recommend" in should.group():
        subject = _SUBJECT_END.split(words[should.end() :])[0][:_SUBJECT]
    clause = bool(should and "recommend" in should.group())
    meant = behind(words, should.end() if should else 0, language="en", clause=clause)
    action = _patterns().behind.sub("", words[meant.action_at :]).strip()
    action = f"not {action}" if meant.negated else action
    again = _restated(said, places, stems(words))
    spans = tuple(sorted({p.span for p in places} | again))
    return Recommendation(
        rec_id=recommendation_id(document.doc_id, words),
        doc_id=document.doc_id,
        span=span,
        text=words,
        places=spans,
        actors=addressed(subject),
        action=" ".join(action.split()[: settings().recommend.action_words]).strip(" .,;"),
        instruments=instruments_of(words),
        area=area_of(words, (document.metadata.title,)),
        stance=meant.stance,
        confidence=round(_CONFIDENCE * meant.sure, 2),
        number=number,
        progress=_progress(document.text, [p.span for p in places]),
    )


def addressed(subject: str) -> tuple[str, ...]:
    """Who is addressed: the bodies named in ``subject``, else the office, else its own words."""
    office = officer_in(subject)
    if named := named_in(subject):
        return named
    bare = _ARTICLE.sub("", " ".join(subject.split()))
    return (office,) if office else (bare.strip(" ,."),)


@dataclass(frozen=True, slots=True)
class _Statement:
    """A sentence or a clause that may state a recommendation without its number. ``fewest`` are the
    stems it must have to be compared; its ``clauses`` count where the sentence does not."""

    span: Span
    stems: frozenset[str]
    fewest: int
    clauses: tuple[_Statement, ...] = ()

    def says(self, whole: frozenset[str]) -> bool:
        """Whether it states what a recommendation with the stems ``whole`` does."""
        own = self.stems - _patterns().not_compared
        if len(self.stems) < self.fewest or not own:
            return False
        return len(own & whole) / len(own) >= settings().recommend.same_numbered


def _statements(found: list[CandidateSentence]) -> list[_Statement]:
    """The sentences without a number that recommend something, each read once."""
    made, patterns = [], _patterns()
    for sentence in found:
        should = patterns.should.search(sentence.text)
        numbered_here = patterns.behind.search(sentence.text)
        if not should or numbered_here or patterns.earlier.search(sentence.text):
            continue
        base, clauses = sentence.span.start, _clauses(sentence.text)
        if "recommend" not in should.group() and not sentence.recommending:
            clauses = []
        parts = tuple(
            _Statement(Span(base + a, base + b), stems(sentence.text[a:b]), _CLAUSE_STEMS)
            for a, b in clauses
        )
        made.append(_Statement(sentence.span, stems(sentence.text), _SENTENCE_STEMS, parts))
    return made


def _restated(said: list[_Statement], places: list[_Place], whole: frozenset[str]) -> set[Span]:
    """Where a sentence, or a clause of it, says the recommendation again without a number."""
    again: set[Span] = set()
    for sentence in said:
        if any(sentence.span.overlaps(p.span) for p in places):
            continue
        if sentence.says(whole):
            again.add(sentence.span)
        else:
            again |= {clause.span for clause in sentence.clauses if clause.says(whole)}
    return again


def _clauses(text: str) -> list[tuple[int, int]]:
    cuts = list(_patterns().clauses.finditer(text))
    starts = [0, *(c.end() for c in cuts)]
    ends = [*(c.start() for c in cuts), len(text)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if b > a] if cuts else []


def _share(part: str, whole: str) -> float:
    """The share of ``part``'s content words that ``whole`` has too: 0 to 1."""
    own = stems(_patterns().behind.sub("", part)) - _patterns().not_compared
    return len(own & stems(whole)) / len(own) if own else 0.0


def _progress(text: str, spans: list[Span]) -> str | None:
    """The status given after a statement, in GAO's words; the last where several are."""
    status = None
    for span in sorted(spans):
        after = text[span.end : span.end + settings().recommend.status_within]
        following = _patterns().behind.search(after)
        match = _patterns().status.search(after, 0, following.start() if following else len(after))
        if match:
            status = _DASH.sub(" – ", match["status"].lower())
    return status
