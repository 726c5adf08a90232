"""Reads an EPUB book into a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.read.compose_document import Composer
from ingest.read.decode import decode
from ingest.read.epub.chapter import parse_chapter
from ingest.read.epub.metadata import metadata
from ingest.read.epub.package import Chapter, Package
from ingest.read.epub.style_sheets import deciding_rules
from ingest.read.html.blocks import Block, blocks
from ingest.read.html.note_marks import settle_marks
from ingest.read.html.read import compose
from ingest.read.html.styles import Styles
from ingest.read.html.visible import remove_unseen
from ingest.read.language_tag import language_code
from ingest.read.source import PartProgress, ReadResult, Source, no_progress
from ingest.read.xml_parser import Element, TooDeepError
from ingest.read.zip_limits import DAMAGE, ArchiveError, normal_name
from kb.models import Document, Skipped
from kb.text.display import displayable

_LOCKED = "the book is locked by copy protection; get an unlocked copy"
_NO_TEXT = "the book has no text, or is locked by copy protection; get an unlocked copy"
_CONTENTS_ROLES = frozenset({"doc-toc", "doc-pagelist"})
_MOST_NAMED = 3  # chapters that one warning names
_LONGEST_ID = 80  # characters of an id in a warning


def read(source: Source, progress: PartProgress = no_progress) -> ReadResult:
    """The text of an EPUB. ``Skipped`` when it cannot be opened or is empty."""
    try:
        package = Package(source.data)
        chapters, again = package.chapters()
    except (ArchiveError, *DAMAGE) as error:
        return Skipped(str(source.path), f"the EPUB is damaged: {error}")
    if any(normal_name(c.name) in package.locked for c in chapters):
        return Skipped(str(source.path), _LOCKED)
    composer = Composer()
    unread: list[str] = []
    deep: list[str] = []
    for number, chapter in enumerate(chapters, 1):
        try:
            compose(composer, _blocks(package, chapter))
        except TooDeepError:
            deep.append(chapter.name)
        except DAMAGE:
            unread.append(chapter.name)
        progress(number, len(chapters))
    body, sections = composer.finish()
    warnings = tuple(_warnings(package.unlisted, unread, deep, again))
    if not body.strip():
        return Skipped(str(source.path), warnings[-1] if unread or deep else _NO_TEXT)
    return Document(
        doc_id="",
        sha256=source.sha256,
        text=body,
        metadata=metadata(package, body),
        sections=sections,
        warnings=warnings,
        format="epub",
    )


def _blocks(package: Package, chapter: Chapter) -> list[Block]:
    """The blocks of a chapter. Raises one of ``DAMAGE``."""
    root = parse_chapter(package.data(chapter.name), _style_sheets(package, chapter))
    styles = Styles(root)
    remove_unseen(root, styles)
    notes = settle_marks(root, styles, _language(root, package))
    found = blocks(root, styles, notes)
    return [_as_contents(b) if chapter.is_contents or _in_contents(b.element) else b for b in found]


def _language(root: Element, package: Package) -> str | None:
    """The language of a chapter: its own, else that of the book."""
    stated = (value for name, value in root.attrib.items() if str(name).endswith("lang"))
    return language_code(str(next(stated, ""))) or package.language


def _as_contents(block: Block) -> Block:
    """A line of the table of contents; its heading opens no section of the book."""
    return replace(block, kind="contents", level=0)


def _in_contents(element: Element) -> bool:
    return any(e.get("role") in _CONTENTS_ROLES for e in (element, *element.iterancestors()))


def _style_sheets(package: Package, chapter: Chapter) -> Callable[[str], str]:
    """Gives what matters of a style sheet of the book, by its address in ``chapter``."""

    def text(href: str) -> str:
        try:
            sheet = decode(package.data(package.resolve(href, chapter.name)))
        except DAMAGE:
            return ""
        return deciding_rules(sheet or "")

    return text


def _warnings(
    unlisted: Sequence[str], unread: Sequence[str], deep: Sequence[str], again: int
) -> list[str]:
    told = []
    if again:
        told.append(
            f"its list of chapters names a chapter again {again:,} times; each is read once"
        )
    if unlisted:
        told.append(
            "its order of chapters names some that its list of files lacks; they are left out: "
            f"{_named([displayable(name[:_LONGEST_ID]) for name in unlisted])}"
        )
    if deep:
        told.append(f"chapters whose elements are nested too deeply are left out: {_named(deep)}")
    if unread:
        told.append(f"chapters that are missing or damaged are left out: {_named(unread)}")
    return told


def _named(chapters: Sequence[str]) -> str:
    more = f" and {len(chapters) - _MOST_NAMED} more" if len(chapters) > _MOST_NAMED else ""
    return ", ".join(chapters[:_MOST_NAMED]) + more
