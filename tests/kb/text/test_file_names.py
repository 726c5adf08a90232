"""What cannot be seen in a file name is shown as an escape."""

from __future__ import annotations

import os

import pytest

from kb.text.file_names import shown_name


@pytest.mark.case("S14")
@pytest.mark.parametrize(
    ("name", "shown", "why"),
    [
        ("a report.pdf", "a report.pdf", "what can be seen stays"),
        ("Informe Mérida ☂ 墨.pdf", "Informe Mérida ☂ 墨.pdf", "in any script"),
        ("a\nb.txt", r"a\nb.txt", "a name stays on one line"),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m", "a terminal's commands"),
        ("\x9b31m", r"\x9b31m", "the same in one character"),
        ("gpj.\u202efdp.exe", r"gpj.\u202efdp.exe", "a turned direction"),
        ("a\u200e\u200f\u061cb", r"a\u200e\u200f\u061cb", "marks of direction"),
        ("a\U000e0041b", r"a\U000e0041b", "a tag character"),
        ("a\u2028b\u200b", r"a\u2028b\u200b", "a line separator and no space"),
        (os.fsdecode(b"bad-\xff.txt"), r"bad-\xff.txt", "a byte that is not UTF-8"),
        ("half \ud83d", r"half \ud83d", "half a surrogate pair"),
    ],
)
def test_names(name: str, shown: str, why: str) -> None:
    assert shown_name(name) == shown, why
    shown.encode("utf-8")
