"""A text mentions a section when it names that very one: its act, its year, its subsection."""

from __future__ import annotations

import pytest

from kb.answer.section_mentions import mentions_address
from kb.statutes import find_in_query

MENTIONS = [
    ("section 1275 of the FY2019 NDAA", "Section 1275 of P.L. 115-232 orders it.", True, "by law"),
    ("section 1275 of the FY2024 NDAA", "Section 1275 of the FY2019 NDAA.", False, "other year"),
    ("section 8365(k)", "Section 8365(b) asks for lamps.", False, "other subsection"),
    ("section 8365", "Section 8365(b) asks for lamps.", True, "a part of it"),
    ("section 8365 of the FY2019 NDAA", "Section 8365 asks for lamps.", False, "no act named"),
    ("sección 12 de la NDAA 2019", "La sección 12 de la NDAA 2019 pide.", True, "Spanish"),
]


@pytest.mark.parametrize(("query", "text", "expected", "why"), MENTIONS)
def test_a_text_mentions_the_address_only_with_its_act_and_subsection(
    query: str, text: str, expected: bool, why: str
) -> None:
    (address,) = find_in_query(query)
    assert mentions_address(text, address) is expected, why
