"""Finds the further parts of an article that a page sets in several boxes, as with an
advertisement between.

A page that does not say which element is its article gives the paragraphs of all its parts the same
form: the same elements and classes around them. What has another form, such as comments, is beside
the article; the prose among it is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.read.html.lexicon import WEB_PAGES, is_called
from ingest.read.html.measures import Measures
from ingest.read.normalise import clean
from ingest.read.xml_parser import Element, local_name, words_in

_FEWEST_WORDS = 8  # of a paragraph
_PROSE_WORDS = 20  # of one that is named when it is left out
_MOST_LINKED = 0.5  # of a paragraph's letters
_LONGEST_HEADING = 4  # words of one that says what a box is
_FLOW = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl table figure blockquote pre".split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ENDS = re.compile(r"[.!?…][\"”’»)\]]*$")
_SAMPLE = 60  # characters of what is left out


def parts_of(root: Element, main: Element) -> list[Element]:
    """``main`` and the other parts of its article, in order; headings, lists and tables between
    them are parts too."""
    measures, beside = Measures(root), _Beside()
    own = set(main.iter())
    forms = {_form(p) for p in _paragraphs(main, measures)}
    others = [
        p for p in _paragraphs(root, measures)
        if p not in own and _form(p) in forms and p not in beside
    ]  # fmt: skip
    top = common(root, [main, *others])
    if not others or local_name(top) == "tr":  # cells of a row are columns of a page
        return [main]
    inside = {a for p in others for a in (p, *p.iterancestors())}
    children = list(top)
    chosen = [i for i, c in enumerate(children) if c in inside or c is main or main in c.iter()]
    between = children[chosen[0] : chosen[-1] + 1]
    return [
        c for i, c in enumerate(between, chosen[0]) if i in chosen or local_name(c) in _FLOW
    ]  # fmt: skip


def prose_outside(root: Element, parts: Sequence[Element]) -> tuple[str, ...]:
    """A sentence about the paragraphs of prose that are in none of ``parts``, where there are
    any. Comments and the like are not counted."""
    measures, beside = Measures(root), _Beside()
    inside = {e for part in parts for e in part.iter()}
    texts = [
        clean(words_in(p)).strip()
        for p in _paragraphs(root, measures)
        if p not in inside and p not in beside
    ]
    left = [t for t in texts if len(t.split()) >= _PROSE_WORDS and _ENDS.search(t)]
    if not left:
        return ()
    sample = left[0][:_SAMPLE].rsplit(" ", 1)[0]
    count = "one paragraph" if len(left) == 1 else f"{len(left)} paragraphs"
    return (
        f"{count} outside what was taken for the article {'is' if len(left) == 1 else 'are'} left "
        f"out (“{sample} …”); if the article is not whole, save the page as PDF and ingest that",
    )


def common(root: Element, elements: Sequence[Element]) -> Element:
    """The innermost element that holds all of ``elements``."""
    shared: list[Element] | None = None
    for element in elements:
        path = [*element.iterancestors()][::-1] + [element]
        if shared is None:
            shared = path
            continue
        pairs = zip(shared, path, strict=False)
        same = next((i for i, (a, b) in enumerate(pairs) if a is not b), len(path))
        shared = shared[:same]
    return shared[-1] if shared else root


def _paragraphs(element: Element, measures: Measures) -> list[Element]:
    return [
        p for p in element.iter("p")
        if len(words_in(p).split()) >= _FEWEST_WORDS and measures.linked(p) <= _MOST_LINKED
    ]  # fmt: skip


def _form(paragraph: Element) -> tuple[tuple[str, str], ...]:
    """The elements around a paragraph with their classes. Numbers in them count parts."""
    around = (paragraph, *paragraph.iterancestors())
    return tuple((local_name(e), re.sub(r"\d+", "", e.get("class", ""))) for e in around)


class _Beside:
    """Which paragraphs are in a box of comments, related pages or the like, as its names or its
    first heading say."""

    def __init__(self) -> None:
        self._known: dict[Element, bool] = {}

    def __contains__(self, paragraph: Element) -> bool:
        return any(map(self._says_so, paragraph.iterancestors()))

    def _says_so(self, box: Element) -> bool:
        if box not in self._known:
            heading = None if local_name(box) == "body" else next(box.iter(*_HEADINGS), None)
            words = words_in(heading).casefold().split() if heading is not None else []
            named = {w.strip(":.,()") for w in words} if len(words) <= _LONGEST_HEADING else set()
            self._known[box] = is_called(box, WEB_PAGES.beside) or bool(named & WEB_PAGES.beside)
        return self._known[box]
