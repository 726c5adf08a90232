"""The original of a document is shown only when it is the file that was read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from kb.models import Document, Metadata
from kb.store.originals import keep, path_of
from ui.web.document.originals import OriginalGone, original_of

DATA = b"the bytes that were read"
HASH = hashlib.sha256(DATA).hexdigest()


def _library(path: Path, doc_id: str = "d", sha256: str = HASH) -> SimpleNamespace:
    state = SimpleNamespace(doc_id=doc_id, sha256=sha256)
    return SimpleNamespace(home=path.parent / "home", sources=lambda: {str(path): state})


def _document() -> Document:
    return Document("d", HASH, "text", Metadata("T"))


def test_the_file_that_was_read_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a.PDF"
    path.write_bytes(DATA)
    original = original_of(_library(path), _document())  # type: ignore[arg-type]
    assert original.read() == DATA
    assert original.suffix == ".pdf"


def _absent(path: Path) -> None:
    path.unlink(missing_ok=True)


def _changed(path: Path) -> None:
    path.write_bytes(b"other bytes of another size")


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_absent, "no longer where it was"),  # moved or deleted
        (_changed, "has changed since"),  # edited
        (_folder, "no longer where it was"),  # something else of that name
    ],
)
def test_another_file_is_not_given(tmp_path: Path, make: object, said: str) -> None:
    path = tmp_path / "a.pdf"
    make(path)  # type: ignore[operator]
    original = original_of(_library(path), _document())  # type: ignore[arg-type]
    assert original.path is None
    assert said in original.missing


@pytest.mark.parametrize("fields", [{"doc_id": "other"}, {"sha256": "0" * 64}])
def test_a_file_of_another_document_or_state_is_not_looked_at(
    tmp_path: Path, fields: dict[str, str]
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(DATA)
    original = original_of(_library(path, **fields), _document())  # type: ignore[arg-type]
    assert "does not know where" in original.missing


def test_a_kept_original_stands_in_for_a_file_that_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(DATA)
    library = _library(path)
    assert keep(library, HASH, "pdf", path)  # type: ignore[arg-type]
    path.unlink()
    original = original_of(library, _document())  # type: ignore[arg-type]
    assert (original.read(), original.suffix) == (DATA, ".pdf")


def test_a_kept_original_with_other_bytes_is_not_given(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(DATA)
    library = _library(path)
    assert keep(library, HASH, "pdf", path)  # type: ignore[arg-type]
    path.unlink()
    kept = path_of(library, HASH)  # type: ignore[arg-type]
    assert kept is not None
    kept.write_bytes(b"flipped")
    assert original_of(library, _document()).path is None  # type: ignore[arg-type]


@pytest.mark.case("S14")
def test_other_bytes_of_the_same_size_and_time_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(DATA)
    state = path.stat()
    original = original_of(_library(path), _document())  # type: ignore[arg-type]
    path.write_bytes(DATA.swapcase())
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size
    with pytest.raises(OriginalGone):
        original.read()
    assert original_of(_library(path), _document()).path is None  # type: ignore[arg-type]


def test_the_bytes_of_a_file_that_has_gone_since_are_not_made_up(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(DATA)
    original = original_of(_library(path), _document())  # type: ignore[arg-type]
    path.unlink()
    with pytest.raises(OriginalGone):
        original.read()
