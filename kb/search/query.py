"""The query language: free text, "exact phrases", filters, words to leave out.

    smuggled rifles "straw purchase" kind:brief,report year:2019..2024 -pistols

Filters are ``kind:`` ``year:`` ``publisher:`` ``lang:`` ``doc:`` ``section:``; values may be
quoted, several values of one filter (commas, or the filter again) mean any of them. A phrase must
hold as written; straight, curly and angle quotes are alike. ``parse(str(q)) == q``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from kb.errors import QueryError
from kb.search.query_filters import EXAMPLES, FILTER_NAMES, Filters, check_value, misspelt
from kb.settings import settings
from kb.statutes import Address, find_in_query
from kb.text.invisible import without_invisible
from kb.text.language import is_question, language_of, words_of

_PAIR = re.compile('["“”„«]([^"“”„«»]*)["“”„»]')
_LONE = re.compile('["“”„«»]')
_TOKEN = re.compile(
    r'(?P<minus>(?<!\S)-)?(?P<key>(?<![^\s-])[^\W\d_]+(?:_id)?):(?:"(?P<quoted>[^"]*)"|'
    r'(?P<value>[^\s":/][^\s"]*))'
    r'|(?P<not_phrase>(?<!\S)-"[^"]*")|"(?P<phrase>[^"]*)"'
    r'|(?P<not_word>(?<!\S)-[^\W_][^\s"]*)|(?P<other>[^\s"]+)'
)
_BARE = re.compile(r"[^\W_][^\s\":]*")


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    ``free`` is the text without filters and exclusions, its phrases in straight quotes; ``text``
    the same without the quotes, as it is embedded. ``words`` are the words outside phrases,
    ``excluded`` words or phrases that must not occur. ``addresses`` are statutory sections and
    numbered documents named in the text, to be resolved rather than embedded. ``language`` is
    ``en`` or ``es``.
    """

    free: str
    excluded: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    is_question: bool = False
    language: str = "en"

    def __str__(self) -> str:
        left_out = (f"-{w}" if _BARE.fullmatch(w) else f'-"{w}"' for w in self.excluded)
        return " ".join(p for p in (self.free, *left_out, str(self.filters)) if p)


def parse(text: str) -> Query:
    """Read a query. Raises ``QueryError`` for a misspelt filter or a value that the filter cannot
    take; the message names the nearest valid one. A colon in ordinary text is not a filter."""
    longest = settings().search.longest_query
    if len(text) > longest:
        raise QueryError(
            f"The query has {len(text)} characters, and at most {longest} are read. Shorten it, or "
            "ingest the text as a document."
        )
    free: list[str] = []
    excluded: list[str] = []
    values: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(_one_kind_of_quote(text)):
        if match["key"]:
            key, value = match["key"].casefold(), match["quoted"] or match["value"] or ""
            if key in FILTER_NAMES and value.strip():
                _refuse_minus(match)
                parts = [value] if match["quoted"] else _values(key, value)
                values += [(key, check_value(key, v)) for v in parts]
                continue
            problem = misspelt(key, value)
            if problem:
                raise QueryError(problem)
            word, phrase = _no_filter(match)
            (excluded if match["minus"] else free).append(word)
            free += phrase
        elif match["not_phrase"] or match["not_word"]:
            excluded.append((match["not_phrase"] or match["not_word"])[1:].strip('"').strip())
        elif match["phrase"] is not None:
            free.append(f'"{match["phrase"]}"')
        else:
            free.append(match["other"])
    return _query(" ".join(free), tuple(dict.fromkeys(excluded)), Filters.of(values))


def with_free(query: Query, free: str) -> Query:
    """The query with another free text, read again."""
    return _query(free, query.excluded, query.filters)


def _query(free: str, excluded: tuple[str, ...], filters: Filters) -> Query:
    text = " ".join(free.replace('"', " ").split())
    return Query(
        free,
        excluded,
        filters,
        text,
        words_of(re.sub(r'"[^"]*"', " ", free)),
        tuple(re.findall(r'"([^"]*)"', free)),
        tuple(find_in_query(text)),
        is_question(text),
        language_of(text),
    )


def _one_kind_of_quote(text: str) -> str:
    """``text`` with paired quotes of every kind as straight ones. Lone quotes, pairs without a word
    between them, and invisible characters are dropped."""
    clean = unicodedata.normalize("NFC", without_invisible(text))
    made: list[str] = []
    at = 0
    for match in _PAIR.finditer(clean):
        made.append(_LONE.sub(" ", clean[at : match.start()]))
        inner = " ".join(match[1].split())
        made.append(f'"{inner}" ' if words_of(inner) else f" {inner} ")
        at = match.end()
    made.append(_LONE.sub(" ", clean[at:]))
    return "".join(made)


def _values(key: str, value: str) -> list[str]:
    """The values between commas. A value without a letter or digit names no document, section or
    publisher and is left out; as a kind, a language or a year it is checked and refused."""
    given = [v for v in value.split(",") if v]
    named = given if key in ("kind", "lang", "year") else list(filter(words_of, given))
    if not named:
        raise QueryError(f"“{key}:{value}” has no value. Write, for example, {EXAMPLES[key]}.")
    return named


def _no_filter(match: re.Match[str]) -> tuple[str, list[str]]:
    """The word and the phrases of ``word:value`` where the word is not a filter."""
    if match["quoted"]:
        return f"{match['key']}:", [f'"{match["quoted"]}"']
    return match[0].removeprefix("-"), []


def _refuse_minus(match: re.Match[str]) -> None:
    if match["minus"]:
        raise QueryError(
            f"“{match[0]}” excludes by a filter, which is not possible. Filters narrow down: write "
            f"{match['key'].casefold()}: with the values you need instead."
        )
