"""Ingestion reads what changed and nothing else; a killed run loses nothing that it finished."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.metadata.settle import Overrides
from ingest.options import IngestOptions
from ingest.pipeline import run
from ingest.progress import Progress
from ingest.read.source import file_sha256
from ingest.report import IngestReport
from ingest.vector_index import vector_index
from kb.encode.fake import FakeEncoder
from kb.settings import ChunkSettings
from kb.store import Library
from kb.store.originals import path_of, space_used
from tests.ingest.read.pdf_maker import column, make_pdf

NOTE = "# Audit of lamps\n\nThe auditors counted forty lamps in two depots in March.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "docs"
    place.mkdir()
    (place / "a.md").write_text(NOTE)
    (place / "b.txt").write_text("A second text about chairs that were never delivered at all.\n")
    (place / "c.pdf").write_bytes(make_pdf([column(["Third: a page on tables."])]))
    (place / "scan.pdf").write_bytes(make_pdf([[]]))
    return place


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "home")


def ingest(library: Library, *paths: Path, **more: object) -> IngestReport:
    return run(library, paths, encoder=FakeEncoder(), jobs=1, **more)  # type: ignore[arg-type]


def statuses(report: IngestReport) -> dict[str, str]:
    return {Path(o.path).name: o.status for o in report.outcomes}


def test_each_file_has_a_status_and_the_second_run_reads_nothing(
    library: Library, folder: Path
) -> None:
    first = ingest(library, folder)
    assert statuses(first) == {
        "a.md": "added", "b.txt": "added", "c.pdf": "added", "scan.pdf": "skipped",
    }  # fmt: skip
    assert "no text layer" in (first.outcomes[3].reason or "")
    second = ingest(library, folder)
    assert statuses(second) == {
        "a.md": "unchanged", "b.txt": "unchanged", "c.pdf": "unchanged", "scan.pdf": "skipped",
    }  # fmt: skip


def test_a_changed_file_replaces_its_document_whole(library: Library, folder: Path) -> None:
    ingest(library, folder)
    (folder / "a.md").write_text("# Audit of candles\n\nNow the auditors counted candles only.\n")
    assert statuses(ingest(library, folder))["a.md"] == "updated"
    assert library.mentions("forty lamps") == 0
    assert library.mentions("counted candles") == 1
    assert len(library.documents()) == 3


def test_a_touched_file_with_the_same_bytes_is_unchanged(library: Library, folder: Path) -> None:
    ingest(library, folder)
    os.utime(folder / "a.md", (1, 1))
    assert statuses(ingest(library, folder))["a.md"] == "unchanged"


def test_a_document_whose_file_is_gone_stays_until_it_is_pruned(
    library: Library, folder: Path
) -> None:
    ingest(library, folder)
    (folder / "b.txt").unlink()
    assert statuses(ingest(library, folder))["b.txt"] == "missing"
    assert library.mentions("second text") == 1
    assert statuses(ingest(library, folder, prune=True))["b.txt"] == "removed"
    assert library.mentions("second text") == 0


def test_the_same_bytes_twice_are_one_document(library: Library, folder: Path) -> None:
    (folder / "copy.md").write_text(NOTE)
    report = ingest(library, folder)
    assert statuses(report)["copy.md"] == "skipped"
    assert "the same bytes as" in next(o.reason or "" for o in report.outcomes if "copy" in o.path)


def test_flags_go_before_the_sidecar_and_the_sidecar_before_the_file(
    library: Library, folder: Path
) -> None:
    (folder / "a.md.meta.yaml").write_text("title: Sidecar\npublisher: Lamp Office\n")
    ingest(library, folder / "a.md", overrides=Overrides(title="Flag"))
    meta = library.documents()[0].metadata
    assert (meta.title, meta.publisher) == ("Flag", "Lamp Office")


def test_a_wrong_sidecar_fails_its_file_alone_and_says_what_is_wrong(
    library: Library, folder: Path
) -> None:
    (folder / "a.md.meta.yaml").write_text("titel: Misspelt\n")
    report = ingest(library, folder)
    wrong = next(o for o in report.outcomes if o.path.endswith("a.md"))
    assert (wrong.status, "titel" in (wrong.reason or "")) == ("failed", True)
    assert statuses(report)["b.txt"] == "added"


def test_other_chunk_sizes_make_documents_again(library: Library, folder: Path) -> None:
    ingest(library, folder)
    options = IngestOptions(chunk=ChunkSettings(target=8, least=2))
    assert statuses(ingest(library, folder, options=options))["a.md"] == "updated"
    assert library.check(None).clean


def test_the_vector_index_follows_and_the_check_is_clean(library: Library, folder: Path) -> None:
    ingest(library, folder)
    (folder / "c.pdf").unlink()
    ingest(library, folder)
    with vector_index(library) as index:
        assert index is not None
        assert index.count() == sum(d.passages for d in library.documents())
        assert library.check(index).clean


CHILD = """
import sys
from pathlib import Path
from ingest.pipeline import run
from kb.encode.fake import FakeEncoder
from kb.store import Library
from ingest.options import IngestOptions
if __name__ == "__main__":
    library = Library.open(Path(sys.argv[1]))
    run(library, [Path(sys.argv[2])], encoder=FakeEncoder(), jobs=1, options=IngestOptions(batch=1))
"""


@pytest.mark.parametrize("kills", [2, pytest.param(6, marks=pytest.mark.full)])
def test_killed_ingests_resumed_end_as_an_undisturbed_one(tmp_path: Path, kills: int) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for n in range(12):
        (docs / f"{n:02}.md").write_text(f"# Text {n}\n\n" + f"Sentence {n} on lamps. " * 60)
    script = tmp_path / "child.py"
    script.write_text(CHILD)
    command = [sys.executable, str(script), str(tmp_path / "killed"), str(docs)]
    chance = random.Random(7)
    for _ in range(kills):
        child = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": os.getcwd()})
        time.sleep(chance.uniform(0.6, 3.0))
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert Library.open(tmp_path / "killed").check(None).clean
    killed = Library.open(tmp_path / "killed")
    ingest(killed, docs, options=IngestOptions(batch=1))
    calm = Library.open(tmp_path / "calm")
    ingest(calm, docs, options=IngestOptions(batch=1))
    assert killed.passage_ids() == calm.passage_ids()
    with vector_index(killed) as index:
        assert killed.check(index).clean


@pytest.mark.case("S14")
def test_a_file_rewritten_with_its_size_and_its_time_is_seen_as_changed(
    library: Library, folder: Path
) -> None:
    ingest(library, folder)
    note = folder / "a.md"
    before = note.stat()
    note.write_text(NOTE.replace("forty", "ninet"))
    os.utime(note, ns=(before.st_atime_ns, before.st_mtime_ns))
    now = note.stat()
    assert (now.st_size, now.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert statuses(ingest(library, folder))["a.md"] == "updated"
    assert library.mentions("ninet lamps") == 1


@pytest.mark.case("S14")
def test_the_comparison_of_files_with_the_library_shows_progress(
    library: Library, folder: Path
) -> None:
    class Watch(Progress):
        def __init__(self) -> None:
            self.seen: list[tuple[str, int, int]] = []

        def doing(self, name: str, done: int, total: int) -> None:
            if name.startswith("comparing"):
                self.seen.append((name, done, total))

    first, second = Watch(), Watch()
    ingest(library, folder, progress=first)
    assert first.seen == [
        ("comparing a.md", 0, 4), ("comparing b.txt", 1, 4), ("comparing c.pdf", 2, 4),
        ("comparing scan.pdf", 3, 4),
    ]  # fmt: skip
    ingest(library, folder, progress=second)
    assert second.seen == []  # nothing has touched them


def test_originals_are_kept_for_new_known_and_moved_files_and_go_with_them(
    library: Library, folder: Path
) -> None:
    without = IngestOptions(keep_originals=False)
    ingest(library, folder, options=without)
    hashes = {d.sha256 for d in library.documents()}
    assert not any(path_of(library, h) for h in hashes)
    (folder / "b.txt").rename(folder / "moved.txt")
    assert statuses(ingest(library, folder))["moved.txt"] == "moved"
    kept = {h: path_of(library, h) for h in hashes}
    assert {p.suffix for p in kept.values() if p} == {".md", ".txt", ".pdf"}
    assert all(p and file_sha256(p) == h for h, p in kept.items())
    (folder / "a.md").write_text(NOTE.replace("forty", "fifty"))
    (folder / "c.pdf").unlink()
    ingest(library, folder, prune=True)
    now = {d.sha256 for d in library.documents()}
    assert space_used(library)[0] == len(now) == 2
    assert all(path_of(library, h) for h in now)
