"""Front matter of Markdown files: its fields become metadata; anything else is text."""

from __future__ import annotations

import pytest

from ingest.read.front_matter import metadata, split
from kb.models import Kind


def test_the_fields_are_separated_from_the_body() -> None:
    text = "---\ntitle: Lamps\ndate: 2031-05-04\n---\nThe body."
    fields, start = split(text)
    assert fields["title"] == "Lamps"
    assert text[start:] == "The body."


@pytest.mark.parametrize(
    "text",
    ["No fence.", "---\njust words\n---\nBody.", "---\nnever: closed\n", "text\n---\na: b\n---\n"],
)
def test_without_front_matter_everything_is_body(text: str) -> None:
    assert split(text) == ({}, 0)


def test_known_fields_become_metadata() -> None:
    text = (
        "---\ntitle: Lamp\u00a0Audit\nkind: evaluation\nauthor: Ana Pérez\ntags: [oil, lamps]\n"
        "published_time: 2031-05-04T10:00:00Z\nsource_url: https://lamps.example/\nlang: en\n---\n"
    )
    meta = metadata(split(text)[0], "Other")
    assert (meta.title, meta.kind, meta.authors) == ("Lamp Audit", Kind.EVALUATION, ("Ana Pérez",))
    assert (meta.date, meta.url, meta.language) == ("2031-05-04", "https://lamps.example/", "en")
    assert meta.topics == ("oil", "lamps")


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "recipe"), ("date", "soon"), ("url", "javascript:alert(1)"), ("title", ["a", "b"])],
)
def test_a_value_that_cannot_be_used_is_ignored(field: str, value: object) -> None:
    assert metadata({field: value}, "Other") == metadata({}, "Other")
