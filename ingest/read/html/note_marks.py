"""Marks of notes: the raised 1 of "2,024¹" points to a note and is no part of the number.

A mark is left out of the text. Raised and lowered characters that belong to the text stay as what
they are: 1st, km², 10⁶, ¹⁴C, H2O, ½. A mark in front of its note (¹ Counted twice.) stays, apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.read.html.lexicon import WEB_PAGES
from ingest.read.html.raised import FLAT, LOWERED, RAISED, ends_in_lone_number, is_power
from ingest.read.html.styles import Styles
from ingest.read.normalise import clean
from ingest.read.xml_parser import (
    EPUB_TYPE,
    Element,
    local_name,
    remove_element,
    replace_contents,
    walk,
    words_in,
)

_SMALL = {
    "tm": "™", "sm": "℠", "(r)": "®", "®": "®", "™": "™", "℠": "℠", "+": "⁺", "−": "⁻", "°": "°",
}  # fmt: skip
_SYMBOLS = re.compile(r"[*†‡§¶‖#•∗]+")
_NUMBERS = re.compile(r"\d{1,3}[a-z]?(?:(?:\s?[,;–-]\s?|\s)\d{1,3}[a-z]?)*[,;.)]?|[ivx]{1,5}")
_NAMED_NUMBER = re.compile(r"(?i)(?:foot|end)?(?:notes?|notas?|fn|n)\.?\s?\d{1,3}")
_BRACKETED = re.compile(r"\[[^\]]{1,20}\]|\((?:\d{1,3}|[a-z*†‡])\)")
_LETTER = re.compile(r"[a-z](?:\s?,\s?[a-z])*")
_NO_WORD = re.compile(r"[\W_]*")
_CONTEXT = 40  # characters around a mark that are looked at
_RAISING = ("super", "text-top", "top")
_BLOCKS = frozenset(
    "p div li td th h1 h2 h3 h4 h5 h6 dt dd blockquote pre br tr table caption figcaption section "
    "article aside header footer main summary address".split()
)


@dataclass(frozen=True, slots=True)
class _Raised:
    """A raised or linked piece of text and what is around it in its block."""

    element: Element
    before: str
    after: str
    links: bool  # it is or is in or has a link inside the page
    named: bool  # its class, role or type says that it is the mark of a note
    raised: bool


def settle_marks(root: Element, styles: Styles, language: str | None = None) -> frozenset[str]:
    """Remove the marks of notes from the page and write raised and lowered characters as text.

    Returns the ids of the elements that the removed marks link to: the notes.
    """
    targets: set[str] = set()
    for mark in list(_raised(root, styles)):
        words = clean(words_in(mark.element)).strip()
        if mark.element.getparent() is None:
            continue
        text = _as_text(mark, words, language)
        if text is None:
            targets |= _targets(mark.element)
            glued = mark.before[-1:].isalnum() and mark.after[:1].isalnum()
            remove_element(mark.element, " " if glued else "")
            continue
        if text != words:
            replace_contents(mark.element, text)
        if mark.raised and not mark.before.strip() and text.translate(FLAT) == text:
            _name_note(mark.element)
    for element in list(root.iter("sub")):
        _lower(element)
    return frozenset(targets)


def _name_note(mark: Element) -> None:
    """The paragraph that a mark begins is a note."""
    block = next((a for a in mark.iterancestors() if local_name(a) in _BLOCKS), None)
    if block is not None and local_name(block) in ("p", "li", "dd"):
        block.set("data-note", "1")


def _raised(root: Element, styles: Styles) -> Iterator[_Raised]:
    """The pieces that may be marks, with the text of their block before them."""
    before = ""
    inside: Element | None = None
    for event, element in walk(root):
        name = local_name(element)
        if event == "start":
            if name in _BLOCKS:
                before = ""
            if inside is None:
                raised = name == "sup" or styles.of(element).get("vertical-align") in _RAISING
                if raised or (name == "a" and _is_inner(element)):
                    inside = element
                    yield _Raised(
                        element,
                        before,
                        _after(element),
                        _links(element),
                        _named(element),
                        raised or any(local_name(e) == "sup" for e in element.iterdescendants()),
                    )
                else:
                    before = (before + (element.text or ""))[-_CONTEXT:]
        else:
            if element is inside:
                inside = None
                words = words_in(element)
                if name == "a" and not _NUMBERS.fullmatch(words.strip(" []()")):
                    before = (before + words)[-_CONTEXT:]
            if inside is None:
                before = (before + (element.tail or ""))[-_CONTEXT:]


def _as_text(mark: _Raised, words: str, language: str | None) -> str | None:
    """What ``mark`` is in the text; ``None`` for the mark of a note, which is none of it."""
    if not words:
        return None
    before, after = mark.before, mark.after
    if mark.links and _NO_WORD.fullmatch(words) and not _SYMBOLS.fullmatch(words):
        return None  # ↩, back to the mark
    if after[:1] in ("/", "⁄") and words.isdigit() and not mark.links:
        return f" {words}" if before[-1:].isdigit() else words  # a fraction: 1 1/2
    if not mark.raised and not _is_linked_mark(mark, words):
        return words
    if not before.strip():
        return _front(mark, words)
    if not mark.raised or re.fullmatch(r"[\s,;–-]+", words):
        return _SMALL.get(words)
    if before[-1].isspace() and after[:1].isalpha() and not mark.links:
        return words.translate(RAISED)  # an isotope: ¹⁴C
    if mark.named or _SYMBOLS.fullmatch(words) or _BRACKETED.fullmatch(words):
        return None
    if words.casefold() in _SMALL:
        return _SMALL[words.casefold()]
    if words in ("o", "0", "º") and before[-1].isdigit() and re.match(r"\s?[CF]\b", after):
        return "°"
    return _letters_or_digits(mark, words, language)


def _letters_or_digits(mark: _Raised, words: str, language: str | None) -> str | None:
    before, small = mark.before.rstrip(), words.casefold().rstrip(".")
    if before[-1:].isdigit() and small in WEB_PAGES.ordinals:
        return words
    if (
        before[-1:].isdigit()
        and small in WEB_PAGES.ordinals_spanish
        and ends_in_lone_number(before)
    ):
        return words if language != "en" else None
    if before.endswith(".") and small in WEB_PAGES.ordinals_spanish and language != "en":
        return words  # 1.ª
    if mark.links and len(words) <= 5:
        return None
    if is_power(before, words):
        return words.translate(RAISED)
    if _NUMBERS.fullmatch(words) or _NAMED_NUMBER.fullmatch(words):
        return None
    if _LETTER.fullmatch(words):
        word = re.search(r"(?<![^\W\d_])[^\W\d_]{1,3}$", before)
        return words if word and words != "n" else None
    return words if len(words) <= 3 else f" {words}"


def _front(mark: _Raised, words: str) -> str | None:
    """A mark at the start of its block: it stays and is kept apart from the note; or it is an
    isotope, ¹⁴C; and alone it says nothing."""
    if not mark.after.strip():
        return None
    if re.match(r"[A-Z][a-z]?(?![^\W\d_])", mark.after) and words.isdigit() and not mark.links:
        return words.translate(RAISED)
    return words if mark.after[:1].isspace() else f"{words} "


def _is_linked_mark(mark: _Raised, words: str) -> bool:
    """True for a link inside the page that is the mark of a note though it is not raised: [1], or
    a number glued to what is before it; "see section 4" is none."""
    if re.fullmatch(r"\[(?:\d{1,3}|[a-z*†‡]|[ivx]{1,5})\]", words) or _SYMBOLS.fullmatch(words):
        return True
    glued = bool(mark.before.strip()) and mark.before[-1] not in " \n\t\xa0(/§-–"
    return (mark.named or glued) and _NUMBERS.fullmatch(words.strip("[]()")) is not None


def _lower(element: Element) -> None:
    """Write a lowered digit behind a digit with its own character; elsewhere it stays plain, so
    that a search for CO2 finds it."""
    words = clean(words_in(element)).strip()
    ahead = _text_before(element)
    if words.isdigit() and ahead[-1:].isdigit():
        replace_contents(element, words.translate(LOWERED))


def _text_before(element: Element) -> str:
    before = element.getprevious()
    if before is not None:
        return before.tail or words_in(before)
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""


def _after(element: Element) -> str:
    """Some characters behind ``element``, through the ends of the elements around it."""
    node: Element | None = element
    for _ in range(4):
        if node is None or local_name(node) in _BLOCKS:
            break
        if node.tail:
            return node.tail[:_CONTEXT]
        following = node.getnext()
        if following is not None:
            if local_name(following) in _BLOCKS:
                return ""
            return (words_in(following) + (following.tail or ""))[:_CONTEXT]
        node = node.getparent()
    return ""


def _is_inner(element: Element) -> bool:
    return "#" in (element.get("href") or "") or _named(element)


def _links(element: Element) -> bool:
    """True where the piece is, has or is in a link to a place in a page."""
    around = [element, *element.iterdescendants(), *element.iterancestors("a")]
    return any(local_name(e) == "a" and "#" in (e.get("href") or "") for e in around)


def _targets(element: Element) -> set[str]:
    around = [element, *element.iterdescendants(), *element.iterancestors("a")]
    hrefs = [e.get("href") or "" for e in around if local_name(e) == "a"]
    return {h.partition("#")[2] for h in hrefs if "#" in h} - {""}


def _named(element: Element) -> bool:
    """True where the class, role or type of the piece names it the mark of a note."""
    around = (element, *element.iterancestors("a", "sup"), *element.iterdescendants("a"))
    names = " ".join(
        node.get(key, "") for node in around for key in ("class", "role", "rel", EPUB_TYPE)
    ).casefold()
    return any(name in names for name in WEB_PAGES.note_names)
