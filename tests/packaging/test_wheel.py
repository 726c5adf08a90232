"""What is installed is what was tested: the wheel, in an environment outside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import kb

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("kb", "ingest", "ui", "corpus")
FILES = ("pyproject.toml", "MANIFEST.in", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md",
         "constraints.txt", "Makefile")  # fmt: skip
API = """
import kb
with kb.open_library() as library:
    for hit in library.search("straw purchasing").hits:
        print(hit.rank, hit.citation)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the wheel and the source distribution, built from a copy of the checkout."""
    base = tmp_path_factory.mktemp("built")
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")
    for name in SOURCES:
        shutil.copytree(ROOT / name, base / "source" / name, ignore=ignored)
    for name in FILES:
        shutil.copy(ROOT / name, base / "source" / name)
    (base / "source" / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "api.md", base / "source" / "docs")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(base / "dist"), "."]
    subprocess.run(build, cwd=base / "source", check=True, capture_output=True, timeout=120)
    return base / "dist"


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment that has the wheel; its dependencies are those of this
    environment. The checkout's editable installation is not seen: a .pth file adds a folder to the
    path and does not read the .pth files in it."""
    folder = tmp_path_factory.mktemp("fresh") / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run(
        [*pip, "--no-deps", "--no-index", str(wheel)],
        check=True, timeout=120, cwd=folder, env=_clean(folder),
    )  # fmt: skip
    (packages,) = (folder / "lib").glob("python3*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def _packed(wheel: Path) -> set[str]:
    """The files of the packages in the wheel."""
    with zipfile.ZipFile(wheel) as opened:
        return {name for name in opened.namelist() if ".dist-info/" not in name}


def _clean(home: Path) -> dict[str, str]:
    dropped = ("PYTHONPATH", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "KB_HOME": str(home / "library"), "COLUMNS": "100"}


def _run(environment: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=folder, env=_clean(environment.parents[1]), capture_output=True, text=True,
        timeout=200,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done


def test_the_wheel_holds_every_source_and_data_file_of_the_packages(wheel: Path) -> None:
    present = {
        str(path.relative_to(ROOT))
        for name in SOURCES
        for path in (ROOT / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert _packed(wheel) == present


def test_the_wheel_is_typed_and_has_the_version_of_the_code(wheel: Path) -> None:
    assert wheel.name == f"evidencia-{kb.__version__}-py3-none-any.whl"
    assert {f"{name}/py.typed" for name in ("kb", "ingest", "ui")} <= _packed(wheel)


def test_the_source_distribution_can_build_the_wheel_again(built: Path, wheel: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert _packed(wheel) <= names
    assert {*FILES, "docs/api.md"} <= names


def test_an_installation_defines_a_term_builds_the_library_searches_and_has_the_api(
    environment: Path, tmp_path: Path
) -> None:
    where = "import kb, ingest, ui, corpus; print(kb.__file__, ingest.__file__, ui.__file__, corpus.__file__)"
    imported = _run(environment, tmp_path, str(environment), "-c", where).stdout.split()
    assert all(Path(file).is_relative_to(environment.parents[1]) for file in imported), imported

    command = str(environment.with_name("kb"))
    defined = _run(environment, tmp_path, command, "define", "FTO").stdout
    assert "Foreign Terrorist Organization" in defined

    first_run = "from ui.cli.first_run import build_when_empty; build_when_empty()"
    _run(environment, tmp_path, str(environment), "-c", first_run)
    digests = len(list((ROOT / "corpus" / "digests").glob("*.md")))
    listed = _run(environment, tmp_path, command, "docs", "--json").stdout
    assert listed.count('"doc_id"') == digests

    found = _run(environment, tmp_path, command, "search", "straw purchasing").stdout
    assert "Straw purchasing" in found
    assert "Straw purchasing" in _run(environment, tmp_path, str(environment), "-c", API).stdout
