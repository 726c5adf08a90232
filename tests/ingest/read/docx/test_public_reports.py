"""Public reports on other readers of Word files, each as a small input of our own."""

from __future__ import annotations

import pytest

from tests.ingest.read.docx.test_notes_and_boxes import box, note, notes
from tests.ingest.read.docx.test_numbering import definition, in_list, item, level, listed
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
)  # fmt: skip

TRACK = 'w:id="1" w:author="A"'


def sdt(inside: str) -> str:
    return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


OUTLINE = definition(1, level(0, "decimal", "%1."), level(1, "decimal", "%2.")) + listed(1, 1)
REPORTS = [
    ("docling#1668", "equal lines of a text box are all kept",
     make_word(p(box(p("abcd"), p("abc"), p("abcd"), p("qqq")))), "abcd\n\nabc\n\nabcd\n\nqqq"),
    ("docling#3759", "headings of a list without numbers get none",
     make_word(p("REFERENCES", style="heading1") + p("Text."),
               styles=style("heading 1", f"<w:pPr>{in_list(1)}</w:pPr>"),
               numbering=definition(1, level(0, "none", "")) + listed(1, 1)), "REFERENCES\n\nText."),
    ("docling#2250", "a list behind a numbered heading",
     make_word(p("Terms", style="heading1", properties=in_list(1)) + item("a", at=1) + item("b", at=1),
               styles=style("heading 1"), numbering=OUTLINE), "1. Terms\n\n1. a\n2. b"),
    ("docling#1032", "text beside a picture in one paragraph",
     make_word(p("<w:r><w:drawing><wp:inline xmlns:wp='x'><wp:docPr descr='no'/></wp:inline>"
                 "</w:drawing></w:r>", "Speaker one: hello.")), "Speaker one: hello."),
    ("docling#3739", "a row that begins late",
     make_word(table(row("a", "b", "c"),
                     row("2", "3", properties='<w:gridBefore w:val="1"/>'))), "a | b | c\n| 2 | 3"),
    ("pandoc#4415", "content controls in content controls",
     make_word(p("One.") + sdt(sdt(p("Two."))) + p("Three.")), "One.\n\nTwo.\n\nThree."),
    ("pandoc#4324", "a lower level counts anew",
     make_word(item("H1") + item("H1.1", at=1) + item("H1.2", at=1) + item("H2") + item("H2.1", at=1),
               numbering=OUTLINE), "1. H1\n1. H1.1\n2. H1.2\n2. H2\n1. H2.1"),
    ("pandoc#4446", "smart tags in smart tags",
     make_word(p("in ", f"<w:smartTag><w:smartTag>{r('Israel')}</w:smartTag></w:smartTag>")),
     "in Israel"),
    ("pandoc#5302", "a citation program's field in a control",
     make_word(p(sdt(field(" ADDIN CitaviPlaceholder{x} ", r("Doe 2019, p. 4"))), ".")),
     "Doe 2019, p. 4."),
    ("pandoc#4678", "a bibliography is one field over many paragraphs",
     make_word(p(field_mark("begin"), "<w:r><w:instrText>BIBLIOGRAPHY</w:instrText></w:r>",
                 field_mark("separate"), "One, A. (2009).") + p("Two, B. (2010).")
               + p(field_mark("end"))), "One, A. (2009).\n\nTwo, B. (2010)."),
    ("pandoc#5394", "a run inside alternatives, at the level of a paragraph",
     make_word(p("a ", f"<mc:AlternateContent><mc:Choice Requires='w14'>{r('b')}</mc:Choice>"
                       f"<mc:Fallback>{r('b')}</mc:Fallback></mc:AlternateContent>")), "a b"),
    ("pydocx#185", "two fields in one paragraph",
     make_word(p("A ", field(" X ", r("B")), " C ", field(" Y ", r("D")), " E")), "A B C D E"),
    ("pydocx#22", "a merge whose value is left out",
     make_word(table(row(cell(p("N"), '<w:vMerge w:val="restart"/>'), "1"),
                     row(cell(p(), '<w:vMerge/>'), "2"))), "N | 1\n| 2"),
    ("python-docx#683", "text behind a link",
     make_word(p("a ", f'<w:hyperlink w:anchor="x">{r("link")}</w:hyperlink>', " and after")),
     "a link and after"),
    ("python-docx#422", "a row with fewer cells than the table",
     make_word(table(row("a", "b", "c"), row("d"), row("e", "f"))), "a | b | c\nd\ne | f"),
    ("python-docx#1123", "text replaced with changes tracked",
     make_word(p("gaps. ", f"<w:del {TRACK}><w:r><w:delText>T</w:delText></w:r></w:del>",
                 f"<w:ins {TRACK}>{r('Two ')}</w:ins>", "theories")), "gaps. Two theories"),
    ("unstructured#3250", "a header over all columns",
     make_word(table(row(cell(p("HEADER"), '<w:gridSpan w:val="3"/>')), row("5", "4", "3"))),
     "HEADER\n5 | 4 | 3"),
    ("markitdown#2340", "text struck through twice",
     make_word(p("Pay ", r("5", "<w:dstrike/>"), "6")), "Pay 6"),
    ("markitdown#1512", "a formula",
     make_word(p("<m:oMath><m:sSup><m:e><m:r><m:t>E=mc</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>"
                 "</m:sup></m:sSup></m:oMath>")), "(E=mc)^2"),
    ("docx2txt#12", "numbers of a list",
     make_word(item("bla") + item("bla"), numbering=OUTLINE), "1. bla\n2. bla"),
    ("calibre#240", "numbers that a style of one's own gives by its link to a level",
     make_word(p("One", style="MyNumber") + p("Two", style="MyNumber"),
               styles=style("My Number", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
               numbering=definition(1, level(0, "upperLetter", "%1."),
                                    level(1, "decimal", "%2)", extra='<w:pStyle w:val="MyNumber"/>'))
               + listed(1, 1)), "1) One\n2) Two"),
    ("docx2python#69", "a note whose part is missing",
     make_word(p("Text", note(3), ".")), "Text."),
    ("docx#2876", "a list in a footnote",
     make_word(p("T", note(1)), numbering=OUTLINE,
               footnotes=notes("x").replace("</w:footnote>", item("a") + "</w:footnote>", 2)
               .replace(item("a"), "", 1)), "T\n\n[1] x 1. a"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "kind", "data", "text"), REPORTS, ids=[f"{r[0]} {r[1]}" for r in REPORTS]
)
def test_what_others_lost_is_read(source: str, kind: str, data: bytes, text: str) -> None:
    assert document(data).text == text, kind
