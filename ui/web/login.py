"""Who may see the app: whoever reaches it, unless a secrets file names an identity provider.

With an ``[auth]`` section in Streamlit's secrets file everyone logs in, and with a list ``allow``
in its section ``[evidencia]`` only those on it are let in; docs/deploying.md says how.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ui.web.markup import notes


def stop_strangers() -> None:
    """Ends the drawing of the page for someone who has to log in, or is not on the list."""
    if not st.secrets.load_if_toml_exists() or "auth" not in st.secrets:
        return
    if not st.user.is_logged_in:
        _ask("Log in to see this library.", "Log in", st.login)
    elif not may_enter(st.user.to_dict(), st.secrets.get("evidencia", {}).get("allow", ())):
        told = f"{st.user.get('email') or 'Your account'} is not on the list of those let in."
        _ask(told, "Log out", st.logout)


def _ask(told: str, label: str, action: Any) -> None:
    st.html(f'<h1 class="ev-name">Evidencia</h1>{notes([told])}')
    st.button(label, on_click=action, type="primary", key="login")
    st.stop()


def may_enter(user: Mapping[str, Any], allowed: Sequence[str]) -> bool:
    """True when a user's e-mail address is on the list, or its domain (``@example.org``); an empty
    list lets in everyone the provider knows. An address the provider calls unverified is none."""
    if not allowed:
        return True
    address = str(user.get("email") or "").casefold()
    name, at, domain = address.rpartition("@")
    if not name or not at or str(user.get("email_verified", True)).casefold() == "false":
        return False
    return any(a.casefold() in (address, f"@{domain}") for a in allowed)
