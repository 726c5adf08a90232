"""What kind of thing a question asks for, and whether a sentence gives one.

Rule-based answer typing for English and Spanish, after the question taxonomies of Li and Roth
(2002, "Learning Question Classifiers"): only the kinds whose absence can be told from the words
of a sentence (an amount of money, a share, a count, a date, an identifier, a duration) decide
anything; a question of any other kind wants ``Want.TEXT``, which every sentence gives.
"""

from __future__ import annotations

import re
from enum import Enum

from kb.text.language import ENGLISH_STOP, SPANISH_STOP, without_accents
from kb.text.stems import folded


class AnswerType(Enum):
    """A kind of answer; the value is how a refusal names it."""

    MONEY = "an amount of money"
    SHARE = "a percentage or share"
    COUNT = "a number"
    QUANTITY = "a figure"
    DATE = "a date"
    IDENTIFIER = "a number or section that identifies it"
    DURATION = "a length of time"
    TEXT = "an answer"


MONEY_WORDS = frozenset("money dollars dinero dolares".split())
_MONEY_WORDS = r"money|funds?|funding|dollars?|dinero|fondos|recursos|d[oó]lares|presupuesto|budget"
_QUESTIONS: tuple[tuple[AnswerType, str], ...] = (
    (
        AnswerType.SHARE,
        r"what (percentage|percent|share|proportion|fraction)|how many percent"
        r"|qu[eé] (porcentaje|proporci[oó]n|parte)|by what percent"
        r"|cu[aá]nto (ha )?(baj|sub|crec|ca[yí]|aument|disminu)"
        r"|how much (has|have|did) .{0,80}\b(fall|fell|drop|rise|rose|decline|grow|shrink|shrunk)",
    ),
    (
        AnswerType.IDENTIFIER,
        r"(what|which) (is|was|are|were)? ?(the )?(bill|law|section|public law|order|report) "
        r"numbers?|qu[eé] n[uú]mero de (ley|iniciativa|informe)|bill numbers?",
    ),
    (
        AnswerType.MONEY,
        rf"how much ({_MONEY_WORDS})|how much .{{0,60}}\b(appropriat|provid|spend|spent|cost|pay|"
        rf"paid|allocat|authoriz|receiv|request|fund|oblig|worth|invest|allow|give|gave)"
        rf"|how much (may|can|could|must|shall|is|are|was|were|will|would|did|does|has|have|had)\b"
        rf"|how (large|big) .{{0,40}}(budget|appropriation|fund|fine|penalty)"
        rf"|cu[aá]nto (dinero|cuesta|cost|asign|aprob|gast|destin|recib|val|p[ei]e?rd|pag|cobr|inv|"
        rf"aport|autoriz)|cu[aá]ntos (fondos|recursos|d[oó]lares)|what (amount|sum)"
        r"|qu[eé] (monto|cantidad de dinero|suma)",
    ),
    (AnswerType.DURATION, r"how long|for how many years|cu[aá]nto tiempo|por cu[aá]ntos a[nñ]os"),
    (AnswerType.COUNT, r"how many|cu[aá]nt[oa]s\b|what number of|qu[eé] n[uú]mero de"),
    (AnswerType.QUANTITY, r"how much|cu[aá]nt[oa]\b"),
    (
        AnswerType.DATE,
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
_TENS = (
    r"fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety)-\w+|quince|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta"
    r"|noventa"
)
# Figures that count nothing: dates, years, amounts of money, addresses, numbers of documents.
_NOT_COUNTS = re.compile(
    rf"\[[^\[\]]{{0,160}}\]|\b{_MONTH}\s+(19|20)\d\d"
    rf"|\b{_MONTH}\s+\d{{1,2}}(st|nd|rd|th)?(,?\s+(19|20)\d\d)?"
    rf"|\b\d{{1,2}}\s+(de\s+)?{_MONTH}(\s+(de\s+)?(19|20)\d\d)?|\bFY\s?['’]?\d+"
    r"|(?<![\w$,.])(19|20)\d\d(?![\w,]|\.\d)|[$€£]\s?\d[\d,.]*(\s?(m|b|tr)illion)?"
    r"|(§+|\b(sections?|secs?\.|secci[oó]n|title|t[ií]tulo|chapter|part|article|art[ií]culo|table|figure"
    r"|page|appendix|no\.|phase|version|level))\s*\d[\w.()–-]*|\b(P\.?\s?L\.?|Public Law|Pub\. L\."
    r"|H\.\s?R\.|S\.|GAO|CRS|E\.O\.|Executive Order|U\.S\.C\.)[\s-]*\d[\w–-]*|\b\d+ U\.S\.C[\w. ]*"
    r"|^\W*\(?\d{1,3}[.)]?\s|\b[A-Z]{1,4}\d{4,}",
    re.IGNORECASE,
)
_GIVES: dict[AnswerType, re.Pattern[str]] = {
    AnswerType.MONEY: re.compile(
        r"[$€£]\s?\d|\\\$\d|\b(US|MX)\$\s?\d|\d[\d,.]*\s*((m|b|tr)illion\s+)?(dollars|pesos|d[oó]lares)"
        r"|\d[\d,.]*\s*(millones|mil millones|mdd|mdp)\b",
        re.I,
    ),
    AnswerType.SHARE: re.compile(
        rf"\d\s*(%|percent|per cent|por ciento)|\b({_TENS}|{_NUMBER_WORD})[- ](percent|per cent"
        r"|por ciento)\b|\b(half|third|quarter|mitad|tercio"
        r"|majority|mayor[ií]a|two-thirds|dos tercios)\b|\b\d+ (in|of every|de cada) \d+",
        re.I,
    ),
    AnswerType.COUNT: re.compile(rf"\d|\b({_TENS}|{_NUMBER_WORD})\b", re.I),
    AnswerType.DATE: re.compile(
        rf"\b(1[89]|20)\d\d\b|\b{_MONTH}\s+\d|\b\d{{1,2}}\s+(de\s+)?{_MONTH}"
        r"|not later than"
        r"|\b\d+ (days|months|years|d[ií]as|meses|a[nñ]os)\b"
        r"|fiscal year|yesterday|today|last (week|month|year)",
        re.I,
    ),
    AnswerType.IDENTIFIER: re.compile(
        r"\b(H\.?\s?R|S|H\.?\s?Res|S\.?\s?Res)\.?\s?\d+|\b(P\.?\s?L|Pub(lic)?\.?\s?L(aw)?)\.?\s?\d"
        r"|§|\bsec(tion|\.)\s?\d|\bGAO-\d|\b[A-Z]{1,4}\d{4,}|\bE\.?O\.?\s?\d|\bNo\.\s?\d|U\.S\.C",
        re.I,
    ),
    AnswerType.DURATION: re.compile(
        rf"(\d+|{_NUMBER_WORD})[\s-]*(day|week|month|year|d[ií]a|semana|mes|a[nñ]o)", re.I
    ),
}


_DEFINED = re.compile(
    r"(?i)[\s¿]*(?:(?:what|who) (?:is|are|was|were) (?:meant by |an? |the )?(?P<one>[^,;?]{2,60})"
    r"|what (?:do|does) (?P<two>[^,;?]{2,60}) mean"
    r"|(?:qu[eé]|qui[eé]n(?:es)?) (?:es|son|era|eran|significan?|se entiende por) "
    r"(?:una? |el |la |los |las )?(?P<three>[^,;?]{2,60}))[\s?]*$"
)
_DEFINES = re.compile(
    r"^[\s\"”’»)]*(?:\([^()]{1,40}\)\s*)?(?:,? ?(?:is|are|was|were|means?|refers? to|denotes?"
    r"|consists? of|comprises?|covers?|aims?|ha(?:s|ve|d) (?:two|three|four|five|six) \w+"
    r"|replace[sd]?|succeed(?:s|ed)|took the place|es|son|era|significa|consiste en|abarca"
    r"|tiene (?:dos|tres|cuatro|cinco|seis) \w+|se refiere a)\b|, (?:an?|the|una?|el|la|which"
    r"|also|known|a popular)\b|[:—–]\s)",
    re.IGNORECASE,
)
# What is said just before a term that a sentence introduces, and before one it only asks about.
_INTRODUCES = re.compile(
    r"\b(?:announced|adopted|launched|created|established|founded|anunci(?:o|aron)"
    r"|adopt(?:o|aron)|cre(?:o|aron)|estableci(?:o|eron)) (?:the |el |la )?$"
)
_ASKS = re.compile(r"\b(?:whether|if|si) (?:the |el |la )?$")
_PLACED = re.compile(r"(?i)\s+(?:under|in|according to|for|within|as used|seg[uú]n|en|bajo)\s")
_MOST_DEFINED = 6  # words; a longer subject is no term

_OBJECT = re.compile(
    r"(?i)\b(?:how many|how much|what (?:percentage|percent|share|proportion|fraction|number) of"
    r"|cu[aá]nt[oa]s?|qu[eé] (?:porcentaje|proporci[oó]n|parte|n[uú]mero) de)\s+(.+)"
)
_GENERIC = frozenset(
    "people person persons individual individuals time times personas persona gente veces".split()
)
_NOUN_PHRASE = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_FIGURE = re.compile(r"[$€£]?\d[\d.,]*")


def term_asked(question: str) -> str | None:
    """The term whose meaning is asked (``What is total value locked?``), or ``None``."""
    match = _DEFINED.match(question)
    term = next((g for g in match.groups() if g), "").strip() if match else ""
    term = _PLACED.split(term)[0]
    return term if 0 < len(term.split()) <= _MOST_DEFINED else None


def defines(text: str, question: str) -> bool:
    """True unless the meaning of a term is asked and ``text`` does not say what the term is."""
    term = term_asked(question)
    if term is None:
        return True
    without_accents, wanted_term = folded(text), folded(term)
    at = without_accents.find(wanted_term)
    while at >= 0:
        before, after = without_accents[:at], without_accents[at + len(wanted_term) :]
        if _INTRODUCES.search(before) or (_DEFINES.match(after) and not _ASKS.search(before)):
            return True
        at = without_accents.find(wanted_term, at + 1)
    return False


_RECOMMENDED = re.compile(r"(?i)\brecomm?[ei]e?nd")
_RECOMMENDS = re.compile(
    r"(?i)\b(should|must|ought|recomm?[ei]e?nd\w*|urges?|urged|asks? for|asked|calls? for|proposes?"
    r"|proposed|debe[nr]?|deber[ií]an?|propone[n]?|pide[n]?|pidi[oó]|insta[n]?)\b"
)


def recommends(text: str, question: str) -> bool:
    """True unless a recommendation is asked for and ``text`` makes none."""
    return not _RECOMMENDED.search(question) or bool(_RECOMMENDS.search(text))


def measured(question: str) -> str:
    """What a question asks the measure of: the words after *how many*, *what share of* …"""
    match = _OBJECT.search(question)
    return match[1] if match else ""


def thing_measured(question: str) -> tuple[str, ...]:
    """The words of what is counted or shared out, up to the next small word. Empty where it is
    only people, or money: those go by many names."""
    spanish = re.search(r"(?i)cu[aá]nt|qu[eé] (?:porcentaje|proporci|parte|n[uú]mero)", question)
    small = SPANISH_STOP if spanish else ENGLISH_STOP
    phrase: list[str] = []
    for word in _NOUN_PHRASE.findall(measured(question)):
        if without_accents(word) in small and not word.isupper():
            break
        phrase.append(word)
    if any(without_accents(word) in _GENERIC | MONEY_WORDS for word in phrase):
        return ()
    return tuple(phrase)


def counts_only(text: str) -> str:
    """``text`` with the figures that count nothing (dates, years, money, addresses) taken out."""
    return _NOT_COUNTS.sub(" ", text)


def around_figures(text: str, reach: int = 7) -> str:
    """The words of ``text`` within ``reach`` words of a figure: what the figure may measure."""
    parts = text.split()
    figures = [i for i, part in enumerate(parts) if _is_figure(part)]
    near = {j for i in figures for j in range(max(i - reach, 0), min(i + reach + 1, len(parts)))}
    return " ".join(parts[i] for i in sorted(near))


def has_one_figure(text: str) -> bool:
    """True when ``text`` gives one figure alone."""
    return sum(map(_is_figure, text.split())) == 1


def _is_figure(word: str) -> bool:
    return bool(_FIGURE.search(word) or re.fullmatch(rf"(?i)({_TENS}|{_NUMBER_WORD})\W*", word))


def wanted(question: str) -> AnswerType:
    """The kind of answer ``question`` asks for. The first rule that matches decides."""
    for want, pattern in _QUESTION_PATTERNS:
        if pattern.search(question):
            return want
    return AnswerType.TEXT


def gives(text: str, want: AnswerType) -> bool:
    """True when ``text`` holds something of the wanted kind."""
    if want is AnswerType.QUANTITY:
        return any(
            gives(text, kind) for kind in (AnswerType.MONEY, AnswerType.SHARE, AnswerType.COUNT)
        )
    pattern = _GIVES.get(want)
    if want is AnswerType.COUNT:
        text = counts_only(text)
    return pattern is None or bool(pattern.search(text))
