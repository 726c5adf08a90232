"""Opens the parts of a Word file: an archive of XML files that refer to each other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.read.docx.names import value
from ingest.read.xml_parser import Element, local_name, parse_xml
from ingest.read.zip_limits import DAMAGE, check_archive, names_of, normal_name


@dataclass(frozen=True, slots=True)
class Relationship:
    """One part's reference to another: ``kind`` is the last word of its type (``footnotes``),
    ``target`` the name of a part, or an address outside the file where it is ``external``."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of the file ``data``. Raises ``ArchiveError`` for a damaged or exploding one.

    Names of parts are compared as the standard says: without regard to letter case. Reading a part
    raises one of ``DAMAGE``.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = check_archive(data)
        self._names = names_of(self._archive)

    def data(self, name: str) -> bytes:
        """The bytes of the part ``name``."""
        return self._archive.read(self._names[normal_name(name)])

    def xml(self, name: str) -> Element:
        """The root element of the part ``name``."""
        return parse_xml(self.data(name))

    def main_parts(self) -> Iterator[str]:
        """The names of the parts that may hold the document's body, the likeliest first; the last
        is that which Word uses."""
        for found in self.relationships(""):
            if found.kind == "officeDocument" and normal_name(found.target) in self._names:
                yield found.target
        yield "word/document.xml"

    def related(self, name: str, kind: str) -> str | None:
        """The part of ``kind`` that the part ``name`` refers to, if the file has it."""
        for found in self.relationships(name):
            if found.kind == kind and normal_name(found.target) in self._names:
                return found.target
        return None

    def relationships(self, name: str) -> tuple[Relationship, ...]:
        """What the part ``name`` refers to; nothing where the list is missing or damaged."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if normal_name(path) not in self._names:
            return ()
        try:
            return tuple(_relationships(self.xml(path), folder))
        except DAMAGE:
            return ()


def _relationships(root: Element, folder: str) -> Iterator[Relationship]:
    for element in root.iter():
        if local_name(element) != "Relationship":
            continue
        external = value(element, "TargetMode") == "External"
        target = value(element, "Target")
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/")))
        name = value(element, "Type").rstrip("/").rpartition("/")[2]
        yield Relationship(value(element, "Id"), name, target, external)
