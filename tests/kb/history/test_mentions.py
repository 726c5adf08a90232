"""Passages that mention an event: its sources' apart, none older than the event, all verified."""

from __future__ import annotations

import pytest

from ingest.pipeline import run
from kb.corpus.load import timeline
from kb.corpus.schema import Event
from kb.encode.fake import FakeEncoder
from kb.history.mentions import mentions, query_of
from kb.search.engine import Searcher
from kb.search.query import parse
from kb.store import Library

SAID = "The lamp act of 2015 pays for lamps at every harbour of the northern coast."
DOCUMENTS = {
    "act.md": f"---\ntitle: The lamp act\ndate: 2015-03-02\nkind: statute\n---\n# The lamp act\n\n{SAID}\n",
    "report.md": f"---\ntitle: A report\ndate: 2019-01-01\n---\n# A report\n\nIt is said: {SAID}\n",
    "early.md": f"---\ntitle: A plan\ndate: 2009-01-01\n---\n# A plan\n\nIt is hoped: {SAID}\n",
    "undated.md": f"# A note\n\nIt is noted: {SAID}\n",
    "other.md": "---\ndate: 2019-01-01\n---\n# Weather\n\nRain fell on hills where sheep grazed quietly.\n",
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    base = tmp_path_factory.mktemp("mentions")
    (base / "docs").mkdir()
    for name, text in DOCUMENTS.items():
        (base / "docs" / name).write_text(text, encoding="utf-8")
    library = Library.open(base / "home")
    run(library, [base / "docs"], encoder=FakeEncoder(), jobs=1)
    return Searcher(library, FakeEncoder())


def _event(date: str, title: str = "The lamp act pays for lamps", text: str = SAID) -> Event:
    return Event(
        id="t1", date=date, title=title, text=text, figures={}, governments=("us",), topics=(),
        sources=(), verification="seen", seen_at=(),
    )  # fmt: skip


def _id(searcher: Searcher, title: str) -> str:
    return next(d.doc_id for d in searcher.library.documents() if d.metadata.title == title)


def _titles(hits: object) -> set[str]:
    return {h.metadata.title for h in hits}  # type: ignore[attr-defined]


def test_passages_of_sources_are_listed_apart_and_none_is_older_than_the_event(
    searcher: Searcher,
) -> None:
    found = mentions(_event("2015-03-02"), searcher, {_id(searcher, "The lamp act")})
    assert _titles(found.sources) == {"The lamp act"}
    assert _titles(found.others) == {"A report", "A note"}
    assert all(h.citation and SAID in h.text for h in (*found.sources, *found.others))


def test_documents_older_than_the_event_are_left_out(searcher: Searcher) -> None:
    assert _titles(mentions(_event("2017"), searcher, ()).others) == {"A report", "A note"}
    assert _titles(mentions(_event("2020"), searcher, ()).others) == {"A note"}


def test_an_event_that_no_document_mentions_has_no_passages(searcher: Searcher) -> None:
    event = _event("2010", "Zebra quota", "Parliament vexed judges over zebra quotas.")
    assert not mentions(event, searcher, ())


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("GAO: data are incomplete", "GAO data are incomplete. x"),
        ('kind:brief "a phrase" -not', "kind brief a phrase not. x"),
        ("Six Mexico-based groups", "Six Mexico-based groups. x"),
    ],
)
def test_an_event_makes_a_query_without_operators(title: str, query: str) -> None:
    assert query_of(_event("2010", title, "x")) == query


def test_no_query_of_the_timeline_filters_or_excludes() -> None:
    for event in timeline():
        query = parse(query_of(event))
        assert not str(query.filters), event.id
        assert (query.phrases, query.excluded) == ((), ()), event.id
