"""Fixtures and settings for all tests.

Property tests run with the same examples every time (the profile ``fixed``), so that a run does not
fail by chance. ``make check`` runs them with the profile ``explore``: more examples, other ones each
time. What fails there becomes an ``@example`` of its test. ``HYPOTHESIS_PROFILE`` names the profile.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.chromium import browser

__all__ = ["browser", "shared"]
# The same runtimes are tested on a machine with a GPU as on one without.
os.environ["CUDA_VISIBLE_DEVICES"] = ""
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", max_examples=500, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

ROOT = Path(__file__).resolve().parent.parent
NO_SHARED = "needs the real documents in shared/ beside the project"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the project; a test that needs it skips without it."""
    folder = Path(os.environ.get("EVIDENCIA_SHARED", ROOT.parent / "shared"))
    if not (folder / "documents").is_dir():
        pytest.skip(NO_SHARED)
    return folder


@pytest.fixture(scope="session")
def case_path(shared: Path) -> Callable[[str], Path]:
    """Gives the path of a file or folder in ``shared/cases``; a test that takes it has the marker
    ``case`` with the number of the case."""

    def path(name: str) -> Path:
        found = shared / "cases" / name
        assert found.exists(), f"{name} is missing in shared/cases"
        return found

    return path


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Two things about the report of a test. In continuous integration a skipped test fails, but
    where it needs the real documents, which cannot be redistributed. And a test that fails in a
    browser reports what its pages showed, because nobody else saw them."""
    report: Any = yield
    if report.skipped and os.environ.get("EVIDENCIA_CI") and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr[-1])
        if NO_SHARED not in reason:
            report.outcome = "failed"
            report.longrepr = f"{reason}. In continuous integration this test must run."
    opened = getattr(item, "funcargs", {}).get("browser")
    if report.when == "call" and report.failed and opened is not None:
        for page in (page for context in opened.contexts for page in context.pages):
            with contextlib.suppress(Exception):
                shown = page.locator("body").inner_text(timeout=2_000)
                report.sections.append((f"Page {page.url}", shown[:1500]))
    return report
