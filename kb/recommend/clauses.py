"""Coordinate clauses that each recommend something: "A should do X, and B should not do Y".

The words are in the part ``clauses`` of ``recommendation_sentences.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kb.recommend.candidate_sentences import CandidateSentence
from kb.recommend.cues import Cue, Trait
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.polarity import Polarity
from kb.resources import LexiconModel
from kb.span import Span

_SHORTEST = 20  # characters of a clause


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue with where it matches in a sentence, ``[start, end)``, and how it is meant there."""

    cue: Cue
    start: int
    end: int
    polarity: Polarity

    def moved(self, by: int) -> CueMatch:
        """The same match in a text that begins ``by`` characters later."""
        meant = replace(self.polarity, action_at=self.polarity.action_at - by)
        return CueMatch(self.cue, self.start - by, self.end - by, meant)


class ClausePatterns(LexiconModel):
    """The part ``clauses``."""

    seam: Pattern
    seam_at_end: Pattern


@cache
def _patterns() -> ClausePatterns:
    return load_patterns("recommendation_sentences", ClausePatterns, "clauses")


def clauses_of(
    sentence: CandidateSentence, matches: list[CueMatch]
) -> list[tuple[CandidateSentence, CueMatch]]:
    """The coordinate clauses that recommend something, each with its cue; none where the sentence
    is a single recommendation. A clause after the first may have no subject of its own ("but should
    not open"). ``matches`` begin with the surest."""
    cuts = [0, *(m.end() for m in _patterns().seam.finditer(sentence.text))]
    found: dict[int, CueMatch] = {}
    for match in matches:
        at = max(c for c in cuts if c <= match.start)
        if match.cue.has(Trait.COORDINATES) and (at or sentence.text[: match.start].split()):
            found.setdefault(at, match)
    if len(found) < 2:
        return []
    starts = sorted(found)
    begins = [0, *starts[1:]]
    stops = [*starts[1:], len(sentence.text)]
    clauses = []
    for at, begin, stop in zip(starts, begins, stops, strict=True):
        words = _patterns().seam_at_end.sub("", sentence.text[begin:stop])
        end = begin + len(words)
        if len(words) < _SHORTEST or found[at].end > end:
            return []
        span = Span(sentence.span.start + begin, sentence.span.start + end)
        part = replace(sentence, span=span, text=sentence.text[begin:end])
        clauses.append((part, found[at].moved(begin)))
    return clauses
