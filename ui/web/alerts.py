"""Changes that a page makes, and the message where one cannot be made."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st

from kb.errors import EvidenciaError
from ui.read_only import refuse_when_read_only
from ui.web.html_parts import notes

_LOG = logging.getLogger(__name__)
_FAILED = (
    "This page cannot be shown because of an error in the program; its details are in the output "
    "of `kb up`. Go back, or open the page without what follows “?” in its address."
)


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


def script_failed(error: Exception) -> bool:
    """In place of Streamlit's own message about an error in a page: a sentence for the reader, the
    details for the log. Returns ``True``: the error is dealt with."""
    _LOG.error("a page failed", exc_info=error)
    alert(_FAILED)
    return True
