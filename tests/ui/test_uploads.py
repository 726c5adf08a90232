"""A stranger uploads nothing, and what is refused is not read. ``test_login`` has the login."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.chromium import wait_until_drawn
from tests.ui.sample import Sample
from tests.ui.upload_socket import FILE, MUCH, refused, send, session_of, token_lines

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.case("S6")


@pytest.mark.browser
def test_nothing_is_uploaded_in_read_only_mode(read_only: Sample, page: Page) -> None:
    session = session_of(page, read_only.at("/library"))
    refused(read_only.address, session)
    refused(read_only.address, "no-session")


@pytest.mark.browser
def test_only_a_session_that_was_shown_the_field_uploads(sample: Sample, page: Page) -> None:
    path = "/_stcore/upload_file/{}/a-file"
    length = f"Content-Length: {len(FILE)}"
    stranger = session_of(page, sample.at("/document"))
    refused(sample.address, stranger)
    page.goto(sample.at("/library"))
    page.locator("input[type=file]").wait_for(state="attached")
    wait_until_drawn(page)
    lines = token_lines(sample.address)
    refused(sample.address, stranger)  # its page is gone: another load is another session
    session = session_of(page, sample.at("/library"))
    page.locator("input[type=file]").wait_for(state="attached")
    assert send(sample.address, path.format(session), *lines, length, body=FILE)[0] == 204
    forged = [line for line in lines if not line.startswith("X-Xsrf")]
    assert send(sample.address, path.format(session), *forged, length, body=FILE)[0] == 403
    got, sent = send(
        sample.address, path.format(session), *lines, f"Content-Length: {2 * 10**8}", most=MUCH
    )
    assert got in (413, 0)
    assert sent < MUCH


def test_no_other_request_may_be_large(sample: Sample) -> None:
    for path in (
        "/",
        "/_stcore/health",
        "/_stcore/metrics",
        "/component/x",
        "/_stcore/upload_file",
    ):
        for length in (f"Content-Length: {MUCH}", "Transfer-Encoding: chunked"):
            got, sent = send(sample.address, path, length, most=MUCH)
            assert got in (413, 411, 0), path
            assert sent < MUCH, path
