"""A USLM file is cited by what it states: nothing that it does not state is made up."""

from __future__ import annotations

import pytest

from ingest.read.source import Source
from ingest.read.uslm import read
from kb.models import Document, Kind, Metadata, Skipped

BODY = (
    "<main><section><num value='5'>SEC. 5.</num><content>Lamps burn oil.</content></section></main>"
)


def metadata(root: str, meta: str, attributes: str = "") -> Metadata:
    found = read(Source.of(f"<{root} {attributes}><meta>{meta}</meta>{BODY}</{root}>".encode()))
    assert isinstance(found, Document), found
    return found.metadata


def of(kind: str, number: str = "", congress: str = "") -> str:
    return "".join(
        f"<{name}>{value}</{name}>"
        for name, value in (("type", kind), ("docNumber", number), ("congress", congress))
        if value
    )


@pytest.mark.parametrize(
    ("root", "meta", "number", "kind"),
    [
        ("pLaw", of("Public Law", "9", "200"), "P.L. 200-9", Kind.STATUTE),
        ("pLaw", of("Public Law", "200–9", "200th Congress"), "P.L. 200-9", Kind.STATUTE),
        ("pLaw", of("Public Law", "9"), None, Kind.STATUTE),
        ("pLaw", of("Public Law", "", "200"), None, Kind.STATUTE),
        ("bill", of("House Bill", "9", "200"), "H.R. 9 (200th Congress)", Kind.BILL),
        ("bill", of("H. R.", "9", "112"), "H.R. 9 (112th Congress)", Kind.BILL),
        ("bill", of("Senate Bill", "9", "103"), "S. 9 (103rd Congress)", Kind.BILL),
        ("bill", of("House Bill", "9"), "H.R. 9", Kind.BILL),
        ("bill", of("House Bill", "", "200"), None, Kind.BILL),
        ("bill", of("", "9", "200"), None, Kind.BILL),
        ("resolution", of("House Joint Resolution", "9", "101"), "H.J.Res. 9 (101st Congress)",
         Kind.BILL),
        ("resolution", of("S. CON. RES.", "9", "200"), "S.Con.Res. 9 (200th Congress)", Kind.BILL),
        ("resolution", of("House Resolution", "9", "200"), "H.Res. 9 (200th Congress)", Kind.BILL),
        ("engrossedAmendment", of("Senate Amendment", "9", "200"), None, Kind.BILL),
        ("presidentialDoc", of("Executive Order", "14157"), "E.O. 14157", Kind.ORDER),
        ("presidentialDoc", of("Proclamation", "10000"), None, Kind.ORDER),
        ("statuteCompilation", of("Statute Compilation", "296"), None, Kind.STATUTE),
        ("statuteCompilation", "<citableAs>Public Law 107–296</citableAs>", "P.L. 107-296",
         Kind.STATUTE),
        ("lawDoc", "<citableAs>139 Stat. 4</citableAs>", None, Kind.STATUTE),
        ("uscDoc", of("USCTitle", "42"), "42 U.S.C.", Kind.STATUTE),
        ("uscDoc", of("USCTitle", "5a"), "5 U.S.C. App.", Kind.STATUTE),
        ("uscDoc", of("USCTitle"), None, Kind.STATUTE),
    ],
)  # fmt: skip
def test_number_and_kind_are_those_that_the_file_states(
    root: str, meta: str, number: str | None, kind: Kind
) -> None:
    found = metadata(root, meta)
    assert (found.number, found.kind) == (number, kind)


def test_the_code_is_known_by_its_identifier() -> None:
    found = metadata("uscDoc", "<title>Title 6</title>", "identifier='/us/usc/t6'")
    assert (found.number, found.title) == ("6 U.S.C.", "United States Code, Title 6")


@pytest.mark.parametrize("root", ["cfrDoc", "frDoc", "statutesAtLarge"])
def test_other_markup_of_the_government_is_named_and_not_read(root: str) -> None:
    found = read(Source.of(f"<{root}>{BODY}</{root}>".encode()))
    assert isinstance(found, Skipped)
    assert f"<{root}>" in found.reason
