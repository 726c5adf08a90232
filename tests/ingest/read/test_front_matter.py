"""Front matter of Markdown files: its fields become metadata; what is wrong in it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read.formats import read_source
from ingest.read.front_matter import metadata, split
from ingest.read.source import Source
from kb.models import Document, Kind, Metadata

BODY = "# Summary\n\nThe next round needs a gauge.\n"


def read(front: str, body: str = BODY) -> Document:
    result = read_source(Source.of((front + body).encode(), "notes.md"))
    assert isinstance(result, Document), result
    return result


def test_the_fields_are_separated_from_the_body() -> None:
    text = "---\ntitle: Lamps\ndate: 2031-05-04\n---\nThe body."
    found = split(text)
    assert [(f.name, f.value, f.line) for f in found.fields] == [
        ("title", "Lamps", 2), ("date", "2031-05-04", 3),
    ]  # fmt: skip
    assert text[found.body :] == "The body."
    assert found.warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "No fence.", "---\njust words\n---\nBody.", "---\nnever closed\n", "text\n---\na: b\n---\n",
        "---\nNote: This is a sentence between two rules.\n---\nBody.",
        "---\nNote: a rule, then a sentence.\n\nBody.", "", "---", "---\n",
    ],
)  # fmt: skip
def test_without_front_matter_everything_is_body(text: str) -> None:
    found = split(text)
    assert (found.fields, found.body, found.warnings) == ((), 0, ())


def test_known_fields_become_metadata() -> None:
    text = (
        "---\ntitle: Lamp\u00a0Audit\nkind: evaluation\nauthor: Ana Pérez\ntags: [oil, lamps]\n"
        "published_time: 2031-05-04T10:00:00Z\nsource_url: https://lamps.example/\nlang: en-US\n"
        "number: 1.10\n---\n"
    )
    meta, warnings = metadata(split(text), "Other")
    assert (meta.title, meta.kind, meta.authors) == ("Lamp Audit", Kind.EVALUATION, ("Ana Pérez",))
    assert (meta.date, meta.url, meta.language) == ("2031-05-04", "https://lamps.example/", "en")
    assert (meta.topics, meta.number, warnings) == (("oil", "lamps"), "1.10", ())


WRITTEN = [
    ("date: 2031-05-04 10:00:00 +0200", "date", "2031-05-04"),
    ("date: May 4, 2031", "date", "2031-05-04"),
    ("date: 4 de mayo de 2031", "date", "2031-05-04"),
    ("date: 2031", "date", "2031"),
    ("authors:\n  - Ana Pérez\n  - Luis Gil", "authors", ("Ana Pérez", "Luis Gil")),
    ("authors:\n- name: Ana Pérez\n  orcid: 0", "authors", ("Ana Pérez",)),
    ("language: 'no'", "language", "no"),
    ("language: no", "language", "no"),
    ("title: 1984", "title", "1984"),
    ("title: >\n  Lamps\n  and Oil", "title", "Lamps and Oil"),
    ("title: Lamps # not a part", "title", "Lamps"),
]


@pytest.mark.parametrize(("line", "name", "value"), WRITTEN)
def test_a_value_is_taken_as_written(line: str, name: str, value: object) -> None:
    meta, warnings = metadata(split(f"---\n{line}\n---\n"), "Other")
    assert (getattr(meta, name), warnings) == (value, ())


UNUSABLE = [
    ("kind: recipe", "line 2: there is no kind of document “recipe”"),
    ("date: soon", "line 2: “soon” is not a date"),
    ("date: 2031-02-30", "line 2: the calendar has no 2031-02-30"),
    ("url: javascript:alert(1)", "line 2: “javascript:alert(1)” is not a web address"),
    ("title: [a, b]", "line 2: title has one value, not a list; write title: a"),
]


@pytest.mark.parametrize(("line", "warning"), UNUSABLE)
def test_a_value_that_cannot_be_used_is_told_and_not_used(line: str, warning: str) -> None:
    meta, (found,) = metadata(split(f"---\n{line}\n---\n"), "Other")
    assert meta == Metadata("Other")
    assert warning in found


TITLE = "Water Treaties: What the Next Round Needs"
BROKEN = [
    (f"---\ntitle: {TITLE}\npublisher: Rio Institute\n---\n", TITLE, "Rio Institute",
     f'line 2: title has a colon in it; put its value in quotation marks: title: "{TITLE}"'),
    ("---\ntitle:\tLamps\npublisher: Rio Institute\n---\n", "Lamps", "Rio Institute",
     "line 2: it has a tab; write spaces instead"),
    ("---\ntitle: Lamps\npublisher: Rio Institute\nauthors:\n\t- Ana\n---\n", "Lamps",
     "Rio Institute", "line 5: it has a tab; write spaces instead"),
    ("---\ntitle: @Lamps\npublisher: Rio Institute\n---\n", "@Lamps", "Rio Institute",
     'line 2: title begins with “@”; put its value in quotation marks: title: "@Lamps"'),
    ("---\ntitle: *Lamps* and oil\npublisher: Rio Institute\n---\n", "*Lamps* and oil",
     "Rio Institute", "line 2: title begins with “*”"),
    ('---\ntitle: "Lamps" and oil\npublisher: Rio Institute\n---\n', 'Lamps" and oil',
     "Rio Institute", "line 2: title has a quotation mark that is not closed"),
    ("---\ntitle: 'Lamps\npublisher: Rio Institute\n---\n", "Lamps", "Rio Institute",
     "line 2: title has a quotation mark that is not closed"),
    ("---\ntitle: Lamps\npublisher Rio Institute\n---\n", "Lamps", None,
     "line 3: “publisher Rio Institute” cannot be read; write a field as title: …"),
    ("---\ntitle: Lamps\ntitle: Oil\npublisher: Rio Institute\n---\n", "Lamps", "Rio Institute",
     "line 3: title is there twice; keep one of them"),
    ("---\n- title: Lamps\n- publisher: Rio Institute\n---\n", "Summary", None,
     "line 2: it is a list; write each field in a line of its own, without a hyphen"),
    ("---\ntitle: Lamps\npublisher: Rio Institute\n\n", "Lamps", "Rio Institute",
     "line 1: front matter begins and does not end; write --- in a line of its own after line 3"),
    ("---\ntitle: Lamps\npublisher: Rio Institute\n", "Lamps", "Rio Institute", "after line 3"),
    ("\n\n---\ntitle: A: B\npublisher: Rio Institute\n---\n", "A: B", "Rio Institute", "line 4:"),
    ("---\nTitle: Lamps\nPublisher: Rio Institute\nauthors: Ana: Pérez\n---\n", "Lamps",
     "Rio Institute", "line 4: authors has a colon in it"),
    ("---\ntitle: Lamps\nThe committee met and found: nothing.\npublisher: Rio Institute\n---\n",
     "Lamps", "Rio Institute", "line 3: “The committee met and found” is no field"),
    ("+++\ntitle = Lamps\n+++\n", "Summary", None, "line 2: it is not TOML"),
]  # fmt: skip


@pytest.mark.case("22")
@pytest.mark.parametrize(("front", "title", "publisher", "warning"), BROKEN)
def test_front_matter_with_a_mistake_is_told_and_is_no_text(
    front: str, title: str, publisher: str | None, warning: str
) -> None:
    document = read(front)
    assert document.text == "Summary\n\nThe next round needs a gauge."
    assert (document.metadata.title, document.metadata.publisher) == (title, publisher)
    (found,) = document.warnings
    assert found.startswith("front matter, line ")
    assert warning in found


def test_toml_front_matter_is_read() -> None:
    document = read('+++\ntitle = "Lamps"\ndate = 2031-05-04\ntags = ["oil"]\n+++\n')
    meta = document.metadata
    assert (meta.title, meta.date, meta.topics) == ("Lamps", "2031-05-04", ("oil",))
    assert (document.text, document.warnings) == ("Summary\n\nThe next round needs a gauge.", ())


def test_several_mistakes_are_all_told() -> None:
    document = read("---\ntitle: A: B\npublisher: @C\ndate: soon\n---\n")
    assert [w.split(":")[0] for w in document.warnings] == [
        "front matter, line 2", "front matter, line 3", "front matter, line 4",
    ]  # fmt: skip


@pytest.mark.case("22")
def test_the_file_of_the_case_is_told_and_read(case_path: Callable[[str], Path]) -> None:
    result = read_source(Source.load(case_path("22-unquoted-colon.md")))
    assert isinstance(result, Document)
    assert result.text.startswith("Summary\n\nThe next round")
    assert "publisher" not in result.text
    assert "line 2: title has a colon in it" in result.warnings[0]
    assert (result.metadata.publisher, result.metadata.date) == ("Rio Institute", "2023-05-04")
