"""List items that a demand introduces, and commands under a heading of recommendations."""

from __future__ import annotations

import re

from kb.evidence.extract.blocks import Sentence
from kb.evidence.extract.claim import Claim
from kb.evidence.extract.cues import GOVERNMENT, Cue
from kb.evidence.extract.series import parts
from kb.evidence.extract.verbs import BASE, BASES
from kb.evidence.model import Explicitness, Stance

_LISTED = Cue("list item", re.compile(""), confidence=0.8)
_ORDERED = Cue("imperative", re.compile(""), confidence=0.85)
_OFFER = Cue("offer", re.compile(""), explicitness=Explicitness.TENTATIVE, confidence=0.7)
_LEADING = re.compile(
    r"(?i)\b(?:should|must|recommend\w*|ought to|needs? to|can|could|priorit\w+|steps|proposals?"
    r"|measures|following (?:actions|reforms|steps|measures)|deb(?:e|en|er[íi]an?)|recomend\w+"
    r"|proponemos|medidas|propuestas|prioridades|hay que)\b"
)
_DEMANDING = re.compile(r"(?i)\b(?:should|we recommend|deb(?:e|en|er[íi]an?)|recomendamos)\b")
_REPORTED_LEAD = re.compile(
    r"(?i)\b(?:questions?|issues|include[sd]?:|findings|said|argue|would (?:have )?require"
    r"|requires?|required|whether|bill|law|act would|examples?|objectives?|criteria)\b"
)


def listed(sentence: Sentence, text: str, opinion: bool) -> list[Claim]:
    """An item of a list that a demand introduces, or a command under such a heading."""
    lead = sentence.lead.of(text) if sentence.lead else ""
    announced = (_LEADING if opinion else _DEMANDING).search(lead)
    if lead and announced and not _REPORTED_LEAD.search(lead):
        return [
            Claim(s, sentence, _LISTED, _listed_stance(lead), s.start, s.start, lead)
            for s in parts(text, sentence.span.start, sentence.span.end, nouns=True)
        ]
    return commanded(sentence, text) if sentence.recommending else []


def _listed_stance(lead: str) -> Stance:
    opposed = re.search(
        r"(?i)\b(?:(?:should|must) (?:not|avoid|refrain from)|no deben?|deben? evitar)\b"
        r"[^:]{0,40}:",
        lead,
    )
    return Stance.OPPOSES if opposed else Stance.RECOMMENDS


_OPENING = re.compile(
    r"(?:\*\*[^*]{1,120}\*\*[.:]? ?|(?:First|Second|Third|Fourth|Finally|Next), )?"
)
_OFFERED = re.compile(GOVERNMENT + r" (?:can|could)(?: also)? (?P<verb>" + BASE + r")\b")
_INFINITIVE = re.compile(r"[A-ZÁÉÍÓÚ][a-záéíóúñ]+(?:ar|er|ir)(?:se|l[oae]s?)? (?!de que)")


def commanded(sentence: Sentence, text: str) -> list[Claim]:
    lead = sentence.lead.of(text) if sentence.lead else ""
    who = " ".join((lead, *sentence.headings[-1:]))
    offered = _OFFERED.match(sentence.text)
    if offered:
        verb = sentence.span.start + offered.start("verb")
        return [
            Claim(sentence.span, sentence, _OFFER, Stance.RECOMMENDS, verb, verb, sentence.text)
        ]
    opening = _OPENING.match(sentence.text)
    at = opening.end() if opening else 0
    words = sentence.text[at:].split()
    spanish = _INFINITIVE.match(sentence.text, at)
    if len(words) < 4 or not (
        words[0].lower() in BASES or spanish or words[0] in ("Do", "Don’t", "Que")
    ):
        return []
    if sentence.text[at:][0].islower() and not sentence.item:
        return []
    base = sentence.span.start
    negative = words[0] in ("Avoid", "Do", "Don’t", "Refrain", "Stop", "End", "Reject", "Evitar")
    stance = Stance.OPPOSES if negative and words[0] != "End" else Stance.RECOMMENDS
    return [Claim(sentence.span, sentence, _ORDERED, stance, base + at, base + at, who)]
