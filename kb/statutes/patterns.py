"""The regular expressions that recognise the pieces of an address, English and Spanish."""

from __future__ import annotations

import re

_DASH = r"[-‐‑‒–—−]"
# Letters are compared with their case: without it, [a-z] would match "ı", "ſ" and the Kelvin sign.
NUMBER = r"(?-i:\d{1,5}[A-Za-z]{0,2}(?:[-‑]\d{1,3}[A-Za-z]?)?(?:\.\d{1,3})?(?![\w%]))"
MARK = r"(?-i:[ivxlc]{2,6}|[IVXLC]{2,6}|aa|bb|cc|dd|ee|ff|gg|hh|AA|BB|CC|DD|EE|[A-Za-z]|\d{1,3})"
BRACKETS = rf"(?:\s?\({MARK}\))*"
ITEM = rf"{NUMBER}{BRACKETS}"
_RANGE = rf"(?:\s*{_DASH}\s*|\s+(?:to|through|thru|al?|hasta)\s+)"
_AND = r"(?:\s*,\s*(?:and\s+|or\s+|y\s+|o\s+)?|\s+(?:and|or|&|y|e|o)\s+)"
_MANY = rf"{ITEM}(?:(?:{_RANGE}|{_AND})(?:§§?\s*)?{ITEM})*"
_ONE = rf"{ITEM}(?:\s*{_DASH}\s*{NUMBER})?"

_SLIPS = "seciton|secton|secion|sectoin|setion|seccin|seccio"  # of fingers
SECTIONS = re.compile(
    rf"(?:§§\s*|(?<!\w)(?:sections|sect?s?\.?|secciones|secc\.?)\s+(?:§§?\s*)?)(?P<many>{_MANY})"
    rf"|(?:§\s*|(?<!\w)(?:section|sect?\.|secci[oó]n|{_SLIPS})\s*(?:n[uú]m\.\s*)?(?:§\s*)?)"
    rf"(?P<one>{_ONE})",
    re.IGNORECASE,
)
ARTICLES = re.compile(
    rf"(?<!\w)(?:(?:art[ií]culos|arts\.|articles)\s+(?P<many>{_MANY})"
    rf"|(?:art[ií]culo|art\.|article)\s*(?P<one>{_ONE}))",
    re.IGNORECASE,
)
ITEMS = re.compile(rf"(?P<range>{_RANGE})?(?:{_AND})?(?:§§?\s*)?(?P<item>{ITEM})", re.IGNORECASE)
ITEM_PARTS = re.compile(rf"(?P<number>{NUMBER})(?P<brackets>{BRACKETS})", re.IGNORECASE)
MARKS = re.compile(rf"\(({MARK})\)")

# "subsection (f)", "paragraph 3", "inciso b)", "fracción III"
SUBUNIT = re.compile(
    r"(?<!\w)(?:sub-?sections?|subsecs?\.|sub-?paragraphs?|paragraphs?|paras?\.|sub-?clauses?"
    r"|clauses?|subsecci[oó]n|incisos?|fracci[oó]n|apartado|p[aá]rrafo)\s*"
    rf"(?P<marks>(?:\({MARK}\))+|(?-i:[A-Za-z]|\d{{1,2}}|[IVX]{{1,5}}|[ivx]{{1,5}})\)?(?![\w.]\w|\w))",
    re.IGNORECASE,
)

WITHIN = re.compile(
    r"(?<!\w)(?P<unit>div(?:isi[oó]n)?\.?|subtit(?:le)?\.?|subt[ií]tulo|tit(?:le)?\.?|t[ií]tulo"
    r"|subch(?:apter)?\.?|ch(?:ap(?:ter)?)?\.?|cap[ií]tulo|subpart|part|parte|pt\.)\s+"
    r"(?P<which>[IVXLC]{1,8}|[A-Z]{1,2}|\d{1,3}[A-Z]?)(?!\w)"
    r"|(?<!\w)(?P<lower_unit>division|divisi[oó]n|subtitle|subt[ií]tulo|title|t[ií]tulo)\s+"
    r"(?P<lower_which>[ivxlc]{1,8}|[a-z])(?![\w'’])"
)
WITHIN_UNITS = re.compile(
    r"(?P<unit>div(?:isi[oó]n)?\.?|subtit(?:le)?\.?|subt[ií]tulo|tit(?:le)?\.?|t[ií]tulo"
    r"|subch(?:apter)?\.?|ch(?:ap(?:ter)?)?\.?|cap[ií]tulo|subpart|part|parte|pt\.)\s+"
    r"(?P<which>[ivxlc]{1,8}|[a-z]{1,2}|\d{1,3}[a-z]?)",
    re.IGNORECASE,
)

LAW = re.compile(
    r"(?<![\w.])(?:Public\s+Laws?|Pub\.?\s*L\.?|P\.?\s?L\.?|Ley\s+P[uú]blica)\s*(?:No\.?\s*)?"
    rf"(?P<congress>\d{{2,3}})\s*{_DASH}\s*(?P<law>\d{{1,4}})(?!\d)"
    r"|(?<!\w)PLAW-?(?P<congress2>\d{2,3})publ(?P<law2>\d{1,4})(?!\d)",
    re.IGNORECASE,
)

_DIGITS = "[1-9][0-9]{3}|[0-9]{2}"  # of a fiscal year, 2024 or 24
_YEAR = r"(?:(?:fiscal\s+year|a[nñ]o\s+fiscal|ejercicio\s+fiscal|FY|AF)\s*['’]?\s*)"


def _year_given(n: int) -> str:
    """A year with its words (``FY2024``) or alone, as the groups ``fyN`` and ``yN``."""
    return rf"(?:{_YEAR}(?P<fy{n}>{_DIGITS})|(?P<y{n}>(?:19|20)\d\d))"


_NDAA = (
    r"(?:NDAA|National\s+Defen[sc]e\s+Authorization\s+Act"
    r"|(?:annual\s+)?defen[sc]e\s+(?:authorization|policy|spending\s+policy)\s+(?:act|bill|law)"
    r"|Ley\s+(?:Nacional\s+)?de\s+Autorizaci[oó]n\s+(?:de\s+la\s+|de\s+)?Defensa(?:\s+Nacional)?)"
)
_SHORT_DEFENCE = r"defen[sc]e\s+(?:act|bill|law)"
_HONORIFIC = (
    r"(?:(?P<honour>John\s+S\.\s+McCain|John\s+McCain|McCain|William\s+M\.\s+\(Mac\)\s+Thornberry"
    r"|Mac\s+Thornberry|Thornberry|James\s+M\.\s+Inhofe|Jim\s+Inhofe|Inhofe|Duncan\s+Hunter"
    r"|Ike\s+Skelton|Skelton|Carl\s+Levin(?:\s+and\s+Howard\s+P\.\s+[\"“]Buck[\"”]\s+McKeon)?"
    r"|McKeon|John\s+Warner|Warner|Ronald\s+W\.\s+Reagan|Reagan|Bob\s+Stump|Stump"
    r"|Floyd\s+D\.\s+Spence|Spence|Servicemember\s+Quality\s+of\s+Life\s+Improvement\s+and)\s+)?"
)
_LINK = r"\s*,?\s*(?:(?:for|of|de|del|para)\s+)?(?:(?:the|el|la|los)\s+)?"
NDAA = re.compile(
    r"(?<![\w.-])"
    rf"(?:{_year_given(1)}\s+(?:{_NDAA}|{_SHORT_DEFENCE})"
    rf"|{_HONORIFIC}{_NDAA}(?:{_LINK}{_year_given(2)}|\s['’]?(?P<short>[12]\d)(?![\d-]))?)"
    r"(?!\w)",
    re.IGNORECASE,
)

_CODE_NAME = (
    r"(?:U\.?\s?S\.?\s?C(?:ode|\.)?(?:\s?A\.)?|United\s+States\s+Code"
    r"|C[oó]digo\s+de\s+los\s+Estados\s+Unidos)"
)
_SIGN = r"(?:§§?\s*|sections?\s+|secs?\.?\s+)?"
CODE = re.compile(
    rf"(?<![\w.])(?P<title>\d{{1,2}})\s*{_CODE_NAME}\s*,?\s*{_SIGN}(?P<item>{ITEM})"
    r"(?P<note>\s*,?\s*\(?(?:note|nt\.)(?!\w))?"
    r"|(?<!\w)(?:section|sec\.|§)\s*(?P<item2>" + ITEM + r")\s*(?:,|of)?\s*"
    rf"(?:of\s+)?title\s+(?P<title2>\d{{1,2}})\s*(?:,|of)?\s*(?:the\s+)?{_CODE_NAME}"
    rf"|(?<!\w)title\s+(?P<title3>\d{{1,2}})\s*(?:,|of)?\s*(?:the\s+)?{_CODE_NAME}\s*,?\s*"
    rf"(?:§\s*|section\s+|sec\.\s*)(?P<item3>{ITEM})",
    re.IGNORECASE,
)

STATUTES = re.compile(r"(?<![\w.])(\d{1,3})\s+(?:Stat|STAT|stat)\.?\s+(\d{1,5})(?!\w)")
ORDERS = re.compile(
    r"(?<!\w)(?:E\.?\s?O\.|EO|Executive\s+Orders?|Exec\.\s+Orders?|[OÓ]rden(?:es)?\s+Ejecutivas?)"
    r"\s*(?:No\.?\s*|n[uú]m\.?\s*)?(?P<many>\d{4,5}(?:(?:\s*,\s*(?:and\s+|y\s+)?|\s+(?:and|y)\s+)"
    r"\d{4,5})*)(?!\w)",
    re.IGNORECASE,
)
BILL = re.compile(
    r"(?<![\w.])(?<!U\. )(?P<type>H\.?\s?R\.?|S\.|H\.?\s?J\.?\s?Res\.?|S\.?\s?J\.?\s?Res\.?"
    r"|H\.?\s?Con\.?\s?Res\.?|S\.?\s?Con\.?\s?Res\.?|H\.?\s?Res\.?|S\.?\s?Res\.?|S(?=\s?\d{3,4}))"
    r"\s?(?P<number>\d{1,5})(?![\w.]\d|\w)"
    r"(?:,?\s*\(?(?P<congress>\d{2,3})(?:st|nd|rd|th)\s+Cong(?:ress|\.)?\)?)?"
)
LOWER_BILL = re.compile(r"(?<![\w.])(?P<type>h\.?\s?r\.?|s\.)\s?(?P<number>\d{2,5})(?!\w)")
GAO = re.compile(
    r"(?<!\w)GAO\s?[-‐‑‒–—−/ ]\s?(\d{2})\s?[-‐‑‒–—−/ ]\s?(\d{1,6}[A-Z]{0,2})(?!\w)",
    re.IGNORECASE,
)
CRS = re.compile(
    r"(?<![\w-])((?:R[LS]?|IF|IN|LSB|TE|IG)\d{5})(?:\.\d{1,3}|v\d{1,3})?(?![\w])", re.IGNORECASE
)

ACT_TAIL = re.compile(
    r"(?:\s*,?\s*(?:of\s+)?(?:19|20)\d\d|\s+for\s+Fiscal\s+Year\s+(?:19|20)\d\d)?(?!\w)"
)
SPANISH_LAW = re.compile(
    r"(?<!\w)(?:Ley|Código|Constitución|Reglamento)"
    r"(?:\s+(?:(?:de|del|la|las|los|el|y|para|contra|en|sobre|a|al)\s+){0,3}"
    r"[A-ZÁÉÍÓÚÑ][\wáéíóúñ]*)+"
)
# In a query: "8365(b)(5)", "NDAA 8365", "1311 of the FY2024 NDAA", "section 1311, FY24"
_NO_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
MARKED = re.compile(
    rf"(?<![\w$.,(-])(?P<number>\d{{3,5}}[A-Za-z]?)(?P<brackets>\([a-z]{{1,2}}\){BRACKETS})(?!\w)"
)
NUMBER_AFTER = re.compile(
    rf"\s*,?\s*{_NO_YEAR}(?P<item>\d{{3,5}}[A-Z]?{BRACKETS})(?![\w%]|[.,-]\d)"
)
NUMBER_BEFORE = re.compile(
    rf"(?<![\w$.,-]){_NO_YEAR}(?P<item>\d{{3,5}}[A-Z]?{BRACKETS})\s*,?\s*"
    r"(?:(?:of|in|from|de|del|en)\s+)?(?:(?:the|la|el)\s+)?\Z"
)
FISCAL_AFTER = re.compile(
    r"\s*,?\s*\(?\s*(?:(?:of|for|from|in|de|del|para)\s+)?(?:(?:the|el|la)\s+)?"
    rf"(?:{_YEAR}(?P<fy>{_DIGITS})|(?P<year>20\d\d))(?![\w-])\)?",
    re.IGNORECASE,
)
AFTER_SECTION = re.compile(
    r"\s+(?:of|under|in)\s+(?:the\s+)?(?:"
    r"(?P<short>[A-Z]{2,8})(?![\w.])"
    r"|(?P<words>(?:[\w’'&.-]+\s+){1,8}?(?:act|code|resolution|law|constitution))(?!\w))"
)
