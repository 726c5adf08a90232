"""Month names and abbreviations in English and Spanish, and the numbers of the months.

All tuples hold twelve entries, January first.
"""

from __future__ import annotations

from functools import cache

from pydantic import Field

from kb.resources import LexiconModel, load_lexicon


class Month(LexiconModel):
    """The ways to write one month; the full name and the three-letter form come first."""

    english: tuple[str, ...] = Field(min_length=1)
    english_short: tuple[str, ...] = Field(min_length=1)
    spanish: tuple[str, ...] = Field(min_length=1)
    spanish_short: tuple[str, ...] = Field(min_length=1)
    cited: str

    @property
    def full(self) -> tuple[str, ...]:
        """The full names, English and Spanish."""
        return (*self.english, *self.spanish)


class _Months(LexiconModel):
    months: tuple[Month, ...] = Field(min_length=12, max_length=12)


MONTHS = load_lexicon("months", _Months).months
ENGLISH_MONTHS = tuple(m.english[0] for m in MONTHS)  # January
ENGLISH_SHORT_MONTHS = tuple(m.english_short[0] for m in MONTHS)  # Jan
SPANISH_MONTHS = tuple(m.spanish[0] for m in MONTHS)  # enero
CITED_MONTHS = tuple(m.cited for m in MONTHS)  # Jan., May, Sept.
# Every full name of both languages in lower case, other spellings included.
MONTH_NAMES = frozenset(name.casefold() for m in MONTHS for name in m.full)


def month_number(written: str) -> int | None:
    """1 to 12 for a month's name or abbreviation in either language, else ``None``.

    Case and a full stop at the end do not count: ``Sept.``, ``enero`` and ``MARCH`` are months.
    """
    return _numbers().get(written.casefold().removesuffix("."))


@cache
def _numbers() -> dict[str, int]:
    return {
        name.casefold(): number
        for number, m in enumerate(MONTHS, start=1)
        for name in (*m.full, *m.english_short, *m.spanish_short)
    }
