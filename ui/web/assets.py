"""The files beside the app's code: templates, style sheets, scripts; read once a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def asset(name: str) -> str:
    """The text of a file under ``ui/web``, such as ``map/map.css``."""
    return files("ui.web").joinpath(name).read_text(encoding="utf-8")
