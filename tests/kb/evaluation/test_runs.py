"""A run is read back as it was saved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import EvaluationError
from kb.evaluation.runs import FoundSpan, GivenAnswer, Quotation, Run, RunRow, as_text, load, save

WORDS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)
NAMES = WORDS.filter(bool)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(sorted)
HITS = st.builds(
    lambda d, s, n, c: FoundSpan(d, *s, score=n, copies=tuple(c)),
    NAMES, SPANS, st.floats(-9, 9), st.lists(NAMES, max_size=2),
)  # fmt: skip
QUOTATIONS = st.builds(lambda d, s, t: Quotation(d, *s, text=t, citation=t), NAMES, SPANS, WORDS)
ANSWERS = st.builds(
    lambda a, r, q: GivenAnswer(a, r, tuple(q)),
    st.booleans(), WORDS, st.lists(QUOTATIONS, max_size=2),
)  # fmt: skip
ROWS = st.builds(
    lambda i, h, a: RunRow(i, tuple(h), a, 0.5),
    NAMES, st.lists(HITS, max_size=3), st.none() | ANSWERS,
)  # fmt: skip


@given(WORDS, st.lists(ROWS, max_size=4, unique_by=lambda row: row.id))
def test_a_saved_run_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, rows: list[RunRow]
) -> None:
    run = Run(name, tuple(rows))
    path = tmp_path_factory.getbasetemp() / "run.jsonl"
    save(run, path)
    assert load(path) == run
    assert path.read_text(encoding="utf-8") == as_text(run)


def test_a_run_without_a_name_has_that_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "baseline.jsonl"
    path.write_text('{"id": "a"}\n')
    assert load(path) == Run("baseline", (RunRow("a"),))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "run.jsonl")
    with pytest.raises(EvaluationError, match=r"cannot be read: it is a pipe or a device"):
        load(tmp_path / "run.jsonl")
