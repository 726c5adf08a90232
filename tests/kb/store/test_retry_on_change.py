"""A read is repeated where the library changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kb.errors import LibraryBusy, UnknownDocument
from kb.store import Library
from kb.store.retry_on_change import retry_on_change


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path)


def _changing(monkeypatch: pytest.MonkeyPatch, library: Library, versions: Iterable[int]) -> None:
    numbers = iter(versions)
    monkeypatch.setattr(library, "version", lambda: next(numbers))


@pytest.mark.parametrize("error", [KeyError("kites"), UnknownDocument("kites")])
def test_a_read_is_repeated_when_the_library_changed(
    library: Library, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    _changing(monkeypatch, library, [1, 2, 2])
    failures = [error]

    def make() -> str:
        if failures:
            raise failures.pop()
        return "lamps"

    assert retry_on_change(library, make) == "lamps"


def test_an_error_without_a_change_is_raised(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    _changing(monkeypatch, library, [1, 1])
    with pytest.raises(KeyError):
        retry_on_change(library, lambda: {}["nothing"])


def test_it_gives_up_while_the_library_keeps_changing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    _changing(monkeypatch, library, range(100))
    with pytest.raises(LibraryBusy, match="try again"):
        retry_on_change(library, lambda: {}["always"])
