"""``kb up --read-only``: what writes is not shown, and refuses where it is shown all the same."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import ui.web
from kb.evidence.evidence_map import MapMaker
from kb.evidence.store import EvidenceStore
from kb.store import Library
from tests.chromium import wait_until_drawn
from tests.ui.conftest import environment
from tests.ui.sample import READ_ONLY, Sample
from ui import read_only
from ui.web.library import add_documents

if TYPE_CHECKING:
    from playwright.sync_api import Page

# What a person who may write can press on each page, and the fields that are kept.
BUTTONS = {
    "search": {"Collect"},
    "document": {"Collect"},
    "map": {"Confirm", "Reject", "Undo"},
    "collections": {"Create", "Rename", "Delete it", "Up", "Down", "Remove"},
    "library": {"Re-read the file", "Remove it", "Check", "Rebuild"},
}
FIELDS = {"map": {"Reason"}, "collections": {"Note on passage 1"}}


@pytest.fixture
def home(sample_library: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the library with something of everything."""
    place = tmp_path / "home"
    shutil.copytree(sample_library.base / "home", place, ignore=shutil.ignore_patterns("jobs"))
    monkeypatch.setenv("KB_HOME", str(place))
    monkeypatch.setenv("KB_READ_ONLY", "1")
    st.cache_resource.clear()
    return place


@pytest.fixture
def forced(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, where every page draws what it would draw for one who may write: as if somebody
    had forced a widget on it. What refuses is left as it is."""
    for found in pkgutil.walk_packages(ui.web.__path__, "ui.web."):
        module = importlib.import_module(found.name)
        if module is not read_only and hasattr(module, "read_only"):
            monkeypatch.setattr(module, "read_only", lambda: False)

    def opened(label: str, **_: Any) -> Any:
        box = st.container()
        box.open = True
        return box

    monkeypatch.setattr(st, "popover", opened)
    return home


def _state(home: Path) -> dict[str, str]:
    """Every table of the record and every other file under ``home``, by a hash."""
    found = {}
    with sqlite3.connect(home / "library.sqlite3") as record:
        names = record.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            rows = repr(record.execute(f'SELECT * FROM "{name}"').fetchall())
            found[name] = hashlib.sha256(rows.encode()).hexdigest()
    for path in home.rglob("*"):
        if path.is_file() and not path.name.startswith(("library.sqlite3", "writer.")):
            found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _drawn(page: str, sample_library: Sample, home: Path) -> AppTest:
    app = AppTest.from_string(f"from ui.web.{page}.page import page\npage()", default_timeout=60)
    asked = {
        "search": {"q": "lamps", "mode": "lexical"},
        "document": {"doc": sample_library.ids["report.md"], "start": "0", "end": "40"},
        "map": {"rec": _linked(sample_library, home)},
        "collections": {},
        "library": {"doc": sample_library.ids["report.md"]},
    }
    for name, value in asked[page].items():
        app.query_params[name] = value
    app.session_state["judge-name"] = "A judge"
    return app.run()


def _linked(sample_library: Sample, home: Path) -> str:
    """A recommendation that has evidence which can be judged."""
    library = Library.open(home)
    found = MapMaker(EvidenceStore(library, writes=False)).make((sample_library.ids["brief.md"],))
    library.close()
    return next(r.recommendation.rec_id for r in found.rows if any(x.independent for x in r.links))


@pytest.mark.parametrize("page", BUTTONS)
def test_the_page_shows_nothing_that_writes(sample_library: Sample, home: Path, page: str) -> None:
    before = _state(home)
    app = _drawn(page, sample_library, home)
    assert not app.exception
    assert not BUTTONS[page] & {b.label for b in app.button}
    assert not FIELDS.get(page, set()) & {a.label for a in app.text_area}
    assert _state(home) == before


@pytest.mark.parametrize("page", BUTTONS)
def test_every_button_forced_is_refused(sample_library: Sample, forced: Path, page: str) -> None:
    before = _state(forced)
    first = _drawn(page, sample_library, forced)
    labels = [b.label for b in first.button]
    assert set(labels) >= BUTTONS[page]
    for number, label in enumerate(labels):
        app = _drawn(page, sample_library, forced)
        if not app.button[number].disabled:
            app.button[number].click().run()
            assert _state(forced) == before, label


@pytest.mark.parametrize("page", FIELDS)
def test_every_field_forced_is_refused(sample_library: Sample, forced: Path, page: str) -> None:
    before = _state(forced)
    app = _drawn(page, sample_library, forced)
    assert {a.label for a in app.text_area} >= FIELDS[page]
    for field in app.text_area:
        field.input("forced")
    app.run()
    assert _state(forced) == before


def test_an_upload_forced_is_refused(forced: Path) -> None:
    class File:
        name = "kites.md"

        def getvalue(self) -> bytes:
            return b"# Kites"

    before = _state(forced)
    add_documents._take([File()])
    assert "--read-only" in " ".join(st.session_state[add_documents._REFUSED])
    assert _state(forced) == before


def test_the_same_button_writes_when_the_app_is_not_read_only(
    sample_library: Sample, forced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The instrument itself: where the app may write, the same button changes the record."""
    monkeypatch.delenv("KB_READ_ONLY")
    before = _state(forced)
    app = _drawn("collections", sample_library, forced)
    next(b for b in app.button if b.label == "Remove").click().run()
    assert _state(forced) != before


def test_read_only_creates_no_library(tmp_path: Path) -> None:
    program = str(Path(sys.executable).with_name("kb"))
    done = subprocess.run(
        [program, "up", "--read-only", "--no-browser"], env=environment(tmp_path),
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "There is no library" in done.stderr
    assert not (tmp_path / "home").exists()


OFFERED = {  # what one sees of each page when it is drawn, and the buttons it has otherwise
    "/?q=lamps": (".ev-card", ("Collect",)),
    "/map?doc={brief}": ("table.em-relations", ("Look for evidence",)),
    "/collections": ("article.ev-card", ("Remove", "Down", "Rename", "New collection")),
    "/library?doc={faros}": (
        "table.lb-table", ("Remove", "Rebuild", "Check", "Re-read the file", "Undo"),
    ),
}  # fmt: skip


@pytest.mark.browser
def test_in_the_browser_nothing_that_writes_is_offered(read_only: Sample, page: Page) -> None:
    for path, (drawn, buttons) in OFFERED.items():
        page.goto(read_only.at(path))
        page.locator(drawn).first.wait_for()
        wait_until_drawn(page)
        for name in buttons:
            assert page.get_by_role("button", name=name, exact=True).count() == 0, name
    page.get_by_text("This app is read-only").wait_for()
    assert page.locator("input[type=file]").count() == 0
    assert page.get_by_role("link", name="Change: ").count() == 0
    READ_ONLY["read-only recommendation"](page, read_only)
    wait_until_drawn(page)
    assert page.get_by_role("button", name="Judge").count() == 0
    assert page.get_by_label("Your name").count() == 0
