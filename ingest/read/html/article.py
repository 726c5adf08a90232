"""Chooses the part of a page that is its article.

Pages say most of it themselves. Navigation, dialogs, footers and the like are elements and roles of
HTML, or have a class that says so; they are removed, but never with the page's own heading in them.
What is left is the article, inside ``<main>`` or ``<article>`` where that holds most of it. Only on
a page that says nothing, trafilatura tells text from the rest by its form: the article is the
smallest element that holds what it finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.read.html.blocks import blocks
from ingest.read.html.lexicon import WEB_PAGES, is_called
from ingest.read.html.measures import Measures
from ingest.read.html.parts import common, parts_of
from ingest.read.html.styles import Styles
from ingest.read.normalise import clean
from ingest.read.xml_parser import Element, local_name, remove_element, words_in, write_html
from kb.settings import settings

_WORD = re.compile(r"[^\W\d_]+")
_PARTS = frozenset("div section aside form ul ol header footer dl".split())
_HEADINGS = ("h1", "h2", "h3", "h4")
_WHOLE = ("html", "body", "form")
_CONTROLS = ("input", "button", "select", "textarea")
_LONGEST_NOTICE = 6000  # characters of a notice about cookies
_LONGEST_BOX = 1200  # characters of a box with buttons to share, a form to subscribe
_COMPARABLE = 0.25  # size of an article beside the largest one that is no link to another page
_FEWEST_WORDS = 8  # of a paragraph; buttons and labels have fewer


def remove_furniture(root: Element, title: str) -> None:
    """Remove from the page what is not its article by what the page itself says of it, and notices
    about cookies. ``title`` is the page's own, from its head."""
    measures = Measures(root)
    kept = _kept(root, title, measures)
    home = _home(root, title)
    article = set(home.iter()) if home is not None and local_name(home) not in _WHOLE else set()
    whole = words_in(root).casefold()
    notices = any(w in whole for w in (*WEB_PAGES.cookies_words, *WEB_PAGES.privacy_words))
    for element in list(root.iter()):
        name = local_name(element)
        if element in kept or not name or element.getparent() is None:
            continue
        if (
            _is_furniture(element, name, measures)
            or (name == "form" and _asks(element))
            or (
                notices
                and name in _PARTS
                and element not in article
                and _is_consent_notice(element, measures, apart=bool(article))
            )
        ):
            remove_element(element, " ")


def article(root: Element, title: str) -> list[Element]:
    """The elements that hold the article of a page without furniture, in order, and before them
    the page's heading where it is elsewhere. ``title`` is the page's own, from its head."""
    element, stated = _chosen(root, title)
    parts = [element] if stated else parts_of(root, element)
    own = {e for part in parts for e in part.iter()}
    headings = [e for e in root.iter("h1") if words_in(e).strip()]
    if any(h in own for h in headings):
        return parts
    return [*headings[:1], *parts]


def _chosen(root: Element, title: str) -> tuple[Element, bool]:
    """The element that holds the article, or most of it; and whether the page states it."""
    measures = Measures(root)
    home = _home(root, title)
    whole = measures.amount(root)
    wanted = settings().ingest.article_share * whole
    mains = [e for e in root.iter() if local_name(e) == "main" or e.get("role") == "main"]
    articles = _outermost(e for e in root.iter() if local_name(e) == "article" or _is_body(e))
    largest = max(map(measures.amount, articles), default=0)
    articles = [a for a in articles if measures.amount(a) >= _COMPARABLE * largest]
    for stated in (*([m] for m in mains), articles):
        element = common(root, stated)
        if stated and (measures.amount(element) >= wanted or home in {element, *element.iter()}):
            return element, True
    if home is not None and measures.amount(home) >= settings().ingest.home_share * whole:
        return home, False
    return (root, True) if mains or articles else (_found_by_form(root), False)


def _found_by_form(root: Element) -> Element:
    """The smallest element that holds the paragraphs that trafilatura takes for the article, and
    the first heading."""
    import trafilatura

    text = trafilatura.extract(
        write_html(root), fast=True, include_comments=False, favor_recall=True
    )
    found = " ".join(clean(text or "").split())
    parts = [b for b in blocks(root, Styles(root)) if b.text]
    chosen = [b for b in parts if b.text in found]
    wanted = settings().ingest.article_share * sum(len(b.text) for b in parts)
    if not chosen or sum(len(b.text) for b in chosen) < wanted:
        return root
    headings = [b for b in parts if b.kind == "heading" and b.level == 1][:1]
    return common(root, [b.element for b in (*chosen, *headings)])


def _title_headings(root: Element, title: str) -> list[Element]:
    """The headings that are the page's title; each first heading, where none is."""
    known = clean(title).strip().casefold()
    return [
        e for e in root.iter(*_HEADINGS)
        if (words := clean(words_in(e)).strip().casefold()) and words in known
    ] or [e for e in root.iter("h1") if words_in(e).strip()]  # fmt: skip


def _home(root: Element, title: str) -> Element | None:
    """The smallest element that holds the page's heading and a paragraph after it."""
    for heading in _title_headings(root, title)[:1]:
        for around in heading.iterancestors():
            texts = (words_in(e) for e in around.iter("p", "li", "td", "div"))
            if any(len(text.split()) >= _FEWEST_WORDS for text in texts):
                return around
    return None


def _kept(root: Element, title: str, measures: Measures) -> set[Element]:
    """Elements that are not furniture whatever they are called: those around the page's heading,
    ``<main>`` and ``<article>``."""
    headings = _title_headings(root, title)
    own = [e for e in (*headings, *root.iter("main", "article")) if measures.length(e)]
    kept: set[Element] = {root}
    for element in own:
        around = [element, *element.iterancestors()]
        if not any(_is_dialog(a) for a in around):
            kept.update(around)
    return kept


def _is_dialog(element: Element) -> bool:
    return (
        local_name(element) == "dialog"
        or element.get("role") in ("dialog", "alertdialog")
        or element.get("aria-modal") == "true"
    )


def _is_furniture(element: Element, name: str, measures: Measures) -> bool:
    if name == "nav" or _is_dialog(element):
        return True
    role = element.get("role", "")
    if role in WEB_PAGES.furniture_roles:
        return role not in ("banner", "contentinfo") or not measures.in_article(element)
    if name in ("footer", "header"):
        return not measures.in_article(element)
    if name == "aside":
        return not measures.in_article(element) or measures.linked(element) > 0.6
    if name not in _PARTS:
        return False
    if is_called(element, WEB_PAGES.notices) and measures.length(element) < _LONGEST_NOTICE:
        words = words_in(element).casefold()
        return any(word in words for word in WEB_PAGES.cookies_words)
    return _is_called_furniture(element) and _is_box(element, measures)


def _is_called_furniture(element: Element) -> bool:
    """True where the class, label or id names it. The id of a part with a heading is made of the
    heading's words (``information-sharing``) and says nothing."""
    if is_called(element, WEB_PAGES.furniture, ("class", "aria-label", "data-component")):
        return True
    return is_called(element, WEB_PAGES.furniture, ("id",)) and not any(
        local_name(e) in _HEADINGS for e in element.iterdescendants()
    )


def _is_box(element: Element, measures: Measures) -> bool:
    """True for an element that is mostly links, has fields of a form, or has a few words that are
    no sentence."""
    if measures.linked(element) > 0.6:
        return True
    if measures.length(element) > _LONGEST_BOX:
        return False
    return any(local_name(e) in _CONTROLS for e in element.iterdescendants()) or not any(
        len(words_in(e).split()) >= _FEWEST_WORDS for e in element.iter("p", "li", "td")
    )


def _asks(form: Element) -> bool:
    """True for a form that asks for something. Some servers put the whole page into a form."""
    return not any(
        local_name(e) in ("p", "h1", "h2", "table", "article", "main")
        and len(words_in(e).split()) > 3 * _FEWEST_WORDS
        for e in form.iterdescendants()
    )


def _is_consent_notice(element: Element, measures: Measures, *, apart: bool) -> bool:
    """True where every paragraph of a short element outside the article is about consent, and one
    is about cookies; where the article is ``apart``, a notice need not name them."""
    if measures.in_article(element) or not 0 < measures.length(element) < _LONGEST_NOTICE:
        return False
    texts = [_WORD.findall(b.text.casefold()) for b in blocks(element, Styles(element))]
    paragraphs = [set(words) for words in texts if len(words) >= _FEWEST_WORDS]
    about = [p for p in paragraphs if len(p & WEB_PAGES.consent_words) >= 2]
    named = WEB_PAGES.cookies_words | (WEB_PAGES.privacy_words if apart else frozenset())
    return len(about) == len(paragraphs) > 0 and any(not p.isdisjoint(named) for p in about)


def _is_body(element: Element) -> bool:
    return "articlebody" in (element.get("itemprop") or "").casefold()


def _outermost(elements: Iterable[Element]) -> list[Element]:
    found = list(elements)
    inside = set(found)
    return [e for e in found if not any(a in inside for a in e.iterancestors())]
