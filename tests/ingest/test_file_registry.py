"""The registry of files: distinct ids, duplicates, and files that were not read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.file_registry import File, FileRegistry
from ingest.options import IngestOptions
from ingest.read_and_chunk import PreparedDocument
from kb.models import Document, Metadata, Passage
from kb.span import Span
from kb.store import Library

WORDS = "The auditors counted forty lamps."


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "home")


def registry(library: Library) -> FileRegistry:
    return FileRegistry(library, IngestOptions(), None)


def file(path: Path) -> File:
    path.write_text(WORDS)
    return File.at(path)


def prepared(doc_id: str, sha256: str) -> PreparedDocument:
    document = Document(doc_id, sha256, WORDS, Metadata(title="Lamps"), format="text")
    return PreparedDocument(document, (Passage(doc_id, 0, Span(0, len(WORDS)), "Lamps"),))


def publish(library: Library, path: Path, doc_id: str, sha256: str) -> None:
    known = registry(library)
    with library.writer():
        known.publish(file(path), prepared(doc_id, sha256), np.ones((1, 4), np.float32), "key")


def test_another_document_with_the_same_id_gets_a_distinct_one(
    library: Library, tmp_path: Path
) -> None:
    publish(library, tmp_path / "a.txt", "lamps", "a" * 64)
    ready = registry(library).with_doc_id(file(tmp_path / "b.txt"), prepared("lamps", "b" * 64))
    assert ready.document.doc_id == "lamps-text"
    assert ready.passages[0].doc_id == "lamps-text"


def test_a_copy_of_a_file_in_the_library_is_a_duplicate(library: Library, tmp_path: Path) -> None:
    publish(library, tmp_path / "a.txt", "lamps", "a" * 64)
    known = registry(library)
    copy = file(tmp_path / "copy.txt")
    assert known.duplicate_of(copy, "a" * 64) == str(tmp_path / "a.txt")
    assert known.duplicate_of(copy, "c" * 64) is None


def test_a_skipped_file_is_remembered_and_a_failed_one_tried_again(
    library: Library, tmp_path: Path
) -> None:
    skipped, failed = file(tmp_path / "a.txt"), file(tmp_path / "b.txt")
    known = registry(library)
    known.hashes([skipped, failed])
    with library.writer():
        known.remember_not_read(skipped, "skipped", "no text")
        known.remember_not_read(failed, "failed", "crashed")
    again = registry(library)
    hashes = again.hashes([skipped, failed])
    (outcome,) = again.known_outcomes([skipped, failed], hashes).values()
    assert (outcome.path, outcome.status) == (str(skipped.path), "skipped")
    assert outcome.reason == "no text"
