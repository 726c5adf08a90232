"""Coordinate clauses that each make a demand: "A should do X, and B should not do Y"."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.recommend.candidate_sentences import CandidateSentence
from kb.recommend.cues_en import Cue
from kb.span import Span

# the seams between clauses that may each make a demand of their own
_SEAM = re.compile(r"; (?:and |but |y |pero )?|,? (?:and|but|y|e|pero) (?:that|que) |, (?:and"
            r"|but|while"
                   r"|yet|nor|y|pero|mientras que) (?=\w)")  # fmt: skip
_FULL = frozenset({"should", "must", "should not", "refrain", "should end", "need to", "debe",
                   "no debe", "debe evitar", "not effective", "ineficaz"})  # fmt: skip


def clauses_of(
    sentence: CandidateSentence, main: list[tuple[Cue, int, int]]
) -> list[tuple[CandidateSentence, tuple[Cue, int, int]]]:
    """The coordinate clauses that make demands with a subject of their own, each with its cue
    at offsets in the clause; none where the sentence is a single demand."""
    cuts = [0, *(m.end() for m in _SEAM.finditer(sentence.text))]
    found: dict[int, tuple[Cue, int, int]] = {}
    for hit in main:  # the surest of each clause
        at = max(c for c in cuts if c <= hit[1])
        if hit[0].name in _FULL and len(sentence.text[at : hit[1]].split()) > 0:
            found.setdefault(at, hit)
    if len(found) < 2:
        return []
    starts = sorted(found)
    parts_ = []
    for i, at in enumerate(starts):
        begin = 0 if i == 0 else at
        stop = starts[i + 1] if i + 1 < len(starts) else len(sentence.text)
        stop = begin + len(_SEAM_AT_END.sub("", sentence.text[begin:stop]))
        cue, start, end = found[at]
        if stop - begin < 20 or end > stop:
            return []
        span = Span(sentence.span.start + begin, sentence.span.start + stop)
        part = replace(sentence, span=span, text=sentence.text[begin:stop])
        parts_.append((part, (cue, start - begin, end - begin)))
    return parts_


_SEAM_AT_END = re.compile(r"[;,]?(?: (?:and|but|while|yet|nor|y|e|pero|mientras que|that|que))* ?$")
