"""Numbered recommendations of auditors: "The Secretary should … (Recommendation 1)".

GAO numbers a recommendation at its end, in brackets that vary ("[Recommendation 4]",
"(Recommendation 19-01)", "(recommendation 1.)", "(Recommendation 9" left open); others put the
number before it ("Recommendation 1: …"). Each is found once, with the highlights page, the
conclusions and tables of status among its places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.models import Document
from kb.recommend.actors import named_in, officer_in
from kb.recommend.candidate_sentences import CandidateSentence
from kb.recommend.instruments import instruments_of
from kb.recommend.model import Recommendation, Stance, recommendation_id
from kb.recommend.policy_areas import area_of
from kb.recommend.restatements import stems
from kb.recommend.verbs import commands
from kb.span import Span

_KIND = r"(?:recommendations?|(?P<matter>matters?)(?: for (?:congressional )?consideration)?)"
_BEHIND = re.compile(
    rf"(?i)[(\[]{_KIND}\s*(?P<number>\d+(?:-\d+)?)?\s*\.?\s*(?:[)\]]\.?|$)",
)
_AHEAD = re.compile(
    rf"(?i)^\W*{_KIND}\s+(?:no\. ?|number |#)?(?P<number>\d+(?:[-.]\d+)?[a-z]?)"
    r"(?:\s*[:.—–-]+\s*|\s*$|\s+(?=we recommend))"
)
_SHOULD = re.compile(
    r"\b(?:should|(?:is |are |be )?recommend(?:s|ing|ed)?(?: that)?)(?: (?:also|consider))?\s+"
)
_EARLIER = re.compile(
    r"(?i)\b(?:in (?:our |its |an? |the )?(?:\w+ ){0,3}(?:19|20)\d\d\b[^.;]{0,60}?recommended"
    r"|(?:previously|earlier|had|has|have)(?: also| previously)? recommended|\bprior report)"
)
_STATUS = re.compile(
    r"(?i)(?:^|\n|status\s*[:—–-]?)\s*\W{0,4}(?P<status>open(?:\s*[–—-]+\s*partially addressed)?"
    r"|closed(?:\s*[–—-]+\s*(?:not |partially )?implemented)?|(?:not |partially )?implemented)"
    r"(?![\w-]| (?:recommend|to |for ))"
)
_AFTER = 300  # characters after a statement in which its status stands
_CLAUSES = re.compile(r"(?:,? and |, |: )(?:(?:to|for) [^,;]{2,60} )?(?=that\b)|; (?:and )?")
_SAME, _PART = 0.7, 0.55  # share of a statement's words that make it the same recommendation


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
            if not same or _share(place.words, same[0].words) >= _PART:
                same.append(place)
    return [_recommendation(document, k, places, found) for k, places in by_number.items()]


def _places(
    text: str, found: list[CandidateSentence], at: int, sentence: CandidateSentence
) -> list[_Place]:
    # "Recommendation 1:" may have been taken for the mark of a list item
    line = text.rfind("\n", 0, sentence.span.start) + 1
    mark = _AHEAD.match(text[line : sentence.span.start]) if sentence.first else None
    if mark and (_SHOULD.search(sentence.text) or commands(sentence.text)):
        return [_place(text, sentence.span, mark)]
    ahead = _AHEAD.match(sentence.text)
    if ahead and sentence.first:
        span = _said_after(found, at, sentence, ahead)
        return [_place(text, span, ahead)] if span else []
    places = []
    for match in _BEHIND.finditer(sentence.text):
        if not match["number"] and not match["matter"]:
            continue
        span = _said_before(found, at, sentence, match)
        if span and not _EARLIER.search(span.of(text)):
            places.append(_place(text, span, match))
    return places


def _place(text: str, span: Span, match: re.Match[str]) -> _Place:
    return _Place(span, span.of(text), bool(match["matter"]), (match["number"] or "").rstrip("."))


def _said_before(
    found: list[CandidateSentence], at: int, sentence: CandidateSentence, match: re.Match[str]
) -> Span | None:
    """The statement before its number: in the same sentence, or the sentence it closes."""
    if _SHOULD.search(sentence.text, 0, match.start()):
        earlier = [m.end() for m in _BEHIND.finditer(sentence.text, 0, match.start())]
        start = sentence.span.start + (earlier[-1] if earlier else 0)
        while (
            start < sentence.span.end and not sentence.text[start - sentence.span.start].isalnum()
        ):
            start += 1
        return Span(start, sentence.span.start + match.end())
    before = found[at - 1] if at else None
    near = before and sentence.span.start - before.span.end < 8 and match.start() < 4
    if before and near and _SHOULD.search(before.text):
        return Span(before.span.start, sentence.span.start + match.end())
    return None


def _said_after(
    found: list[CandidateSentence], at: int, sentence: CandidateSentence, match: re.Match[str]
) -> Span | None:
    """The statement after its number: the rest of the line, or the next one."""
    rest = sentence.text[match.end() :]
    if _SHOULD.search(rest) or commands(rest):
        return Span(sentence.span.start + match.end(), sentence.span.end)
    after = found[at + 1] if at + 1 < len(found) else None
    if not rest.strip() and after and (_SHOULD.search(after.text) or commands(after.text)):
        return after.span
    return None


def _recommendation(
    document: Document, number: str, places: list[_Place], found: list[CandidateSentence]
) -> Recommendation:
    main = max(places, key=lambda p: len(p.words))
    span, words = main.span, main.words
    should = _SHOULD.search(words)
    subject = words[: should.start()] if should else words
    if should and "recommend" in should.group():
        subject = re.split(r"\bto\b|\bshould\b", words[should.end() :])[0][:120]
    action = _BEHIND.sub("", words[should.end() :] if should else words)
    again = {p for s in found for p in _restated(s, places, words)}
    spans = tuple(sorted({p.span for p in places} | again))
    return Recommendation(
        rec_id=recommendation_id(document.doc_id, words),
        doc_id=document.doc_id,
        span=span,
        text=words,
        places=spans,
        actors=addressee(subject),
        action=" ".join(action.split()[:18]).strip(" .,;"),
        instruments=instruments_of(words),
        area=area_of(words, (document.metadata.title,)),
        stance=Stance.RECOMMENDS,
        confidence=0.99,
        number=number,
        progress=_progress(document.text, [p.span for p in places]),
    )


def addressee(subject: str) -> tuple[str, ...]:
    """Who is addressed: the bodies named in ``subject``, else the office, else its own words."""
    office = officer_in(subject)
    if named := named_in(subject):
        return named
    plain = re.sub(r"^(?:that )?(?:the )?", "", " ".join(subject.split()), flags=re.I)
    return (office,) if office else (plain.strip(" ,."),)


def _restated(sentence: CandidateSentence, places: list[_Place], words: str) -> list[Span]:
    """Where ``sentence``, or a clause of it, says the recommendation again without a number."""
    if _BEHIND.search(sentence.text) or any(sentence.span.overlaps(p.span) for p in places):
        return []
    should = _SHOULD.search(sentence.text)
    if not should or _EARLIER.search(sentence.text):
        return []
    if len(stems(sentence.text)) > 5 and _share(sentence.text, words) >= _SAME:
        return [sentence.span]
    if "recommend" not in should.group() and not sentence.recommending:
        return []
    return [
        Span(sentence.span.start + a, sentence.span.start + b)
        for a, b in _clauses(sentence.text)
        if len(stems(sentence.text[a:b])) > 2 and _share(sentence.text[a:b], words) >= _SAME
    ]


def _clauses(text: str) -> list[tuple[int, int]]:
    cuts = list(_CLAUSES.finditer(text))
    starts = [0, *(c.end() for c in cuts)]
    ends = [*(c.start() for c in cuts), len(text)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if b > a] if cuts else []


def _share(part: str, whole: str) -> float:
    """The share of ``part``'s content words that ``whole`` has too: 0 to 1."""
    own = stems(_BEHIND.sub("", part)) - {"recommend", "gao"}
    return len(own & stems(whole)) / len(own) if own else 0.0


def _progress(text: str, spans: list[Span]) -> str | None:
    """The status given after a statement, in GAO's words; the last where several are."""
    status = None
    for span in sorted(spans):
        after = text[span.end : span.end + _AFTER]
        following = _BEHIND.search(after)
        match = _STATUS.search(after, 0, following.start() if following else len(after))
        if match:
            status = re.sub(r"\s*[–—-]+\s*", " – ", match["status"].lower())
    return status
