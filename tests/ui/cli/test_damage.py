"""What the commands say and do when a part of the library is damaged."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from kb.store import FILE
from tests.ui.cli.running import answer, kb

SECOND = """---
title: Pumps of the port
date: 2032-05-04
---
# Pumps of the port

The port bought 70 pumps for $3 million.
"""

DAMAGE = {
    "text": "UPDATE documents SET text = x'00' || substr(text, 2)",
    "layout": "UPDATE documents SET layout = substr(layout, 1, length(layout) - 1) || x'ff'",
    "metadata": "UPDATE documents SET metadata = CAST(x'ff' || metadata AS TEXT)",
    "warnings": "UPDATE documents SET warnings = 5",
    "passage": "UPDATE passages SET section = 99",
    "span": 'UPDATE passages SET "end" = "end" - 1',
}  # each is followed by a condition that names the document
FULL = pytest.mark.full
PARTS = [
    "text",
    "passage",
    *(pytest.param(p, marks=FULL) for p in DAMAGE if p not in ("text", "passage")),
]
MENDED = [
    "UPDATE vectors SET matrix = zeroblob(length(matrix))",
    "UPDATE sources SET path = path || '.old'",
    "UPDATE meta SET value = 'other' WHERE key = 'encoder'",
    "UPDATE meta SET value = 'xyz' WHERE key = 'version'",
    "DELETE FROM meta WHERE key = 'version'",
    "UPDATE passage_index_docsize SET sz = x'010101'",
    "UPDATE passage_index_data SET block = zeroblob(length(block))",
    "UPDATE passage_index_config SET v = 99",
    "DELETE FROM vectors",
]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Path:
    """The folder of a library with two notes, whose files are beside it."""
    base = tmp_path_factory.mktemp("two")
    shutil.copytree(filled.parent / "docs", base / "docs")
    (base / "docs" / "pumps.md").write_text(SECOND)
    answer(base / "home", "ingest", str(base / "docs"), "--json")
    return base / "home"


@pytest.fixture
def own(two: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(two, tmp_path / "home"))


def spoil(home: Path, statement: str) -> None:
    with sqlite3.connect(home / FILE) as connection:
        connection.execute(statement)
    connection.close()


def id_of(home: Path, title: str) -> str:
    found = answer(home, "docs", "--json")["documents"]
    return next(str(d["doc_id"]) for d in found if title in d["title"])


@pytest.mark.case("S4")
@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_document_does_not_stop_the_others(own: Path, part: str) -> None:
    pumps = id_of(own, "Pumps")
    spoil(own, f"{DAMAGE[part]} WHERE doc_id = '{pumps}'")
    checked = answer(own, "check", "--json", code=3)
    assert any(f"a document is damaged: {pumps}" in f for f in checked["findings"])
    path = own.parent / "docs" / "pumps.md"
    assert any("kb ingest" in r and "pumps.md" in r for r in checked["remedies"]), path
    found = kb(own, "search", "lamps pumps million", "--json")
    assert found.exit_code == 0, found.stderr
    hits = json.loads(found.stdout)
    assert {h["doc_id"] for h in hits["hits"]} == {id_of(own, "Lamps")}
    assert any(pumps in n and "damaged" in n for n in hits["notices"])
    assert kb(own, "ask", "How many lamps did the office buy?").exit_code in (0, 1)
    shown = kb(own, "show", pumps)
    assert shown.exit_code == 0 if part in ("passage", "span") else "kb check" in shown.stderr
    built = kb(own, "rebuild")
    assert built.exit_code == 3
    assert f"The document {pumps} is damaged" in built.stdout


@pytest.mark.parametrize("part", PARTS)
def test_reading_the_file_again_mends_a_damaged_document(own: Path, two: Path, part: str) -> None:
    pumps = id_of(own, "Pumps")
    spoil(own, f"{DAMAGE[part]} WHERE doc_id = '{pumps}'")
    report = answer(own, "ingest", str(two.parent / "docs"), "--json")
    statuses = {Path(d["path"]).name: d["status"] for d in report["documents"]}
    assert statuses == {"empty.txt": "skipped", "lamps.md": "unchanged", "pumps.md": "updated"}
    assert answer(own, "check", "--json")["findings"] == []
    assert kb(own, "search", "pumps").exit_code == 0


@pytest.mark.parametrize("chosen", [MENDED, *(pytest.param([m], marks=FULL) for m in MENDED)])
def test_a_rebuild_mends_what_is_made_from_the_documents(own: Path, chosen: list[str]) -> None:
    for statement in chosen:
        spoil(own, statement)
    checked = kb(own, "check")
    assert checked.exit_code == 3
    assert "kb rebuild" in checked.stdout
    assert kb(own, "rebuild").exit_code == 0
    assert answer(own, "check", "--json")["findings"] == []
    assert kb(own, "search", "pumps").exit_code == 0


@FULL
def test_a_damaged_document_can_be_removed(own: Path) -> None:
    pumps = id_of(own, "Pumps")
    spoil(own, f"{DAMAGE['text']} WHERE doc_id = '{pumps}'")
    assert kb(own, "remove", pumps, "--yes").exit_code == 0
    assert answer(own, "check", "--json")["findings"] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"not a database at all" * 99, "file is not a database"),
        (b"SQLite format 3\0" + b"\xff" * 8000, "kb restore"),
    ],
    ids=["empty", "another kind of file", "a header and nothing"],
)
def test_a_file_that_is_no_library_is_never_clean(own: Path, content: bytes, said: str) -> None:
    (own / FILE).write_bytes(content)
    for command in (["check"], ["search", "pumps"], ["rebuild"], ["docs"], ["ingest", str(own)]):
        done = kb(own, *command)
        assert done.exit_code == 2
        assert said in done.stderr
        assert "kb restore BACKUP" in done.stderr
    assert (own / FILE).read_bytes() == content


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_never_clean(own: Path, share: float) -> None:
    content = (own / FILE).read_bytes()
    (own / FILE).write_bytes(content[: int(len(content) * share)])
    for command in (["check"], ["search", "pumps"], ["rebuild"], ["docs"]):
        done = kb(own, *command)  # raises where an error is not one of ours
        assert command != ["check"] or done.exit_code in (2, 3)


def test_a_garbage_log_is_reported_and_kept(own: Path) -> None:
    log = own / f"{FILE}-wal"
    log.write_bytes(b"garbage" * 1000)
    for command in ("check", "rebuild", "docs"):
        done = kb(own, command)
        assert done.exit_code == 2
        assert "is damaged" in done.stderr
        assert log.name in done.stderr
    assert log.read_bytes() == b"garbage" * 1000
    log.unlink()
    assert kb(own, "check").exit_code == 0


def test_changes_that_were_reported_and_are_gone_are_named(own: Path, two: Path) -> None:
    before = (own / FILE).read_bytes()
    assert kb(own, "remove", id_of(own, "Pumps"), "--yes").exit_code == 0
    (own / FILE).write_bytes(before)  # as if the write-ahead log had been lost
    shutil.rmtree(own / "chroma")
    shutil.copytree(two / "chroma", own / "chroma")
    (finding,) = answer(own, "check", "--json", code=3)["findings"]
    assert finding.startswith("the last changes are missing: ")
    assert kb(own, "rebuild").exit_code == 0
    assert kb(own, "check").exit_code == 0


def test_notes_of_people_that_are_damaged_are_named_and_do_not_stop_the_rest(own: Path) -> None:
    from kb.collect import Collections
    from kb.span import Span
    from kb.store import Library

    library = Library.open(own)
    collections = Collections(library)
    made = collections.create("Lamps and pumps")
    collections.add(made.collection_id, id_of(own, "Pumps"), Span(0, 10), "A note")
    library.close()
    for statement in (
        "UPDATE collections SET name = CAST(x'ff61' AS TEXT)",
        "UPDATE clippings SET note = 'another'",
    ):
        spoil(own, statement)
    findings = answer(own, "check", "--json", code=3)["findings"]
    assert [f.split(":")[0] for f in findings] == [
        "a collection is damaged", "a clipping is damaged",
    ]  # fmt: skip
    library = Library.open(own)
    collections = Collections(library)
    (shown,) = collections.all()
    collections.rename(shown.collection_id, "Lamps and pumps")
    (clipping,) = collections.clippings(shown.collection_id)
    collections.note(clipping.clipping_id, "A note")
    library.close()
    assert answer(own, "check", "--json")["findings"] == []
    spoil(own, "DELETE FROM clippings")
    assert "a clipping is lost" in kb(own, "check").stdout
    assert "Only a backup has it" in kb(own, "rebuild").stdout
    assert kb(own, "check").exit_code == 0
