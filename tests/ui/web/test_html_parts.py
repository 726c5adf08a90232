"""Words of a query are marked in a text, and numbers however either sets them."""

from __future__ import annotations

import pytest

from kb.search.address_hits import AddressedPassages
from kb.search.expansion import Expansion
from kb.search.query import parse
from kb.search.retrieval_result import RetrievalResult
from kb.search.source_cues import Cues
from ui.web.html_parts import marked, stems_of

MARKED = [
    ("1,407", "They paid 1407 for 1,407 or 1 407 lamps", ["1407", "1,407", "1 407"]),
    ("1407", "It is 1.407 in all of the reports of the office", []),
    ("1.250", "La oficina abrió 1.250 carpetas en la región", ["1.250"]),
    ("1250", "La oficina abrió 1.250 carpetas en la región", ["1.250"]),
    ("8.4", "un aumento de 8,4 % en la región, no de 8,5 %", ["8,4"]),
    ("lamps", "A lamp of 1,407", ["lamp"]),
]


@pytest.mark.parametrize(("query", "text", "words"), MARKED)
def test_numbers_are_marked_as_they_are_found(query: str, text: str, words: list[str]) -> None:
    parsed = parse(query)
    found = RetrievalResult(
        parsed,
        Expansion(tuple((w,) for w in parsed.words), query),
        Cues(),
        AddressedPassages({}, frozenset(), (), ()),
        (),
        (),
    )
    shown = str(marked(text, stems_of(found)))
    assert [part.split("</mark>")[0] for part in shown.split("<mark>")[1:]] == words
