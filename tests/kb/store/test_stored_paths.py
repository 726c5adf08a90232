"""A path of any bytes can be stored, and comes back as it was."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.store import Library, SourceState
from kb.store.stored_paths import original_path, stored_path

PATHS = [
    "/a/plain.txt",
    "/a/file:b.txt",
    "/a/Mérida ☂.txt",
    os.fsdecode(b"/a/bad-\xff-name.txt"),
    os.fsdecode(b"/a/100%\xff"),
    "/a/new\nline\x1b[31m.txt",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_comes_back(path: str) -> None:
    stored_path(path).encode("utf-8")
    assert original_path(stored_path(path)) == path


@given(st.binary(min_size=1).map(lambda name: os.fsdecode(b"/" + name)))
def test_any_absolute_path_comes_back(path: str) -> None:
    assert original_path(stored_path(path)) == path


@pytest.mark.parametrize("path", PATHS)
def test_the_library_notes_and_forgets_it(library: Library, path: str) -> None:
    state = SourceState(path, 1, 2, "a" * 64, None, "g", "skipped", "no text", "k", "3/4")
    library.note_source(state)
    assert library.sources() == {path: state}
    moved = SourceState(path + "x", 1, 2, "a" * 64, None, "g", "skipped", "no text", "k")
    library.note_source(moved, [path])
    library.forget_source(moved.path)
    assert library.sources() == {}
