"""Things that policy demands act on, each with the words a text may name it by.

A demand to search for guns is met by a text on firearms. Each kind is told by words in English and
Spanish; a kind stands for its members, not for its neighbours (arms are no drugs).
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def _any(*forms: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


# Patterns over folded text.
THINGS: Mapping[str, re.Pattern[str]] = {
    "arms": _any(
        r"guns?", r"firearms?", r"weapons?", r"arms", r"rifles?", r"pistols?", r"ammunition",
        r"armas?", r"municion(?:es)?", r"fusiles?",
    ),
    "soldiers": _any(
        r"soldiers?", r"military", r"army", r"armed forces", r"troops", r"navy", r"marines",
        r"soldados?", r"militares?", r"ejercito", r"fuerzas armadas", r"marina", r"sedena",
        r"semar",
    ),
    "police": _any(r"polic(?:e|ing)", r"law enforcement", r"officers", r"policias?"),
    "crime groups": _any(
        r"cartels?", r"traffickers?", r"gangs?",
        r"criminal (?:groups?|organi[sz]ations?|networks?)", r"organi[sz]ed crime", r"tcos?",
        r"dtos?", r"carteles", r"crimen organizado", r"grupos? criminal(?:es)?",
    ),
    "drugs": _any(r"drugs?", r"narcotics?", r"opioids?", r"fentanyl", r"drogas?", r"fentanilo"),
    "criminal money": _any(
        r"cash", r"proceeds", r"currency", r"money ?-?launder\w*", r"illicit (?:finance|financial)",
        r"lavado", r"efectivo",
    ),
    "banks": _any(r"banks?", r"banking", r"financial (?:institutions?|firms?)", r"bancos?"),
    "courts": _any(
        r"courts?", r"judges?", r"judicial", r"judiciary", r"tribunal(?:es)?", r"jueces",
    ),
    "prosecutors": _any(r"prosecutors?", r"attorney general\w*", r"fgr", r"fiscal(?:ia|es)?"),
    "abuse": _any(r"abus(?:e|es|ed|ive)", r"violations?", r"torture", r"abusos?", r"violaciones"),
    "vehicles": _any(
        r"vehicles?", r"cars?", r"trucks?", r"lanes?", r"cargo", r"vehiculos?", r"camiones",
    ),
    "travellers": _any(r"travell?ers?", r"passengers?", r"pedestrians?", r"viajeros?"),
    "aid": _any(r"aid", r"assistance", r"ayuda", r"asistencia"),
    "young people": _any(r"young", r"youths?", r"juveniles?", r"jovenes"),
    "virtual assets": _any(
        r"crypto\w*", r"virtual (?:assets?|currenc\w+)", r"digital assets?", r"criptomonedas?",
    ),
    "migrants": _any(r"migrants?", r"migration", r"asylum", r"migrantes?", r"migracion"),
    "officials": _any(
        r"officials?", r"politicians?", r"mayors?", r"governors?", r"public servants?",
        r"funcionarios?", r"alcaldes?", r"gobernador(?:es)?",
    ),
    "missing people": _any(r"missing", r"disappear\w+", r"desaparecid\w+", r"desapariciones"),
    "press": _any(r"journalists?", r"press freedom", r"reporters?", r"periodistas?"),
    "ports": _any(r"ports?", r"border crossings?", r"puertos?", r"garitas?"),
    "precursors": _any(r"precursors?", r"chemicals?", r"precursores", r"quimic\w+"),
    "results": _any(
        r"outcomes?", r"results?", r"effects?", r"effectiveness", r"impact", r"resultados?",
        r"efectos?",
    ),
    "southward": _any(
        r"southbound", r"outbound", r"bound for mexico", r"leaving", r"into mexico",
        r"hacia el sur",
    ),
    "northward": _any(r"inbound", r"entering", r"enters?", r"entry", r"into the united states"),
    "ownership": _any(r"beneficial owner\w*", r"shell companies", r"corporate transparency"),
    "smuggling": _any(r"smuggl\w+", r"traffick\w+", r"contraband", r"trafico", r"contrabando"),
}  # fmt: skip


def kinds_of(word: str) -> tuple[re.Pattern[str], ...]:
    """What a folded word may be named by in a text: one pattern for each kind that it names."""
    return tuple(pattern for pattern in THINGS.values() if pattern.fullmatch(word))
