"""What Congress says should be done without ordering it: the sense of Congress."""

from __future__ import annotations

import re

from kb.models import Document, Section
from kb.recommend.actors import EXECUTIVE, named_in
from kb.recommend.instruments import instruments_of
from kb.recommend.model import Area, Recommendation, Stance, recommendation_id
from kb.recommend.policy_areas import area_of
from kb.span import Span
from kb.text.sentences import sentences

_SENSE = re.compile(r"(?i)\bsense of (?:the )?(?:congress|senate|house)")
_SHOULD = re.compile(r"\bshould\b")


def senses(document: Document, line: Span, where: list[Section]) -> list[Recommendation]:
    """What Congress says should be done without ordering it."""
    text = document.text
    if "should" not in line.of(text):
        return []
    if not any(_SENSE.search(s.heading) for s in where) and not _SENSE.search(line.of(text)):
        return []
    found = []
    for span in sentences(text, line.start, line.end):
        should = _SHOULD.search(span.of(text))
        if should:
            found.append(_sense(document, span, should, where))
    return found


def _sense(
    document: Document, span: Span, should: re.Match[str], where: list[Section]
) -> Recommendation:
    words = span.of(document.text)
    subject = re.split(r"\bthat\b", words[: should.start()])[-1]
    subject = re.sub(r"(?i)\bsense of (?:the )?congress", "", subject)
    area = area_of(words, tuple(s.heading for s in where if s.atomic))
    against = re.match(r"should (?:not|never|oppose|refrain)", words[should.start() :])
    return Recommendation(
        rec_id=recommendation_id(document.doc_id, words),
        doc_id=document.doc_id,
        span=span,
        text=words,
        places=(span,),
        actors=named_in(subject)[:4] or (EXECUTIVE,),
        action=" ".join(words[should.end() :].split()[:18]).strip(" .;,"),
        instruments=instruments_of(words),
        area=area if area is not Area.OTHER else area_of(" ".join(s.heading for s in where)),
        stance=Stance.OPPOSES if against else Stance.RECOMMENDS,
        confidence=0.85,
    )
