"""Fixtures every test may use."""

from __future__ import annotations

import logging
import os
from pathlib import Path

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
