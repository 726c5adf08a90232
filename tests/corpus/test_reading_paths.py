"""Reading paths lead somewhere: every id they name is in the corpus."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kb.corpus.reading import ReadingPath, Step, reading_paths, unknown


def test_every_step_leads_to_something_in_the_corpus() -> None:
    paths = reading_paths()
    assert len(paths) >= 3
    assert unknown(paths) == ()


def test_a_step_to_nothing_is_found() -> None:
    step = Step(why="A step that leads nowhere.", event="t999")
    path = ReadingPath(id="no-way", title="No way", about="", steps=(step,) * 3)
    assert unknown((path,)) == ("t999",) * 3


@pytest.mark.parametrize(
    "leads",
    [{}, {"event": "t001", "term": "cjng"}],
    ids=["to nothing", "to two things"],
)
def test_a_step_leads_to_one_thing(leads: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="expected one of"):
        Step(why="A step of a reading path.", **leads)
