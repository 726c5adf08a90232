"""With an identity provider in the secrets file nothing is shown to one who has not logged in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.chromium import wait_until_drawn
from tests.ui.conftest import kb, served
from tests.ui.upload_socket import refused, session_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:8501/oauth2callback"
cookie_secret = "of-the-test-alone"
client_id = "evidencia"
client_secret = "of-the-test-alone"
server_metadata_url = "http://127.0.0.1:9/.well-known/openid-configuration"

[evidencia]
allow = ["@example.org"]
"""


@pytest.fixture(scope="module")
def server(app_home: Path) -> Iterator[str]:
    """The app with these secrets."""
    kb(app_home, "ingest", str(app_home / "docs"))
    (app_home / ".streamlit").mkdir()
    (app_home / ".streamlit" / "secrets.toml").write_text(SECRETS)
    with served(app_home) as address:
        yield address


def test_a_stranger_sees_only_the_way_in(server: str, page: Page) -> None:
    for path in ("/?q=lamps", "/document", "/map", "/history", "/collections", "/library"):
        page.goto(server + path)
        page.get_by_role("button", name="Log in").wait_for()
        wait_until_drawn(page)
        shown = page.locator(".stMain").inner_text()
        assert shown.split() == "Evidencia Log in to see this library. Log in".split(), path


@pytest.mark.case("S6")
def test_a_stranger_uploads_nothing(server: str, page: Page) -> None:
    session = session_of(page, f"{server}/library")
    refused(server, session)
    refused(server, "no-session")
