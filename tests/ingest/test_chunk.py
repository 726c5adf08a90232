"""Passages are exact spans, cover the text, and never cross a section of a statute."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunk import chunk, context_header
from ingest.read.text_limit import TooMuchText
from kb.models import Document, Metadata, Passage, Role, Section
from kb.settings import ChunkSettings
from kb.settings import settings as current_settings
from kb.span import Span

SMALL = ChunkSettings(target=12, room=30, header=10, least=4)


class Words:
    """A tokenizer whose tokens are the words."""

    def count(self, text: str) -> int:
        return len(self.offsets(text))

    def offsets(self, text: str) -> list[tuple[int, int]]:
        return [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]


def document(text: str, *sections: Section) -> Document:
    meta = Metadata("A Test Act", names=("FY2030 TA",), number="P.L. 200-1")
    return Document("d", "0" * 64, text, meta, sections=sections)


def texts(doc: Document, size: ChunkSettings = SMALL) -> list[str]:
    return [p.span.of(doc.text) for p in chunk(doc, Words(), size)[0]]


def section(text: str, part: str, level: int = 1, **more: object) -> Section:
    start = text.index(part)
    first = part.split("\n")[0]
    return Section(Span(start, start + len(part)), (first,), level, heading=first, **more)  # type: ignore[arg-type]


def test_a_short_text_is_one_passage() -> None:
    assert texts(document("Five words and no more.")) == ["Five words and no more."]


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    text = (
        "The first sentence has seven words here, or more. The second sentence has seven words too."
    )
    assert texts(document(text)) == text.replace(". The", ".|The").split("|")


def test_a_sentence_longer_than_a_passage_is_cut_between_words() -> None:
    text = " ".join(f"w{i}" for i in range(40))
    pieces = texts(document(text))
    assert " ".join(pieces) == text
    assert all(len(p.split()) <= SMALL.target + SMALL.least for p in pieces)


def test_sections_of_a_statute_are_never_joined_or_crossed() -> None:
    text = "SEC. 1. ONE.\nShort.\n\nSEC. 2. TWO.\nShort too."
    doc = document(
        text,
        section(text, "SEC. 1. ONE.\nShort.", atomic=True),
        section(text, "SEC. 2. TWO.\nShort too.", atomic=True),
    )
    assert texts(doc) == ["SEC. 1. ONE.\nShort.", "SEC. 2. TWO.\nShort too."]


def test_a_subsection_with_text_of_its_own_is_a_passage_of_its_own() -> None:
    text = "SEC. 9. RULES.\n(a) The first rule is this one.\n(b) The second rule is that one."
    doc = document(
        text,
        section(text, text, atomic=True),
        section(text, "(a) The first rule is this one.", 2),
        section(text, "(b) The second rule is that one.", 2),
    )
    assert texts(doc, ChunkSettings(target=20, room=40, header=10, least=8)) == [
        "SEC. 9. RULES.\n(a) The first rule is this one.",
        "(b) The second rule is that one.",
    ]


def test_the_table_of_contents_is_left_out_with_its_reason() -> None:
    text = "Sec. 1. One.\nSec. 2. Two.\n\nThe body."
    contents = section(text, "Sec. 1. One.\nSec. 2. Two.", role=Role.CONTENTS)
    passages, left_out = chunk(document(text, contents), Words(), SMALL)
    assert [p.span.of(text) for p in passages] == ["The body."]
    assert [(o.span.of(text), o.reason) for o in left_out] == [
        ("Sec. 1. One.\nSec. 2. Two.", "table of contents")
    ]


def test_a_footnote_is_never_joined_to_the_text() -> None:
    text = "Body text.\n\n1 A note.\n\nMore body."
    doc = document(text, section(text, "1 A note.", role=Role.FOOTNOTE))
    passages, _ = chunk(doc, Words(), SMALL)
    assert [(p.span.of(text), p.role) for p in passages] == [
        ("Body text.", Role.BODY),
        ("1 A note.", Role.FOOTNOTE),
        ("More body.", Role.BODY),
    ]


def test_the_header_names_the_act_and_the_innermost_path() -> None:
    text = "Body."
    doc = document(text, Section(Span(0, 5), ("Title I", "Subtitle B", "§ 3 Tracing"), 3))
    assert context_header(doc, 0, Words(), 40) == (
        "FY2030 TA (P.L. 200-1) › Title I › Subtitle B › § 3 Tracing"
    )
    assert context_header(doc, 0, Words(), 15) == "FY2030 TA (P.L. 200-1) › § 3 Tracing"


@pytest.mark.parametrize("overlap", [0, 6])
def test_overlap_repeats_whole_sentences(overlap: int) -> None:
    text = "One two three. Four five six. Seven eight nine. Ten eleven twelve."
    size = ChunkSettings(target=9, room=30, header=10, least=2, overlap=overlap)
    pieces = texts(document(text), size)
    assert pieces[0] == "One two three. Four five six."
    assert pieces[1].startswith("Four" if overlap else "Seven")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("ab .!?\n;A(1", min_size=1, max_size=60), min_size=1, max_size=6))
def test_every_visible_character_is_in_one_passage_or_left_out(parts: list[str]) -> None:
    text, sections = "", []
    for part in parts:
        start = len(text)
        text += part + "\n\n"
        sections.append(
            Section(Span(start, start + len(part)), (part,), 1, heading="x", atomic=True)
        )
    doc = document(text, *sections)
    passages, left_out = chunk(doc, Words(), SMALL)
    spans = [p.span for p in passages] + [o.span for o in left_out]
    assert all(not a.overlaps(b) for i, a in enumerate(spans) for b in spans[i + 1 :])
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(i in covered or c.isspace() for i, c in enumerate(text))
    assert all(_inside_one(p, sections) for p in passages)


def _inside_one(passage: Passage, sections: list[Section]) -> bool:
    return any(s.span.contains(passage.span) for s in sections)


NO_SPACES = {
    "one token": "a" * 100_000,
    "a token each": "-" * 60_000,
    "some tokens": "ab-" * 20_000,
    "accents": "e\u0301" * 30_000,
    "among words": f"Two words {'b' * 50_000} and two more.",
    "lines": "\n".join(["c" * 9_000] * 5),
}


@pytest.mark.case("S11")
@pytest.mark.parametrize("name", NO_SPACES)
def test_a_text_without_spaces_is_cut_into_passages_of_bounded_size(name: str) -> None:
    text = NO_SPACES[name]
    size = ChunkSettings(target=190, room=254, header=10, least=4)
    passages, left_out = chunk(document(text), Words(), size)
    assert left_out == ()
    assert all(len(p.span) <= size.longest for p in passages)
    assert all(Words().count(p.span.of(text)) <= size.room for p in passages)
    at = 0
    for passage in passages:
        assert not text[at : passage.span.start].strip()  # nothing but white space between
        at = passage.span.end
        assert passage.span.of(text)[0] != "\u0301"  # an accent stays with its letter
    assert not text[at:].strip()


@pytest.mark.case("S11")
def test_a_document_of_too_many_passages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_INGEST__PASSAGES", "3")
    current_settings.cache_clear()
    try:
        with pytest.raises(TooMuchText, match="more than 3 passages; split it, or set KB_INGEST"):
            texts(document(" ".join(f"w{i}" for i in range(100))))
    finally:
        monkeypatch.undo()
        current_settings.cache_clear()
