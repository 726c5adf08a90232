"""The address of the history page reads back, and keeps what belongs to the part shown."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.web.history.address import PARTS, HistoryAddress

_words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=20)


@given(st.data())
def test_url_and_of_undo_each_other(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(list(PARTS)))
    chosen = data.draw(st.dictionaries(st.sampled_from(PARTS[part]), _words))
    address = HistoryAddress(part, chosen)
    query = parse_qs(urlsplit(address.url()).query, keep_blank_values=True)
    assert HistoryAddress.of({k: v[0] for k, v in query.items()}) == address


def test_choices_of_other_parts_and_unknown_ones_are_left_out() -> None:
    given = {"view": "glossary", "topic": "arms", "find": "uif", "q": "x"}
    assert HistoryAddress.of(given) == HistoryAddress("glossary", {"find": "uif"})
    assert HistoryAddress.of({"view": "nowhere", "topic": "arms"}) == HistoryAddress(
        "timeline", {"topic": "arms"}
    )


def test_changes_keep_the_rest() -> None:
    address = HistoryAddress("timeline", {"topic": "arms", "event": "t1"})
    assert address.but(event="").chosen == {"topic": "arms"}
    assert address.url(event="") == "/history?topic=arms"


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("", (2006, 2026)),
        ("2010..2012", (2010, 2012)),
        ("1990..2012", (2006, 2012)),
        ("2012..2010", (2006, 2026)),
        ("1990..1991", (2006, 2026)),
        ("2010", (2006, 2026)),
        ("٢٠١٠..٢٠١٢", (2010, 2012)),
        ("<b>", (2006, 2026)),
    ],
)
def test_years_stay_within_those_there_are(years: str, expected: tuple[int, int]) -> None:
    assert HistoryAddress("timeline", {"years": years}).years(2006, 2026) == expected
