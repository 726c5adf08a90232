"""Reading paths lead somewhere: every id they name is in the corpus."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kb.corpus.digests import digests
from kb.corpus.load import glossary, timeline
from kb.corpus.reading_paths import Step, reading_paths


def test_every_step_leads_to_something_in_the_corpus() -> None:
    events = {event.id for event in timeline()}
    terms = {term.id for term in glossary()}
    stems = {digest.stem for digest in digests()}
    paths = reading_paths()
    assert len(paths) >= 3
    for step in (step for path in paths for step in path.steps):
        assert step.event is None or step.event in events
        assert step.term is None or step.term in terms
        assert step.digest is None or step.digest in stems


@pytest.mark.parametrize(
    "leads",
    [{}, {"event": "t001", "term": "cjng"}],
    ids=["to nothing", "to two things"],
)
def test_a_step_leads_to_one_record(leads: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="leads to one of"):
        Step(why="A step of a reading path.", **leads)
