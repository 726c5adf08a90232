"""Reading paths: in order, with where one is, and a way to each thing to read."""

from __future__ import annotations

import re

import pytest

from kb.corpus.reading_paths import ReadingPath, Step, reading_paths
from ui.web.history.address import HistoryAddress
from ui.web.history.reading_paths import minutes, one_step, overview, reading

PLACE = HistoryAddress("start", {})
PATHS = reading_paths()


def test_the_overview_has_every_step_in_order() -> None:
    shown = overview(PATHS, PLACE)
    found = re.findall(
        r'<li><a class="" href="/history\?view=start&amp;path=([\w-]+)&amp;step=(\d+)', shown
    )
    assert found == [(p.id, str(n)) for p in PATHS for n in range(1, len(p.steps) + 1)]


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.id)
def test_each_step_says_where_one_is_and_leads_on(path: ReadingPath) -> None:
    for number in range(1, len(path.steps) + 1):
        shown = one_step(path, number, {}, {}, PLACE)
        assert f"Step {number} of {len(path.steps)}" in shown
        assert shown.count('aria-current="step"') == 1
        assert shown.count('class="done"') == number - 1
        assert ("Next: step" in shown) == (number < len(path.steps))
        assert ("Finish: all" in shown) == (number == len(path.steps))
        assert (
            reading(path.steps[number - 1]).title.split("(")[0][:20].replace("'", "&#39;") in shown
        )


def test_a_digest_on_record_is_a_link_and_one_that_is_not_says_how() -> None:
    path = next(p for p in PATHS if p.id == "from-merida-to-now")
    number = next(n for n, s in enumerate(path.steps, 1) if s.digest == "merida-initiative")
    title = reading(path.steps[number - 1]).title
    assert "not in your library" in one_step(path, number, {}, {}, PLACE)
    shown = one_step(path, number, {}, {title: "d-1"}, PLACE)
    assert 'href="/document?doc=d-1"' in shown
    assert "Origins" in shown


def test_reading_takes_at_least_a_minute_and_longer_with_more_to_read() -> None:
    event = Step(why="A step with an event.", event="t003")
    digest = Step(why="A step with a digest.", digest="merida-initiative")
    assert minutes([event]) == 1
    assert minutes([event, digest]) > minutes([digest]) - 1 > 1


def test_paths_are_escaped() -> None:
    step = Step(why="<script>x</script> why", event="t003")
    path = ReadingPath(id="evil", title="<script>", about="<script>", steps=(step,) * 3)
    assert "<script" not in overview([path], PLACE) + one_step(path, 2, {}, {}, PLACE)
