"""The examples of ``docs/api.md`` run and give what the page shows."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "api.md"
FLAGS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


def test_the_examples_give_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    (tmp_path / "briefs").mkdir()
    note = page.split("```markdown\n")[1].split("```")[0]
    (tmp_path / "briefs" / "lamps.md").write_text(note, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KB_ENCODER", "fake")
    failures, tried = doctest.testfile(str(PAGE), module_relative=False, optionflags=FLAGS)
    assert (failures, tried > 20) == (0, True)
