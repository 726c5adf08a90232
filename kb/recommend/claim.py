"""A recommendation at one place of a document."""

from __future__ import annotations

from dataclasses import dataclass

from kb.recommend.candidate_sentences import CandidateSentence
from kb.recommend.cues import Cue
from kb.recommend.model import Stance
from kb.span import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """A recommendation at one place. ``cue_at`` is where its cue begins and ``action_at`` where
    its action does, both offsets in the document; ``subject`` is the text that may name who is to
    act. ``negated`` says that the short form of the action begins with "not", ``sure`` from 0 to 1
    how sure the stance is."""

    span: Span
    sentence: CandidateSentence
    cue: Cue
    stance: Stance
    cue_at: int
    action_at: int
    subject: str
    negated: bool = False
    sure: float = 1.0

    @property
    def confidence(self) -> float:
        """How surely it is a recommendation of its stance, 0 to 1."""
        return self.cue.confidence * self.sure

    @property
    def summary(self) -> bool:
        """A shorter statement, of what is spelled out somewhere else."""
        sentence = self.sentence
        return sentence.summary or sentence.lead is not None or sentence.lead_in
