"""Characters that hide, turn or break text do not reach the reader; all others do."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text.display import displayable


@pytest.mark.case("S14")
@pytest.mark.parametrize(
    ("given_text", "shown", "why"),
    [
        ("Border and Ports", "Border and Ports", "plain text"),
        ("niño — “año” § 5", "niño — “año” § 5", "letters and signs of any language"),
        ("a\nb", "a\nb", "lines stay"),
        ("a\tb", "a b", "words do not join"),
        ("a\u2028b\u2029c\x85d", "a b c d", "nor at the line ends of other systems"),
        ("report\u202efdp.exe", "reportfdp.exe", "turns what follows around"),
        ("a\u202ab\u202bc\u202cd\u202de", "abcde", "embeddings and overrides"),
        ("a\u2066b\u2067c\u2068d\u2069e", "abcde", "isolates"),
        ("a\u200eb\u200fc", "abc", "left-to-right and right-to-left marks"),
        ("a\u061cb", "ab", "the Arabic letter mark"),
        ("a\U000e0061\U000e0062\U000e007fb", "ab", "tags: text that nobody sees"),
        ("a\U000e0100\U000e01efb", "ab", "selectors that can carry hidden bytes"),
        ("a\u2060\u2063\ufeffb", "ab", "joiners without a width"),
        ("a\ufff9b\ufffac\ufffb", "abc", "annotation marks"),
        ("be\x07ll\x1b[31m\x00\x7f\x9b", "bell[31m", "bells, terminal codes, NUL"),
        ("a\udc80\ud800b", "a\ufffd\ufffdb", "bytes of a file name that are no UTF-8"),
        ("", "", "nothing"),
    ],
)  # fmt: skip
def test_what_misleads_is_not_shown(given_text: str, shown: str, why: str) -> None:
    assert displayable(given_text) == shown, why


@given(st.text(st.characters()))
def test_shown_text_has_no_such_character_and_the_rest_in_order(text: str) -> None:
    shown = displayable(text)
    assert displayable(shown) == shown
    shown.encode()
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Zl", "Zp") and c != "\n"]
    bidirectional = ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
    assert not [c for c in shown if unicodedata.bidirectional(c) in bidirectional]
    kept = [
        c for c in text if unicodedata.category(c)[0] in "LNPS" and c in shown and c != "\ufffd"
    ]
    rest = iter(shown)
    assert all(c in rest for c in kept)
