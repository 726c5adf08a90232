"""The policy area of a demand, by its vocabulary."""

from __future__ import annotations

import re

from kb.recommend.model import Area

# (area, weight, words). The heaviest area wins; of equals, the one listed first.
_WORDS: tuple[tuple[Area, float, str], ...] = (
    (Area.MILITARY, 3, r"(?:unilateral|military|ground|drone|air|boat)[\w -]{0,20}"
     r"(?:strikes?|operations?|action|force|intervention)|strikes? on|use of force|invasion"
     r"|high-value target|boots on the ground|war powers|acci[óo]n militar|ataques? unilateral"
     r"|intervenci[óo]n militar|uso de la fuerza"),
    (Area.ARMS, 3, r"\b(?:arms|firearms?|guns?|weapons?|ammunition|straw purchas\w+|ghost guns?"
     r"|armas?|municiones|armamento|\.50|caliber|tr[áa]fico de armas|ATF)\b"),
    (Area.PRECURSORS, 3, r"precursor|chemical|commercial diplomacy|economic statecraft|tariff"
     r"|trade agreements?|aranceles|qu[íi]mic|\bChin[ae]"),
    (Area.FINANCE, 3, r"launder|illicit financ|financial (?:intelligence|flows|crimes|system)"
     r"|FinCEN|anti-money|\bbanks?\b|beneficial owner|sanction|\bAML\b|lavado|inteligencia"
     r" financiera|flujos financieros|Strike Force|assets? (?:seiz|forfeit)"),
    (Area.FENTANYL, 2.5, r"fentanyl|overdose|demand[- ]reduction|opioid|treatment|addiction"
     r"|naloxone|harm reduction|consumption|fentanilo|sobredosis|adicci|drug use"
     r"|reducci[óo]n de (?:la )?demanda|weapon of mass"),
    (Area.CORRUPTION, 3, r"corrupt|investigations? into|bribe|complicit|kleptocra|collusion"
     r"|anticorrup|soborno|illicit networks|prosecutions? of officials"),
    (Area.BORDER, 2.5, r"\bborders?\b|southbound|ports? of entry|cargo|scann|inspection[s]? of"
     r"|customs|frontera|aduan|\bCBP\b|travelers"),
    (Area.MIGRATION, 3, r"migra(?:tion|nt|torio|ntes)|asylum|refugee|deport|asilo|refugiad"),
    (Area.OVERSIGHT, 2.5, r"oversight|audit|evaluat|metrics|performance measures|monitor"
     r"|reporting requirement|accountab|transparen|rendici[óo]n de cuentas|evaluaci|indicadores"
     r"|auditor"),
    (Area.JUSTICE, 2.5, r"rule of law|human rights|judicia|judges|prosecutor|courts?\b|impunity"
     r"|forensic|victims|disappear|justice|derechos humanos|impunidad|fiscal[íi]as?\b|ministerio"
     r" p[úu]blico|desaparec|v[íi]ctimas|estado de derecho|Leahy"),
    (Area.SECURITY, 1.8, r"security (?:cooperation|assistance|forces|aid|partner)|train|police"
     r"|advis|equip|armed forces|military|intelligence sharing|joint (?:operations|task)|cartels?"
     r"|seguridad|polic[íi]a|capacitaci|cooperaci[óo]n|fuerzas armadas|command center"),
)  # fmt: skip
_TABLE = tuple((area, weight, re.compile(words, re.I)) for area, weight, words in _WORDS)


def area_of(text: str, headings: tuple[str, ...] = ()) -> Area:
    """The area whose words weigh most in ``text``; headings decide only where it has none."""
    own = _heaviest(text)
    return own or _heaviest(" ".join(headings[-1:])) or Area.OTHER


def _heaviest(text: str) -> Area | None:
    best, most = None, 0.0
    for area, weight, words in _TABLE:
        score = weight * min(len(words.findall(text)), 3)
        if score > most:
            best, most = area, score
    return best
