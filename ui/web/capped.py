"""Long text is cut on a page: one word of five megabytes must not make a page of as many."""

from __future__ import annotations

from kb.settings import settings
from kb.text.display import displayable

_LABEL = 200  # characters of a choice in a list


def capped(text: str, most: int | None = None) -> str:
    """``text``, or its first ``most`` characters and how many more there are. The default is the
    setting ``app.shown``."""
    limit = settings().app.shown if most is None else most
    if len(text) <= limit:
        return text
    return f"{text[:limit]} … {len(text) - limit:,} more characters"


def label(text: str) -> str:
    """``text`` as one of the choices that Streamlit lists."""
    return displayable(text if len(text) <= _LABEL else f"{text[: _LABEL - 2]} …")
