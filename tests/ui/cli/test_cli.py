"""The command line: one JSON document on stdout, exit codes, and messages that help."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

KB = [str(Path(sys.executable).with_name("kb"))]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    (folder / "lamps.md").write_text(
        "---\ndate: 2031-05-04\n---\n# Lamps of the border\n\nThe office bought 40 lamps for $9 million.\n"
    )
    (folder / "empty.txt").write_text("")
    return folder


def kb(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    import os

    env = {**os.environ, "KB_HOME": str(home), "KB_ENCODER": "fake", "COLUMNS": "100"}
    return subprocess.run([*KB, *arguments], capture_output=True, text=True, env=env, timeout=120)


@pytest.fixture(scope="module")
def filled(home: Path, docs: Path) -> Path:
    done = kb(home, "ingest", str(docs), "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert [(Path(d["path"]).name, d["status"]) for d in report["documents"]] == [
        ("empty.txt", "skipped"),
        ("lamps.md", "added"),
    ]
    assert set(report["documents"][0]) == {
        "path",
        "doc_id",
        "status",
        "reason",
        "pages",
        "passages",
    }
    return home


def test_help_names_every_command_and_imports_nothing_heavy() -> None:
    code = "import sys, ui.cli.main; print([m for m in ('torch','chromadb','sqlalchemy','lxml','onnxruntime','streamlit','numpy') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert out.stdout.strip() == "[]", out.stderr
    text = subprocess.run([*KB, "--help"], capture_output=True, text=True).stdout
    for name in (
        "ingest",
        "search",
        "ask",
        "show",
        "docs",
        "remove",
        "check",
        "rebuild",
        "stats",
        "up",
    ):
        assert f" {name} " in text


def test_search_prints_one_json_document(filled: Path) -> None:
    done = kb(filled, "search", "lamps", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert set(found) == {"query", "mode", "hits", "notices", "elapsed_ms"}
    hit = found["hits"][0]
    wanted = "rank score doc_id title kind date language section pages start end text citation"
    assert set(wanted.split()) <= set(hit)
    assert hit["date"] == "2031-05-04"


def test_nothing_found_is_exit_code_1(filled: Path) -> None:
    assert kb(filled, "search", '"no such words here"').returncode == 1
    done = kb(filled, "ask", "What does section 99 say?", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["answered"] is False


def test_wrong_use_is_exit_code_2_with_one_line(filled: Path, tmp_path: Path) -> None:
    for arguments in (
        ["search", "lamps knd:brief"],
        ["show", "nothing-like-it"],
        ["ingest", str(tmp_path / "missing.pdf")],
        ["ingest", str(tmp_path), "--kind", "poem"],
    ):
        done = kb(filled, *arguments)
        assert done.returncode == 2, arguments
        assert done.stderr.startswith("kb: expected") or "kind" in done.stderr
        assert "Traceback" not in done.stderr


def test_no_library_says_what_makes_one(tmp_path: Path) -> None:
    done = kb(tmp_path / "none", "search", "x")
    assert done.returncode == 2
    assert "kb ingest" in done.stderr


def test_history_by_government_with_passages_on_few_events(filled: Path) -> None:
    both = kb(filled, "history", "--government", "both", "--topic", "bicentennial", "--json")
    events = json.loads(both.stdout)["events"]
    assert [e["date"] for e in events] == ["2021-10-08", "2022-10-13"]
    assert all(e["governments"] == ["us", "mexico"] for e in events)
    assert both.stderr == ""
    many = kb(filled, "history", "--json")
    assert len(json.loads(many.stdout)["events"]) == 72
    assert "narrow down" in many.stderr
    assert kb(filled, "history", "--government", "canada").returncode == 2


def test_docs_show_stats_check_and_remove(filled: Path) -> None:
    listed = json.loads(kb(filled, "docs", "--json").stdout)["documents"]
    assert set(listed[0]) == {
        "doc_id",
        "title",
        "kind",
        "date",
        "language",
        "pages",
        "passages",
        "sha256",
    }
    name = listed[0]["doc_id"]
    assert "40 lamps" in kb(filled, "show", name).stdout
    span = json.loads(kb(filled, "show", name, "--span", "0:5", "--json").stdout)
    assert span["text"] == "Lamps"
    assert json.loads(kb(filled, "stats", "--json").stdout)["documents"] == 1
    assert kb(filled, "check").returncode == 0
    assert kb(filled, "rebuild").returncode == 0
    assert kb(filled, "remove", name, "--yes").returncode == 0
    assert json.loads(kb(filled, "docs", "--json").stdout)["documents"] == []
