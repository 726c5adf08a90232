"""Two browser tabs and a command-line ingest at once: nothing is damaged, and nothing hangs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import click
from tests.ui.conftest import environment, kb, watched_page

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.full]
FILES = 12


def _paper(name: str) -> str:
    """A text of several passages about one thing that no other text has."""
    parts = [f"## Part {n}\n\nMexico counted {n} {name} in district {n}, " + "and more. " * 60
             for n in range(1, 9)]  # fmt: skip
    return f"# The {name}\n\n" + "\n\n".join(parts)


def _searches(page: Page, server: str, words: str) -> None:
    page.goto(f"{server}/?q={words}")
    page.locator(".ev-card").first.wait_for()


def _uploads(page: Page, server: str, name: str) -> None:
    page.goto(f"{server}/library")
    click(page.get_by_text("Add documents"))
    page.locator("input[type=file]").set_input_files(
        [{"name": f"{name}.md", "mimeType": "text/markdown", "buffer": _paper(name).encode()}]
    )
    click(page.get_by_role("button", name="Add this file"))
    page.locator("section.lb-job").first.wait_for()


def test_two_tabs_and_an_ingest_at_once_damage_nothing(
    server: str, app_home: Path, context: BrowserContext
) -> None:
    more = app_home / "more"
    more.mkdir()
    for n in range(FILES):
        (more / f"kites{n}.md").write_text(_paper(f"kites{n}"))
    program = str(Path(sys.executable).with_name("kb"))
    ingest = subprocess.Popen(
        [program, "ingest", str(more)], env=environment(app_home),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    rounds = 0
    with watched_page(context) as first, watched_page(context) as second:
        _uploads(first, server, "lanterns")
        _uploads(second, server, "boats")
        while ingest.poll() is None or rounds < 3:
            rounds += 1
            _searches(first, server, f"lamps+{rounds}")
            _searches(second, server, f"Mexico+{rounds}")
            click(second.get_by_role("button", name="Collect").first)
            second.get_by_text("ollected in").first.wait_for()
        assert ingest.returncode == 0, ingest.stderr.read() if ingest.stderr else ""
        for page in (first, second):
            page.goto(f"{server}/library")
            done = page.locator('section.lb-job[aria-label="Reading files"][data-status=finished]')
            done.nth(1).wait_for(timeout=120_000)
        for page, words in ((first, "lanterns"), (second, "boats"), (first, "kites7")):
            _searches(page, server, words)
            expect(page.locator(".ev-card").first).to_contain_text(f"The {words}")
    documents = json.loads(kb(app_home, "docs", "--json"))["documents"]
    assert len(documents) == FILES + 3  # with the note that was there, and the two uploaded
    assert len({d["doc_id"] for d in documents}) == FILES + 3
    checked = json.loads(kb(app_home, "check", "--json"))
    assert checked["findings"] == []
