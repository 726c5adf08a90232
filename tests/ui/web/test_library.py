"""The searcher of the app: asked again where the record changed under it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import LibraryBusy, UnknownDocument
from kb.library import Library
from ui.web.library import RememberingSearcher


@pytest.fixture
def searcher(tmp_path: Path) -> RememberingSearcher:
    return RememberingSearcher(Library.open(tmp_path))


@pytest.mark.parametrize("error", [KeyError("kites"), UnknownDocument("kites")])
def test_asked_again_when_the_record_changed(
    searcher: RememberingSearcher, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    versions = iter([1, 2, 2])
    monkeypatch.setattr(searcher.library, "version", lambda: next(versions))
    failures = [error]

    def make(_: RememberingSearcher, text: str) -> str:
        if failures:
            raise failures.pop()
        return text

    assert searcher._steady(make, "lamps") == "lamps"


def test_a_fault_of_the_program_is_not_hidden(
    searcher: RememberingSearcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searcher.library, "version", lambda: 1)
    with pytest.raises(KeyError):
        searcher._steady(lambda s: {}["nothing"])


def test_it_gives_up_with_a_word(
    searcher: RememberingSearcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = iter(range(100))
    monkeypatch.setattr(searcher.library, "version", lambda: next(versions))
    with pytest.raises(LibraryBusy, match="try again"):
        searcher._steady(lambda s: {}["always"])
