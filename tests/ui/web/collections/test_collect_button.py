"""Collecting from a page: refused where nothing may be written; toasts show words, not marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from kb.span import Span
from kb.store import Library
from ui.read_only import ReadOnly
from ui.web.alerts import attempt
from ui.web.collections import collect_button as room


def test_read_only_refuses_in_the_functions_that_write(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KB_READ_ONLY", "1")
    library = Library.open(tmp_path)
    kept = room.Collections(library)
    monkeypatch.setattr(room, "collections", lambda: kept)
    with pytest.raises(ReadOnly):
        room._collect("key", "note", Span(0, 4))
    with pytest.raises(ReadOnly):
        room.current()
    changed: list[bool] = []
    assert not attempt(lambda: changed.append(True))
    assert (kept.all(), changed) == ((), [])


@pytest.mark.parametrize(
    "words",
    ["<b>x</b>", "![i](http://h.example/i.png)", "**b** _i_ `c`", ":red[x]", "$x^2$", "x\u202ey"],
)
def test_a_toast_shows_the_words(words: str) -> None:
    shown = room._plain(words)
    html = MarkdownIt("commonmark").render(shown)
    assert not any(tag in html for tag in ("<b", "<img", "<strong", "<em", "<code"))
    assert "\u202e" not in shown
    assert ":red" not in shown.replace("\\:", "")
    assert "$x" not in shown.replace("\\$", "")
