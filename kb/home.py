"""Where the library lives: ``KB_HOME``, or the platform's folder for application data."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """The library's folder. It is not created here."""
    named = os.environ.get("KB_HOME")
    if named:
        return Path(named).expanduser().resolve()
    from platformdirs import user_data_path

    return user_data_path("evidencia", appauthor=False)


def model_cache(folder: Path | None = None) -> Path:
    """Where the prepared encoder is kept; shared by every library of one user.

    ``KB_MODEL_CACHE`` overrides it; it is made once and can be deleted at any time.
    """
    named = os.environ.get("KB_MODEL_CACHE")
    if named:
        return Path(named).expanduser().resolve()
    from platformdirs import user_cache_path

    return user_cache_path("evidencia", appauthor=False) / "models"
