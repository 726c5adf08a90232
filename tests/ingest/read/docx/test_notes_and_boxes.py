"""What hangs on a paragraph: footnotes, endnotes, text boxes, diagrams, formulas, inserted files."""

from __future__ import annotations

import pytest

from kb.models import Role
from tests.ingest.read.docx_maker import document, make_word, p, r, row, table, text_of

SECTION = "<w:p><w:pPr><w:sectPr>{}</w:sectPr></w:pPr></w:p>"


def note(key: int, kind: str = "footnote", mark: str = "") -> str:
    own = ' w:customMarkFollows="1"' if mark else ""
    shown = f"<w:t>{mark}</w:t>" if mark else ""
    return f'<w:r><w:{kind}Reference{own} w:id="{key}"/>{shown}</w:r>'


def notes(*contents: str, kind: str = "footnote") -> str:
    first = f'<w:{kind} w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    return first + "".join(
        f'<w:{kind} w:id="{i}"><w:p><w:r><w:{kind}Ref/></w:r>{r(" " + words)}</w:p></w:{kind}>'
        for i, words in enumerate(contents, 1)
    )


def box(*paragraphs: str, twice: bool = True) -> str:
    words = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    new = f"<w:drawing><wps:wsp><wps:txbx>{words}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{words}</v:textbox></v:shape></w:pict>"
    if not twice:
        return f"<w:r>{old}</w:r>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_notes_are_paragraphs_at_the_end_of_their_section() -> None:
    made = document(
        make_word(
            p("Lamps", style="Heading1") + p("1,900", note(1), " loads.") + p("More.")
            + p("Oil", style="Heading1") + p("Nine", note(2), "."),
            footnotes=notes("Of two mules.", "Barrels."),
        )
    )  # fmt: skip
    assert made.text == (
        "Lamps\n\n1,900 loads.\n\nMore.\n\n[1] Of two mules.\n\nOil\n\nNine.\n\n[2] Barrels."
    )
    found = [s for s in made.sections if s.role is Role.FOOTNOTE]
    assert [(s.number, s.path) for s in found] == [("1", ("Lamps",)), ("2", ("Oil",))]


SET = '<w:footnotePr><w:numFmt w:val="{}"/>{}</w:footnotePr>'
MARKS = [
    (p("a", note(1), note(1, "endnote")), {}, ["1", "i"], "endnotes are in Roman numerals"),
    (p("a", note(1), note(2)), {"settings": SET.format("upperLetter", "")}, ["A", "B"],
     "a format set for the document"),
    (p("a", note(1), note(2)), {"settings": SET.format("decimal", '<w:numStart w:val="5"/>')},
     ["5", "6"], "another start"),
    (p("a", note(1)) + SECTION.format("") + p("b", note(2)),
     {"settings": SET.format("decimal", '<w:numRestart w:val="eachSect"/>')}, ["1", "1"],
     "counted anew in each section"),
    (p("a", note(1), note(2)), {"settings": SET.format("decimal", '<w:numRestart w:val="eachPage"/>')},
     [None, None], "counted anew on each page, which only Word knows"),
    (p("a", note(1, mark="*"), note(2)), {}, ["*", "1"], "a mark typed by hand"),
    (p("a", f'<w:del w:id="1">{note(1)}</w:del>', note(2)), {}, ["1"], "a deleted note"),
    (table(row("a", "b")).replace("<w:t xml:space=\"preserve\">a", f"<w:t>a</w:t></w:r>{note(1)}<w:r><w:t>"),
     {}, ["1"], "a note in a table"),
    (p("a", note(7)), {}, [], "a note that is not there"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "parts", "marks", "why"), MARKS, ids=[m[3] for m in MARKS])
def test_notes_are_counted_as_word_counts(
    body: str, parts: dict[str, str], marks: list[str | None], why: str
) -> None:
    made = document(
        make_word(body, footnotes=notes("F one.", "F two."),
                  endnotes=notes("E one.", kind="endnote"), **parts)
    )  # fmt: skip
    found = [s for s in made.sections if s.role is Role.FOOTNOTE]
    assert [s.number for s in found] == marks, why
    for section in found:
        assert section.span.of(made.text).startswith(f"[{section.number or 'note'}] ")


BOXES = [
    (p("Before.", box(p("Key finding."))) + p("After."), "Before.\n\nKey finding.\n\nAfter.",
     "stored twice, printed once"),
    (p("Before.", box(p("Old."), twice=False)), "Before.\n\nOld.", "of older versions"),
    (p(box(p("One."), p("Two."))), "One.\n\nTwo.", "two paragraphs"),
    (p(box(table(row("a", "1")))), "a | 1", "a table in a box"),
    (p(box(p("Outer.", box(p("Inner."))))), "Outer.\n\nInner.", "a box in a box"),
    (table(row("a", "b")).replace('<w:t xml:space="preserve">a', "<w:t>a</w:t></w:r>"
                                  + box(p("Hung.")) + "<w:r><w:t>"), "a | b\n\nHung.", "in a cell"),
    (p(r("a", "<w:vanish/>"), box(p("x")).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1), "b"),
     "b", "a hidden box"),
    (p("a", box(p("x"), twice=False).replace("<v:shape>", '<v:shape style="visibility:hidden">')), "a",
     "a shape that is hidden"),
    (p("a", box(p("x")).replace("<wps:wsp>", '<wps:inline><wps:docPr hidden="1"/></wps:inline><wps:wsp>')),
     "a", "a drawing that is hidden"),
    (p('<w:r><w:pict><v:shape><v:textpath string="DRAFT PLAN"/></v:shape></w:pict></w:r>'),
     "DRAFT PLAN", "ornamental text"),
    (p("<w:r><w:drawing><a:p><a:r><a:t>In a </a:t></a:r><a:r><a:t>shape</a:t></a:r></a:p>"
       "</w:drawing></w:r>"), "In a shape", "text of a drawing"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text", "why"), BOXES, ids=[b[2] for b in BOXES])
def test_boxes_follow_their_paragraph_once(body: str, text: str, why: str) -> None:
    assert text_of(body) == text, why


def test_a_heading_in_a_box_opens_no_section_but_may_be_the_title() -> None:
    made = document(make_word(p(box(p("Lamps of the Depots", style="Title"))) + p("Text.")))
    assert made.sections == ()
    assert made.metadata.title == "Lamps of the Depots"


def test_a_diagram_and_a_chart_give_their_words() -> None:
    shape = b'<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>%s</a:t></a:r></a:p></x>'
    body = p(
        '<w:r><w:drawing><dgm:relIds r:dm="d1"/></w:drawing></w:r>'
        '<w:r><w:drawing><c:chart r:id="c1"/></w:drawing></w:r>'
    )
    data = make_word(
        body,
        related={
            "d1": ("diagramData", shape % b"Count, then light"),
            "c1": ("chart", shape % b"Oil"),
        },
    )
    assert document(data).text == "Count, then light\n\nOil"


def m(name: str, inside: str) -> str:
    return f"<m:{name}>{inside}</m:{name}>"


def x(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


FORMULAS = [
    (m("sSup", m("e", x("x")) + m("sup", x("2"))), "x^2", "a power is no longer number"),
    (m("sSup", m("e", x("10")) + m("sup", x("n+1"))), "10^(n+1)", "a power of two parts"),
    (m("f", m("num", x("1")) + m("den", x("2"))), "1/2", "a fraction"),
    (m("f", m("num", x("a+b")) + m("den", x("c"))), "(a+b)/c", "a fraction of a sum"),
    (m("sSub", m("e", x("x")) + m("sub", x("1"))), "x_1", "an index"),
    (m("rad", "<m:deg/>" + m("e", x("n"))), "√(n)", "a root"),
    (m("d", m("e", x("a")) + m("e", x("b"))), "(a|b)", "brackets"),
    (m("nary", '<m:naryPr><m:chr m:val="∑"/></m:naryPr>' + m("sub", x("i=1")) + m("sup", x("n"))
       + m("e", x("i"))), "∑_(i=1)^n i", "a sum"),
    (m("m", m("mr", m("e", x("1")) + m("e", x("2"))) + m("mr", m("e", x("3")) + m("e", x("4")))),
     "[1 2; 3 4]", "a matrix"),
    (m("func", m("fName", x("log")) + m("e", x("x"))), "log x", "a function"),
    (m("acc", m("e", x("y"))), "y", "what has no sign of its own"),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "text", "why"), FORMULAS, ids=[f[2] for f in FORMULAS])
def test_formulas_keep_figures_apart(formula: str, text: str, why: str) -> None:
    assert text_of(p("Let ", m("oMath", formula), ".")) == f"Let {text}.", why


def test_a_formula_between_paragraphs_is_one() -> None:
    assert text_of(p("a") + m("oMathPara", m("oMath", x("y=2")))) == "a\n\ny=2"


def test_inserted_files_are_read_where_they_stand() -> None:
    body = p("Before.") + '<w:altChunk r:id="i1"/><w:altChunk r:id="i2"/>' + p("After.")
    related = {
        "i1": ("aFChunk", make_word(p("Inside: ", r("9", "<w:vanish/>"), "7 lamps."))),
        "i2": ("aFChunk", b"Plain words.\n"),
    }
    made = document(make_word(body, related=related))
    assert made.text == "Before.\n\nInside: 7 lamps.\n\nPlain words.\n\nAfter."
    assert made.warnings == ("text that is hidden is left out (1 place)",)


PAGE = (
    "<html><body><h1>Lamps</h1><p>Señal: 1,900<sup>7</sup> lit.</p><p hidden>no</p></body></html>"
)
MHT = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; "
    "charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<html><body><p>Se=C3=B1al lit.</p>"
    "</body></html>\n--x--\n"
)


@pytest.mark.parametrize(
    ("data", "text"),
    [(PAGE.encode(), "Lamps\n\nSeñal: 1,900 lit."), (MHT.encode(), "Señal lit.")],
)
def test_an_inserted_web_page_is_read(data: bytes, text: str) -> None:
    made = document(make_word('<w:altChunk r:id="i1"/>', related={"i1": ("aFChunk", data)}))
    assert (made.text, made.warnings) == (text, ())


@pytest.mark.parametrize("data", [b"{\\rtf1 x}", b"PK broken", b"MIME-Version: 1.0"])
def test_an_inserted_file_that_cannot_be_read_is_told(data: bytes) -> None:
    body = p("Text.") + '<w:altChunk r:id="i1"/><w:subDoc r:id="s1"/>'
    made = document(make_word(body, related={"i1": ("aFChunk", data)}))
    assert made.text == "Text."
    assert any("inserted in it is left out" in w for w in made.warnings)
    assert any("links to another Word file" in w for w in made.warnings)


@pytest.mark.case("S7")
def test_what_is_named_a_thousand_times_is_read_once() -> None:
    body = p(note(1) * 1000) + p("x") + '<w:altChunk r:id="i1"/>' * 1000
    related = {"i1": ("aFChunk", b"Inserted.\n")}
    made = document(make_word(body, footnotes=notes("Note."), related=related))
    assert made.text == "x\n\nInserted.\n\n[1] Note."
    assert len(made.warnings) == 1


def test_a_file_inserted_in_itself_ends() -> None:
    body = p("x") + '<w:altChunk r:id="i1"/>'
    inner = make_word(p("deep"))
    for _ in range(6):
        inner = make_word(body, related={"i1": ("aFChunk", inner)})
    assert document(inner).text == "x\n\nx\n\nx\n\nx"
