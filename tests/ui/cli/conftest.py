"""A library with one note, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.cli.running import answer

NOTE = """---
title: Lamps of the border
date: 2031-05-04
---
# Lamps of the border

The office bought 40 lamps for $9 million.
"""


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library that holds one note. Tests leave it as it is."""
    base = tmp_path_factory.mktemp("filled")
    (base / "docs").mkdir()
    (base / "docs" / "lamps.md").write_text(NOTE)
    (base / "docs" / "empty.txt").write_text("")
    report = answer(base / "home", "ingest", str(base / "docs"), "--json")
    outcomes = {Path(d["path"]).name: d for d in report["documents"]}
    assert {name: d["status"] for name, d in outcomes.items()} == {
        "empty.txt": "skipped",
        "lamps.md": "added",
    }
    keys = {"path", "doc_id", "status", "reason", "pages", "passages"}
    assert all(set(d) == keys for d in outcomes.values())
    return base / "home"
