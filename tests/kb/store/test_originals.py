"""Originals are kept by hash, privately, and go only with the last document that has them."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import numpy as np
import pytest

from kb.errors import LibraryError
from kb.models import Document, Metadata, Passage
from kb.span import Span
from kb.store import Library
from kb.store.originals import discard_unused, keep, path_of, space_used

DATA = b"the bytes that were read"
HASH = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.PDF"
    path.write_bytes(DATA)
    return path


def publish(library: Library, doc_id: str, sha256: str, replaces: str | None = None) -> None:
    document = Document(doc_id, sha256, "Words.", Metadata("T"))
    piece = Passage(doc_id, 0, Span(0, 6), "T")
    library.publish(document, [piece], np.eye(1, 8, dtype=np.float32), "fake", replaces=replaces)


def test_an_original_is_kept_once_by_its_hash_and_the_format(library: Library, file: Path) -> None:
    assert keep(library, HASH, "pdf", file)
    kept = path_of(library, HASH)
    assert kept == library.home / "originals" / HASH[:2] / f"{HASH}.pdf"
    assert kept.read_bytes() == DATA
    file.unlink()
    assert keep(library, HASH, "pdf", file)  # it is there
    assert space_used(library) == (1, len(DATA))


def test_only_its_owner_may_read_it(library: Library, file: Path) -> None:
    before = os.umask(0o000)
    try:
        keep(library, HASH, "pdf", file)
    finally:
        os.umask(before)
    kept = path_of(library, HASH)
    assert kept is not None
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (kept, kept.parent, kept.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]


def test_a_file_that_changed_vanished_or_became_a_pipe_is_not_kept(
    library: Library, file: Path, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert not keep(library, "0" * 64, "pdf", file)
    assert not keep(library, HASH, "pdf", tmp_path / "gone")
    assert not keep(library, HASH, "pdf", tmp_path / "pipe")
    assert space_used(library) == (0, 0)


def test_a_failed_write_names_the_way_out(library: Library, file: Path) -> None:
    (library.home / "originals").write_text("in the way")
    with pytest.raises(LibraryError, match="--no-keep-originals"):
        keep(library, HASH, "pdf", file)


@pytest.mark.parametrize("sha256", ["", "..", "../../etc/passwd", "AB" * 32, "a" * 63])
def test_what_is_no_hash_names_no_file(library: Library, sha256: str) -> None:
    assert path_of(library, sha256) is None


def test_it_goes_with_the_last_document_that_has_it(library: Library, file: Path) -> None:
    keep(library, HASH, "pdf", file)
    publish(library, "one", HASH)
    publish(library, "two", HASH)
    library.remove("one")
    assert path_of(library, HASH) is not None
    publish(library, "two", "b" * 64)  # a changed file
    assert path_of(library, HASH) is None


def test_what_no_document_has_is_deleted(library: Library, file: Path) -> None:
    publish(library, "one", HASH)
    keep(library, HASH, "pdf", file)
    (library.home / "originals" / "part.abc").write_text("half")
    (library.home / "originals" / HASH[:2] / f"{'c' * 64}.txt").write_text("of no document")
    assert discard_unused(library) == 2
    assert path_of(library, HASH) is not None
