"""A library opens from any older version, and while other processes use it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import create_engine, inspect

from kb.errors import LibraryBusy, LibraryError
from kb.settings import Settings, StoreSettings
from kb.store import FILE, LexicalQuery, Library
from kb.store import schema as present
from kb.store.migrations import STEPS

V1 = Path(__file__).parent / "record-1.sql"
LIGHT = ("sqlalchemy.orm", "numpy", "snowballstemmer", "chromadb", "torch", "onnxruntime")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A library as version 1 made it, with one document of two passages."""
    connection = sqlite3.connect(tmp_path / FILE)
    connection.executescript(V1.read_text())
    connection.close()
    return tmp_path


def test_a_library_of_version_1_is_migrated_without_loss(old: Path) -> None:
    library = Library.open(old)
    assert library.check(None).findings == ()
    assert library.document("old").text == "Mérida funds.\n\nOther words of $3.6 billion."
    assert library.encoder_key() == "fake"
    assert library.vector_table().matrix.tolist() == [[1.0, 0.0], [0.0, 1.0]]
    assert library.mentions("merida funds") == 1
    assert library.setting("schema") == str(present.SCHEMA_VERSION)
    assert library.sources()["/old.txt"].doc_id == "old"


def test_a_migrated_library_has_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    Library.open(old).close()
    Library.open(tmp_path / "new").close()
    updated, new = (
        inspect(create_engine(f"sqlite:///{home / FILE}")) for home in (old, tmp_path / "new")
    )
    for name in present.tables.tables:
        assert _columns(updated, name) == _columns(new, name), name
        assert _indexes(updated, name) == _indexes(new, name), name
        assert updated.get_pk_constraint(name) == new.get_pk_constraint(name), name


def _columns(inspector, name: str) -> list[tuple[str, str, bool]]:  # type: ignore[no-untyped-def]
    return [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(name)]


def _indexes(inspector, name: str) -> set[tuple[str, ...]]:  # type: ignore[no-untyped-def]
    return {tuple(i["column_names"]) for i in inspector.get_indexes(name)}


def test_every_older_version_has_a_migration() -> None:
    assert sorted(STEPS) == list(range(1, present.SCHEMA_VERSION))


def test_a_failed_migration_leaves_the_library_unchanged(old: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    before = (old / FILE).read_bytes()

    def broken(_connection: object) -> None:
        raise LibraryError("a step failed")

    monkeypatch.setattr("kb.store.lexical_build.prepare", broken)
    with pytest.raises(LibraryError, match="a step failed"):
        Library.open(old)
    monkeypatch.undo()
    found = sqlite3.connect(old / FILE).execute("SELECT value FROM meta WHERE key = 'schema'")
    assert found.fetchone() == ("1",)
    assert before.startswith(b"SQLite format 3")
    assert Library.open(old).check(None).clean


def test_a_newer_library_is_refused_and_unchanged(library: Library) -> None:
    library.keep_setting("schema", "99")
    with pytest.raises(LibraryError, match="of version 99"):
        Library.open(library.home)


def test_an_open_program_does_not_write_after_a_migration(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    library.keep_setting("words", "words-99")
    with pytest.raises(LibraryError, match="start this program again"):
        publish("d", "text")


def test_a_word_index_of_older_rules_is_rebuilt(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    publish("d", "The U.S. paid $3.6 billion")
    library.keep_setting("words", "words-0")
    again = Library.open(library.home)
    assert again.setting("words") != "words-0"
    assert len(again.lexical(LexicalQuery((("US",),)))) == 1
    assert again.check(None).clean


def test_many_processes_open_a_new_library_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kb.store import Library;"
        "sys.stdin.readline(); Library.open(Path(sys.argv[1])).documents()"
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "home")],
            stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(6)
    ]  # fmt: skip
    message = [child.communicate("go\n")[1] for child in children]
    assert [child.returncode for child in children] == [0] * 6, message
    assert Library.open(tmp_path / "home").check(None).clean


def test_importing_the_store_loads_no_heavy_modules() -> None:
    code = f"import sys, kb.store;print([m for m in {LIGHT!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_library_that_another_process_writes_to_is_busy(library: Library, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    impatient = Settings(store=StoreSettings(wait=0.05))
    monkeypatch.setattr("kb.store.connection.settings", lambda: impatient)
    other = sqlite3.connect(library.home / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusy, match="in use by another process"):
        Library.open(library.home).keep_setting("key", "value")
    other.execute("ROLLBACK")


def test_a_truncated_library_is_reported_as_damaged(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    for i in range(20):
        publish(f"d{i}", *(f"words {i} {j} " * 40 for j in range(10)))
    library.close()
    file = library.home / FILE
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    for name in ("-wal", "-shm"):
        (library.home / (FILE + name)).unlink(missing_ok=True)
    message = ""
    try:
        message = str(Library.open(library.home).check(None).findings)
    except LibraryError as error:
        message = str(error)
    assert "cannot read" in message or "damaged" in message


def test_vectors_are_float32_rows(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    publish("d", "one", "two2")
    assert library.vector_table().matrix.dtype == np.float32
