"""Markdown: what a reader sees of it is text, its markup is not."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.formats import read_source
from ingest.read.source import Source
from kb.models import Document, Role


def read(text: str) -> Document:
    result = read_source(Source.of(text.encode(), "notes.md"))
    assert isinstance(result, Document), result
    return result


TEXTS = [
    ("| Base | Missions |\n|:--|--:|\n| La Paz | 71 |\n| Mérida | 41 |",
     "Base | Missions\nLa Paz | 71\nMérida | 41", "a table"),
    ("| A | B |\n|---|---|\n| x \\| y | |\n| | z |", "A | B\nx | y\n| z", "cells"),
    ("| A | B |\n|---|---|\n| 1 | 2 | *3* | 4 |\n| 5 |", "A | B\n1 | 2 | 3 | 4\n5", "rows of odd length"),
    ("- x\n\n  | A | B |\n  |---|---|\n  | 1 | 2 | 3 |", "- x\n\nA | B\n1 | 2 | 3", "in a list"),
    ("> | A | B |\n> |---|---|\n> | 1 | 2 |", "A | B\n1 | 2", "in a quotation"),
    ("One\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nTwo", "One\n\nA | B\n1 | 2\n\nTwo", "between"),
    ("112 missions[^1] in it.\n\n[^1]: At night.", "112 missions in it.\n\n1. At night.", "a note"),
    ("112 missions[^a] and[^b].\n\n[^a]: One.\n\n[^b]: Two.", "112 missions and.\n\n1. One.\n\n2. Two.",
     "notes with names"),
    ("One.\n\n[^1]: Nothing refers to it.", "One.\n\n1. Nothing refers to it.", "a note unused"),
    ("One[^1].\n\n[^1]: https://l.example/a", "One.\n\n1. https://l.example/a", "an address as note"),
    ("One[^1] two.", "One two.", "a mark without its note"),
    ("One ^[said aside] two.", "One two.\n\n1. said aside", "a note in the line"),
    ("<b>twice</b> the number.<br>Most", "twice the number. Most", "tags in a line"),
    ("the number<br/>of 2,024<sup>1</sup>", "the number of 2,024", "a raised mark"),
    ("H<sub>2</sub>O and km<sup>2</sup>", "H2O and km²", "raised characters"),
    ("a <del>200</del> <ins>25</ins> b ~~gone~~ c", "a 25 b c", "struck out"),
    ("One\n\n<!-- internal:\n\nremark -->\n\nTwo <!-- x --> three", "One\n\nTwo three", "comments"),
    ("[//]: # (a remark)\nOne", "One", "a remark as a link"),
    ("<div hidden>\n\nGone\n\n</div>\n\nOne", "One", "hidden Markdown"),
    ("<details><summary>How</summary>\n\nBy *lot*.\n\n</details>", "How\n\nBy lot.", "details"),
    ("<table><tr><td>1</td><td>2</td></tr></table>", "1 | 2", "a table in HTML"),
    ("<p align=center>One</p>\n<ul><li>Two</li></ul>", "One\n\n- Two", "blocks in HTML"),
    ("to <name of the agency> and <https://l.example>", "to <name of the agency> and "
     "https://l.example", "what only looks like a tag"),
    ("<Insert name>\n\nOne", "<Insert name>\n\nOne", "a placeholder alone"),
    ("if p < 0.05 and a > b", "if p < 0.05 and a > b", "signs"),
    ("See [the report](https://l.example 'title') and [more][x].\n\n[x]: https://l.example",
     "See the report and more.", "links"),
    ("![A map](map.png) shows", "A map shows", "the description of a picture"),
    ("- [x] Review\n- [ ] Publish", "- [x] Review\n- [ ] Publish", "tasks"),
    ("- One\n  - Two\n    1. Three\n- Four", "- One\n- Two\n1. Three\n- Four", "lists in lists"),
    ("3. Three\n4. Four", "3. Three\n4. Four", "numbers"),
    ("- One\n\n  More\n- Two", "- One\nMore\n- Two", "paragraphs in an item"),
    ("Term\n: Its definition.", "Term\nIts definition.", "a term"),
    ("One re-\nplacement and `code_x`", "One replacement and code_x", "a broken word, code"),
    ("```\nif a:\n    b\n```", "if a:\n\nb", "a fence"),
    ("One\\*two\\_three &amp; four", "One*two_three & four", "escapes"),
    ("# One\n\nTwo\n===\n\nThree", "One\n\nTwo\n\nThree", "headings"),
    ("> quoted\n> text", "quoted text", "a quotation"),
    ("$112 million and 5*3", "$112 million and 5*3", "signs that are text"),
    ("as of December\n2024.\n\nNext", "as of December 2024.\n\nNext", "a year that ends a line"),
    ("1) One as of December\n2024. Then", "1. One as of December 2024. Then",
     "a year that begins a line"),
    ("\n".join(f"{i}. lamp" for i in range(98, 103)), "98. lamp\n99. lamp\n100. lamp\n101. lamp\n"
     "102. lamp", "a long list"),
    ("2,024¹ loads", "2,024 loads", "a raised character"),
]  # fmt: skip


@pytest.mark.case("23")
@pytest.mark.parametrize(("source", "text", "why"), TEXTS, ids=[row[2] for row in TEXTS])
def test_markdown_becomes_text(source: str, text: str, why: str) -> None:
    assert read(source).text == text, why


@pytest.mark.case("23")
def test_the_file_of_the_case_is_read_without_its_markup(case_path: Callable[[str], Path]) -> None:
    result = read_source(Source.load(case_path("23-table-notes-html.md")))
    assert isinstance(result, Document)
    text = result.text
    assert "Base | Missions | Share\nLa Paz | 71 | 63.4%\nMérida | 41 | 36.6%" in text
    assert "112 night missions in the year, twice the number of the year before. Most" in text
    (note,) = (s for s in result.sections if s.role is Role.FOOTNOTE)
    assert (note.number, note.span.of(text)[:11]) == ("1", "1. A missio")
    assert "The definition of the term" in text
    for gone in ("[^1]", "<b>", "<br>", "<!--", "internal", "~~", "nine aircraft", ":---"):
        assert gone not in text, gone


def test_a_page_header_that_is_left_out_is_found_in_the_source() -> None:
    source = "# One\n\n" + "\n\n".join(f"Lamp Report\n\nText {i} goes on and on." for i in range(3))
    document = read(source + "\n\nPage 12\n")
    assert "Lamp Report" not in document.text
    assert [entry.span.of(source + "\n\nPage 12\n") for entry in document.left_out] == [
        "Lamp Report", "Lamp Report", "Lamp Report", "Page 12",
    ]  # fmt: skip


WORD = st.text("abcdefghij", min_size=2, max_size=7)
INLINE = st.sampled_from(
    ["{}", "*{}*", "**{}**", "`{}`", "[{}](x)", "<b>{}</b>", "<span>{}</span>", "{}[^1]", "{}<br>"]
)
LINE = st.lists(st.tuples(INLINE, WORD), min_size=1, max_size=5)
BLOCK = st.sampled_from(["{}", "# {}", "- {}", "1. {}", "> {}", "| {} | x |\n|--|--|\n| y | z |"])


@given(st.lists(st.tuples(BLOCK, LINE), min_size=1, max_size=4))
def test_every_word_is_read_once_in_order(blocks: list[tuple[str, list[tuple[str, str]]]]) -> None:
    parts, expected = [], []
    for block, line in blocks:
        # A line that ends a sentence is no page header, however often it is there.
        parts.append(block.format(" ".join(form.format(word) for form, word in line) + " ."))
        expected += [word for _, word in line] + (["x", "y", "z"] if "|" in block else [])
    source = "\n\n".join(parts) + "\n\n[^1]: note\n"
    found = read(source).text.replace("|", " ").split()
    words = [w for w in found if w.isalpha() and w != "note"]
    assert words == expected


DATES = [
    ("# Lamps\n\nMay 3, 2024\n\nThe depots lit forty lamps.", "2024-05-03"),
    ("# Lamps\n\nBy Ana Pérez · 3 de mayo de 2024\n\nThe depots.", "2024-05-03"),
    ("May 3, 2024\n\n# Lamps\n\nThe depots.", "2024-05-03"),
    ("# Lamps\n\nDeadline: June 1, 2025\n\nThe depots.", None),
    ("# Lamps\n\n- June 1, 2025\n\nThe depots.", None),
    ("# Lamps\n\nThe depots lit forty lamps by June 1, 2025.", None),
    ("# Lamps\n\n| By | What |\n|--|--|\n| June 2025 | Locks |", None),
    ("---\ndate: 2023-01-02\n---\n# Lamps\n\nMay 3, 2024", "2023-01-02"),
]


@pytest.mark.case("20")
@pytest.mark.parametrize(("source", "date"), DATES)
def test_the_date_is_one_that_the_first_lines_state(source: str, date: str | None) -> None:
    assert read(source).metadata.date == date


@pytest.mark.case("S8")
@pytest.mark.parametrize(
    "piece", ["*a", "[a](", "[^1]", "| a ", "1. x\n", "> ", "a 1 ", "<b>x</b>"]
)
def test_reading_takes_time_in_proportion_to_the_length(piece: str) -> None:
    """Eight times the text takes at most thirty times as long; a quadratic pattern takes 64."""

    def seconds(length: int) -> float:
        started = time.process_time()
        read_source(Source.of((piece * (length // len(piece))).encode(), "notes.md"))
        return time.process_time() - started

    seconds(100)
    assert any(  # again where something else took the processor
        seconds(16_000) < 30 * max(seconds(2_000), 0.01) for _ in range(3)
    )


def test_html_that_is_nested_too_deep_is_told() -> None:
    result = read_source(Source.of(("<b>" * 9000 + "x").encode(), "notes.md"))
    assert not isinstance(result, Document)
    assert "nested more than 2,000 deep" in result.reason
