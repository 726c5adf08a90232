"""``kb docs``, ``kb stats``, ``kb check``, ``kb rebuild``, ``kb remove`` and ``kb ingest``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ui.cli.running import answer, kb


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A copy of the library that a test may change."""
    return Path(shutil.copytree(filled, tmp_path / "home"))


def test_docs_lists_the_documents(filled: Path) -> None:
    (row,) = answer(filled, "docs", "--json")["documents"]
    keys = "doc_id title kind date language pages passages sha256"
    assert list(row) == keys.split()
    assert row["title"] in kb(filled, "docs").stdout
    narrow = kb(filled, "docs", width=60).stdout.splitlines()
    assert narrow[:2] == [row["doc_id"], "  Lamps of the border"]


def test_stats_counts_the_library(filled: Path) -> None:
    found = answer(filled, "stats", "--json")
    assert (found["documents"], found["passages"]) == (1, 1)
    assert found["home"] == str(filled)
    assert found["years"] == {"2031": 1}


def test_check_is_exit_code_0_where_everything_agrees(filled: Path) -> None:
    nothing = {"clean": True, "findings": [], "remedies": [], "notes": []}
    assert answer(filled, "check", "--json") == nothing
    done = kb(filled, "check")
    assert done.stdout == "The library, its word index and its vector index agree.\n"


def test_rebuild_makes_lost_indexes_again(own: Path) -> None:
    shutil.rmtree(own / "chroma")
    lost = answer(own, "check", "--json", code=3)
    assert lost["findings"]
    assert "Run `kb rebuild`" in kb(own, "check").stdout
    done = kb(own, "rebuild")
    assert done.stdout == "Rebuilt the indexes of 1 documents, 1 passages.\n"
    assert kb(own, "check").exit_code == 0


def test_rebuild_with_another_encoder_says_what_searches_need(own: Path) -> None:
    before = answer(own, "stats", "--json")["encoder"]
    assert kb(own, "rebuild", "--encoder", "./no/such/model").exit_code == 2
    assert answer(own, "stats", "--json")["encoder"] == before
    done = kb(own, "rebuild", "--encoder", "minilm")  # while KB_ENCODER is fake
    assert done.stdout.splitlines()[1:] == [
        "Set KB_ENCODER=minilm for searches and to add documents."
    ]
    assert "minilm" in answer(own, "stats", "--json")["encoder"]
    assert kb(own, "check").exit_code == 0


def test_remove_asks_first_and_says_how_to_get_the_document_back(own: Path) -> None:
    name = answer(own, "docs", "--json")["documents"][0]["doc_id"]
    assert kb(own, "remove", name).exit_code == 1  # nobody says yes
    done = kb(own, "remove", name, "--yes")
    assert done.stdout == f"Removed {name}. Ingest its file again to get it back.\n"
    assert answer(own, "docs", "--json", code=1)["documents"] == []
    assert "The library is empty." in kb(own, "docs").stdout


def test_ingest_names_what_is_missing_and_the_kinds_there_are(filled: Path, tmp_path: Path) -> None:
    missing = kb(filled, "ingest", str(tmp_path / "missing.pdf"))
    assert missing.exit_code == 2
    assert missing.stderr == f"kb: There is no file or folder {tmp_path / 'missing.pdf'}.\n"
    kind = kb(filled, "ingest", str(tmp_path), "--kind", "poem")
    assert kind.exit_code == 2
    assert "evaluation" in kind.stderr


def test_ingest_is_exit_code_3_when_a_file_fails_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# A note\n\nIt rains.\n")
    (tmp_path / "note.md.meta.yaml").write_text("titel: A note\n")
    done = kb(tmp_path / "home", "ingest", str(tmp_path / "note.md"))
    assert done.exit_code == 3
    assert done.stdout.startswith("failed: ")
    assert "titel" in done.stdout


def test_a_deep_check_reads_the_original_files_again(tmp_path: Path) -> None:
    from kb.store import Library, originals

    home, file = tmp_path / "home", tmp_path / "note.md"
    file.write_text("# A note\n\nThe office bought 40 lamps.\n")
    assert kb(home, "ingest", str(file)).exit_code == 0
    assert answer(home, "check", "--deep", "--json")["notes"] == [
        "1 of 1 files are as they were read."
    ]
    file.write_text("# A note\n\nThe office bought 41 lamps.\n")
    deep = answer(home, "check", "--deep", "--json")  # a changed file is no damage
    assert any("has changed since" in note for note in deep["notes"])
    file.unlink()
    assert any("is gone" in note for note in answer(home, "check", "--deep", "--json")["notes"])
    library = Library.open(home)
    (kept,) = originals.kept(library)
    library.close()
    kept.write_text("# A note\n\nThe office bought 42 lamps.\n")
    (finding,) = answer(home, "check", "--deep", "--json", code=3)["findings"]
    assert finding == f"a kept original is damaged: {kept}"


@pytest.mark.parametrize(("flags", "kept"), [((), 1), (("--no-keep-originals",), 0)])
def test_ingestion_keeps_originals_unless_it_is_told_not_to(
    tmp_path: Path, flags: tuple[str, ...], kept: int
) -> None:
    (tmp_path / "a.txt").write_text("A memo that counts the lamps of the office.\n")
    home = tmp_path / "home"
    answer(home, "ingest", str(tmp_path / "a.txt"), "--json", *flags)
    found = answer(home, "stats", "--json")
    assert found["originals"] == kept
    assert (found["originals_bytes"] > 0) == bool(kept)
