"""The mark of a note is no part of the number or word before it; other raised characters are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.html.raised import without_marks
from ingest.read.html.read import read
from ingest.read.source import Source
from kb.models import Document, Role
from tests.ingest.read.html.page import document, lines, page

MARKS = [
    ("filed 2,024<sup>1</sup> notices", "filed 2,024 notices", "a bare number"),
    ("97<sup>2</sup> percent", "97 percent", "behind two digits"),
    ('97<sup><a href="#n2">[2]</a></sup> percent', "97 percent", "a link in brackets"),
    ('97<a href="#n2"><sup>2</sup></a> percent', "97 percent", "the link around it"),
    ('10<sup><a href="#n2">2</a></sup> boats', "10 boats", "a link is no power of ten"),
    ('km<sup><a href="#n2">2</a></sup> of road', "km of road", "nor a square"),
    ("in 2023.<sup>12</sup> Later", "in 2023. Later", "behind a full stop"),
    ("the bridges<sup>3</sup> and", "the bridges and", "behind a word"),
    ("the bridges<sup>3, 4</sup> and", "the bridges and", "two marks"),
    ("the bridges<sup>3</sup><sup>,</sup><sup>4</sup> and", "the bridges and", "three pieces"),
    ("the bridges<sup>3–5</sup> and", "the bridges and", "a range"),
    ("the bridges<sup>*</sup> and 112<sup>†</sup>", "the bridges and 112", "symbols"),
    ("the bridges<sup>a</sup> and 112<sup>b</sup>", "the bridges and 112", "letters"),
    ("112<sup>a</sup> lanes", "112 lanes", "a letter that is an ordinal in Spanish only"),
    ('112<a class="footnote-ref" href="#fn1">1</a> lanes', "112 lanes", "a class, not raised"),
    ('112<a role="doc-noteref" href="#fn1">1</a> lanes', "112 lanes", "a role, not raised"),
    ('112<a href="#fn1">1</a> lanes', "112 lanes", "a link glued to the number"),
    ('112 <a href="#fn1">[1]</a> lanes', "112 lanes", "a link in brackets"),
    ('112<span style="vertical-align: super">1</span> lanes', "112 lanes", "raised by a style"),
    ('112<span class="up">1</span> lanes', "112 lanes", "raised by a rule"),
    ("112<sup>(1)</sup> and 9<sup>2)</sup> lanes", "112 and 9 lanes", "with parentheses"),
    ("112<sup>note 3</sup> lanes", "112 lanes", "a word and a number"),
    ("112<sup>3 4</sup> and 9<sup>5a</sup> lanes", "112 and 9 lanes", "numbers apart, a letter"),
    ("filed<sup>1</sup>twice", "filed twice", "nothing else apart"),
    ("2,024¹ notices, 97² percent", "2,024 notices, 97 percent", "one character"),
    ("the bridges.¹² Later", "the bridges. Later", "two characters"),
]
STAYS = [
    ("the 1<sup>st</sup> and 22<sup>nd</sup>", "the 1st and 22nd", "ordinals"),
    ("96 km<sup>2</sup> and 5 m<sup>3</sup>", "96 km² and 5 m³", "units"),
    ("per km<sup>2</sup>", "per km²", "a unit without a number"),
    ("12 in<sup>2</sup> of steel", "12 in² of steel", "a unit that is a word too"),
    ("the drugs came in<sup>2</sup> and", "the drugs came in and", "the word"),
    ("3.2 × 10<sup>6</sup> doses", "3.2 × 10⁶ doses", "a power of ten is not 106"),
    ("10<sup>−3</sup> grams", "10⁻³ grams", "a negative power"),
    ("2<sup>10</sup> ways", "2¹⁰ ways", "a power of two"),
    ("an R<sup>2</sup> of 0.8", "an R² of 0.8", "a variable"),
    ("E = mc<sup>2</sup>", "E = mc²", "a formula"),
    ("a box for $19<sup>99</sup>", "a box for $19⁹⁹", "cents"),
    ("Ca<sup>2+</sup> ions", "Ca²⁺ ions", "an ion"),
    ("of <sup>14</sup>C and <sup>235</sup>U", "of ¹⁴C and ²³⁵U", "isotopes"),
    ("1<sup>1</sup>/<sub>2</sub> inches", "1 1/2 inches", "a fraction is not 11/2"),
    ("<sup>3</sup>&frasl;<sub>4</sub> inch", "3⁄4 inch", "a fraction at the start"),
    ("63.4<sup>%</sup> at 25<sup>o</sup>C", "63.4% at 25°C", "signs"),
    ("$5<sup>million</sup>", "$5 million", "a raised word"),
    ("CO<sub>2</sub> and H<sub>2</sub>O", "CO2 and H2O", "formulas"),
    ("m2 and km²", "m2 and km²", "without marks"),
    ("log 8<sub>2</sub>", "log 8₂", "a lowered digit behind a digit"),
    ("Evidencia<sup>TM</sup> and Zip<sup>®</sup>", "Evidencia™ and Zip®", "trade marks"),
    ('see section <a href="#s4">4</a> of it', "see section 4 of it", "a link in a sentence"),
    ('pages 3-<a href="#p4">4</a>', "pages 3-4", "a link behind a hyphen"),
    ('see section <a class="reference" href="#s4">4</a>', "see section 4", "a class"),
    ("see [1] and 97[2]", "see [1] and 97[2]", "brackets that are text"),
]


def _id(row: tuple[str, str, str]) -> str:
    return row[2]


UP = "<style>.up{vertical-align:super;font-size:small}</style>"


@pytest.mark.case("18")
@pytest.mark.parametrize("row", MARKS + STAYS, ids=_id)
@pytest.mark.parametrize("wrapped", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<p><b>So {}</b></p>"])
def test_marks_go_and_powers_stay(row: tuple[str, str, str], wrapped: str) -> None:
    given_, expected, why = row
    found = lines(wrapped.format(given_), head=UP)
    assert found == [wrapped.format(expected).replace("<ul><li>", "- ").replace("<p>", "")
                     .replace("</p>", "").replace("<b>", "").replace("</b>", "")
                     .replace("</li></ul>", "")], why  # fmt: skip


SPANISH = [
    ("la 1<sup>a</sup> y la 3<sup>er</sup> vez", "la 1a y la 3er vez"),
    ("el 2<sup>o</sup> puente, n<sup>o</sup> 4", "el 2o puente, no 4"),
    ("1.250<sup>1</sup> armas", "1.250 armas"),
]


@pytest.mark.parametrize(("body", "expected"), SPANISH)
def test_spanish_ordinals_stay(body: str, expected: str) -> None:
    assert lines(f"<p>{body}</p>", lang="es") == [expected]


NOTES = [
    ('<p>Nine<sup><a href="#n1">1</a></sup>.</p><p id="n1"><sup>1</sup> Counted twice.</p>',
     "1 Counted twice.", "a link to it"),
    ('<p>Nine<sup>1</sup>.</p><p><sup>1</sup>Counted twice.</p>', "1 Counted twice.", "its mark"),
    ('<p>Nine<sup><a href="#n1">1</a></sup>.</p><ol><li id="n1"><p>Counted twice. '
     '<a href="#r1">↩</a></p></li></ol>', "1. Counted twice.", "an item; the way back is no text"),
    ('<p>Nine.</p><ol><li role="doc-endnote">Counted twice.</li></ol>', "1. Counted twice.",
     "its role"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "note", "why"), NOTES, ids=[row[2] for row in NOTES])
def test_a_note_keeps_its_number_and_is_a_footnote(body: str, note: str, why: str) -> None:
    doc = document(page(body))
    (found,) = (s for s in doc.sections if s.role is Role.FOOTNOTE)
    assert (found.span.of(doc.text), found.number) == (note, "1"), why
    assert "Nine." in doc.text


@pytest.mark.case("18")
def test_the_page_of_the_case_is_read_as_it_is_shown(case_path: Callable[[str], Path]) -> None:
    result = read(Source.load(case_path("18-sup-del-hidden.html")))
    assert isinstance(result, Document)
    text = result.text
    assert "filed 2,024 notices" in text
    assert "97 percent of them" in text
    assert "permit to 25 kilograms" in text
    assert "H2O2 solutions" in text
    for gone in ("2,0241", "200", "Editors note", "Draft paragraph", "[2]"):
        assert gone not in text


@given(
    st.integers(0, 999_999),
    st.integers(1, 99),
    st.sampled_from(["<sup>{}</sup>", '<a href="#f">[{}]</a>']),
)
def test_a_linked_or_raised_mark_never_changes_a_figure(number: int, mark: int, form: str) -> None:
    written = f"{number:,}"
    shown = lines(f"<p>They seized {written}{form.format(mark)} rifles.</p>")[0]
    powers = [f"{written}{str(mark).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}"]
    assert shown in (f"They seized {written} rifles.", f"They seized {powers[0]} rifles.")


CHARACTERS = [
    ("2,024¹ loads", "2,024 loads"), ("km² and 10⁶", "km² and 10⁶"), ("x² + y²", "x² + y²"),
    ("“quoted”³ and", "“quoted” and"), ("½ and ¹⁄₂", "½ and ¹⁄₂"), ("¹ A note.", "¹ A note."),
    ("¹⁴C", "¹⁴C"), ("E = mc²; mc² alone", "E = mc²; mc² alone"), ("x = ab²", "x = ab²"),
    ("$19⁹⁹ a box", "$19⁹⁹ a box"), ("the pier³ and by² night", "the pier and by night"),
    ("$1,900¹ in all", "$1,900 in all"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), CHARACTERS)
def test_raised_characters_that_mark_notes_are_left_out(line: str, expected: str) -> None:
    assert without_marks(line) == expected
