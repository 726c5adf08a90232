"""Events as cards: sources on record are links to them, others say so; nothing unescaped."""

from __future__ import annotations

from kb.corpus.load import timeline
from kb.corpus.schema import Event
from kb.models import Metadata
from kb.store.records import DocumentSummary
from ui.web.history.address import HistoryAddress
from ui.web.history.events import by_year, card, neighbours, source, whole
from ui.web.templates import render

EVIL = '<script>x</script> "q"'
LAW = DocumentSummary("law-1", "0", Metadata("A law"), "text", 0, 1, 100, (), "")
PLACE = HistoryAddress("timeline", {"topic": "arms"})


def _event(**fields: object) -> Event:
    return Event.model_validate({
        "id": "t1", "date": "2022-06-25", "title": EVIL, "text": EVIL, "figures": {},
        "governments": ("us",), "topics": (EVIL,), "sources": (), "verification": EVIL,
        "seen_at": (EVIL, "https://example.org/a"), **fields,
    })  # fmt: skip


def test_a_source_in_the_library_leads_to_its_document() -> None:
    works: dict[str, DocumentSummary] = {"pl-117-159": LAW}
    assert source("pl-117-159", works).doc_id == "law-1"
    assert 'href="/document?doc=law-1"' in card(_event(sources=("pl-117-159",)), works, PLACE)


def test_a_source_outside_the_library_leads_to_its_publisher() -> None:
    shown = card(_event(sources=("pl-117-159",)), {}, PLACE)
    assert "not in the library" in shown
    assert 'href="https://' in shown


def test_a_source_that_the_catalogue_does_not_have_is_named_and_escaped() -> None:
    assert render("history/events", "source", source(EVIL, {})).startswith("&lt;script&gt;")


def test_an_event_without_a_document_says_so() -> None:
    assert "No document in the catalogue" in card(_event(), {}, PLACE)
    shown = whole(_event(), {}, PLACE)
    assert 'href="https://example.org/a"' in shown


def test_what_was_not_checked_says_so() -> None:
    assert "not yet verified" in card(_event(verification="recalled"), {}, PLACE)
    assert "not yet verified" not in card(_event(verification="seen"), {}, PLACE)


def test_nothing_is_unescaped() -> None:
    event = _event()
    shown = card(event, {}, PLACE) + whole(event, {}, PLACE) + by_year([event], {}, PLACE)
    assert "<script" not in shown


def test_neighbours_are_those_that_are_chosen() -> None:
    arms = [e for e in timeline() if "arms" in e.topics]
    shown = neighbours(arms[1], arms, PLACE)
    assert f"event={arms[0].id}" in shown
    assert f"event={arms[2].id}" in shown
    assert "topic=arms" in shown
    assert neighbours(arms[0], arms[:1], PLACE) == ""
    assert neighbours(_event(), arms, PLACE) == ""
