"""Sidecars state metadata; a wrong sidecar names its wrong fields."""

from __future__ import annotations

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
    report.with_name(report.name + ".meta.yaml").write_text(text)


def test_without_a_sidecar_nothing_is_stated(report: Path) -> None:
    assert (load_sidecar(report), sidecar_key(report)) == ({}, "")


def test_its_fields_are_read(report: Path) -> None:
    beside(report, "title: Lamps\nkind: brief\ndate: 2031-05-04\nauthors: [Ana Pérez]\n")
    assert load_sidecar(report) == {
        "title": "Lamps", "kind": Kind.BRIEF, "date": "2031-05-04", "authors": ("Ana Pérez",),
        "topics": (), "names": (),
    }  # fmt: skip


@pytest.mark.parametrize(("written", "date"), [("2031", "2031"), ("'2031-05'", "2031-05")])
def test_a_year_or_a_month_is_a_date(report: Path, written: str, date: str) -> None:
    beside(report, f"date: {written}\n")
    assert load_sidecar(report)["date"] == date


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("titel: Lamps", "titel"),
        ("kind: recipe", "kind"),
        ("date: 4 May 2031", "date"),
        ("doc_id: Not An Id", "doc_id"),
        ("url: lamps.example", "url"),
        ("title: [unclosed", "cannot be read as YAML"),
    ],
)
def test_a_wrong_sidecar_is_an_error_that_names_the_field(
    report: Path, text: str, problem: str
) -> None:
    beside(report, text)
    with pytest.raises(QueryError, match=problem) as caught:
        load_sidecar(report)
    assert "report.pdf.meta.yaml" in str(caught.value)


def test_the_key_changes_with_the_content(report: Path) -> None:
    beside(report, "title: Lamps")
    before = sidecar_key(report)
    beside(report, "title: Lights")
    assert sidecar_key(report) != before
