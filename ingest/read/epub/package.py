"""The package of an EPUB book: its list of files, the order of its chapters, what it says of itself
(EPUB 3.3, and EPUB 2)."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from ingest.read.language_tag import language_code
from ingest.read.xml_parser import Element, local_name, parse_xml, words_in
from ingest.read.zip_limits import DAMAGE, check_archive, names_of, normal_name
from kb.settings import settings

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of the spine. ``is_contents`` is true for the book's table of contents."""

    name: str
    is_contents: bool = False


class Package:
    """The book ``data``. Raises ``ArchiveError`` for a damaged or exploding archive, or one of
    ``DAMAGE`` where the package cannot be read."""

    def __init__(self, data: bytes) -> None:
        self._archive = check_archive(data)
        self._names = names_of(self._archive)
        self._path = _package_path(parse_xml(self.data(_CONTAINER)))
        self.root = parse_xml(self.data(self._path))

    def data(self, name: str) -> bytes:
        """The bytes of the file ``name``, at most as much as a chapter may have. Raises one of
        ``DAMAGE``."""
        most = settings().ingest.chapter_mb * 1_000_000
        with self._archive.open(self._names[normal_name(name)]) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise ValueError(f"{name} has more than {most // 1_000_000} MB")
        return data

    def resolve(self, href: str, base: str) -> str:
        """The name of the file that ``href`` in the file ``base`` refers to."""
        path = unquote(href.partition("#")[0]).replace("\\", "/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))

    @cached_property
    def locked(self) -> frozenset[str]:
        """The files that are encrypted, with names as ``normal_name`` gives them. Fonts often are;
        a chapter is only under copy protection."""
        try:
            root = parse_xml(self.data(_ENCRYPTION))
        except DAMAGE:
            return frozenset()
        references = (e for e in root.iter() if local_name(e) == "CipherReference")
        return frozenset(normal_name(e.get("URI", "")) for e in references)

    @cached_property
    def language(self) -> str | None:
        """The language of the book (ISO 639-1)."""
        parts = (e for e in self.root if local_name(e) == "metadata")
        stated = (words_in(e) for part in parts for e in part.iter() if local_name(e) == "language")
        return language_code(next(stated, ""))

    @cached_property
    def unlisted(self) -> tuple[str, ...]:
        """The ids that the spine names and the list of files lacks."""
        items = self._items()
        named = dict.fromkeys(e.get("idref", "") for e in self._in("spine"))
        return tuple(name for name in named if name and name not in items)

    def chapters(self) -> tuple[tuple[Chapter, ...], int]:
        """The files of the spine, each once, and how often the spine names one again."""
        found: dict[str, Chapter] = {}
        times = Counter(e.get("idref", "") for e in self._in("spine"))
        items = self._items()
        for item in times:
            if item in items:
                found.setdefault(normal_name(items[item].name), items[item])
        return tuple(found.values()), sum(times[i] for i in times if i in items) - len(found)

    def _items(self) -> dict[str, Chapter]:
        """The files that the package lists, by their ids."""
        contents = self._contents_of_guide()
        found: dict[str, Chapter] = {}
        for element in self._in("manifest"):
            path = self.resolve(element.get("href", ""), self._path)
            is_contents = "nav" in element.get("properties", "").split() or path in contents
            found.setdefault(element.get("id", ""), Chapter(path, is_contents))
        return found

    def _contents_of_guide(self) -> frozenset[str]:
        """The table of contents of an EPUB 2, which the list of chapters does not mark."""
        return frozenset(
            self.resolve(e.get("href", ""), self._path)
            for e in self._in("guide")
            if e.get("type", "").casefold() == "toc"
        )

    def _in(self, name: str) -> Iterator[Element]:
        """The elements in the part ``name`` of the package."""
        for part in self.root:
            if local_name(part) == name:
                yield from part


def _package_path(container: Element) -> str:
    for element in container.iter():
        if local_name(element) == "rootfile" and element.get("full-path"):
            return unquote(element.get("full-path", ""))
    raise ValueError("its container.xml names no package file")
