"""Filters of a query: their values, their written form, and messages for misspelt ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from kb.errors import QueryError
from kb.models import Kind
from kb.resources import LexiconModel, Words, load_lexicon
from kb.store.passage_filters import Filter
from kb.text.language import without_accents

FILTER_NAMES = ("kind", "year", "publisher", "lang", "doc", "section")
EXAMPLES = {
    "kind": "kind:brief",
    "year": "year:2024, year:2019..2024, year:2019.. or year:..2024",
    "publisher": 'publisher:GAO or publisher:"Example Institute"',
    "lang": "lang:en or lang:es",
    "doc": "doc:gao-26-108754",
    "section": "section:1311",
}
_YEAR = re.compile(r"(?:(?P<one>\d{4})|(?P<first>\d{4})?\.\.(?P<last>\d{4})?)$")


class FilterWords(LexiconModel):
    """``corpus/lexicons/query_filters.yaml``: names and values that people try, without accents."""

    other_names: dict[str, Words]
    languages: Words
    language_names: dict[str, Words]

    @cached_property
    def filter_of(self) -> dict[str, str]:
        """The filter that another name means."""
        return {other: name for name, others in self.other_names.items() for other in others}

    @cached_property
    def code_of(self) -> dict[str, str]:
        """The code of a language by its name."""
        return {name: code for code, names in self.language_names.items() for name in names}


def filter_words() -> FilterWords:
    """The names and values of ``corpus/``."""
    return load_lexicon("query_filters", FilterWords)


@dataclass(frozen=True, slots=True)
class Years:
    """Years from ``first`` to ``last``, both included; ``None`` is open."""

    first: int | None = None
    last: int | None = None

    def __str__(self) -> str:
        if self.first is not None and self.first == self.last:
            return str(self.first)
        return f"{self.first or ''}..{self.last or ''}"

    def holds(self, year: int) -> bool:
        """True when ``year`` is in the range."""
        return (self.first or year) <= year <= (self.last or year)


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a query. A hit matches any value of each filter."""

    kinds: tuple[Kind, ...] = ()
    years: Years | None = None
    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()

    def for_store(self) -> Filter:
        """The same as the filter of ``kb.store``."""
        return Filter(
            kinds=self.kinds,
            years=(self.years.first, self.years.last) if self.years else None,
            publishers=self.publishers,
            languages=self.languages,
            doc_ids=self.documents,
            sections=self.sections,
        )

    @classmethod
    def of(cls, values: Iterable[tuple[str, str]]) -> Filters:
        """From pairs of filter name and checked value. Raises ``QueryError`` for two years."""
        by_name: dict[str, list[str]] = {name: [] for name in FILTER_NAMES}
        for name, value in values:
            if value not in by_name[name]:
                by_name[name].append(value)
        if len(by_name["year"]) > 1:
            raise QueryError(
                f"The query has several year: filters: {' and '.join(by_name['year'])}. Write one "
                "range, for example year:2019..2024."
            )
        return cls(
            tuple(Kind(v) for v in by_name["kind"]),
            _years(by_name["year"][0]) if by_name["year"] else None,
            tuple(by_name["publisher"]),
            tuple(by_name["lang"]),
            tuple(by_name["doc"]),
            tuple(by_name["section"]),
        )

    def __bool__(self) -> bool:
        return self != Filters()

    def __str__(self) -> str:
        parts = [f"kind:{k.value}" for k in self.kinds]
        parts += [f"year:{self.years}"] if self.years else []
        parts += [f"publisher:{quoted(v)}" for v in self.publishers]
        parts += [f"lang:{v}" for v in self.languages]
        parts += [f"doc:{quoted(v)}" for v in self.documents]
        parts += [f"section:{quoted(v)}" for v in self.sections]
        return " ".join(parts)


def quoted(value: str, *, always: bool = False) -> str:
    """``value``, in straight quotes where it needs them to be read back as one value."""
    return f'"{value}"' if always or not re.fullmatch(r"[^\s\",:/][^\s\",]*", value) else value


def check_value(name: str, value: str) -> str:
    """The value as it is kept. Raises ``QueryError`` where the filter cannot take it."""
    value = " ".join(value.split())
    if name == "kind":
        return _kind(value)
    if name == "lang":
        return _language(value)
    if name == "year":
        return str(_years(value))
    return value


def _kind(value: str) -> str:
    kinds = [k.value for k in Kind]
    if value.casefold() in kinds:
        return value.casefold()
    near = get_close_matches(value.casefold(), kinds, n=1, cutoff=0.5)
    hint = f"did you mean kind:{near[0]}? " if near else ""
    raise QueryError(
        f"“kind:{value}” is not a kind of document; {hint}kind: takes {', '.join(kinds)}"
    )


def _language(value: str) -> str:
    code = value.casefold()
    if code in filter_words().languages:
        return code
    meant = filter_words().code_of.get(without_accents(value))
    hint = f"did you mean lang:{meant}? " if meant else ""
    raise QueryError(
        f"“lang:{value}” is not a language code; {hint}lang: takes two letters, for example "
        f"{EXAMPLES['lang']}"
    )


def _years(value: str) -> Years:
    match = _YEAR.match(value)
    if match is None or value == "..":
        loose = re.fullmatch(r"(\d{4})\s*(?:-|–|—|to|a|\.{1,3})\s*(\d{4})", value)
        hint = f"did you mean year:{loose[1]}..{loose[2]}? " if loose else ""
        raise QueryError(
            f"“year:{value}” is not a year or a range of years; {hint}"
            f"year: takes {EXAMPLES['year']}"
        )
    if match["one"]:
        return Years(int(match["one"]), int(match["one"]))
    first = int(match["first"]) if match["first"] else None
    last = int(match["last"]) if match["last"] else None
    if first is not None and last is not None and first > last:
        raise QueryError(f"“year:{value}” runs backwards; did you mean year:{last}..{first}?")
    return Years(first, last)


def misspelt(key: str, value: str) -> str | None:
    """The message for ``key:value`` where it looks like a misspelt filter; ``None`` where it is
    ordinary text. A key that could be an ordinary word counts only with a fitting value."""
    meant = filter_words().filter_of.get(without_accents(key)) or _one_slip(without_accents(key))
    if meant is None:
        return None
    if without_accents(key) not in filter_words().filter_of and not _fits(meant, value):
        return None
    if without_accents(key) == "date" and not _fits("year", value):
        return None
    return (
        f"there is no filter “{key}:”; did you mean {meant}:? For example {EXAMPLES[meant]}. "
        f"The filters are {', '.join(f'{n}:' for n in FILTER_NAMES)}; "
        "to search for the words, put a space after the colon"
    )


def _one_slip(key: str) -> str | None:
    for name in ("kind", "year", "lang", "section", "publisher"):
        close = get_close_matches(key, [name], n=1, cutoff=0.75 if len(name) < 6 else 0.85)
        if close and key[0] == name[0]:
            return name
    return None


def _fits(name: str, value: str) -> bool:
    if name == "kind":
        return bool(get_close_matches(value.casefold(), [k.value for k in Kind], cutoff=0.75))
    if name == "year":
        return re.match(r"(?:\.\.)?\d{4}", value) is not None
    if name == "lang":
        words = filter_words()
        return value.casefold() in words.languages or without_accents(value) in words.code_of
    return True
