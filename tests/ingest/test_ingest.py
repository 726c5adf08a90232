"""The public function ``ingest.ingest``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import ingest
from ingest.report import IngestReport
from kb.store import Library


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import sys, ingest; print([m for m in ('numpy', 'pydantic', 'kb') if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "home")
    with pytest.raises(FileNotFoundError, match=r"There is no file or folder .*nowhere\.pdf"):
        ingest.ingest(library, tmp_path / "nowhere.pdf")


@pytest.mark.parametrize("form", ["a string", "a path", "several"])
def test_paths_may_be_one_or_several_strings_or_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    given: list[Path] = []

    def run(library: Library, paths: list[Path], **options: object) -> IngestReport:
        given.extend(paths)
        return IngestReport((), 0.0)

    monkeypatch.setattr("ingest.pipeline.run", run)
    paths = {"a string": str(tmp_path), "a path": tmp_path, "several": [str(tmp_path), tmp_path]}
    report = ingest.ingest(Library.open(tmp_path / "home"), paths[form])  # type: ignore[arg-type]
    assert report.outcomes == ()
    assert set(given) == {tmp_path}
