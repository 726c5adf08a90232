"""Automatic numbers are text: Word counts them and prints them, the file does not hold them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.docx.number_formats import formatted
from tests.ingest.read.docx_maker import document, make_word, p, style, text_of


def level(at: int, form: str, text: str, start: int | None = 1, extra: str = "") -> str:
    begin = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{at}">{begin}<w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(key: int, *levels: str, extra: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{extra}{"".join(levels)}</w:abstractNum>'


def listed(key: int, definition_key: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{definition_key}"/>{overrides}</w:num>'


def starts_at(at: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def in_list(key: int, at: int | None = 0) -> str:
    depth = "" if at is None else f'<w:ilvl w:val="{at}"/>'
    return f'<w:numPr>{depth}<w:numId w:val="{key}"/></w:numPr>'


def item(words: str, key: int = 1, at: int = 0, style_id: str = "") -> str:
    return p(words, style=style_id, properties=in_list(key, at))


OUTLINE = definition(
    1, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "%1.%3")
)
ONE = OUTLINE + listed(1, 1)
LEGAL = definition(
    1, level(0, "upperRoman", "Article %1"), level(1, "decimal", "%1.%2", extra="<w:isLgl/>")
) + listed(1, 1)
CASES = [
    (ONE, item("a") + item("b"), "1. a\n2. b", "decimal"),
    (ONE, item("a") + p("Between.") + item("b"), "1. a\n\nBetween.\n\n2. b", "goes on"),
    (ONE, item("a") + item("b", at=1) + item("c", at=1) + item("d") + item("e", at=1),
     "1. a\n(a) b\n(b) c\n2. d\n(a) e", "a level counts anew under the next number"),
    (ONE, item("a") + item("b", at=2) + item("c", at=2), "1. a\n1.i b\n1.ii c", "a level is left out"),
    (ONE, item("b", at=1), "(a) b", "no upper level yet"),
    (ONE, item("a") + item("") + item("c"), "1. a\n3. c", "an empty item is counted"),
    (LEGAL, item("a") + item("b", at=1), "Article I a\n1.1 b", "legal numbers are digits"),
    (OUTLINE + listed(1, 1) + listed(2, 1), item("a") + item("b", key=2), "1. a\n2. b",
     "two lists with one definition count together"),
    (OUTLINE + listed(1, 1) + listed(2, 1, starts_at(0, 1)),
     item("a") + item("b") + item("c", key=2) + item("d", key=2), "1. a\n2. b\n1. c\n2. d",
     "a list that starts anew, once"),
    (OUTLINE + listed(1, 1, starts_at(0, 7)), item("a") + item("b"), "7. a\n8. b", "another start"),
    (definition(1, level(0, "decimal", "%1."), level(1, "decimal", "%2)",
                                                    extra='<w:lvlRestart w:val="0"/>'))
     + listed(1, 1), item("a") + item("b", at=1) + item("c") + item("d", at=1),
     "1. a\n1) b\n2. c\n2) d", "a level that never counts anew"),
    (definition(1, level(0, "bullet", "\uf0b7")) + listed(1, 1), item("a"), "- a", "a bullet"),
    (definition(1, level(0, "none", "")) + listed(1, 1), item("a"), "a", "without a label"),
    (definition(1, level(0, "bullet", " ")) + listed(1, 1), item("a"), "a", "a blank bullet"),
    (definition(1, level(0, "none", "Note:")) + listed(1, 1), item("a"), "Note: a", "words alone"),
    (definition(1, level(0, "decimal", "Recommendation %1.", 4)) + listed(1, 1), item("Count."),
     "Recommendation 4. Count.", "words around the number"),
    (definition(1, level(0, "upperLetter", "%1.", 26)) + listed(1, 1), item("a") + item("b"),
     "Z. a\nAA. b", "letters after Z"),
    (ONE + definition(2, level(0, "decimal", "%1)")) + listed(3, 2),
     item("a") + item("b", key=3) + item("c"), "1. a\n1) b\n2. c", "two lists in turn"),
    (OUTLINE + listed(1, 1, '<w:lvlOverride w:ilvl="0">' + level(0, "upperRoman", "%1:")
                      + "</w:lvlOverride>"), item("a"), "I: a", "a level defined anew"),
    (ONE, item("a", key=9), "a", "a list that is not defined"),
    (ONE, item("a") + item("b", key=0), "1. a\n\nb", "numbering switched off"),
    (definition(1, '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice '
                   'Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
                   '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
                   '</mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>') + listed(1, 1),
     item("a"), "001 a", "a format newer than Word 2007"),
]  # fmt: skip


@pytest.mark.parametrize(("lists", "body", "text", "why"), CASES, ids=[c[3] for c in CASES])
def test_labels_are_counted_as_word_counts(lists: str, body: str, text: str, why: str) -> None:
    assert text_of(body, numbering=lists) == text, why


def test_a_style_numbers_its_paragraphs_and_headings_keep_their_number() -> None:
    lists = definition(
        1,
        level(0, "decimal", "%1", extra='<w:pStyle w:val="heading1"/>'),
        level(1, "decimal", "%1.%2", extra='<w:pStyle w:val="heading2"/>'),
    ) + listed(1, 1)
    numbered = f"<w:pPr>{in_list(1, None)}</w:pPr>"
    made = document(
        make_word(
            p("Lamps", style="heading1") + p("Oil", style="heading2") + p("Wick", style="heading2")
            + p("Text.") + p("Depots", style="heading1"),
            numbering=lists, styles=style("heading 1", numbered) + style("heading 2", numbered),
        )
    )  # fmt: skip
    assert [s.path for s in made.sections] == [
        ("1 Lamps",), ("1 Lamps", "1.1 Oil"), ("1 Lamps", "1.2 Wick"), ("2 Depots",)
    ]  # fmt: skip


def test_a_paragraph_may_leave_the_list_of_its_style() -> None:
    styles = style("Item", f"<w:pPr>{in_list(1)}</w:pPr>") + style("Sub", based_on="Item")
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("a", style="Item") + p("b", style="Item", properties=off) + p("c", style="Sub")
    assert text_of(body, numbering=ONE, styles=styles) == "1. a\n\nb\n\n2. c"


def test_a_list_style_lends_its_levels() -> None:
    lists = (
        definition(1, level(0, "decimal", "%1)"), extra='<w:styleLink w:val="Steps"/>')
        + definition(2, extra='<w:numStyleLink w:val="Steps"/>')
        + listed(5, 1) + listed(6, 2)
    )  # fmt: skip
    styles = style("Steps", f"<w:pPr>{in_list(5)}</w:pPr>", kind="numbering")
    assert text_of(item("a", key=6), numbering=lists, styles=styles) == "1) a"


def test_a_deleted_or_moved_paragraph_is_not_counted() -> None:
    gone = p(
        '<w:del w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del>',
        properties=in_list(1) + '<w:rPr><w:del w:id="2"/></w:rPr>',
    )
    assert text_of(item("a") + gone + item("b"), numbering=ONE) == "1. a\n2. b"


FORMATS = [
    (4, "decimal", "4"), (4, "upperRoman", "IV"), (1994, "lowerRoman", "mcmxciv"),
    (3, "lowerLetter", "c"), (28, "upperLetter", "BB"), (7, "decimalZero", "07"),
    (12, "decimalZero", "12"), (2, "ordinal", "2nd"), (11, "ordinal", "11th"), (5, "chicago", "**"),
    (3, "decimalEnclosedCircle", "③"), (9, "none", ""), (6, "numberInDash", "- 6 -"),
    (2_000_000_000, "upperRoman", "2000000000"), (2_000_000_000, "lowerLetter", "2000000000"),
    (8, "cardinalText", "8"), (0, "upperLetter", "0"),
]  # fmt: skip


@pytest.mark.parametrize(("count", "form", "text"), FORMATS)
def test_number_formats(count: int, form: str, text: str) -> None:
    assert formatted(count, form) == text


@given(st.integers(1, 3999))
def test_roman_numerals_differ_and_add_up(count: int) -> None:
    values = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000), strict=True))
    digits = [values[c] for c in formatted(count, "upperRoman")]
    following = [*digits[1:], 0]
    assert sum(d if d >= n else -d for d, n in zip(digits, following, strict=True)) == count


@given(st.lists(st.integers(0, 2), min_size=1, max_size=12))
def test_a_label_counts_the_items_of_its_level_since_the_one_above(depths: list[int]) -> None:
    lists = definition(1, *(level(i, "decimal", f"%{i + 1}.") for i in range(3))) + listed(1, 1)
    body = "".join(item("x", at=depth) for depth in depths)
    got = [int(line.split(".")[0]) for line in text_of(body, numbering=lists).splitlines()]
    for i, depth in enumerate(depths):
        since = max((j for j in range(i) if depths[j] < depth), default=-1)
        assert got[i] == sum(1 for d in depths[since + 1 : i + 1] if d == depth)
