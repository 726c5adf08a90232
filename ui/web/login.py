"""Who may see the app: everyone who reaches it, unless a secrets file names an identity provider.

With an ``[auth]`` section in Streamlit's secrets file everyone has to log in. A list ``allow`` in
its section ``[evidencia]`` admits only the people on it; docs/deploying.md says how.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ui.web.html_parts import notes, title


def require_login() -> None:
    """Show a log-in page instead of the app to people who have to log in or are not on the list."""
    if not st.secrets.load_if_toml_exists() or "auth" not in st.secrets:
        return
    if not st.user.is_logged_in:
        _ask("Log in to see this library.", "Log in", st.login)
    elif not may_enter(st.user.to_dict(), st.secrets.get("evidencia", {}).get("allow", ())):
        message = f"{st.user.get('email') or 'Your account'} does not have access to this library."
        _ask(message, "Log out", st.logout)


def _ask(message: str, label: str, action: Any) -> None:
    st.html(title("Evidencia") + notes([message]))
    st.button(label, on_click=action, type="primary", key="login")
    st.stop()


def may_enter(user: Mapping[str, Any], allowed: Sequence[str]) -> bool:
    """True when a user's e-mail address is on the list, or its domain (``@example.org``). An empty
    list admits everyone the provider knows. An unverified address does not count."""
    if not allowed:
        return True
    address = str(user.get("email") or "").casefold()
    name, at, domain = address.rpartition("@")
    if not name or not at or str(user.get("email_verified", True)).casefold() == "false":
        return False
    return any(a.casefold() in (address, f"@{domain}") for a in allowed)
