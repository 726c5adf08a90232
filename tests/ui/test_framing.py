"""A page of another site, on another port or name of this machine, gets nothing out of the app: it
cannot show it in a frame, send it messages, connect to it or read it."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.chromium import wait_until_drawn
from tests.ui.conftest import kb
from tests.ui.sample import Sample

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.case("S3")]
FOREIGN = """<!doctype html><title>Another site</title>
<script>
  window.heard = [];
  addEventListener("message", e => heard.push(e.origin + JSON.stringify(e.data)));
  const messages = ["STOP_SCRIPT", "RERUN_SCRIPT", "CLEAR_CACHE", "PRINT_APP",
    "TERMINATE_WEBSOCKET_CONNECTION", "RESTART_WEBSOCKET_CONNECTION", "REQUEST_PAGE_CHANGE",
    "UPDATE_HASH", "UPDATE_FROM_QUERY_PARAMS", "SET_FILE_UPLOAD_CLIENT_CONFIG",
    "SET_AUTH_TOKEN", "SET_CUSTOM_THEME_CONFIG", "SET_TOOLBAR_ITEMS"];
  window.tell = target => messages.forEach(type => target.postMessage({
    stCommVersion: 1, type, authToken: "x", hash: "#evil", queryParams: "q=evil",
    prefix: location.origin, headers: {}, pageScriptHash: "x", items: [],
  }, "*"));
</script>"""


@contextmanager
def _site() -> Iterator[str]:
    """Another site on this machine: its port."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(FOREIGN.encode())

        def log_message(self, *arguments: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield str(server.server_address[1])
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["127.0.0.1", "localhost"])
def foreign(request: pytest.FixtureRequest, page: Page) -> Iterator[Page]:
    """A page of another site on this machine, by either of its names."""
    with _site() as port:
        page.goto(f"http://{request.param}:{port}/")
        yield page


_SHOWN = """url => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.src = url;
  frame.onload = () => done(true);
  document.body.append(frame);
})"""


@pytest.mark.parametrize("path", ["/", "/library", "/document", "/_stcore/host-config", "/nowhere"])
def test_another_site_cannot_show_the_app_in_a_frame(
    sample: Sample, foreign: Page, path: str
) -> None:
    for name in ("127.0.0.1", "localhost"):
        address = sample.at(path).replace("127.0.0.1", name)
        foreign.evaluate(_SHOWN, address)
        frame = foreign.frames[-1]
        # Chromium shows an error page of its own in the frame.
        assert frame.url.startswith("chrome-error:")
        assert frame.locator(".stApp").count() == 0
        foreign.evaluate("tell(document.querySelector('iframe').contentWindow)")
    assert foreign.evaluate("heard") == []


def test_the_same_frame_shows_another_page(sample: Sample, foreign: Page) -> None:
    """The instrument itself: a page that may be framed is shown."""
    foreign.evaluate(_SHOWN, foreign.url)
    assert foreign.frames[-1].url == foreign.url
    assert foreign.frames[-1].title() == "Another site"


def test_a_window_that_another_site_opens_hears_nothing_of_it(
    sample: Sample, foreign: Page
) -> None:
    documents = kb(sample.base, "docs", "--json")
    with foreign.context.expect_page() as opened:
        foreign.evaluate("url => { window.app = window.open(url) }", sample.at("/library"))
    app = opened.value
    app.locator("table.lb-table").wait_for()
    wait_until_drawn(app)
    before = app.locator(".stMain").inner_text()
    foreign.evaluate("tell(app)")
    foreign.evaluate("() => { try { app.location.hash } catch { heard.push('refused') } }")
    assert foreign.evaluate("app.closed") is True  # to the site that opened it
    wait_until_drawn(app)
    assert app.locator(".stMain").inner_text() == before
    assert urlsplit(app.url).query == ""
    assert urlsplit(app.url).fragment == ""
    assert app.evaluate("window.opener") is None
    assert [h for h in foreign.evaluate("heard") if h != "refused"] == []
    assert kb(sample.base, "docs", "--json") == documents
    app.close()


_READ = """async url => {
  const found = [];
  for (const mode of ["cors", "no-cors"])
    for (const method of ["GET", "POST"])
      try {
        const answer = await fetch(url, {mode, method, credentials: "include"});
        found.push(answer.status);
      } catch { found.push("refused"); }
  return found;
}"""


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/metrics", "/media/x"])
def test_another_site_reads_nothing(sample: Sample, foreign: Page, path: str) -> None:
    assert foreign.evaluate(_READ, sample.at(path)) == ["refused"] * 4


_CONNECTED = """url => new Promise(done => {
  const socket = new WebSocket(url, "streamlit");
  socket.onopen = () => done(true);
  socket.onerror = () => done(false);
})"""


def test_another_site_cannot_connect(sample: Sample, foreign: Page, page: Page) -> None:
    for name in ("127.0.0.1", "localhost"):
        address = f"ws://{name}:{urlsplit(sample.address).port}/_stcore/stream"
        assert foreign.evaluate(_CONNECTED, address) is False
    page.goto(sample.at("/"))
    own = f"ws://127.0.0.1:{urlsplit(sample.address).port}/_stcore/stream"
    assert page.evaluate(_CONNECTED, own) is True


def test_the_policy_keeps_the_app_from_loading_or_sending_elsewhere(
    sample: Sample, page: Page
) -> None:
    with _site() as port:
        page.goto(sample.at("/"))
        wait_until_drawn(page)
        blocked = page.evaluate(
            """async url => {
              const found = [];
              addEventListener("securitypolicyviolation", e => found.push(e.effectiveDirective));
              const image = new Image();
              const gone = new Promise(done => { image.onerror = done; image.onload = done; });
              image.src = url;
              await gone;
              await fetch(url, {mode: "no-cors"}).catch(() => null);
              const script = document.createElement("script");
              const failed = new Promise(done => { script.onerror = done; script.onload = done; });
              script.src = url;
              document.head.append(script);
              await failed;
              await new Promise(r => setTimeout(r, 0));
              return found;
            }""",
            f"http://localhost:{port}/x",
        )
    assert set(blocked) == {"img-src", "connect-src", "script-src-elem"}
