"""What an EPUB book says of itself: title, authors, date, language, rights."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.read.dates import iso_date
from ingest.read.epub.package import Package
from ingest.read.meaningless_title import is_meaningless_title
from ingest.read.normalise import clean
from ingest.read.text import first_line
from ingest.read.xml_parser import Element, local_name, words_in
from kb.models import Metadata

_UNDEFINED_YEAR = "0101"  # what calibre writes where no date is known


def metadata(package: Package, body: str) -> Metadata:
    """The metadata of the book with this package; the first line of ``body`` where it has no
    title."""
    elements = list(_elements(package.root))
    refined = _refinements(package.root)
    titles = [w for e in elements if (w := _words(e, "title"))]
    main = [w for e in elements if refined.get((e.get("id", ""), "title-type")) == "main"
            and (w := _words(e, "title"))]  # fmt: skip
    title = next((t for t in (*main, *titles) if not is_meaningless_title(t)), first_line(body))
    return Metadata(
        title=title,
        publisher=next(_all(elements, "publisher"), None),
        authors=_authors(elements, refined),
        date=_date(elements),
        language=package.language,
        rights=next(_all(elements, "rights"), None),
    )


def _elements(package: Element) -> Iterator[Element]:
    """The elements of the package's ``metadata``."""
    for part in package:
        if local_name(part) == "metadata":
            yield from part.iter()


def _refinements(package: Element) -> dict[tuple[str, str], str]:
    """What EPUB 3 says of an element in another: (id, property): value."""
    return {
        (e.get("refines", "").removeprefix("#"), e.get("property", "")): clean(words_in(e)).strip()
        for e in _elements(package)
        if local_name(e) == "meta" and e.get("refines")
    }


def _words(element: Element, name: str) -> str:
    return clean(words_in(element)).strip() if local_name(element) == name else ""


def _all(elements: list[Element], name: str) -> Iterator[str]:
    return (words for e in elements if (words := _words(e, name)))


def _attribute(element: Element, name: str) -> str:
    found = (v for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name)
    return str(next(found, ""))


def _authors(elements: list[Element], refined: dict[tuple[str, str], str]) -> tuple[str, ...]:
    """The creators; where the book tells authors from translators and others, the authors."""
    creators = []
    for element in elements:
        words = _words(element, "creator")
        if words and not is_meaningless_title(words):
            role = _attribute(element, "role") or refined.get((element.get("id", ""), "role"), "")
            creators.append((words, role.casefold()))
    authors = [name for name, role in creators if role in ("", "aut")]
    return tuple(dict.fromkeys(authors or [name for name, _ in creators]))


def _date(elements: list[Element]) -> str | None:
    """The date of publication; not that of a conversion or a change."""
    dates: dict[str, str] = {}
    for element in elements:
        found = iso_date(_words(element, "date"))
        if found and not found.startswith(_UNDEFINED_YEAR):
            dates.setdefault(_attribute(element, "event").casefold(), found)
    events = ("publication", "original-publication", "", "creation", "issued")
    return next((dates[e] for e in events if e in dates), None)
