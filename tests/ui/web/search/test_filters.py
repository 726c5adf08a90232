"""What is chosen in the filters is the query language, and comes back from it."""

from __future__ import annotations

import pytest

from kb.search.query import parse
from ui.web.search.filters import Chosen

NONE = {"kind": (), "publisher": (), "lang": (), "doc": ()}


@pytest.mark.parametrize(
    ("text", "chosen", "filters"),
    [
        ("guns", Chosen(NONE), ""),
        ("guns", Chosen({**NONE, "kind": ("brief", "report")}), "kind:brief kind:report"),
        ("guns", Chosen({**NONE, "publisher": ("The House, of X",)}), 'publisher:"The House, of X"'),
        ("guns", Chosen({**NONE, "publisher": ('The "Hemisphere" Fund',)}), "publisher:Hemisphere"),
        ("guns", Chosen(NONE, (2019, 2024)), "year:2019..2024"),
        ("guns year:2020", Chosen(NONE, (2019, 2024)), "year:2020"),  # the query's own comes first
        ("guns lang:es", Chosen({**NONE, "kind": ("brief",)}), "kind:brief lang:es"),
    ],
)  # fmt: skip
def test_filters_are_added_to_the_query(text: str, chosen: Chosen, filters: str) -> None:
    asked = parse(chosen.query(text))
    assert asked.free == "guns"
    assert str(asked.filters) == filters


def test_counts_leave_the_filter_itself_out() -> None:
    chosen = Chosen({**NONE, "kind": ("brief",), "lang": ("es",)}, (2019, 2024))
    assert chosen.filter("kind").kinds == ()
    assert chosen.filter("kind").languages == ("es",)
    assert chosen.filter("years").years is None
    assert chosen.filter().years == (2019, 2024)
