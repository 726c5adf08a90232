"""Changes that a page makes, and the message where one cannot be made."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from kb.errors import EvidenciaError
from ui.read_only import refuse_when_read_only
from ui.web.html_parts import notes


def alert(message: str) -> None:
    """Show a message that screen readers announce at once."""
    st.html(notes([message], role="alert"))


def attempt(change: Callable[[], object]) -> bool:
    """Make a change and return whether it was made; else show why not."""
    try:
        refuse_when_read_only()
        change()
    except EvidenciaError as error:
        alert(str(error))
        return False
    return True
