"""The searcher of the app, and the command line, ask again where the record changed under them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.pipeline import run
from kb.encode.fake import FakeEncoder
from kb.search.engine import Searcher
from kb.search.retrieval_result import RetrievalResult
from kb.store import Library
from ui.cli.main import app
from ui.web.open_library import CachingSearcher


@pytest.fixture
def library(tmp_path: Path) -> Library:
    note = tmp_path / "kites.md"
    note.write_text("# Kites\n\nMexico counted ninety kites over Puebla in 2021.\n")
    library = Library.open(tmp_path / "home")
    run(library, [note], encoder=FakeEncoder(), jobs=1)
    return library


@pytest.fixture
def changed_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """The first look for candidates meets a document that was just taken off."""
    monkeypatch.setattr(Searcher, "encoder", FakeEncoder())
    versions = iter(range(1000))
    monkeypatch.setattr(Library, "version", lambda self: next(versions))
    find, looks = Searcher.find, [0]

    def once(
        self: Searcher,
        text: str,
        mode: str = "hybrid",
        *,
        everyday: bool = True,
        as_typed: bool = False,
    ) -> RetrievalResult:
        looks[0] += 1
        if looks[0] == 1:
            raise KeyError("kites")
        return find(self, text, mode, everyday=everyday, as_typed=as_typed)

    monkeypatch.setattr(Searcher, "find", once)
    return lambda: looks[0]


def test_a_search_of_the_app(library: Library, changed_once: Callable[[], int]) -> None:
    results = CachingSearcher(library).search("kites")
    assert len(results.hits) == 1
    assert changed_once() > 1


@pytest.mark.parametrize("asked", [("search", "kites"), ("ask", "How many kites were counted?")])
def test_on_the_command_line(
    library: Library,
    changed_once: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    asked: tuple[str, str],
) -> None:
    monkeypatch.setenv("KB_HOME", str(tmp_path / "home"))
    given = CliRunner().invoke(app, list(asked))
    assert "ninety kites" in given.output
    assert changed_once() > 1
