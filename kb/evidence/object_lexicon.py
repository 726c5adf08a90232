"""Things that policy demands act on, each with the words a text may name it by.

A demand to search for guns is met by a text on rifles; one on rifles is not met by a text on guns.
Each kind has the general words that stand for all its members, and the members, in English and
Spanish. A kind does not stand for its neighbours: arms are no drugs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def _any(forms: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(f.replace('_', ' ') for f in forms.split())})(?!\w)")


# General words of each kind, and its members: patterns over folded text, parted by spaces.
_WORDS: Mapping[str, tuple[str, str]] = {
    "arms": (
        "guns? firearms? weapons? arms armas?",
        "rifles? pistols? handguns? ammunition municion(?:es)? fusiles?",
    ),
    "soldiers": (
        "soldiers? military army armed_forces troops soldados? militares? ejercito",
        "navy marines marina sedena semar fuerzas_armadas",
    ),
    "police": ("police policing policias? law_enforcement", "officers"),
    "crime groups": (
        "cartels? traffickers? gangs? (?:criminal|drug)_(?:groups?|organi[sz]ations?|networks?)"
        " organi[sz]ed_crime carteles crimen_organizado",
        "tcos? dtos? cjng sinaloa grupos?_criminal(?:es)?",
    ),
    "drugs": ("drugs? narcotics? drogas?", "opioids? fentanyl heroin methamphetamines? fentanilo"),
    "criminal money": (
        "cash proceeds efectivo",
        "money_?-?launder\\w* bulk_cash illicit_financ\\w+ lavado",
    ),
    "banks": ("banks? bancos? financial_institutions?", "banking financial_firms?"),
    "courts": ("courts? judges? tribunal(?:es)? jueces judiciary", "judicial"),
    "prosecutors": ("prosecutors? fiscal(?:es|ia)", "attorneys?_general\\w* fgr"),
    "abuse": ("abuses? abus(?:ed|ive) abusos? violations?", "torture violaciones"),
    "vehicles": ("vehicles? cars? trucks? vehiculos?", "lanes? cargo camiones"),
    "travellers": ("travell?ers? viajeros?", "passengers? pedestrians?"),
    "aid": ("aid assistance ayuda asistencia", ""),
    "young people": ("young youths? juveniles? jovenes", ""),
    "virtual assets": (
        "crypto(?:currenc\\w+)? virtual_assets? digital_assets? criptomonedas?",
        "virtual_currenc\\w+ bitcoin",
    ),
    "migrants": ("migrants? migrantes?", "asylum_seekers?"),
    "officials": (
        "officials? politicians? public_servants? funcionarios?",
        "mayors? governors? alcaldes? gobernador(?:es)?",
    ),
    "missing people": ("missing disappear\\w+ desaparecid\\w+ desapariciones", ""),
    "press": ("journalists? periodistas?", "press_freedom reporters?"),
    "ports": ("ports? crossings? puertos? garitas?", ""),
    "precursors": ("precursors? precursores", "precursor_chemicals"),
    "results": ("outcomes? results? resultados?", "effects? effectiveness impact efectos?"),
    "southward": ("southbound outbound leaving", "bound_for_mexico into_mexico hacia_el_sur"),
}
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (_any(general), _any(f"{general} {members}")) for general, members in _WORDS.values()
)


def kinds_of(word: str) -> tuple[re.Pattern[str], ...]:
    """What a folded word may be named by in a text: a pattern for each kind it stands for."""
    return tuple(named for general, named in _KINDS if general.fullmatch(word))
