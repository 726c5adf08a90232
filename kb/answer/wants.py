"""What kind of thing a question asks for, and whether a sentence gives one.

Rule-based answer typing for English and Spanish, after the question taxonomies of Li and Roth
(2002, "Learning Question Classifiers"): only the kinds whose absence can be told from the words
of a sentence (an amount of money, a share, a count, a date, an identifier, a duration) decide
anything; a question of any other kind wants ``Want.TEXT``, which every sentence gives.
"""

from __future__ import annotations

import re
from enum import Enum


class Want(Enum):
    """A kind of answer; the value is how a refusal names it."""

    MONEY = "an amount of money"
    SHARE = "a percentage or share"
    COUNT = "a number"
    DATE = "a date"
    IDENTIFIER = "a number or section that identifies it"
    DURATION = "a length of time"
    TEXT = "an answer"


MONEY_WORDS = frozenset("money dollars dinero dolares".split())
_MONEY_WORDS = r"money|funds?|funding|dollars?|dinero|fondos|recursos|d[oó]lares|presupuesto|budget"
_QUESTIONS: tuple[tuple[Want, str], ...] = (
    (
        Want.SHARE,
        r"what (percentage|percent|share|proportion|fraction)|how many percent"
        r"|qu[eé] (porcentaje|proporci[oó]n|parte)|by what percent|cu[aá]nto ha (bajado|subido)"
        r"|how much (has|have|did) .{0,80}\b(fall|fallen|drop|dropped|rise|risen|decline|grow)",
    ),
    (
        Want.IDENTIFIER,
        r"(what|which) (is|was|are|were)? ?(the )?(bill|law|section|public law|order|report) "
        r"numbers?|qu[eé] n[uú]mero de (ley|iniciativa|informe)|bill numbers?",
    ),
    (
        Want.MONEY,
        rf"how much ({_MONEY_WORDS})|how much .{{0,60}}\b(appropriat|provid|spend|spent|cost|pay|"
        rf"paid|allocat|authoriz|receiv|request|fund|oblig|worth|invest|allow|give|gave)"
        rf"|how (large|big) .{{0,40}}(budget|appropriation|fund|fine|penalty)"
        rf"|cu[aá]nto (dinero|cuesta|cost[oó]|asign|aprob|gast|destin|recib)|cu[aá]ntos (fondos|"
        rf"recursos|d[oó]lares)|what (amount|sum)|qu[eé] (monto|cantidad de dinero|suma)",
    ),
    (Want.DURATION, r"how long|for how many years|cu[aá]nto tiempo|por cu[aá]ntos a[nñ]os"),
    (Want.COUNT, r"how many|cu[aá]nt[oa]s|what number of|qu[eé] n[uú]mero de"),
    (
        Want.DATE,
        r"\bwhen (was|were|is|are|did|does|do|will|has|have|had|must|should|shall|can)\b"
        r"|\b(by|since|until) when|what (date|year|month|day)|which year"
        r"|in what year|cu[aá]ndo|desde cu[aá]ndo|(en|de) qu[eé] (fecha|a[nñ]o|mes|d[ií]a)"
        r"|qu[eé] fecha|what (is|was) the (deadline|due date)",
    ),
)
_QUESTION_PATTERNS = tuple((want, re.compile(pattern, re.I)) for want, pattern in _QUESTIONS)

_MONTH = (
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|enero|febrero|marzo|abril"
    r"|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)[a-z]*\.?"
)
_NUMBER_WORD = (
    r"(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?"
    r"|millions?|billions?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|decenas"
    r"|cientos|miles|mil|millones|half|mitad|third|tercio|quarter|cuarto|none|ninguno|single)"
)
_GIVES: dict[Want, re.Pattern[str]] = {
    Want.MONEY: re.compile(
        r"[$€£]\s?\d|\\\$\d|\b(US|MX)\$\s?\d|\d[\d,.]*\s*((m|b|tr)illion\s+)?(dollars|pesos|d[oó]lares)"
        r"|\d[\d,.]*\s*(millones|mil millones|mdd|mdp)\b",
        re.I,
    ),
    Want.SHARE: re.compile(
        r"\d\s*(%|percent|per cent|por ciento)|\b(half|third|quarter|mitad|tercio"
        r"|majority|mayor[ií]a|two-thirds|dos tercios)\b|\b\d+ (in|of every|de cada) \d+",
        re.I,
    ),
    Want.COUNT: re.compile(rf"\d|\b{_NUMBER_WORD}\b", re.I),
    Want.DATE: re.compile(
        rf"\b(1[89]|20)\d\d\b|\b{_MONTH}\s+\d|\b\d{{1,2}}\s+(de\s+)?{_MONTH}"
        r"|not later than"
        r"|\b\d+ (days|months|years|d[ií]as|meses|a[nñ]os)\b"
        r"|fiscal year|yesterday|today|last (week|month|year)",
        re.I,
    ),
    Want.IDENTIFIER: re.compile(
        r"\b(H\.?\s?R|S|H\.?\s?Res|S\.?\s?Res)\.?\s?\d+|\b(P\.?\s?L|Pub(lic)?\.?\s?L(aw)?)\.?\s?\d"
        r"|§|\bsec(tion|\.)\s?\d|\bGAO-\d|\b[A-Z]{1,4}\d{4,}|\bE\.?O\.?\s?\d|\bNo\.\s?\d|U\.S\.C",
        re.I,
    ),
    Want.DURATION: re.compile(
        rf"(\d+|{_NUMBER_WORD})[\s-]*(day|week|month|year|d[ií]a|semana|mes|a[nñ]o)", re.I
    ),
}


_OBJECT = re.compile(
    r"(?i)\b(?:how many|how much|what (?:percentage|percent|share|proportion|fraction|number) of"
    r"|cu[aá]nt[oa]s?|qu[eé] (?:porcentaje|proporci[oó]n|parte|n[uú]mero) de)\s+(.+)"
)
_FIGURE = re.compile(r"[$€£]?\d[\d.,]*")


def measured(question: str) -> str:
    """What a question asks the measure of: the words after *how many*, *what share of* …"""
    match = _OBJECT.search(question)
    return match[1] if match else ""


def around_figures(text: str, reach: int = 7) -> str:
    """The words of ``text`` within ``reach`` words of a figure: what the figure may measure."""
    parts = text.split()
    near: set[int] = set()
    for i, part in enumerate(parts):
        if _FIGURE.search(part) or re.fullmatch(rf"(?i){_NUMBER_WORD}\W*", part):
            near.update(range(max(i - reach, 0), min(i + reach + 1, len(parts))))
    return " ".join(parts[i] for i in sorted(near))


def wanted(question: str) -> Want:
    """The kind of answer ``question`` asks for. The first rule that matches decides."""
    for want, pattern in _QUESTION_PATTERNS:
        if pattern.search(question):
            return want
    return Want.TEXT


def gives(text: str, want: Want) -> bool:
    """True when ``text`` holds something of the wanted kind."""
    pattern = _GIVES.get(want)
    return pattern is None or bool(pattern.search(text))
