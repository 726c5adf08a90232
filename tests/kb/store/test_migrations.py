"""A library of every released version opens without loss, and a killed update leaves it as it was.

The fixtures are SQL dumps of libraries that the released programs made of two invented notes, with a
collection, a clipping and a judgement.
"""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kb import __version__
from kb.collect import Collections
from kb.errors import LibraryError
from kb.evidence.store import EvidenceStore
from kb.store import FILE, LexicalQuery, Library

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("library-*.sql.gz"))
LAMPS = "office-lamps-2031-05-04-lamps-border"


@pytest.fixture(params=FIXTURES, ids=lambda path: path.name.removesuffix(".sql.gz"))
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    connection = sqlite3.connect(tmp_path / FILE)
    connection.executescript(gzip.decompress(request.param.read_bytes()).decode())
    connection.close()
    return tmp_path


def test_there_is_a_fixture_for_each_released_version() -> None:
    changelog = Path(__file__).parents[3] / "CHANGELOG.md"
    released = [
        line.split()[1]
        for line in changelog.read_text("utf-8").splitlines()
        if line.startswith("## ") and "unreleased" not in line
    ]
    assert sorted(f"library-{v}.sql.gz" for v in released) == [path.name for path in FIXTURES]


def test_a_library_of_a_released_version_opens_without_loss(released: Path) -> None:
    library = Library.open(released)
    assert library.check(None).findings == ()
    assert [d.doc_id for d in library.documents()] == ["faros-frontera", LAMPS]
    document = library.document(LAMPS)
    assert "bought 40 lamps for $9 million" in document.text
    assert document.metadata.publisher == "Office of Lamps"
    assert len(library.lexical(LexicalQuery((("faros",),)))) == 1
    assert library.vectors_of(LAMPS)[1].shape[0] == len(library.passages(LAMPS))
    assert library.sources()["/docs/lamps.md"].doc_id == LAMPS
    (collection,) = Collections(library).all()
    (clipping,) = Collections(library).clippings(collection.collection_id)
    assert (collection.name, clipping.note) == ("Lamps and faros", "A note with ñ")
    assert clipping.citation
    (judgement,) = EvidenceStore(library).judgements()
    assert (judgement.judge, judgement.doc_id) == ("A. Judge", LAMPS)
    assert library.setting("made by") == __version__
    library.close()


KILLED = """
import os, sys
from pathlib import Path
from kb.store import Library, checksums
write = checksums.renew
def die(connection, part):
    write(connection, part)
    if part == sys.argv[2]:
        os.kill(os.getpid(), 9)
checksums.renew = die
Library.open(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("part", ["meta", "passages"])
def test_an_update_that_is_killed_leaves_the_library_as_it_was(released: Path, part: str) -> None:
    before = list(sqlite3.connect(released / FILE).execute("SELECT * FROM sqlite_master"))
    child = subprocess.run([sys.executable, "-c", KILLED, str(released), part], check=False)
    assert child.returncode == -9
    connection = sqlite3.connect(released / FILE)
    assert list(connection.execute("SELECT * FROM sqlite_master")) == before
    assert connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("3",)
    connection.close()
    test_a_library_of_a_released_version_opens_without_loss(released)


def test_a_newer_library_is_refused_in_a_sentence_with_both_versions(released: Path) -> None:
    Library.open(released).close()
    connection = sqlite3.connect(released / FILE)
    connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    connection.execute("UPDATE meta SET value = '9.8.7' WHERE key = 'made by'")
    connection.commit()
    connection.close()
    before = (released / FILE).read_bytes()
    with pytest.raises(LibraryError) as error:
        Library.open(released)
    for word in ("Evidencia 9.8.7", f"Evidencia {__version__}", "version 99", "Install"):
        assert word in str(error.value)
    assert (released / FILE).read_bytes() == before


OLD_DAMAGE = [
    ("text = substr(text, 1, 20) || x'ff' || substr(text, 22)", "its text"),
    ("layout = x'00'", "its pages and sections"),
    ("metadata = '[]'", "its description"),
]


@pytest.mark.parametrize(("change", "part"), OLD_DAMAGE, ids=[row[1] for row in OLD_DAMAGE])
def test_damage_from_before_the_update_is_found_and_left_out(
    released: Path, change: str, part: str
) -> None:
    with sqlite3.connect(released / FILE) as raw:
        raw.execute(f"UPDATE documents SET {change} WHERE doc_id = ?", (LAMPS,))
    library = Library.open(released)
    (found,) = (f for f in library.check(None).findings if f.what == "a document is damaged")
    assert found.detail == f"{LAMPS}: {part}"
    assert library.set_damaged_aside()
    assert [d.doc_id for d in library.documents()] == ["faros-frontera"]
    library.close()


def test_a_passage_that_was_damaged_before_the_update_is_found(released: Path) -> None:
    with sqlite3.connect(released / FILE) as raw:
        raw.execute("UPDATE passages SET header = x'ff' || header WHERE doc_id = ?", (LAMPS,))
    library = Library.open(released)
    assert library.set_damaged_aside()
    assert library.damaged == (LAMPS,)
    library.close()
