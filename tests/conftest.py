"""Fixtures every test may use."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import browser

__all__ = ["browser", "shared"]
# The same runtimes are tested on a machine with a GPU as on one without.
os.environ["CUDA_VISIBLE_DEVICES"] = ""
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the project; a test that needs it skips without it."""
    folder = Path(os.environ.get("EVIDENCIA_SHARED", ROOT.parent / "shared"))
    if not (folder / "documents").is_dir():
        pytest.skip(f"needs the real documents in {folder.name}/ beside the project")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """A test that fails in a browser reports what its pages showed: elsewhere, nobody sees it."""
    report: Any = yield
    opened = getattr(item, "funcargs", {}).get("browser")
    if report.when == "call" and report.failed and opened is not None:
        for page in (page for context in opened.contexts for page in context.pages):
            with contextlib.suppress(Exception):
                shown = page.locator("body").inner_text(timeout=2_000)
                report.sections.append((f"Page {page.url}", shown[:1500]))
    return report
