"""A rebuild with another encoder can be interrupted at any time and goes on where it stopped."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.pipeline import run
from ingest.progress import Progress
from ingest.rebuild import rebuild_indexes
from kb.encode.fake import FakeEncoder
from kb.encode.interface import FloatArray, silent
from kb.encode.interface import Progress as Share
from kb.errors import EncoderError
from kb.search.engine import Searcher
from kb.store import Library

OLD, NEW = FakeEncoder(), FakeEncoder(dimension=32, max_tokens=99)
TOPICS = ("lamps", "pumps", "gates")


class Breaks(FakeEncoder):
    """The new encoder, which fails after ``whole`` documents."""

    def __init__(self, whole: int, error: BaseException) -> None:
        super().__init__(dimension=32, max_tokens=99)
        self.whole, self.error = whole, error

    def encode_document(self, texts: Sequence[str], progress: Share = silent) -> FloatArray:
        if not self.whole:
            raise self.error
        self.whole -= 1
        return super().encode_document(texts, progress)


class Counts(FakeEncoder):
    """The new encoder, which keeps what it was given."""

    def __init__(self) -> None:
        super().__init__(dimension=32, max_tokens=99)
        self.texts: list[str] = []

    def encode_document(self, texts: Sequence[str], progress: Share = silent) -> FloatArray:
        self.texts += texts
        return super().encode_document(texts, progress)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    docs = tmp_path / "docs"
    docs.mkdir()
    for topic in TOPICS:
        (docs / f"{topic}.md").write_text(f"# {topic}\n\nThe border office ordered new {topic}.\n")
    opened = Library.open(tmp_path / "home")
    run(opened, [docs], encoder=OLD, jobs=1)
    yield opened
    opened.close()


def still_old(library: Library) -> bool:
    found = Searcher(library, OLD).search("pumps", mode="dense")
    return library.encoder_key() == OLD.identity.key and "pumps" in found.hits[0].text


@pytest.mark.parametrize("error", [KeyboardInterrupt(), EncoderError("no weights")])
@pytest.mark.parametrize("whole", [0, 1, 2])
def test_what_an_interrupted_rebuild_made_is_kept_and_not_used(
    library: Library, whole: int, error: BaseException
) -> None:
    version = library.version()
    with library.writer(), pytest.raises(type(error)):
        rebuild_indexes(library, encoder=Breaks(whole, error))
    assert still_old(library)
    assert library.check(None).clean
    rest = Counts()
    with library.writer():
        done = rebuild_indexes(library, encoder=rest)
    assert (len(rest.texts), done.encoded) == (3 - whole, 3 - whole)
    assert library.encoder_key() == NEW.identity.key
    assert library.version() > version
    assert "gates" in Searcher(library, NEW).search("gates", mode="dense").hits[0].text
    assert library.check(None).clean
    assert done.notes == ()


def test_unfinished_vectors_make_no_reader_load_anything_again(library: Library) -> None:
    doc_id = library.documents()[0].doc_id
    version = library.version()
    library.put_vectors(doc_id, NEW.encode_document(["one"]), NEW.identity.key)
    assert library.version() == version
    library.put_vectors(doc_id, OLD.encode_document(["one"]), OLD.identity.key)
    assert library.version() > version, "vectors of the library's own encoder are seen at once"


def test_a_rebuild_that_is_asked_to_stop_says_how_to_go_on(library: Library) -> None:
    class Stops(Progress):
        def stopped(self) -> bool:
            return self.files == 1

        files = 0

        def done(self, files: int, passages: int, elapsed_s: float) -> None:
            self.files = files

    with library.writer():
        done = rebuild_indexes(library, Stops(), NEW)
    assert still_old(library)
    assert "goes on where it stopped" in done.notes[-1]


KILLED = """
import os, sys
from pathlib import Path
from ingest.rebuild import rebuild_indexes
from kb.store import Library
from tests.ingest.test_rebuild import Breaks

class Dies(Breaks):
    def encode_document(self, texts, progress=print):
        if not self.whole:
            os._exit(9)
        return super().encode_document(texts)

library = Library.open(Path(sys.argv[1]))
with library.writer():
    rebuild_indexes(library, encoder=Dies(2, ValueError()))
"""


def test_a_killed_rebuild_leaves_the_former_encoder_in_force(library: Library) -> None:
    root = Path(__file__).resolve().parents[2]
    died = subprocess.run(
        [sys.executable, "-c", KILLED, str(library.home)],
        cwd=root,
        capture_output=True,
        timeout=120,
    )
    assert died.returncode == 9, died.stderr
    assert still_old(library)
    rest = Counts()
    with library.writer():
        rebuild_indexes(library, encoder=rest)
    assert len(rest.texts) == 1
    assert library.encoder_key() == NEW.identity.key
