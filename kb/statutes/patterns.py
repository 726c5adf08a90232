"""Regular expressions for the pieces of an address, in English and Spanish.

The words are those of ``corpus/lexicons/statute_words.yaml`` and ``ndaa.yaml``.
"""

from __future__ import annotations

import re

from pydantic import Field

from kb.resources import LexiconModel, Words, load_lexicon
from kb.statutes.ndaa_years import HONORIFICS, NDAA_NAMES, NDAA_NAMES_AFTER_A_YEAR
from kb.text.dashes import DASHES


class _Named(LexiconModel):
    one: tuple[str, ...]
    many: tuple[str, ...]
    misspelled: tuple[str, ...] = ()


class _LargerUnit(LexiconModel):
    printed: str
    spelled: tuple[str, ...]
    before_small_letters: tuple[str, ...] = ()


class _StatuteWords(LexiconModel):
    """``corpus/lexicons/statute_words.yaml``."""

    sections: _Named
    articles: _Named
    subsections: tuple[str, ...]
    larger_units: tuple[_LargerUnit, ...] = Field(min_length=1)
    public_laws: tuple[str, ...]
    united_states_code: tuple[str, ...]
    executive_orders: tuple[str, ...]
    fiscal_year: tuple[str, ...]
    crs_series: tuple[str, ...]
    act_nouns: tuple[str, ...]
    mexican_law_nouns: tuple[str, ...]
    inside_mexican_law_names: tuple[str, ...]
    inside_act_names: Words
    never_first_in_act_names: Words
    refer_to_an_act: Words
    articles_in_names: Words


WORDS = load_lexicon("statute_words", _StatuteWords)


def _any(*lists: tuple[str, ...]) -> str:
    """A group that matches any expression of ``lists``; a space stands for any white space."""
    return f"(?:{'|'.join(x for some in lists for x in some)})".replace(" ", r"\s++")


_DASH = rf"[{DASHES}]"
# Letters are compared with their case: without it, [a-z] would match "ı", "ſ" and the Kelvin sign.
NUMBER = r"(?-i:\d{1,5}[A-Za-z]{0,2}(?:-\d{1,3}[A-Za-z]?)?(?:\.\d{1,3})?(?![\w%]))"
MARK = r"(?-i:[ivxlc]{2,6}|[IVXLC]{2,6}|aa|bb|cc|dd|ee|ff|gg|hh|AA|BB|CC|DD|EE|[A-Za-z]|\d{1,3})"
BRACKETS = rf"(?:\s?\({MARK}\))*"
ITEM = rf"{NUMBER}{BRACKETS}"
_RANGE = rf"(?:\s*+{_DASH}\s*+|\s++(?:to|through|thru|al?|hasta)\s++)"
_AND = r"(?:\s*+,\s*+(?:and\s++|or\s++|y\s++|o\s++)?|\s++(?:and|or|&|y|e|o)\s++)"
_MANY = rf"{ITEM}(?:(?:{_RANGE}|{_AND})(?:§§?\s*+)?{ITEM})*"
_ONE = rf"{ITEM}(?:\s*+{_DASH}\s*+{NUMBER})?"

_SECTION = _any(WORDS.sections.one, WORDS.sections.misspelled)
SECTIONS = re.compile(
    rf"(?:§§\s*+|(?<!\w){_any(WORDS.sections.many)}\s++(?:§§?\s*+)?)(?P<many>{_MANY})"
    rf"|(?:§\s*+|(?<!\w){_SECTION}\s*+(?:n[uú]m\.\s*+)?(?:§\s*+)?)(?P<one>{_ONE})",
    re.IGNORECASE,
)
ARTICLES = re.compile(
    rf"(?<!\w)(?:{_any(WORDS.articles.many)}\s++(?P<many>{_MANY})"
    rf"|{_any(WORDS.articles.one)}\s*+(?P<one>{_ONE}))",
    re.IGNORECASE,
)
ITEMS = re.compile(
    rf"(?P<range>(?<!\s){_RANGE})?(?:(?<!\s){_AND})?(?:§§?\s*+)?(?P<item>{ITEM})", re.IGNORECASE
)
ITEM_PARTS = re.compile(rf"(?P<number>{NUMBER})(?P<brackets>{BRACKETS})", re.IGNORECASE)
MARKS = re.compile(rf"\(({MARK})\)")

# "subsection (f)", "paragraph 3", "inciso b)", "fracción III"
SUBUNIT = re.compile(
    rf"(?<!\w){_any(WORDS.subsections)}\s*+"
    rf"(?P<marks>(?:\({MARK}\))+|(?-i:[A-Za-z]|\d{{1,2}}|[IVX]{{1,5}}|[ivx]{{1,5}})\)?(?![\w.]\w|\w))",
    re.IGNORECASE,
)

# What a section lies in, as printed: div., title, subtitle …, outermost first.
LARGER_UNITS = tuple(
    (unit.printed, re.compile(_any(unit.spelled), re.IGNORECASE)) for unit in WORDS.larger_units
)
_UNIT = _any(*(unit.spelled for unit in WORDS.larger_units))
_UNIT_BEFORE_SMALL = _any(*(unit.before_small_letters for unit in WORDS.larger_units))
WITHIN = re.compile(
    rf"(?<!\w)(?i:(?P<unit>{_UNIT}))\s++(?P<which>[IVXLC]{{1,8}}|[A-Z]{{1,2}}|\d{{1,3}}[A-Z]?)(?!\w)"
    rf"|(?<!\w)(?P<lower_unit>{_UNIT_BEFORE_SMALL})\s++"
    r"(?P<lower_which>[ivxlc]{1,8}|[a-z])(?![\w'’])"
)
WITHIN_UNITS = re.compile(
    rf"(?P<unit>{_UNIT})\s++(?P<which>[ivxlc]{{1,8}}|[a-z]{{1,2}}|\d{{1,3}}[a-z]?)", re.IGNORECASE
)

LAW = re.compile(
    rf"(?<![\w.]){_any(WORDS.public_laws)}\s*+(?:No\.?\s*+)?"
    rf"(?P<congress>\d{{2,3}})\s*+{_DASH}\s*+(?P<law>\d{{1,4}})(?!\d)"
    r"|(?<!\w)PLAW-?(?P<congress2>\d{2,3})publ(?P<law2>\d{1,4})(?!\d)",
    re.IGNORECASE,
)

_DIGITS = "[1-9][0-9]{3}|[0-9]{2}"  # of a fiscal year, 2024 or 24
_YEAR = rf"(?:{_any(WORDS.fiscal_year)}\s*+['’]?\s*+)"


def _year_given(n: int) -> str:
    """A year with its words (``FY2024``) or alone, as the groups ``fyN`` and ``yN``."""
    return rf"(?:{_YEAR}(?P<fy{n}>{_DIGITS})|(?P<y{n}>(?:19|20)\d\d))"


def _honorifics() -> str:
    """The people that acts are named after, with straight or curly quotation marks."""
    names = _any(tuple(re.escape(n).replace(r"\ ", " ") for n in HONORIFICS))
    return rf"(?:(?P<honour>{names})\s++)?".replace("“", '["“]').replace("”", '["”]')


_NDAA = _any(NDAA_NAMES)
_LINK = r"\s*+,?\s*+(?:(?:for|of|de|del|para)\s++)?(?:(?:the|el|la|los)\s++)?"
NDAA = re.compile(
    r"(?<![\w.-])"
    rf"(?:{_year_given(1)}\s++{_any(NDAA_NAMES, NDAA_NAMES_AFTER_A_YEAR)}"
    rf"|{_honorifics()}{_NDAA}(?:{_LINK}{_year_given(2)}|\s['’]?(?P<short>[12]\d)(?![\d-]))?)"
    r"(?!\w)",
    re.IGNORECASE,
)

_CODE_NAME = _any(WORDS.united_states_code)
_SIGN = r"(?:§§?\s*+|sections?\s++|secs?\.?\s++)?"
_OF = r"\s*+(?:,|of|del?)?\s*+(?:the\s++)?"
CODE = re.compile(
    rf"(?<![\w.])(?P<title>\d{{1,2}})\s*+{_CODE_NAME}\s*+,?\s*+{_SIGN}(?P<item>{ITEM})"
    r"(?P<note>\s*+,?\s*+\(?(?:note|nt\.)(?!\w))?"
    rf"|(?<!\w)(?:section|secci[oó]n|sec\.|§)\s*+(?P<item2>{ITEM})\s*+(?:,|of|del?)?\s*+"
    rf"(?:of\s++)?(?:title|t[ií]tulo)\s++(?P<title2>\d{{1,2}}){_OF}{_CODE_NAME}"
    rf"|(?<!\w)(?:title|t[ií]tulo)\s++(?P<title3>\d{{1,2}}){_OF}{_CODE_NAME}\s*+,?\s*+"
    rf"(?:§\s*+|(?:section|secci[oó]n)\s++|sec\.\s*+)(?P<item3>{ITEM})",
    re.IGNORECASE,
)

STATUTES = re.compile(r"(?<![\w.])(\d{1,3})\s++(?:Stat|STAT|stat)\.?\s++(\d{1,5})(?!\w)")
ORDERS = re.compile(
    rf"(?<!\w){_any(WORDS.executive_orders)}"
    r"\s*+(?:No\.?\s*+|n[uú]m\.?\s*+)?(?P<many>\d{4,5}(?:(?:\s*+,\s*+(?:and\s++|y\s++)?|\s++(?:and|y)\s++)"
    r"\d{4,5})*)(?!\w)",
    re.IGNORECASE,
)
BILL = re.compile(
    r"(?<![\w.])(?<!U\. )(?P<type>H\.?\s?R\.?|S\.|H\.?\s?J\.?\s?Res\.?|S\.?\s?J\.?\s?Res\.?"
    r"|H\.?\s?Con\.?\s?Res\.?|S\.?\s?Con\.?\s?Res\.?|H\.?\s?Res\.?|S\.?\s?Res\.?|S(?=\s?\d{3,4}))"
    r"\s?(?P<number>\d{1,5})(?![\w.]\d|\w)"
    r"(?:,?\s*+\(?(?P<congress>\d{2,3})(?:st|nd|rd|th)\s++Cong(?:ress|\.)?\)?)?"
)
LOWER_BILL = re.compile(r"(?<![\w.])(?P<type>h\.?\s?r\.?|s\.)\s?(?P<number>\d{2,5})(?!\w)")
GAO = re.compile(
    rf"(?<!\w)GAO\s?[{DASHES}/ ]\s?(\d{{2}})\s?[{DASHES}/ ]\s?(\d{{1,6}}[A-Z]{{0,2}})(?!\w)",
    re.IGNORECASE,
)
CRS = re.compile(
    rf"(?<![\w-])({_any(WORDS.crs_series)}\d{{5}})(?:\.\d{{1,3}}|v\d{{1,3}})?(?!\w)", re.IGNORECASE
)

# "Title XIII of the" before the name of an act
UNIT_OF_ACT = re.compile(
    rf"(?:{_UNIT})\s+(?:[IVXLC]{{1,8}}|[A-Z]{{1,2}}|\d{{1,3}}[A-Z]?)(?:,|\s+(?:of|del?))\s+"
    r"(?:(?:the|la|el)\s+)?",
    re.IGNORECASE,
)
ACT_TAIL = re.compile(
    r"(?:\s*+,?\s*+(?:of\s++)?(?:19|20)\d\d|\s++for\s++Fiscal\s++Year\s++(?:19|20)\d\d)?(?!\w)"
)
MEXICAN_LAW = re.compile(
    rf"(?<!\w){_any(WORDS.mexican_law_nouns)}"
    rf"(?:\s++(?:{_any(WORDS.inside_mexican_law_names)}\s++){{0,3}}"
    r"[A-ZÁÉÍÓÚÑ][\wáéíóúñ]*)+"
)
# In a query: "8365(b)(5)", "NDAA 8365", "1311 of the FY2024 NDAA", "section 1311, FY24"
_NO_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
MARKED = re.compile(
    rf"(?<![\w$.,(-])(?P<number>\d{{3,5}}[A-Za-z]?)(?P<brackets>\([a-z]{{1,2}}\){BRACKETS})(?!\w)"
)
NUMBER_AFTER = re.compile(
    rf"\s*+,?\s*+{_NO_YEAR}(?P<item>\d{{3,5}}[A-Z]?{BRACKETS})(?![\w%]|[.,-]\d)"
)
NUMBER_BEFORE = re.compile(
    rf"(?<![\w$.,-]){_NO_YEAR}(?P<item>\d{{3,5}}[A-Z]?{BRACKETS})\s*+,?\s*+"
    r"(?:(?:of|in|from|de|del|en)\s++)?(?:(?:the|la|el)\s++)?\Z"
)
FISCAL_AFTER = re.compile(
    r"\s*+,?\s*+\(?\s*+(?:(?:of|for|from|in|de|del|para)\s++)?(?:(?:the|el|la)\s++)?"
    rf"(?:{_YEAR}(?P<fy>{_DIGITS})|(?P<year>20\d\d))(?![\w-])\)?",
    re.IGNORECASE,
)
AFTER_SECTION = re.compile(
    r"\s++(?:of|under|in)\s++(?:the\s++)?(?:"
    r"(?P<short>[A-Z]{2,8})(?![\w.])"
    rf"|(?P<words>(?:[\w’'&.-]+\s++){{1,8}}?{_any(WORDS.act_nouns)})(?!\w))"
)
