"""What a person states is checked the same everywhere; a wrong value says what to write."""

from __future__ import annotations

import pytest

from ingest.metadata.field_checks import FieldError, check_field
from ingest.metadata.settle import Overrides
from kb.errors import QueryError
from kb.models import Kind

RIGHT = [
    ("date", "2031", "2031"), ("date", "2031-05", "2031-05"), ("date", " 2031-05-04 ", "2031-05-04"),
    ("kind", "brief", "brief"), ("url", "https://l.example/a?b", "https://l.example/a?b"),
    ("doc_id", "lamps-2031", "lamps-2031"), ("language", "es", "es"), ("number", "1.10", "1.10"),
    ("title", "Lamps\u00a0and\nOil", "Lamps and Oil"), ("authors", ["Ana", " "], ("Ana",)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "written", "kept"), RIGHT)
def test_a_right_value_is_kept(name: str, written: str, kept: object) -> None:
    assert check_field(name, written) == kept


WRONG = [
    ("date", "May 2023", "“May 2023” is not a date in the form that is needed; write 2023-05"),
    ("date", "May-2023", "write 2023-05"), ("date", "4 de mayo de 2031", "write 2031-05-04"),
    ("date", "31/05/2031", "write 2031-05-31"), ("date", "2031/05/04", "write 2031-05-04"),
    ("date", "04/05/2031", "write 2026, 2026-03 or 2026-03-17"), ("date", "soon", "2026-03-17"),
    ("date", "2031-13-45", "the calendar has no 2031-13-45"),
    ("date", "2031-02-30", "the calendar has no 2031-02-30"), ("date", "0000", "no 0000"),
    ("date", "2031-5-4", "write 2031-05-04"), ("date", "", "date is empty"),
    ("date", ["2031"], "date has one value, not a list; write date: 2031"),
    ("kind", "Brief", "there is no kind of document “Brief”; write brief"),
    ("kind", "recipe", "write one of brief, statute"),
    ("url", "lamps.example/a", "is not a web address; write https://lamps.example/a"),
    ("url", "javascript:alert(1)", "is not a web address; write https://…"),
    ("url", "https://", "is not a web address"),
    ("doc_id", "Not An Id", "“Not An Id” is not an id"), ("doc_id", "Not An Id", "write not-an-id"),
    ("doc_id", "../etc", "write etc"), ("doc_id", "a" * 65, "at most 64"),
    ("language", "English", "write en"), ("language", "es-MX", "write es"),
    ("language", "x", "write en or es"), ("title", " ", "title is empty"),
    ("title", "x" * 501, "it has 501 characters, and at most 500 are kept"),
    ("authors", "Lamp Office", "authors is a list; write authors: [Lamp Office]"),
    ("authors", "Pérez, Ana", 'write authors: ["Pérez, Ana"]'),
    ("tags", ["a"], "there is no field “tags”; write topics"),
    ("titel", "a", "write title"), ("x", "a", "the fields are kind, title"),
]  # fmt: skip
JARGON = ("pattern", "string", "valid", "input", "type", "tuple", "regex", "None", "extra")


@pytest.mark.case("36")
@pytest.mark.parametrize(("name", "written", "message"), WRONG)
def test_a_wrong_value_says_what_to_write(name: str, written: str, message: str) -> None:
    with pytest.raises(FieldError) as caught:
        check_field(name, written)
    assert message in str(caught.value)
    assert not any(word in str(caught.value).split() for word in JARGON)


@pytest.mark.case("36")
def test_a_flag_is_checked_as_in_a_sidecar_and_every_wrong_one_is_named() -> None:
    assert Overrides.of(kind="brief", date="2031-05") == Overrides(kind=Kind.BRIEF, date="2031-05")
    assert Overrides.of(title=None) is None
    with pytest.raises(QueryError) as caught:
        Overrides.of(kind="brief", date="May-2023", doc_id="A B")
    message = str(caught.value)
    assert "--date: “May-2023” is not a date in the form that is needed; write 2023-05" in message
    assert "--doc-id: “A B” is not an id" in message
