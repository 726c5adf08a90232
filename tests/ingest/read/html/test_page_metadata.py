"""A page's date is one that it states for itself, never one of its text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read.html.read import read
from ingest.read.source import Source
from kb.models import Document
from tests.ingest.read.html.page import SENTENCE, document, page


def ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


HEADS = [
    ('<meta property="article:published_time" content="2024-05-03T10:00:00-06:00">', "2024-05-03"),
    ('<meta name="citation_publication_date" content="2024/05/03">', "2024-05-03"),
    ('<meta name="DC.date.issued" content="2024-05">', "2024-05"),
    ('<meta itemprop="datePublished" content="2024">', "2024"),
    ('<meta name="date" content="May 3, 2024">', "2024-05-03"),
    ('<meta name="date" content="20240503">', "2024-05-03"),
    ('<meta name="date" content="3 de mayo de 2024">', "2024-05-03"),
    ('<meta name="dcterms.modified" content="2025-01-02">', "2025-01-02"),
    ('<meta name="dcterms.modified" content="2025-01-02"><meta name="date" content="2024-05-03">',
     "2024-05-03"),
    (ld('{"@type": "NewsArticle", "datePublished": "2024-05-03T10:00Z"}'), "2024-05-03"),
    (ld('{"@graph": [{"@type": "Event", "datePublished": "2020-01-01"},'
        '{"@type": ["Report"], "datePublished": "2024-05-03"}]}'), "2024-05-03"),
    (ld('{"@type": "WebPage", "dateModified": "2025-02-03"}'), "2025-02-03"),
    (ld('{"@type": "Event", "startDate": "2025-06-01", "datePublished": "2025-06-01"}'), None),
    (ld('{"@type": "Comment", "datePublished": "2025-06-01"}'), None),
    (ld("{broken"), None),
    ('<meta name="date" content="1970-01-01">', None),
    ('<meta name="date" content="2024-13-45">', None),
    ('<meta name="date" content="soon">', None),
    ('<meta name="date" content="04/05/2024">', None),
    ('<meta name="date" content="Sun, 03/05/2023 - 17:57">', "2023-03-05"),
    ('<meta name="date" content="miércoles, 03/05/2023">', "2023-05-03"),
    ('<meta name="date" content="Fri, 03/05/2023">', None),
    ('<meta name="date" content="Tue, 07/11/2023 - 17:57">', None),  # both are Tuesdays
    ('<meta name="date" content="04/05/2024"><meta name="last-modified" content="2024-07-14">',
     None),
    ('<meta property="og:updated_time" content="2023-07-14T10:30:00Z">', None),
    ('<meta name="description" content="Comments are due on June 1, 2025.">', None),
    ('<meta name="expires" content="2030-01-01">', None),
]  # fmt: skip


@pytest.mark.case("20")
@pytest.mark.parametrize(("head", "date"), HEADS)
def test_the_head_of_a_page_states_its_date(head: str, date: str | None) -> None:
    assert (
        document(page("<p>Comments are due by June 1, 2025.</p>", head=head)).metadata.date == date
    )


SHOWN = [
    ("<p>May 3, 2024</p>", "2024-05-03"),
    ("<p>3 May 2024</p>", "2024-05-03"),
    ("<p>Viernes, 3 de mayo de 2024</p>", "2024-05-03"),
    ("<p>Published: May 3, 2024 10:15 AM</p>", "2024-05-03"),
    ("<div>Publicado el 3 de mayo de 2024</div>", "2024-05-03"),
    ("<p>By Ana Pérez | May 3, 2024</p>", "2024-05-03"),
    ("<p>Por Ana Pérez, 3 de mayo de 2024</p>", "2024-05-03"),
    ("<p>May 2024</p>", "2024-05"),
    ('<p><time datetime="2024-05-03">three days ago</time></p>', "2024-05-03"),
    ('<p>By Ana Pérez <time datetime="2024-05-03T10:00">May 3</time></p>', "2024-05-03"),
    ('<p><time itemprop="datePublished" datetime="2024-05-03">May 3</time></p>', "2024-05-03"),
    ("<p>Last updated: May 3, 2024</p>", "2024-05-03"),
    ("<p>Deadline: June 1, 2025</p>", None),
    ("<p>Deadline June 1, 2025</p>", None),
    ("<p>Comments due June 1, 2025</p>", None),
    ("<p>Effective January 1, 2025</p>", None),
    ("<p>Hearing, June 1, 2025</p>", None),
    ("<p>Fecha límite: 1 de junio de 2025</p>", None),
    ('<p>Deadline: <time datetime="2025-06-01">June 1, 2025</time></p>', None),
    ("<p>2019–2024</p>", None),
    ("<ul><li>June 1, 2025: comments are due</li></ul>", None),
    ("<table><tr><th>By<th>What<tr><td>June 2025<td>Locks</table>", None),
    ("<p>The bridge was closed on May 3, 2024 for a day.</p>", None),
]


@pytest.mark.case("20")
@pytest.mark.parametrize(("line", "date"), SHOWN)
def test_the_first_lines_of_a_page_state_its_date(line: str, date: str | None) -> None:
    body = f"<main><h1>Notes on Bridges</h1>{line}<p>{SENTENCE}</p></main>"
    html = f"<html><head><title>Notes on Bridges</title></head><body>{body}</body></html>"
    assert document(html).metadata.date == date


AFTER = ["<p>June 2025</p>", "<p>Published: June 1, 2025</p>", "<h2>June 2025</h2>",
         '<p>Due <time datetime="2025-06-01">in June</time>.</p>',
         '<aside><time datetime="2025-06-01">June</time></aside>',
         '<footer>Last updated 2025</footer>', "<p>© 2025</p>"]  # fmt: skip


@pytest.mark.case("20")
@pytest.mark.parametrize("body", AFTER)
def test_a_date_after_the_first_paragraph_is_not_the_page_s(body: str) -> None:
    assert document(page(body)).metadata.date is None


@pytest.mark.case("20")
def test_the_page_of_the_case_has_no_date(case_path: Callable[[str], Path]) -> None:
    result = read(Source.load(case_path("20-date-invented.html")))
    assert isinstance(result, Document)
    assert result.metadata.date is None


def test_the_host_of_an_address_is_no_publisher() -> None:
    head = '<link rel="canonical" href="https://lamps.example/a">'
    assert document(page("", head=head)).metadata.publisher is None


ENCODINGS = [
    ('<meta charset="iso-8859-1">', "cp1252"),
    ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
    ("", "cp1252"),
    ('<meta charset="iso-8859-2">', "iso-8859-2"),
    ('<meta charset="shift_jis">', "utf-8"),
]


@pytest.mark.parametrize(("head", "encoding"), ENCODINGS)
def test_a_page_is_decoded_as_it_says(head: str, encoding: str) -> None:
    html = page(
        "<p>Józef – año</p>" if encoding == "iso-8859-2" else "<p>Año – México</p>", head=head
    )
    html = html.replace('<meta charset="utf-8">', "").replace(
        "ñ", "n" if "8859-2" in encoding else "ñ"
    )
    html = html.replace("–", "-" if "8859-2" in encoding else "–")
    result = read(Source.of(html.encode(encoding), "page.html"))
    assert isinstance(result, Document)
    assert result.text.endswith("Józef - ano" if encoding == "iso-8859-2" else "Año – México")
