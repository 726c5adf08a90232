"""Sidecars state metadata; a wrong sidecar names its wrong fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.metadata.sidecar import load_sidecar, sidecar_key
from kb.errors import QueryError
from kb.models import Kind


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-")
    return path


def beside(report: Path, text: str) -> None:
    report.with_name(report.name + ".meta.yaml").write_text(text, encoding="utf-8", newline="")


def test_without_a_sidecar_nothing_is_stated(report: Path) -> None:
    assert (load_sidecar(report), sidecar_key(report)) == ({}, "")


def test_its_fields_are_read(report: Path) -> None:
    beside(report, "title: Lamps\nkind: brief\ndate: 2031-05-04\nauthors: [Ana Pérez]\n")
    assert load_sidecar(report) == {
        "title": "Lamps", "kind": Kind.BRIEF, "date": "2031-05-04", "authors": ("Ana Pérez",),
    }  # fmt: skip


@pytest.mark.parametrize(("written", "date"), [("2031", "2031"), ("'2031-05'", "2031-05")])
def test_a_year_or_a_month_is_a_date(report: Path, written: str, date: str) -> None:
    beside(report, f"date: {written}\n")
    assert load_sidecar(report)["date"] == date


READ = [
    ("number: 1.10\n", {"number": "1.10"}, "a number is taken as written"),
    ("title: no\nlanguage: no\n", {"title": "no", "language": "no"}, "no is a word"),
    ("title:\nrights: ~\n", {}, "fields without a value"),
    ("\ufefftitle: Lamps\n", {"title": "Lamps"}, "a byte order mark"),
    ("title: Lamps\r\ndate: 2031\r\n", {"title": "Lamps", "date": "2031"}, "other line ends"),
    ("# a remark\n\n", {}, "nothing but a remark"),
    ("authors:\n  - Ana\n  - Luis\n", {"authors": ("Ana", "Luis")}, "a list in lines"),
]


@pytest.mark.parametrize(("text", "fields", "why"), READ, ids=[row[2] for row in READ])
def test_a_sidecar_is_read_as_written(report: Path, text: str, fields: object, why: str) -> None:
    beside(report, text)
    assert load_sidecar(report) == fields, why


WRONG = [
    ("titel: Lamps", "line 1: there is no field “titel”; write title"),
    ("tags: [a]", "line 1: there is no field “tags”; write topics"),
    ("title: Lamps\nkind: recipe", "line 2: there is no kind of document “recipe”"),
    ("date: 4 May 2031", "line 1: “4 May 2031” is not a date in the form that is needed; "
     "write 2031-05-04"),
    ("date: 2031-02-30", "line 1: the calendar has no 2031-02-30"),
    ("doc_id: Not An Id", "write not-an-id"),
    ("url: lamps.example", "write https://lamps.example"),
    ("authors: Lamp Office", "line 1: authors is a list; write authors: [Lamp Office]"),
    ("title: [unclosed", "line 1: title begins with “[”; put its value in quotation marks: "
     'title: "[unclosed"'),
    ("title: Piers: a memo\nkind: brief",
     'line 1: title has a colon in it; put its value in quotation marks: title: "Piers: a memo"'),
    ("kind: brief\n\ttitle: Lamps", "line 2: it has a tab; write spaces instead"),
    ("just words", "line 1: it names no field; write each field in a line of its own"),
    ("- title: Lamps", "line 1: it is a list; write each field in a line of its own, without a"),
    ("title: {a: b}", "line 1: title has fields in it; write one value"),
    ("title: A\ntitle: B", "line 2: title is there twice; keep one of them"),
    ("title: " + "x" * 501, "line 1: it has 501 characters"),
    ("title: Lamps\n#" + "x" * 70_000, "has more than 64,000 bytes"),
    ("[" * 5000, "line 1: “[[[[[[[["),
    ("a: &a [x]\nb: [*a, *a]\ntitle: Lamps", "line 1: there is no field “a”"),
]  # fmt: skip
JARGON = ("pydantic", "pattern", "mapping values", "scalar", "Traceback", "Input should", "YAML")


@pytest.mark.case("35")
@pytest.mark.parametrize(("text", "problem"), WRONG, ids=[row[1][:50] for row in WRONG])
def test_a_wrong_sidecar_names_the_line_and_what_to_write(
    report: Path, text: str, problem: str
) -> None:
    beside(report, text)
    with pytest.raises(QueryError) as caught:
        load_sidecar(report)
    message = str(caught.value)
    assert message.startswith("report.pdf.meta.yaml")
    assert problem in message
    assert not any(word in message for word in JARGON)


def test_all_that_is_wrong_is_told_in_the_order_of_the_lines(report: Path) -> None:
    beside(report, "date: May 2023\ntags: [a]\nauthors: Lamp Office\n")
    with pytest.raises(QueryError) as caught:
        load_sidecar(report)
    lines = [part[:6] for part in str(caught.value).split(", ", 1)[1].split("; line ")]
    assert str(caught.value).count("line ") == 3
    assert lines[0] == "line 1"


def test_bytes_that_are_no_text_are_told(report: Path) -> None:
    report.with_name(report.name + ".meta.yaml").write_bytes(bytes(range(256)) * 4)
    with pytest.raises(QueryError, match="is not text"):
        load_sidecar(report)


@pytest.mark.case("35")
@pytest.mark.parametrize(
    ("name", "messages"),
    [
        ("a.txt", ["line 1: authors is a list; write authors: [Government Accountability Office]",
                   "line 2: “May 2023” is not a date in the form that is needed; write 2023-05"]),
        ("b.txt", ['line 1: title has a colon in it; put its value in quotation marks: '
                   'title: "Piers: a memo"']),
        ("c.txt", ["line 2: there is no field “tags”; write topics"]),
    ],
)  # fmt: skip
def test_the_sidecars_of_the_case_say_what_to_write(
    case_path: Callable[[str], Path], name: str, messages: list[str]
) -> None:
    with pytest.raises(QueryError) as caught:
        load_sidecar(case_path(f"35-sidecar-messages/{name}"))
    assert str(caught.value) == f"{name}.meta.yaml, {'; '.join(messages)}"


def test_the_key_changes_with_the_content(report: Path) -> None:
    beside(report, "title: Lamps")
    before = sidecar_key(report)
    beside(report, "title: Lights")
    assert sidecar_key(report) != before
