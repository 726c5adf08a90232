"""An open Word file: its body and everything by which the body is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ingest.read.docx.content_controls import remove_prompts
from ingest.read.docx.fields import Fields
from ingest.read.docx.names import child
from ingest.read.docx.notes import Notes
from ingest.read.docx.numbering import Numbering
from ingest.read.docx.package import Package, Relationship
from ingest.read.docx.revisions import accept
from ingest.read.docx.styles import Styles
from ingest.read.docx.visibility import Unseen
from ingest.read.xml_parser import Element
from ingest.read.zip_limits import DAMAGE

# kind of part: what is missing where it cannot be read
_OPTIONAL = {
    "styles": "its styles are damaged, so headings may be missing",
    "numbering": "its lists are damaged, so automatic numbers are missing",
    "settings": "",
    "footnotes": "its footnotes are damaged and left out",
    "endnotes": "its endnotes are damaged and left out",
}
_TRACKED = "it has tracked changes, which are read as if all were accepted"


@dataclass(slots=True)
class WordFile:
    """``fields`` has those of the body and of the notes, by the root of their part. ``unseen``
    counts the pieces of text that are left out, by the reason. ``warnings`` are sentences."""

    package: Package
    root: Element
    styles: Styles
    numbering: Numbering
    notes: Notes
    fields: dict[Element, Fields]
    relationships: dict[str, Relationship]
    warnings: list[str]
    unseen: Counter[Unseen] = field(default_factory=Counter)
    depth: int = 0  # of a file inserted in another

    @classmethod
    def open(cls, data: bytes) -> WordFile:
        """The file ``data``. Raises ``ArchiveError``, or one of ``DAMAGE`` where the body cannot
        be read; a warning says which other part cannot."""
        package = Package(data)
        name, root = _main(package)
        warnings: list[str] = []
        parts = {kind: _optional(package, name, kind, warnings) for kind in _OPTIONAL}
        stories = [root, *(p for k in ("footnotes", "endnotes") if (p := parts[k]) is not None)]
        tracked = [accept(story) for story in stories]
        if any(tracked):
            warnings.append(_TRACKED)
        styles = Styles(parts["styles"])
        for story in stories:
            remove_prompts(story, styles)
        notes = {"footnote": parts["footnotes"], "endnote": parts["endnotes"]}
        return cls(
            package=package,
            root=root,
            styles=styles,
            numbering=Numbering(parts["numbering"], styles),
            notes=Notes(root, notes, parts["settings"]),
            fields={story: Fields(story) for story in stories},
            relationships={r.id: r for r in package.relationships(name)},
            warnings=warnings,
        )

    def fields_around(self, element: Element) -> Fields:
        """The fields of the part that ``element`` is in."""
        return self.fields[element.getroottree().getroot()]

    def part(self, relationship: str) -> bytes | None:
        """The bytes of the part with this relationship id, the first time that it is asked for;
        ``None`` where it cannot be read."""
        found = self.relationships.pop(relationship, None)
        if found is None or found.external:
            return None
        try:
            return self.package.data(found.target)
        except DAMAGE:
            return None

    def all_warnings(self) -> tuple[str, ...]:
        """The warnings, with what was left out because it is not seen in print."""
        left_out = (
            f"text that {reason} is left out ({count} {'place' if count == 1 else 'places'})"
            for reason, count in sorted(self.unseen.items())
        )
        return (*dict.fromkeys(self.warnings), *left_out)


def _main(package: Package) -> tuple[str, Element]:
    """The part that holds the body, and its root. Some files name another part as well."""
    names = list(package.main_parts())
    for name in names[:-1]:
        try:
            root = package.xml(name)
        except DAMAGE:
            continue
        if child(root, "w:body") is not None:
            return name, root
    return names[-1], package.xml(names[-1])


def _optional(package: Package, main: str, kind: str, warnings: list[str]) -> Element | None:
    name = package.related(main, kind)
    if name is None:
        return None
    try:
        return package.xml(name)
    except DAMAGE:
        if _OPTIONAL[kind]:
            warnings.append(_OPTIONAL[kind])
        return None
