"""A bare heading is told from a text that begins with it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.statutes.bare_heading import is_bare_heading


@pytest.mark.parametrize(
    ("text", "number", "heading", "bare"),
    [
        ("SEC. 1406. lamps", "1406", "lamps", True),
        ("SEC. 1406. lamps\nNone of the lamps may be sold.", "1406", "lamps", False),
        ("SEC. 31. SALE OF LAMPS.\n(a) In General.—", "31", "Sale of lamps", True),
        ("SEC. 31. SALE OF LAMPS.\n(a) In General.— A lamp is sold.", "31", "Sale of lamps", False),
        ("SEC. 31. SALE OF LAMPS.\n(a) In General.--\n(1) Lamps.--", "31", "Sale of lamps", True),
        ("Sec. 151.", "151", "", True),
        ("Sec. 151. No lamp.", "151", "", False),
        ("(including transfer of lamps) Sec. 243.", "243", "(including transfer of lamps)", True),
        ("(including transfer of lamps) Sec. 243. A lamp", "243", "(including transfer of lamps)", False),
        ("lamps and chairs Sec. 7025.", "7025", "lamps and chairs", True),
        ("Artículo 69. De las lámparas", "69", "De las lámparas", True),
        ("Artículo 69. De las lámparas se dirá", "69", "De las lámparas", False),
        ("§ 933. Trafficking in lamps", "933", "Trafficking in lamps", True),
        ("SEC. 914. REPEAL.\nSection 8024 is repealed.", "914", "REPEAL", False),
        ("SEC. 915. LAMPS.", "914", "Lamps", False),
    ],
)  # fmt: skip
def test_a_bare_heading(text: str, number: str, heading: str, bare: bool) -> None:
    assert is_bare_heading(text, number, heading) is bare


@given(
    st.text("abé().—-;: \n", min_size=1, max_size=300),
    st.from_regex(r"[a-z ]{0,20}", fullmatch=True),
)
@example("(a)-" * 75, "")
@example("(a) b.—" * 40 + ":", "lamps")
def test_words_after_a_heading_are_text(tail: str, heading: str) -> None:
    whole = f"SEC. 7. {heading}\n{tail} zzz"
    assert not is_bare_heading(whole, "7", heading)
