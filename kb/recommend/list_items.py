"""List items that a demand introduces, and commands under a heading of recommendations."""

from __future__ import annotations

import re

from kb.recommend.candidate_sentences import CandidateSentence
from kb.recommend.claim import Claim
from kb.recommend.coordinated_actions import parts
from kb.recommend.cue_vocabulary import GOVERNMENT
from kb.recommend.cues_en import Cue
from kb.recommend.model import Explicitness, Stance
from kb.recommend.verbs import BASE, commands, leading_verb

_LISTED = Cue("list item", re.compile(""), confidence=0.8)
_ORDERED = Cue("imperative", re.compile(""), confidence=0.85)
_MEASURE = Cue("measure", re.compile(""), confidence=0.6)
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


def listed(sentence: CandidateSentence, text: str, opinion: bool) -> list[Claim]:
    """An item of a list that a demand introduces, or a command under such a heading."""
    lead = sentence.lead.of(text) if sentence.lead else ""
    announced = (_LEADING if opinion else _DEMANDING).search(lead)
    if lead and announced and not _REPORTED_LEAD.search(lead):
        return [
            Claim(s, sentence, _LISTED, _listed_stance(lead), s.start, s.start, lead)
            for s in parts(text, sentence.span.start, sentence.span.end, nouns=True)
        ]
    return commanded(sentence, text, opinion) if sentence.recommending else []


def _listed_stance(lead: str) -> Stance:
    opposed = re.search(
        r"(?i)\b(?:(?:should|must) (?:not|avoid|refrain from)|no deben?|deben? evitar)\b"
        r"[^:]{0,40}:",
        lead,
    )
    return Stance.OPPOSES if opposed else Stance.RECOMMENDS


_OPENING = re.compile(
    r"(?:\*\*[^*]{1,120}\*\*[.:]? ?|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Finally|Lastly"
    r"|Next|Primero|Segundo|Tercero|Por [úu]ltimo)(?: and last)?,? "
    r"|(?:Option|Recommendation|Step|Priority|Opci[óo]n|Recomendaci[óo]n|Propuesta) \w{1,3}[.:] ?)?"
)
_OFFERED = re.compile(GOVERNMENT + r" (?:can|could)(?: also)? (?P<verb>" + BASE + r")\b")
_INFINITIVE = re.compile(r"[A-ZÁÉÍÓÚ]?[a-záéíóúñ]+(?:ar|er|ir)(?:se|l[oae]s?|les?)? (?!de que)")
# "Que publiquen …", "No financiar …", and nouns of doing: "Creación de …"
_SPANISH_ORDER = re.compile(
    r"Que (?:no )?(?:se )?\w+(?:e|a|en|an)n? |No (?:se )?\w+(?:ar|er|ir)\b"
    r"|\w+(?:ci[óo]n|miento|sión) (?:de|del|a) "
)
_AGAINST = re.compile(
    r"(?:Avoid|Do not|Don[’']t|Never|Refrain|Stop|Cease|Reject|Oppose|Resist|Abandon|Not|No"
    r"|Evitar|Abstenerse|Rechazar|Dejar de|Que (?:no|dejen? de|eviten?|se abstengan?)|Descartar)\b"
)
# a noun phrase names a measure; a finite verb in it makes it a statement
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|did|does|do|said|shows?|remains?|es|son|fue|han?"
    r"|est[áa]n?|ser[áa]n?|hay|can|could|may|might)\b|\w{2,}(?:ó|aron|ieron|aban|ían)\b"
    r"|\w+ed (?:by|that|in|from) "
)
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|where|que|cuy[oa]s?|quienes)\b")


def commanded(sentence: CandidateSentence, text: str, opinion: bool) -> list[Claim]:
    """A command, or an item that names a measure, under a heading of recommendations."""
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
    cue = _kind_of_order(sentence, sentence.text[at:])
    if cue is None or (not opinion and (cue is not _ORDERED or sentence.lead_in)):
        return []
    start = sentence.span.start + at
    against = _AGAINST.match(sentence.text, at)
    stance = Stance.OPPOSES if against else Stance.RECOMMENDS
    return [Claim(sentence.span, sentence, cue, stance, start, start, who)]


def _kind_of_order(sentence: CandidateSentence, words: str) -> Cue | None:
    """Whether ``words`` command, name a measure or do neither."""
    count = len(words.split())
    counted = _OPENING.match(sentence.text)
    cut = words[:1].islower() and not sentence.item and not (counted and counted.end())
    if count < (3 if sentence.lead_in else 4) or cut:
        return None
    if commands(words) or _INFINITIVE.match(words) or _SPANISH_ORDER.match(words):
        return _ORDERED
    if _AGAINST.match(words) or (leading_verb(words) and sentence.item):
        return _ORDERED
    measure = sentence.item and (sentence.first and not sentence.lead_in)
    if measure and not _FINITE.search(_RELATIVE.split(words)[0]) and not words.endswith("?"):
        return _MEASURE
    return None
