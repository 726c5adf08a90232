"""Word prints some of what a file holds: insertions, results of fields, the contents of controls.
What was deleted, hidden or struck out is not text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.formats import read_source
from ingest.read.source import Source
from kb.models import Document
from tests.ingest.read.docx_maker import (
    cell,
    document,
    field,
    field_mark,
    make_word,
    p,
    r,
    row,
    style,
    table,
    text_of,
)  # fmt: skip

TRACK = 'w:id="1" w:author="A"'
DELETED_END = f"<w:rPr><w:del {TRACK}/></w:rPr>"


def ins(inside: str) -> str:
    return f"<w:ins {TRACK}>{inside}</w:ins>"


def deleted(words: str) -> str:
    return f"<w:del {TRACK}><w:r><w:delText>{words}</w:delText></w:r></w:del>"


def control(inside: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def smart(inside: str) -> str:
    return f'<w:smartTag w:element="place">{inside}</w:smartTag>'


def custom(inside: str) -> str:
    return f'<w:customXml w:element="x">{inside}</w:customXml>'


def simple_field(inside: str) -> str:
    return f'<w:fldSimple w:instr=" DOCPROPERTY Sum ">{inside}</w:fldSimple>'


CHANGES = [
    (p("Spend ", deleted("12"), ins(r("19")), " million."), "Spend 19 million.", "an insertion"),
    (p(f"<w:del {TRACK}>{r('Gone.')}</w:del>", "Kept."), "Kept.", "a deletion that holds w:t"),
    (p("A ", ins(deleted("9") + r("8"))), "A 8", "a deletion inside an insertion"),
    (p("Pay ", f"<w:moveFrom {TRACK}>{r('five ')}</w:moveFrom>", "lamps")
     + p(f"<w:moveTo {TRACK}>{r('five ')}</w:moveTo>", "barrels"),
     "Pay lamps\n\nfive barrels", "moved words at their new place only"),
    (p("Forty ", properties=DELETED_END) + p("lamps."), "Forty lamps.", "a deleted paragraph end"),
    (p(deleted("Draft."), properties=DELETED_END) + p("Final."), "Final.", "a deleted paragraph"),
    (p(f"<w:moveFrom {TRACK}>{r('Moved.')}</w:moveFrom>",
       properties=f"<w:rPr><w:moveFrom {TRACK}/></w:rPr>") + p("Stays.")
     + p(f"<w:moveTo {TRACK}>{r('Moved.')}</w:moveTo>"), "Stays.\n\nMoved.", "a moved paragraph"),
    (table(row("a", "1"), row("b", "2", properties=f"<w:del {TRACK}/>")), "a | 1", "a deleted row"),
    (table(row("a", "1"), row("b", "2", properties=f"<w:ins {TRACK}/>")), "a | 1\nb | 2",
     "an inserted row"),
    (table(row("a", f"<w:tc><w:tcPr><w:cellDel {TRACK}/></w:tcPr>{p('9')}</w:tc>", "1")), "a | 1",
     "a deleted cell"),
    (p(f"<w:r><w:rPr><w:rPrChange {TRACK}><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>"
       "<w:t>Was hidden</w:t></w:r>"), "Was hidden", "how characters looked before a change"),
]  # fmt: skip

WRAPPED = [
    (control(p("A block.")), "A block.", "a control around a paragraph"),
    (p("In ", control(r("Sonora")), " only."), "In Sonora only.", "a control around words"),
    (table(control(row("a", control("<w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc>")))), "a | 7",
     "controls around a row and a cell"),
    (control(control(p("One.")) + control(p("Two."))), "One.\n\nTwo.", "a repeating section"),
    (p("At ", smart(smart(r("Nogales"))), "."), "At Nogales.", "smart tags"),
    (custom(p("Held ", custom(r("12")), ".")), "Held 12.", "custom XML"),
    (p("Sum ", simple_field(r("4.2")), "."), "Sum 4.2.", "a simple field"),
    (p("See ", field(" REF _x \\h ", r("Table 3")), "."), "See Table 3.", "a reference"),
    (p("On ", field(' IF "" = "" ', r("p. ") + field(" PAGEREF _x ", r("9"))), "."), "On p. 9.",
     "a field in the result of a field"),
    (p("A", field_mark("begin"), "<w:r><w:instrText> IF </w:instrText></w:r>",
       field(" MERGEFIELD x ", r("hidden")), field_mark("separate"), r("shown"), field_mark("end")),
     "Ashown", "a field in an instruction"),
    (p("One ", field_mark("begin"), "<w:r><w:instrText> XE </w:instrText></w:r>",
       field_mark("end"), "two"), "One two", "a field without a result"),
    (p("Broken ", field_mark("begin"), "field.") + p("Next."), "Broken field.\n\nNext.",
     "a field that never ends is text"),
    (p(field_mark("begin"), "<w:r><w:instrText> TOC </w:instrText></w:r>", field_mark("separate"),
       "Part 1") + p("Part 2", field_mark("end"), " end"), "Part 1\n\nPart 2 end",
     "a result over two paragraphs"),
    (p('<w:hyperlink r:id="x">' + r("the audit") + "</w:hyperlink>"), "the audit", "a link"),
    (p('<w:dir w:val="rtl">' + r("a") + '<w:bdo w:val="ltr">' + r("b") + "</w:bdo></w:dir>"), "ab",
     "runs with a direction"),
    (p('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
       '<w:listEntry w:val="low"/><w:listEntry w:val="high"/></w:ddList></w:ffData></w:fldChar>'
       "</w:r>", field_mark("end")), "high", "the chosen entry of a drop-down field"),
    (p(control(r("Click to enter text.", '<w:rStyle w:val="PlaceholderText"/>'),
               "<w:showingPlcHdr/>"), "Name"), "Name", "the prompt of an empty control is no text"),
    (p(control(r("412 rifles"), "<w:showingPlcHdr/>"), " seized"), "412 rifles seized",
     "words that a program put into a control whose flag it left"),
]  # fmt: skip

STYLES = (
    style("Secret", "<w:rPr><w:vanish/></w:rPr>")
    + style("Secret Note", based_on="Secret")
    + style("Hush", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    + style("Raised", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', kind="character")
)
OFF = '<w:vanish w:val="0"/>'
HIDDEN = [
    (p("Up to ", r("900", "<w:vanish/>"), "250."), "Up to 250.", "a hidden run"),
    (p("Up to ", r("900", '<w:vanish w:val="true"/>'), "250."), "Up to 250.", "switched on in words"),
    (p("Up to ", r("900", OFF)), "Up to 900", "switched off"),
    (p("No.", style="Secret") + p("Yes."), "Yes.", "hidden by the style of the paragraph"),
    (p("No.", style="SecretNote") + p("Yes."), "Yes.", "hidden by a style it is based on"),
    (p("A", r("b", '<w:rStyle w:val="Hush"/>'), "c"), "Ac", "hidden by a style of characters"),
    (p(r("Yes.", '<w:rStyle w:val="Hush"/>'), style="Secret"), "Yes.",
     "two styles that hide cancel each other out"),
    (p(r("Yes.", OFF), style="Secret"), "Yes.", "the run overrules its style"),
    (p("A", r("b", "<w:webHidden/>")), "Ab", "hidden on the web alone, so it is printed"),
    (p("One ", properties="<w:rPr><w:vanish/></w:rPr>") + p("line."), "One line.",
     "a hidden paragraph end: both are printed on one line"),
    (p("By ", r("March 1 ", "<w:strike/>"), "April 15"), "By April 15", "struck through"),
    (p("By ", r("March 1 ", "<w:dstrike/>"), "April 15"), "By April 15", "struck through twice"),
    (p("A", r(" secret", '<w:color w:val="FFFFFF"/>')), "A", "white on white"),
    (p("A", r("b", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>')), "Ab",
     "white on black is printed"),
    (table(row("x", cell(p(r("Head", '<w:color w:val="FFFFFF"/>'))))),
     "x | Head", "white in a table, which may be shaded by its style"),
    (p("A", r(" tiny", '<w:sz w:val="2"/>')), "A", "of one point"),
]  # fmt: skip

RAISED, LOWERED = (f'<w:vertAlign w:val="{level}script"/>' for level in ("super", "sub"))
SIGNS = [
    (p("oil<w:br/>can").replace("oil<w:br/>can", "oil</w:t><w:br/><w:t>can"), "oil can", "a line break"),
    (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"), "a b", "a tab"),
    (p("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t></w:r>"), "coop", "a soft hyphen"),
    (p("<w:r><w:t>P.L. 118</w:t><w:noBreakHyphen/><w:t>31</w:t></w:r>"), "P.L. 118-31",
     "a hyphen that does not break"),
    (p('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', " 5 kg"), "≥ 5 kg", "a sign of Symbol"),
    (p('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'), "→", "an arrow of Wingdings"),
    (p(r("\uf0b1", '<w:rFonts w:ascii="Symbol"/>'), "3"), "±3", "letters set in Symbol"),
    (p("1,900", r("7", RAISED), " loads in 1884.", r("8", RAISED)), "1,900 loads in 1884.",
     "marks of notes that were typed by hand"),
    (p("the posts", r("7, 9–11", RAISED), " closed"), "the posts closed", "marks of several notes"),
    (p("in 1884", r("8", '<w:rStyle w:val="Raised"/>'), ", and"), "in 1884, and", "raised by its style"),
    (p("40 km", r("2", RAISED)), "40 km²", "a unit"),
    (p("E = mc", r("2", RAISED)), "E = mc²", "a formula typed as text"),
    (p("the bridges", r("3", RAISED), " fell"), "the bridges fell", "a mark behind a word"),
    (p("10", r("1", RAISED), r("2", RAISED)), "10¹²", "a power in two runs"),
    (p("E = mc² and 5³"), "E = mc² and 5³", "raised characters that were typed stay"),
    (p("3 × 10", r("6", RAISED), " and 10", r("-3", RAISED)), "3 × 10⁶ and 10⁻³", "powers of ten"),
    (p("H", r("2", LOWERED), "O"), "H2O", "a formula"),
    (p("log10", r("2", LOWERED)), "log10₂", "a lowered figure beside a figure"),
    (p("1", r("st", RAISED)), "1st", "an ordinal"),
    (p(r("7", RAISED), "24 posts"), "7 24 posts", "a note typed by hand"),
    (p("<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r>"
       "</w:rubyBase></w:ruby></w:r>"), "漢(kan)", "ruby: the reading in brackets"),
    (p("T", properties='<w:framePr w:dropCap="drop"/>') + p("he lamps."), "The lamps.", "a drop cap"),
    (p("<w:r><w:t>a</w:t></w:r><w:proofErr/><w:bookmarkStart/>",
       '<w:r><w:annotationRef/><w:commentReference w:id="0"/></w:r>', "b"), "ab", "a comment's mark"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "text", "why"),
    [*CHANGES, *WRAPPED, *HIDDEN, *SIGNS],
    ids=lambda value: None if "<" in str(value) or "\n" in str(value) else str(value),
)
def test_what_is_printed_is_text(body: str, text: str, why: str) -> None:
    assert text_of(body, styles=STYLES) == text, why


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (p("a", ins(r("b"))), ("it has tracked changes, which are read as if all were accepted",)),
        (p("a", r("b", "<w:vanish/>")), ("text that is hidden is left out (1 place)",)),
        (p("a", r("b", "<w:strike/>"), r("c", "<w:strike/>")),
         ("text that is struck through is left out (2 places)",)),
        (p("a", r(" ", "<w:vanish/>")), ()),
    ],
)  # fmt: skip
def test_a_warning_says_what_is_left_out(body: str, told: tuple[str, ...]) -> None:
    assert document(make_word(body)).warnings == told


words = st.text("abcdef 0123456789", min_size=1, max_size=8)
shown = st.recursive(
    words.map(lambda w: (r(w), w)),
    lambda inner: st.tuples(
        st.sampled_from([ins, control, smart, custom, simple_field,
                         lambda x: field(" REF a ", x),
                         lambda x: f'<w:moveTo {TRACK}>{x}</w:moveTo>']),
        st.lists(inner, min_size=1, max_size=3),
    ).map(lambda made: (made[0]("".join(x for x, _ in made[1])), "".join(t for _, t in made[1]))),
    max_leaves=8,
)  # fmt: skip
unseen_text = words.map(
    lambda w: (
        deleted(w) + r(w, "<w:vanish/>") + f"<w:moveFrom {TRACK}>{r(w)}</w:moveFrom>",
        "",
    )
)


@given(st.lists(shown | unseen_text, min_size=1, max_size=5))
def test_any_nesting_gives_the_shown_words_once(pieces: list[tuple[str, str]]) -> None:
    body = p("|", *(markup for markup, _ in pieces), "|")
    expected = "|" + "".join(text for _, text in pieces) + "|"
    assert text_of(body) == " ".join(expected.split())


def test_a_strict_file_is_read_as_a_transitional_one() -> None:
    body = (
        p("Lamps", style="Heading1")
        + p("Forty ", ins(r("lit")), r(" not", "<w:vanish/>"))
        + table(row("a", "1"))
        + p("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>")
    )
    strict = document(make_word(body, strict=True))
    assert strict.text == "Lamps\n\nForty lit\n\na | 1\n\nx"
    assert strict.sections[0].heading == "Lamps"


@pytest.mark.parametrize(
    ("number", "file", "present", "absent"),
    [
        pytest.param("03", "03-tracked-changes.docx",
                     ("should spend $19 million on", "Congress should require a yearly audit"),
                     ("$12 million",), marks=pytest.mark.case("03")),
        pytest.param("04", "04-content-controls.docx",
                     ("River Crossing Oversight Brief", "funding was 4.2 million pesos",
                      "ran in Tamaulipas and Coahuila for"), (), marks=pytest.mark.case("04")),
        pytest.param("05", "05-notes-textbox.docx",
                     ("counts only posts that were funded", "Interview with the personnel director",
                      "Key finding: overtime costs doubled"), ("comment", "Word Document"),
                     marks=pytest.mark.case("05")),
        pytest.param("06", "06-merged-nested-cells.docx",
                     ("Outer note on method.", "Nested figure | 7,431 parcels",
                      "Laredo | 41 | 1,207"), (), marks=pytest.mark.case("06")),
        pytest.param("07", "07-hidden-text.docx",
                     ("award is $250,000 and", "file by April 15 of each"), ("$900,000", "March 1"),
                     marks=pytest.mark.case("07")),
        pytest.param("08", "08-auto-numbered.docx",
                     ("1. The Secretary should publish", "2. The Secretary should appoint",
                      "3. The Commissioner"), ("- The",), marks=pytest.mark.case("08")),
    ],
)  # fmt: skip
def test_the_cases_of_wrong_reading(
    case_path: Callable[[str], Path],
    number: str, file: str, present: tuple[str, ...], absent: tuple[str, ...],
) -> None:  # fmt: skip
    found = read_source(Source.load(case_path(file)))
    assert isinstance(found, Document)
    for words in present:
        assert found.text.count(words) == 1, words
    for words in absent:
        assert words not in found.text + found.metadata.title, words
    if number == "05":
        assert found.metadata.title == "Customs Staffing Note"
