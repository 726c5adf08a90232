"""What Congress says should be done without ordering it: the sense of Congress.

The words are in the part ``sense`` of ``mandates.yaml``.
"""

from __future__ import annotations

import re
from functools import cache

from kb.models import Document, Section
from kb.recommend.actors import EXECUTIVE, named_in
from kb.recommend.instruments import instruments_of
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.model import Area, Recommendation, recommendation_id
from kb.recommend.polarity import behind, denied
from kb.recommend.policy_areas import area_of
from kb.resources import LexiconModel
from kb.settings import settings
from kb.span import Span
from kb.text.sentences import sentences

_SHOULD = re.compile(r"\bshould\b")
_THAT = re.compile(r"\bthat\b")
_CONFIDENCE = 0.85


class SensePatterns(LexiconModel):
    """The part ``sense``."""

    sense: Pattern
    sense_of_congress: Pattern


@cache
def _patterns() -> SensePatterns:
    return load_patterns("mandates", SensePatterns, "sense")


def senses_of_congress(
    document: Document, line: Span, sections: list[Section]
) -> list[Recommendation]:
    """What Congress says in ``line`` should be done, without ordering it."""
    text = document.text
    if "should" not in line.of(text):
        return []
    if not any(
        _patterns().sense.search(t) for t in (line.of(text), *(s.heading for s in sections))
    ):
        return []
    found = []
    for span in sentences(text, line.start, line.end):
        should = _SHOULD.search(span.of(text))
        if should:
            found.append(_sense(document, span, should, sections))
    return found


def _sense(
    document: Document, span: Span, should: re.Match[str], sections: list[Section]
) -> Recommendation:
    words, limits = span.of(document.text), settings().recommend
    subject = _patterns().sense_of_congress.sub("", _THAT.split(words[: should.start()])[-1])
    area = area_of(words, tuple(s.heading for s in sections if s.atomic))
    turns = int(denied(words, should.start(), language="en"))
    meant = behind(words, should.end(), language="en", turns=turns)
    action = ("not " if meant.negated else "") + words[meant.action_at :].strip()
    return Recommendation(
        rec_id=recommendation_id(document.doc_id, words),
        doc_id=document.doc_id,
        span=span,
        text=words,
        places=(span,),
        actors=named_in(subject)[: limits.most_actors] or (EXECUTIVE,),
        action=" ".join(action.split()[: limits.action_words]).strip(" .;,"),
        instruments=instruments_of(words),
        area=area if area is not Area.OTHER else area_of(" ".join(s.heading for s in sections)),
        stance=meant.stance,
        confidence=round(_CONFIDENCE * meant.sure, 2),
    )
