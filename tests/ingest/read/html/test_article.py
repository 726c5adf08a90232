"""The article of a page is read, whatever its layout; what is around it is not."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read.html.read import read
from ingest.read.source import Source
from kb.models import Document

HEADING = "Statement on Patrol Boats"
ONE = "The navy will move two patrol boats to Manzanillo in May."
TWO = "The boats will watch the fairway for nine months, at a cost of 31 million pesos."
ARTICLE = f"<h1>{HEADING}</h1><p>{ONE}</p><p>{TWO}</p>"
LONG = (
    "We and our partners store information on a device, such as unique identifiers in cookies, to "
    "process personal data. You may accept or manage your choices by clicking below, including "
    "your right to object where legitimate interest is used, or at any time in the privacy policy. "
)
NOTICE = (
    f"<h2>Your privacy</h2><p>GONE. {LONG}</p><p>We use essential cookies to make this site work, "
    "analytics cookies to understand how you use it, and marketing cookies. Accept all cookies, "
    "reject all cookies, or change your settings at any time. GONE.</p><button>Accept</button>"
)
SPANISH = (
    "<p>GONE. Utilizamos cookies propias y de terceros para mejorar su navegación y mostrarle "
    "publicidad personalizada. Puede aceptar todas las cookies o rechazar su uso. "
    "Consulte la configuración.</p>"
)
PRIVACY = (
    "<h2>We value your privacy</h2><p>GONE. We and our 842 partners store and read data on your "
    "device, such as identifiers, with your consent, for personalised advertising, measurement "
    "and research on visitors.</p><p>You may manage your choices or reject them at any time in "
    "the privacy settings. Some partners do not ask for consent to process your data. GONE.</p>"
)
NAV = '<nav><a href="/">GONE</a> <a href="/news">GONE</a></nav>'
PAGES = [
    (f'<div role="dialog">{NOTICE}</div><main><article>{ARTICLE}</article></main>', "a dialog"),
    (f'<div class="cookie-consent">{NOTICE}</div><main>{ARTICLE}</main>', "named by its class"),
    (f'<div id="onetrust-banner-sdk">{NOTICE}</div><div>{ARTICLE}</div>', "named by its id"),
    (f'<section aria-label="Cookies">{NOTICE}</section><div>{ARTICLE}</div>', "by its label"),
    (f"<div>{NOTICE}</div><main>{ARTICLE}</main>", "outside <main>"),
    (f"<div><div>{NOTICE}</div></div><div>{ARTICLE}</div>", "nothing names it"),
    (f"<div>{ARTICLE}</div><div>{NOTICE}</div>", "at the end"),
    (f"<div>{ARTICLE}</div><div>{SPANISH}</div>", "in Spanish"),
    (f"<div>{PRIVACY}</div><main>{ARTICLE}</main>", "longer than <main>, cookies not named"),
    (f"<div>{PRIVACY}</div><div><article>{ARTICLE}</article></div>", "longer than <article>"),
    (f"<div>{PRIVACY}</div><div>{ARTICLE}</div>", "nothing names it, cookies not named"),
    (f'<div id="CybotCookiebotDialog"><p>GONE. We use cookies on this page.</p></div>{ARTICLE}',
     "named by its id, in the body"),
    ('<div><p>GONE. We use cookies to personalise content and ads and to analyse our traffic.</p>'
     f"<a>Allow all</a></div><div>{ARTICLE}</div>", "a short notice"),
    (f'<div><a href="#c">GONE</a></div><div id=c>{ARTICLE}</div><div class="footer">GONE 2021</div>',
     "a page of boxes"),
    (f'<div>{ARTICLE}<div class="related"><h3>GONE</h3><ul><li><a href="/a">GONE gone</a></ul></div>'
     "</div>", "related pages"),
    (f"<div><h1>{HEADING}</h1><p>{ONE} So it says.</p></div><div><p>{TWO} KEPT.</p></div>",
     "an article in two boxes"),
    (f"<div>GONE {LONG * 5}</div><main>{ARTICLE}</main>", "much longer than <main>"),
    (f"<div><h1>GONE</h1>{NOTICE}</div><div>{ARTICLE}</div>", "with a first heading of its own"),
    (f'<dialog open>{NOTICE}</dialog><div>{ARTICLE}</div>', "<dialog>"),
    (f'<main><div class="cmp">{NOTICE}</div>{ARTICLE}</main>', "inside <main>"),
    (f"{NAV}<main>{ARTICLE}</main><footer>GONE</footer>", "a plain page"),
    (f"<header>{NAV}GONE</header><div>{ARTICLE}</div><footer><p>GONE</p></footer>", "no <main>"),
    (f"<header>{NAV}<h1>{HEADING}</h1></header><main><p>{ONE}</p><p>{TWO}</p></main>",
     "the heading before <main>"),
    (f'<div role="navigation">GONE</div><div role="main">{ARTICLE}</div>'
     '<div role="contentinfo">GONE</div>', "roles"),
    (f'{NAV}<div class="newsletter-box"><form>GONE <input></form></div><div>{ARTICLE}</div>',
     "a form to subscribe"),
    (f'<main>{ARTICLE}<form><p>GONE</p><input type="email"></form></main>', "in the article"),
    (f'<main>{ARTICLE}<ul class="share-links"><li><a href="x">GONE</a></ul></main>', "to share"),
    (f'<ol class="breadcrumb"><li><a href="/">GONE</a></ol><main>{ARTICLE}</main>', "the way here"),
    (f'<main>{ARTICLE}<aside><ul><li><a href="/a">GONE gone gone</a></ul></aside></main>',
     "links to other pages"),
    (f'<form id="aspnetForm"><div>{ARTICLE}</div><p>{TWO} It is the sixth such move in this year '
     'and the second one that a governor asked for.</p></form>', "a page inside a form"),
    (f"<table><tr><td>{ARTICLE}</table>", "a page inside a table"),
    (f"<article>{ARTICLE}</article><article><p>KEPT. {TWO}</p></article>", "two articles"),
    (f"<article>{ARTICLE}</article><article><a href='/a'>GONE</a></article>", "and a teaser"),
    (f'<div itemprop="articleBody">{ARTICLE}</div><div class="social">GONE</div>', "articleBody"),
]  # fmt: skip


def text(body: str, title: str = HEADING) -> str:
    html = f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
    result = read(Source.of(html.encode(), "page.html"))
    assert isinstance(result, Document), result
    return result.text


@pytest.mark.case("17")
@pytest.mark.parametrize(("body", "why"), PAGES, ids=[row[1] for row in PAGES])
@pytest.mark.parametrize("title", [HEADING, f"{HEADING} | The Navy", "Welcome"])
def test_the_article_is_read_and_not_what_is_around_it(body: str, why: str, title: str) -> None:
    if "first heading of its own" in why:  # only the title tells which heading is the article's
        title = HEADING
    found = text(body, title)
    for words in (HEADING, ONE, TWO):
        assert words in found, why
    assert "GONE" not in found, why
    assert "cookies" not in found.casefold(), why
    assert ("KEPT" in found) == ("KEPT" in body)


ABOUT_COOKIES = [
    (f"<main><h1>Cookies</h1><p>{LONG}</p></main>", "Cookies", "an article about cookies"),
    (f"<div><h1>Rule on Cookies</h1><p>{LONG}</p></div>", "Rule on Cookies | Agency", "in a <div>"),
    (f"<div>{ARTICLE}<div><p>The privacy rule makes each site ask for consent before it reads data "
     "on a device. Cookies need it too.</p></div></div>", HEADING, "a part of an article"),
    (f"<main>{ARTICLE}<p>The rule asks each website for consent before it sets cookies.</p></main>",
     HEADING, "a paragraph of an article"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "title", "why"), ABOUT_COOKIES)
def test_an_article_about_cookies_is_read(body: str, title: str, why: str) -> None:
    assert "cookies" in text(body, title).casefold(), why


NAMES = [
    '<section id="information-sharing"><h2>Information Sharing</h2><p>KEPT</p></section>',
    '<div id="consent-decree"><h2>The Decree</h2><p>KEPT</p></div>',
    f'<div class="share-of-imports"><p>KEPT. {TWO * 6}</p></div>',
    f'<div class="social-policy">{"<p>KEPT. " + TWO * 6 + "</p>"}</div>',
    "<aside><p>KEPT: a box in the article.</p></aside>",
    "<footer><p>KEPT: the notes of the article.</p></footer>",
    "<header><p>KEPT: the line under the heading.</p></header>",
    '<section role="doc-endnotes" class="footnotes"><ol><li>KEPT</ol></section>',
]


@pytest.mark.parametrize("body", NAMES)
def test_parts_of_an_article_are_read_whatever_their_names(body: str) -> None:
    assert "KEPT" in text(f"<article>{ARTICLE}{body}</article>")


@pytest.mark.case("17")
def test_the_page_of_the_case_gives_the_article(case_path: Callable[[str], Path]) -> None:
    result = read(Source.load(case_path("17-cookie-banner.html")))
    assert isinstance(result, Document)
    assert result.text == f"{HEADING}\n\n{ONE}\n\n{TWO}"


@pytest.mark.parametrize("piece", ["<table><tr><td>x</table>", "<p>x<sup>1</sup>", "<li>x", "<q>x</q>",
                                   "<div class=cookie>cookies and consent</div>", "<br>x"])  # fmt: skip
def test_reading_takes_time_in_proportion_to_the_length(piece: str) -> None:
    """Eight times the page takes at most thirty times as long; a quadratic step takes 64."""

    def seconds(length: int) -> float:
        html = "<title>x</title><body>" + piece * (length // len(piece))
        started = time.process_time()
        read(Source.of(html.encode(), "page.html"))
        return time.process_time() - started

    seconds(100)
    assert seconds(24_000) < 30 * max(seconds(3_000), 0.01)
