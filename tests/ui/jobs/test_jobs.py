"""Jobs: their states, how they end, that one waits for another; and the names of uploads."""

from __future__ import annotations

import json
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.fetch.outcome import FetchOutcome
from kb.settings import model_cache, settings
from kb.store import Library
from ui.jobs import Job, UnknownJob, cancel, job, jobs, start
from ui.jobs import job_queue as desk_room
from ui.jobs.job_progress import Cancelled, JobProgress
from ui.jobs.store import ENDED_EARLY, write
from ui.read_only import ReadOnly
from ui.web.library.upload import UploadRefused, keep, safe_name

ID = "1700000000000000000-abcd"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library's home of its own; the encoder prepared on this machine."""
    monkeypatch.setenv("KB_MODEL_CACHE", str(model_cache()))
    monkeypatch.setenv("KB_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("KB_READ_ONLY", raising=False)
    return tmp_path / "home"


def _ended(started: Job, within_s: float = 150.0) -> Job:
    end = time.monotonic() + within_s
    while (now := job(started.id)).active:
        assert time.monotonic() < end, f"still {now}"
        time.sleep(0.1)
    return now


def _until(started: Job, status: str) -> Job:
    end = time.monotonic() + 150
    while (now := job(started.id)).status != status:
        assert time.monotonic() < end, f"still {now}"
        assert now.active, f"ended as {now}"
        time.sleep(0.05)
    return now


def _kept(home: Path, **fields: object) -> Path:
    folder = home / "jobs" / ID
    folder.mkdir(parents=True)
    write(folder, replace(Job(ID, "rebuild", {}, started=time.time()), **fields))  # type: ignore[arg-type]
    return folder


def _note(tmp_path: Path) -> Path:
    note = tmp_path / "kites.md"
    note.write_text("# Kites\n\nMexico counted 48 kites.\n")
    return note


def test_each_file_has_its_result_and_removal_can_be_undone(home: Path, tmp_path: Path) -> None:
    note = _note(tmp_path)
    read = _ended(start("ingest", paths=[note, tmp_path / "gone.md"]))
    assert read.status == "finished"
    assert [(r.name, r.status) for r in read.results] == [
        ("kites.md", "added"), ("gone.md", "failed"),
    ]  # fmt: skip
    doc_id = read.results[0].doc_id
    again = _ended(start("ingest", paths=[note], again=True))
    assert [(r.status, r.doc_id) for r in again.results] == [("updated", doc_id)]
    gone = _ended(start("remove", doc_id=doc_id))
    assert gone.results[0].path == str(note)
    assert Library.open(home).documents() == ()
    back = _ended(start("ingest", paths=[gone.results[0].path]))
    assert [r.doc_id for r in back.results] == [doc_id]
    assert [j.id for j in jobs()] == [back.id, gone.id, again.id, read.id]


def test_a_job_waits_for_another_writer_and_says_what_for(home: Path, tmp_path: Path) -> None:
    with Library.open(home).writer():
        started = start("ingest", paths=[_note(tmp_path)])
        while not job(started.id).notes:  # it is also waiting before its process has begun
            assert job(started.id).active
            time.sleep(0.05)
        waiting = job(started.id)
        assert waiting.status == "waiting"
        assert f"process {os.getpid()}" in waiting.notes[0]
        assert start("ingest", paths=[tmp_path / "kites.md"]).id == started.id
    done = _ended(started)
    assert (done.status, done.notes, done.results[0].status) == ("finished", (), "added")


def test_a_waiting_job_is_cancelled(home: Path, tmp_path: Path) -> None:
    with Library.open(home).writer():
        started = start("ingest", paths=[_note(tmp_path)])
        _until(started, "waiting")
        cancel(started.id)
        assert job(started.id).cancelling
        assert _ended(started).status == "cancelled"
    assert Library.open(home).documents() == ()


def test_a_killed_job_is_shown_as_ended_early(home: Path, tmp_path: Path) -> None:
    with Library.open(home).writer():
        started = start("ingest", paths=[_note(tmp_path)])
        while (pid := job(started.id).pid) is None:
            time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
        ended = _ended(started, 5)
    assert (ended.status, ended.notes[-1]) == ("failed", ENDED_EARLY)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param({"pid": None}, "waiting", id="its process is only starting"),
        pytest.param({"pid": None, "started": 1.0}, "failed", id="its process never began"),
        pytest.param({"pid": None, "started": time.time() + 86_400}, "failed",
                     id="the clock ran ahead when it began", marks=pytest.mark.case("S14")),
        pytest.param({"pid": os.getpid(), "status": "running"}, "failed",
                     id="the number of its process is another's now"),
        pytest.param({"pid": 1, "status": "finished"}, "finished", id="it ended long ago"),
    ],
)  # fmt: skip
def test_states(home: Path, fields: dict[str, object], status: str) -> None:
    _kept(home, **fields)
    assert job(ID).status == status


@pytest.mark.parametrize(
    "written",
    ["", "{", "[]", json.dumps({"kind": "shell", "status": "running", "results": [], "notes": []})],
)
def test_what_is_no_state_is_passed_over(home: Path, written: str) -> None:
    (_kept(home) / "state.json").write_text(written)
    assert jobs() == []
    with pytest.raises(UnknownJob):
        job(ID)


@pytest.mark.parametrize("name", ["", "..", "../x", "/etc", f"{ID}/..", "no-such-job"])
def test_an_id_is_never_a_path(home: Path, name: str) -> None:
    _kept(home)
    with pytest.raises(UnknownJob):
        job(name)
    with pytest.raises(UnknownJob):
        cancel(name)


def test_progress_is_kept_and_stops_at_the_next_page(home: Path) -> None:
    folder = _kept(home)
    told = JobProgress(folder, job(ID))
    told.total(3)
    told.doing("a.pdf", 1, 9)
    told.note("slow")
    told.note("slow")
    seen = job(ID)
    assert (seen.total, seen.doing, seen.part, seen.parts) == (3, "a.pdf", 1, 9)
    assert seen.notes == ("slow",)
    (folder / "cancel").touch()
    with pytest.raises(Cancelled):
        told.doing("a.pdf", 2, 9)


def test_old_jobs_are_forgotten(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_room, "_KEPT", 3)
    monkeypatch.setattr(desk_room, "_spawn", lambda folder: None)
    for n in range(5):
        made = start("link", doc_id=f"d{n}")
        write(home / "jobs" / made.id, replace(made, status="finished"))
    assert [j.arguments["doc_id"] for j in jobs()] == ["d4", "d3", "d2"]


def test_fetched_files_are_read_as_the_catalogue_says(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kb.corpus.load import catalogue
    from ui.jobs import job_kinds

    one, other = [e for e in catalogue().values() if e.kind != "digest"][:2]
    there = home / "fetched" / f"{one.id}.md"
    there.parent.mkdir(parents=True)
    there.write_text("# A name in the file\n\nMexico counted kites.\n")

    def fetched(entries: object, folder: Path, progress: object) -> tuple[FetchOutcome, ...]:
        return (
            FetchOutcome(one.id, "fetched", path=str(there)),
            FetchOutcome(other.id, "blocked", "the server serves no programs"),
        )

    monkeypatch.setattr("ingest.fetch.fetch_documents.fetch_documents", fetched)
    told = JobProgress(_kept(home), job(ID))
    job_kinds.fetch(told, [one.id, other.id])
    assert [r.status for r in told.job.results] == ["fetched", "blocked", "added"]
    found = Library.open(home).documents()
    assert [(d.doc_id, d.metadata.title) for d in found] == [(one.id, one.title)]


def test_read_only_refuses(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _kept(home)
    monkeypatch.setenv("KB_READ_ONLY", "1")
    for write_something in (
        lambda: start("rebuild"), lambda: cancel(ID), lambda: keep("a.md", b"text"),
    ):  # fmt: skip
        with pytest.raises(ReadOnly):
            write_something()
    assert not (home / "uploads").exists()


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd.md", "passwd.md"),
        ("..\\..\\boot.txt", "boot.txt"),
        ("/etc/cron.d/x.html", "x.html"),
        ("<img src=x onerror=alert(1)>.md", "img-src-x-onerror-alert-1.md"),
        ("Evaluación México.PDF", "Evaluacion-Mexico.pdf"),
        ("..md", "document.md"),
        (".md", "document.md"),
        ("a\x00b\u202e\n.txt", "a-b.txt"),
        ("报告.docx", "document.docx"),
        ("x.meta.yaml.md", "x-meta-yaml.md"),
        ("a" * 300 + ".epub", "a" * 80 + ".epub"),
    ],
)
def test_names_of_uploads_are_ours(home: Path, given: str, safe: str) -> None:
    assert safe_name(given) == safe
    kept = keep(given, b"some bytes")
    assert kept.parent.parent == home / "uploads"
    assert kept.resolve().is_relative_to((home / "uploads").resolve())


@pytest.mark.parametrize("given", ["a", "a.exe", "a.md.sh", "a.meta.yaml", "", "md", "a.md/"])
def test_other_kinds_of_files_are_refused(given: str) -> None:
    with pytest.raises(UploadRefused):
        safe_name(given)


def test_the_same_bytes_are_kept_once_and_empty_or_huge_ones_not() -> None:
    assert keep("a.md", b"one") == keep("b.md", b"one")
    assert keep("a.md", b"one") != keep("a.md", b"two")
    for data in (b"", bytes(settings().app.upload_mb * 1_000_000 + 1)):
        with pytest.raises(UploadRefused):
            keep("a.md", data)


@pytest.mark.case("S12")
def test_uploads_jobs_and_library_are_for_their_owner_alone(home: Path) -> None:
    before = os.umask(0o022)
    try:
        _ended(start("ingest", paths=[keep("kites.md", b"# Kites\n\nMexico counted 48 kites.\n")]))
    finally:
        os.umask(before)
    for place, _, names in os.walk(home):
        assert os.stat(place).st_mode & 0o777 == 0o700, place
        for name in names:
            assert os.stat(os.path.join(place, name)).st_mode & 0o777 == 0o600, name
