"""The forms of words that recommend, oppose or commend, in Spanish."""

from __future__ import annotations

import re

from kb.recommend.cues_en import Cue
from kb.recommend.model import Explicitness, Stance

_R, _O, _C = Stance.RECOMMENDS, Stance.OPPOSES, Stance.COMMENDS
_EXPLICIT, _TENTATIVE = Explicitness.EXPLICIT, Explicitness.TENTATIVE

_GOOD = (
    r"(?:necesari[oa]|urgente|fundamental|esencial|indispensable|imprescindible|crucial|clave|vital"
    r"|preciso|importante|conveniente|imperativo|prioritario|recomendable|deseable|prudente"
    r"|aconsejable|oportuno|pertinente|impostergable|inaplazable)"
)
_BAD = (
    r"(?:(?:un )?(?:\w+ )?(?:error|equivocaci[óo]n|desacierto|retroceso|despropósito|riesgo"
    r" innecesario)|contraproducente|imprudente|in[úu]til|equivocado|peligroso|inaceptable"
    r"|irresponsable|(?:una )?mala idea)"
)
_ASIDE = r"(?:,(?: [^\s,]+){1,6},)?"
# "debe", "deberían", "tiene que": an infinitive (or a clitic or adverb before it) has to follow.
_DEBER = (
    r"(?:deb(?:e|en|emos|er[íi]a|er[íi]an|er[íi]amos|er[áa]|er[áa]n)(?! de )|(?:se )?deben? de"
    r"|tienen? que"
    r"|tendr[íi]an? que|ha de|han de)" + _ASIDE
)
_INF = (
    r"(?:\w+mente |tambi[ée]n |además |s[óo]lo |seguir |continuar |empezar a |comenzar a )?"
    r"(?:\w+(?:ar|er|ir|[íi]r)(?:se|l[oae]s?|les?)?)\b"
)
_WHO = (
    r"(?:(?:el|los|ambos|nuestros?) gobiernos?|M[ée]xico|(?:los )?Estados Unidos|Washington"
    r"|el Congreso|el Senado|las? (?:autoridades|fiscal[íi]as?|instituciones|polic[íi]as?)"
    r"|el Estado"
    r"|los estados|los municipios|ambos pa[íi]ses|los dos (?:pa[íi]ses|gobiernos))"
)


def _cue(name: str, pattern: str, *rest: object, **more: object) -> Cue:
    return Cue(name, re.compile(r"(?i)" + pattern), *rest, **more)  # type: ignore[arg-type]


SPANISH: tuple[Cue, ...] = (
    _cue("recomendar", r"\b(?:se recomiendan?|se sugieren?|se propone[n]?|recomendamos|proponemos"
         r"|sugerimos|planteamos(?= que)|instamos al?|exhortamos al?|urgimos al?|llamamos al?"
         r"|pedimos(?= (?:a|que))|exigimos|se exhorta|se insta|se aconseja|aconsejamos"
         r"|hacemos un llamado al?"
         r"|este (?:informe|documento|texto|an[áa]lisis|estudio) (?:recomienda|propone|sugiere))\b",
         _R, _EXPLICIT, 0.95),
    _cue("apoyamos", r"\b(?:apoyamos|respaldamos|favorecemos)\b", _R, _EXPLICIT, 0.75,
         opinion=True),
    _cue("rechazamos", r"\b(?:rechazamos|nos oponemos a|desaconsejamos|se desaconseja"
         r"|advertimos contra)\b", _O, _EXPLICIT, 0.95),
    _cue("no debe", r"\b(?:no|nunca|tampoco|ning[úu]n\w* \w+) (?:se )?" + _DEBER + r" "
         + _INF, _O, _EXPLICIT, 0.95),
    _cue("debe evitar", r"\b" + _DEBER + r" (?:evitar(?:se)?|abstenerse|dejar de|cesar"
         r"|renunciar|rechazar|abandonar|descartar(?:se)?)\b", _O, _EXPLICIT, 0.95),
    _cue("debe", r"\b(?:se )?" + _DEBER + r" " + _INF, _R, _EXPLICIT, 0.9),
    _cue("no conviene", r"\bno (?:conviene|convendr[íi]a|es (?:conveniente|recomendable|aconsejable"
         r"|viable|deseable|prudente|(?:una )?buena idea)|basta con"
         r"|tiene sentido)\b", _O, _EXPLICIT, 0.95),
    _cue("necesita", r"\b(?:necesitan?|requieren?|precisan?) (?:" + _INF + r"|con urgencia"
         r"|(?:un|una|m[áa]s|mejor|mejores|mayor|mayores|nuev[oa]s?)\b)", _R, _EXPLICIT, 0.75,
         opinion=True),
    _cue("es hora", r"\b(?:es|ya es|lleg[óo] la|ha llegado la|es el|ha llegado el|lleg[óo] el)"
         r" (?:hora|momento) de (?:que|" + _INF + r")", _R, _EXPLICIT, 0.85),
    _cue("corresponde", r"\b(?:corresponde|toca|compete)n? (?:a|al) [^,;.]{3,50}? (?=" + _INF
         + r")|\b(?:les? )(?:corresponde|toca|compete)n? " + _INF, _R, _EXPLICIT, 0.75,
         opinion=True),
    _cue("lo primero", r"(?:^|(?<=[,;:] ))(?:lo (?:primero|(?:m[áa]s )?(?:urgente|importante"
         r"|necesario|prioritario|sensato))|(?:el|un) (?:primer|siguiente|mejor) (?:paso|camino)"
         r"|la (?:primera |m[áa]xima )?prioridad|la (?:mejor )?(?:salida|alternativa|soluci[óo]n))"
         r" (?:es|ser[íi]a|consiste en|pasa por|debe ser)\b", _R, _EXPLICIT, 0.8, opinion=True),
    _cue("hay que evitar", r"\b(?:hay que|habr[íi]a que|conviene|convendr[íi]a|es " + _GOOD
         + r"|ser[íi]a " + _GOOD + r")" + _ASIDE + r" (?:evitar|abandonar|rechazar"
           r"|no )\b", _O, _EXPLICIT, 0.9),
    _cue("hay que", r"\b(?:hay que|habr[íi]a que|habr[áa] que)" + _ASIDE + r" "
         + _INF, _R, _EXPLICIT, 0.9),
    _cue("convendría", r"\b(?:conviene|convendr[íi]a|valdr[íi]a la pena|vale la pena"
         r"|ser[íi]a (?:bueno|[úu]til|positivo|conveniente|deseable|mejor))" + _ASIDE
         + r" (?:que|" + _INF + r")", _R, _TENTATIVE, 0.85),
    _cue("es necesario", r"\b(?:es|ser[íi]a|resulta|result[aó]r[íi]a) (?:\w+mente |muy |tambi[ée]n"
         r" )?" + _GOOD + _ASIDE + r" (?:que|" + _INF + r")"
         r"|\b(?:es|resulta|sigue siendo) (?:\w+mente )?(?:necesaria|urgente|indispensable"
         r"|imprescindible|prioritaria) (?:un[ao]?|la|el) ", _R, _EXPLICIT, 0.9),
    _cue("hace falta", r"\b(?:hace falta|se necesita(?=n? que)|har[íi]a falta|se requiere"
            r"|urge) (?:que|" + _INF
         + r"|un[ao]? (?:mayor|nuev[oa]|mejor))", _R, _EXPLICIT, 0.8),
    _cue("prioridad", r"\b(?:debe|deber[íi]a|deben|tiene que) ser\b[^.;]{0,40}prioridad", _R),
    _cue("opción", r"^(?:una?|otra) (?:\w+ )?(?:opci[óo]n|alternativa|v[íi]a|medida)\b.{0,120}?"
         r"\b(?:es|ser[íi]a)\b", _R, _TENTATIVE, 0.85),
    _cue("podría", r"(?:^|(?<=[,;] ))(?:por su parte, )?" + _WHO + r"[^,;.]{0,70}? (?:podr[íi]an?"
         r"|pueden?(?= y deben?)) " + _INF, _R, _TENTATIVE, 0.7, opinion=True),
    _cue("sería un paso", r"\b(?:ser[íi]a|representar[íi]a|constituir[íi]a) un(?:a)? (?:\w+ )?"
         r"(?:paso|avance|mejora)\b", _R),
    _cue("merece", r"\b(?:merece|amerita|exige|requiere)n? (?:una? )?(?:mayor|mayores|m[áa]s"
         r"|mejor|mejores|especial|toda la) \w+", _R),
    _cue("buen paso", r"\bun (?:\w+ )?(?:paso|avance) (?:\w+ )?(?:positivo|importante|prometedor"
         r"|significativo|en la direcci[óo]n correcta)\b|\bha(?:n)? (?:sido|resultado"
         r"|demostrado ser)"
         r" (?:\w+mente |muy )?(?:eficac|efectiv|exitos|positiv)\w+\b"
         r"|\b(?:ha sido|fue|es) un (?:\w+ )?(?:acierto|[ée]xito|logro|avance|(?:buen )?ejemplo"
         r"|modelo a seguir)\b|\bha(?:n)? dado (?:\w+ )?(?:buenos )?resultados\b"
         r"|\bmerecen? (?:replicar|copiar|imitar|ampliar|reconocimiento|elogio)\w*\b", _C,
         _EXPLICIT, 0.75, opinion=True),
    _cue("ineficaz", r"\b(?:no ser[áa]n? (?:\w+mente )?(?:eficac?e?s?z?|efectiv\w+|la soluci[óo]n)"
         r"|(?:ser[íi]a|es|fue) " + _BAD + r"|(?:de nada|de poco|no) (?:sirve|servir[íi]a"
         r"|servir[áa])"
         r"|no resolver[áa]n?|no es la (?:soluci[óo]n|respuesta|v[íi]a))\b", _O, _EXPLICIT, 0.75,
         opinion=True),
    _cue("en lugar de", r"(?:^|(?<=, ))(?:en (?:lugar|vez) de) (?=\w+(?:ar|er|ir)\b)", _O,
         _EXPLICIT, 0.75, clause=True, beside=True),
)  # fmt: skip
