"""The timeline as a table: every event once, in the row of who acted; years zoom in."""

from __future__ import annotations

import re

import pytest
from lxml import html

from kb.corpus.load import timeline
from kb.corpus.schema import Event
from ui.web.history.address import HistoryAddress
from ui.web.history.timeline import picture, zoom

ALL = (2006, 2026)
EVERYTHING = HistoryAddress("timeline", {})


def _event(event_id: str, date: str, governments: tuple[str, ...], title: str = "A title") -> Event:
    return Event.model_validate({
        "id": event_id, "date": date, "title": title, "text": "A text.", "figures": {},
        "governments": governments, "topics": (), "sources": (), "verification": "seen",
        "seen_at": (),
    })  # fmt: skip


def _drawn(first: int, last: int, events: tuple[Event, ...] | None = None) -> html.HtmlElement:
    shown = tuple(e for e in (events or timeline()) if first <= int(e.date[:4]) <= last)
    return html.fromstring(picture(shown, first, last, EVERYTHING))


@pytest.mark.parametrize("years", [ALL, (2015, 2015), (2024, 2026), (2019, 2023)])
def test_every_event_is_marked_once_in_the_row_of_who_acted(years: tuple[int, int]) -> None:
    table = _drawn(*years)
    marked = {
        re.search(r"event=(\w+)", a.get("href"))[1]: body.get("class")  # type: ignore[index]
        for body in table.iter("tbody")
        for a in body.iter("a")
    }
    expected = {e.id: e.side for e in timeline() if years[0] <= int(e.date[:4]) <= years[1]}
    assert marked == expected
    assert len(table.findall(".//td/a")) == len(expected)


def test_a_mark_stands_under_its_period() -> None:
    table = _drawn(2025, 2025, (_event("a", "2025-03-09", ("us",)),))
    heads = [th.text for th in table.find("thead").iter("th")]
    row = table.xpath(".//tbody[@class='us']/tr")[1]
    at = next(n for n, td in enumerate(row) if td.find("a") is not None)
    assert heads[at] == "Mar"


def test_rows_are_as_wide_as_the_head() -> None:
    for years in (ALL, (2025, 2025), (2024, 2025)):
        table = _drawn(*years)
        columns = len(table.find("thead").findall("tr")[-1])
        for body in table.iter("tbody"):
            head, cells = body.findall("tr")
            assert int(head[0].get("colspan")) == len(cells) == columns


def test_years_zoom_in_and_keep_what_is_chosen() -> None:
    shown = picture(timeline(), *ALL, HistoryAddress("timeline", {"topic": "arms"}))
    head = html.fromstring(shown).find("thead")
    assert [a.get("href") for a in head.iter("a")][19] == "/history?topic=arms&years=2025..2025"


def test_titles_are_shown_where_there_is_room() -> None:
    assert _drawn(2025, 2025).get("class") == "tl named"
    assert _drawn(*ALL).get("class") == "tl"


@pytest.mark.parametrize(
    ("years", "ways"),
    [
        (ALL, []),
        ((2025, 2025), ["2024..2024", "", "2026..2026"]),
        ((2024, 2026), ["2021..2023", ""]),
        ((2006, 2007), ["", "2008..2009"]),
        ((2008, 2025), ["2006..2007", "", "2026..2026"]),
    ],
)
def test_ways_out_of_a_zoom(years: tuple[int, int], ways: list[str]) -> None:
    hrefs = re.findall(r'href="([^"]*)"', zoom(*years, ALL, EVERYTHING))
    assert hrefs == [f"/history?years={w}" if w else "/history" for w in ways]


def test_titles_are_escaped() -> None:
    event = _event("a", "2025-03", ("us",), '"><script>x</script>')
    assert "<script" not in picture([event], 2025, 2025, EVERYTHING)
