"""The forms of words that recommend, oppose or commend, in Spanish."""

from __future__ import annotations

import re

from kb.evidence.extract.cues import Cue
from kb.evidence.model import Explicitness, Stance

_R, _O, _C = Stance.RECOMMENDS, Stance.OPPOSES, Stance.COMMENDS
_EXPLICIT, _TENTATIVE = Explicitness.EXPLICIT, Explicitness.TENTATIVE

_GOOD = (
    r"(?:necesari[oa]|urgente|fundamental|esencial|indispensable|imprescindible|crucial|clave"
    r"|preciso|importante|conveniente|imperativo|prioritario|recomendable|deseable|prudente)"
)
# "debe", "deberían", "tiene que": an infinitive (or a clitic or adverb before it) has to follow.
_DEBER = (
    r"(?:deb(?:e|en|emos|er[íi]a|er[íi]an|er[íi]amos|er[áa]|er[áa]n)(?! de )|tienen? que"
    r"|tendr[íi]an? que)"
)
_INF = r"(?:\w+mente |tambi[ée]n |además )?(?:\w+(?:ar|er|ir|[íi]r)(?:se|l[oae]s?|les?)?)\b"


def _cue(name: str, pattern: str, *rest: object, **more: object) -> Cue:
    return Cue(name, re.compile(r"(?i)" + pattern), *rest, **more)  # type: ignore[arg-type]


SPANISH: tuple[Cue, ...] = (
    _cue("recomendar", r"\b(?:se recomiendan?|se sugieren?|se propone[n]?|recomendamos|proponemos"
         r"|sugerimos|instamos a|exhortamos a|se exhorta|se insta|hacemos un llamado a)\b", _R,
         _EXPLICIT, 0.95),
    _cue("no debe", r"\bno (?:se )?" + _DEBER + r" " + _INF, _O, _EXPLICIT, 0.95),
    _cue("debe evitar", r"\b" + _DEBER + r" (?:evitar(?:se)?|abstenerse|dejar de|cesar"
         r"|renunciar|rechazar|abandonar|descartar(?:se)?)\b", _O, _EXPLICIT, 0.95),
    _cue("debe", r"\b(?:se )?" + _DEBER + r" " + _INF, _R, _EXPLICIT, 0.9),
    _cue("no conviene", r"\bno (?:conviene|convendr[íi]a|es (?:conveniente|recomendable|aconsejable"
         r"|viable))\b", _O, _EXPLICIT, 0.95),
    _cue("necesita", r"\b(?:necesitan?|requieren?|precisan?) " + _INF, _R, _EXPLICIT, 0.8),
    _cue("es hora", r"\b(?:es|ya es|lleg[óo] la) hora de " + _INF, _R, _EXPLICIT, 0.85),
    _cue("corresponde", r"\b(?:corresponde|toca|compete)n? (?:a|al) [^,;.]{3,50}? (?=" + _INF
         + r")", _R, _EXPLICIT, 0.75, opinion=True),
    _cue("hay que evitar", r"\b(?:hay que|habr[íi]a que|conviene|convendr[íi]a|es " + _GOOD
         + r"|ser[íi]a " + _GOOD + r") (?:evitar|abandonar|rechazar|no )\b", _O, _EXPLICIT, 0.9),
    _cue("hay que", r"\b(?:hay que|habr[íi]a que) " + _INF, _R, _EXPLICIT, 0.9),
    _cue("convendría", r"\b(?:conviene|convendr[íi]a|valdr[íi]a la pena|vale la pena)"
         r" (?:que|" + _INF + r")", _R, _TENTATIVE, 0.85),
    _cue("es necesario", r"\b(?:es|ser[íi]a|resulta|result[aó]r[íi]a) (?:\w+mente |muy |tambi[ée]n"
         r" )?" + _GOOD + r" (?:que|" + _INF + r")", _R, _EXPLICIT, 0.9),
    _cue("hace falta", r"\b(?:hace falta|har[íi]a falta|se requiere|urge) (?:que|" + _INF
         + r"|un[ao]? (?:mayor|nuev[oa]|mejor))", _R, _EXPLICIT, 0.8),
    _cue("prioridad", r"\b(?:debe|deber[íi]a|deben|tiene que) ser\b[^.;]{0,40}prioridad", _R),
    _cue("opción", r"^(?:una?|otra) (?:\w+ )?(?:opci[óo]n|alternativa|v[íi]a|medida)\b.{0,120}?"
         r"\b(?:es|ser[íi]a)\b", _R, _TENTATIVE, 0.85),
    _cue("podría", r"(?:^|(?<=, ))(?:el gobierno|M[ée]xico|Estados Unidos|el Congreso"
         r"|las autoridades|el Estado|ambos (?:pa[íi]ses|gobiernos)|los dos (?:pa[íi]ses"
         r"|gobiernos))(?: \w+){0,4}? podr[íi]an? " + _INF, _R, _TENTATIVE, 0.7, opinion=True),
    _cue("sería un paso", r"\b(?:ser[íi]a|representar[íi]a|constituir[íi]a) un(?:a)? (?:\w+ )?"
         r"(?:paso|avance|mejora)\b", _R),
    _cue("merece", r"\b(?:merece|amerita|exige|requiere)n? (?:una? )?(?:mayor|m[áa]s|especial)"
         r" (?:atenci[óo]n|apoyo|vigilancia|inversi[óo]n)\b", _R),
    _cue("buen paso", r"\bun (?:\w+ )?(?:paso|avance) (?:\w+ )?(?:positivo|importante|prometedor"
         r"|significativo|en la direcci[óo]n correcta)\b|\bha (?:sido|resultado|demostrado ser)"
         r" (?:eficaz|efectiv[oa]|exitos[oa])\b", _C, _EXPLICIT, 0.75, opinion=True),
    _cue("ineficaz", r"\b(?:no ser[áa]n? (?:\w+mente )?(?:eficac?e?s?z?|efectiv\w+|la soluci[óo]n)"
         r"|ser[íi]a (?:un (?:grave )?error|contraproducente))\b", _O, _EXPLICIT, 0.75,
         opinion=True),
    _cue("en lugar de", r"(?:^|(?<=, ))(?:en (?:lugar|vez) de) (?=\w+(?:ar|er|ir)\b)", _O,
         _EXPLICIT, 0.75, clause=True, beside=True),
)  # fmt: skip
