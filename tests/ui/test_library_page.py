"""The library page in a browser: upload, progress, cancel, remove, undo, check; read-only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from kb.store.lock import writing
from tests.chromium import click, wait_until_drawn

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror='window.hacked=1'>"


def _pdf(line: str) -> bytes:
    """A PDF of one page with one line of text, and one page without text."""
    stream = f"BT /F1 12 Tf 72 700 Td ({line}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + (
        b"xref\n0 7\n0000000000 65535 f \n%strailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(out))
    )


DOCUMENTS = {
    "lamps.md": "# Lamps in Mexico\n\nThe lamp office counted 48 lamps in 2021.\n",
    # Escaped, because Markdown itself leaves the tags of HTML out.
    "hostile.md": f"# Signs \\{HOSTILE} [x](javascript:window.hacked=1) \u202eback\n\n"
    "A sign <script>window.hacked=1</script> stood in Mexico.\n",
    "scan.pdf": _pdf(""),
}


def _opened(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("heading", name="Library", exact=True).wait_for()
    page.locator("table.lb-table").wait_for()


def _upload(page: Page, server: str, *files: tuple[str, bytes]) -> None:
    _opened(page, f"{server}/library")
    click(page.get_by_text("Add documents"))
    page.locator("input[type=file]").set_input_files(
        [{"name": n, "mimeType": "application/octet-stream", "buffer": d} for n, d in files]
    )
    click(page.get_by_role("button", name="Add th"))


def _job(page: Page, name: str, status: str) -> Locator:
    found = page.locator(f'section.lb-job[aria-label="{name}"][data-status={status}]').first
    found.wait_for()
    return found


def _row(page: Page, title: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=title, exact=True))


def test_the_table_lists_the_documents_of_the_library(server: str, page: Page) -> None:
    _opened(page, f"{server}/library")
    expect(page.locator(".stMainBlockContainer")).to_contain_text("2 documents")
    expect(_row(page, "Lamps in Mexico")).to_have_count(1)
    click(page.get_by_text("Files that were not read (1)"))
    page.get_by_text("scan.pdf: scanned: no text layer").wait_for()
    page.get_by_label("Filter").fill("lamps")
    page.get_by_label("Filter").press("Enter")
    page.get_by_text("1 of 2 documents").wait_for()
    assert "find=lamps" in page.url
    click(page.get_by_role("link", name="Lamps in Mexico", exact=True))
    page.wait_for_url("**/document?doc=*")


def test_an_uploaded_file_is_read_and_found(server: str, app_home: Path, page: Page) -> None:
    name = f"../../{HOSTILE}kites.pdf"
    _upload(page, server, (name, _pdf("Mexico counted ninety kites over Puebla.")), ("a.md", b""))
    done = _job(page, "Reading files", "finished")
    expect(done).to_contain_text("added, 1 passage")
    page.get_by_text("a.md is empty").wait_for()
    warning = page.locator(".lb-warn").first
    warning.wait_for()
    expect(warning).to_contain_text("page 2")
    originals = [p for p in (app_home / "home" / "uploads").rglob("*") if p.is_file()]
    assert any(p.suffix == ".pdf" and len(p.parts) == len(app_home.parts) + 4 for p in originals)
    page.goto(f"{server}/?q=ninety+kites")
    page.locator("article.ev-card").first.wait_for()
    expect(page.locator("article.ev-card").first).to_contain_text("ninety kites")
    assert page.evaluate("window.hacked") is None


def test_a_job_waits_for_another_writer_and_survives_a_closed_tab(
    server: str, app_home: Path, page: Page
) -> None:
    with writing(app_home / "home"):
        _upload(page, server, ("boats.md", b"# Boats\n\nMexico counted seven boats.\n"))
        waiting = _job(page, "Reading files", "waiting")
        waiting.get_by_text("is writing").wait_for()
        page.close()
        again = page.context.new_page()
        _opened(again, f"{server}/library")
        _job(again, "Reading files", "waiting")
    _job(again, "Reading files", "finished")
    _row(again, "Boats").wait_for()


def test_a_waiting_job_is_cancelled(server: str, app_home: Path, page: Page) -> None:
    with writing(app_home / "home"):
        _upload(page, server, ("trams.md", b"# Trams\n\nMexico counted three trams.\n"))
        _job(page, "Reading files", "waiting")
        click(page.get_by_role("button", name="Cancel"))
        _job(page, "Reading files", "cancelled")
    assert _row(page, "Trams").count() == 0


def test_a_document_is_read_again_removed_and_brought_back(server: str, page: Page) -> None:
    _opened(page, f"{server}/library")
    click(page.get_by_role("link", name="Change: Lamps in Mexico"))
    page.wait_for_url("**/library?doc=*")
    click(page.get_by_role("button", name="Re-read the file"))
    page.get_by_text("updated, 1 passage").wait_for()
    click(page.get_by_role("button", name="Remove"))
    expect(_row(page, "Lamps in Mexico")).to_have_count(1)
    click(page.get_by_role("button", name="Remove it"))
    _job(page, "Removing a document", "finished")
    _row(page, "Lamps in Mexico").wait_for(state="detached")
    click(page.get_by_role("button", name="Undo"))
    _row(page, "Lamps in Mexico").wait_for()


def test_the_library_is_rebuilt_and_checked(server: str, page: Page) -> None:
    _opened(page, f"{server}/library")
    click(page.get_by_role("button", name="Rebuild"))
    _job(page, "Rebuilding the indexes", "finished")
    click(page.get_by_role("button", name="Check", exact=True))
    expect(_job(page, "Checking the library", "finished")).to_contain_text("no problems")


def test_the_section_for_adding_stays_open_while_jobs_start_and_end(
    server: str, page: Page
) -> None:
    _opened(page, f"{server}/library")
    inside = page.get_by_text("From this computer")
    click(page.get_by_text("Add documents"))
    inside.wait_for()
    before = page.locator("section.lb-job").count()
    click(page.get_by_role("button", name="Check", exact=True))
    expect(page.locator("section.lb-job")).to_have_count(before + 1)
    expect(page.locator("section.lb-job").first).to_have_attribute("data-status", "finished")
    wait_until_drawn(page)
    expect(inside).to_be_visible()
    click(page.get_by_role("button", name="Dismiss").first)
    expect(page.locator("section.lb-job")).to_have_count(before)
    wait_until_drawn(page)
    expect(inside).to_be_visible()


def test_an_upload_survives_jobs_that_start_and_end(server: str, page: Page) -> None:
    _opened(page, f"{server}/library")
    click(page.get_by_text("Add documents"))
    held: list[Route] = []
    page.route("**/upload_file/**", lambda route: held.append(route))
    page.locator("input[type=file]").set_input_files(
        [{"name": "slow.md", "mimeType": "text/markdown", "buffer": b"# Slow\n\nMexico waits.\n"}]
    )
    before = page.locator("section.lb-job").count()
    click(page.get_by_role("button", name="Check", exact=True))
    expect(page.locator("section.lb-job")).to_have_count(before + 1)
    expect(page.locator("section.lb-job").first).to_have_attribute("data-status", "finished")
    wait_until_drawn(page)
    assert held
    for route in held:
        route.continue_()
    expect(page.get_by_role("button", name="Add this file")).to_be_visible()


def test_hostile_titles_are_text(server: str, page: Page) -> None:
    _opened(page, f"{server}/library")
    title = page.locator("table.lb-table th[role=rowheader] a").filter(has_text="Signs")
    expect(title).to_contain_text(HOSTILE)
    expect(title).not_to_contain_text("\u202e")
    click(page.get_by_role("link", name="Change: Signs"))
    page.locator(".lb-panel h2", has_text="Signs").wait_for()
    assert page.locator(".stMainBlockContainer img, a[href^='javascript']").count() == 0
    assert page.evaluate("window.hacked") is None
