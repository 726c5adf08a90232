"""A process killed at any moment loses nothing it reported and leaves nothing half done."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from kb.errors import LibraryBusy
from kb.store import Library

from .writing import PASSAGES, made

WRITER = Path(__file__).parent / "writing.py"
Child = subprocess.Popen[str]


def started(home: Path, edition: int) -> Child:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(home), str(edition)], stdout=subprocess.PIPE, text=True
    )


def killed(child: Child, after_s: float) -> list[tuple[int, int]]:
    """Kill the child that long after its first report; what it had reported."""
    assert child.stdout
    first = child.stdout.readline()
    time.sleep(after_s)
    child.kill()
    printed = first + child.communicate()[0]
    whole = printed[: printed.rfind("\n") + 1].splitlines()
    return [(int(a), int(b)) for a, b in (line.split() for line in whole)]


def state_of(library: Library) -> dict[int, int]:
    """The edition of each document, every part of which is of that one edition."""
    found = {}
    for summary in library.documents():
        number = int(summary.doc_id.removeprefix("doc-"))
        edition = int(summary.metadata.title.removeprefix("edition"))
        document, pieces, source = made(number, edition)
        assert library.document(summary.doc_id) == document
        assert [p.text for p in library.passages(summary.doc_id)] == [
            p.span.of(document.text) for p in pieces
        ]
        assert (library.vectors_of(summary.doc_id)[1] == np.float32(edition)).all()
        assert library.mentions(f"edition{edition} part0") >= 1
        assert library.sources()[source.path] == source
        found[number] = edition
    return found


@pytest.mark.parametrize("kills", [5, pytest.param(30, marks=pytest.mark.full)])
def test_a_killed_writer_loses_nothing_reported_and_leaves_nothing_half_done(
    tmp_path: Path, kills: int
) -> None:
    moments = random.Random(7)
    Library.open(tmp_path).close()
    edition = 0
    for _ in range(kills):
        reported = dict(killed(started(tmp_path, edition), moments.uniform(0, 0.12)))
        library = Library.open(tmp_path)
        found = state_of(library)
        for number, reported_edition in reported.items():
            # The last transaction may have ended before its report was printed.
            assert reported_edition <= found[number] <= reported_edition + 1
        assert library.check(None).findings == ()
        assert sum(d.passages for d in library.documents()) == PASSAGES * len(found)
        library.close()
        edition = max(found.values()) + 1


def test_the_lock_of_a_killed_writer_is_free(tmp_path: Path) -> None:
    child = started(tmp_path, 0)
    assert child.stdout
    child.stdout.readline()
    library = Library.open(tmp_path)
    with pytest.raises(LibraryBusy, match=f"process {child.pid}, since "), library.writer():
        raise AssertionError("two writers at once")
    child.kill()
    child.communicate()
    with library.writer():
        assert library.check(None).clean


def test_readers_see_whole_documents_while_a_writer_writes(tmp_path: Path) -> None:
    child = started(tmp_path, 0)
    assert child.stdout
    child.stdout.readline()
    library = Library.open(tmp_path)
    start = time.monotonic()
    seen: set[str] = set()
    while time.monotonic() < start + (2.5 if len(seen) > 3 else 60):
        for summary in library.documents():
            texts = [p.text.split()[0] for p in library.passages(summary.doc_id)]
            assert len(texts) == PASSAGES
            assert len(set(texts)) == 1, "passages of two editions"
            document = library.document(summary.doc_id)
            assert document.text.count(f"{document.metadata.title} part") == PASSAGES
            seen.add(document.metadata.title)
        table = library.vector_table()
        for doc_id in set(table.doc_ids):
            rows = [i for i, d in enumerate(table.doc_ids) if d == doc_id]
            assert len(rows) == PASSAGES
            assert len(np.unique(table.matrix[rows])) == 1, "vectors of two editions"
    child.kill()
    child.communicate()
    assert len(seen) > 3, "the writer was not writing meanwhile"


@pytest.mark.case("S14")
@pytest.mark.parametrize("deleted", ["writer.lock", "writer.pid"])
def test_deleting_the_lock_lets_no_second_writer_in(tmp_path: Path, deleted: str) -> None:
    child = started(tmp_path, 0)
    assert child.stdout
    child.stdout.readline()
    library = Library.open(tmp_path)
    (tmp_path / deleted).unlink()
    with pytest.raises(LibraryBusy), library.writer():
        raise AssertionError("two writers at once")
    child.kill()
    child.communicate()
    with library.writer():
        assert library.check(None).clean
    library.close()
