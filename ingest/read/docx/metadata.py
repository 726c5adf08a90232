"""Title, author and language of a Word file."""

from __future__ import annotations

from ingest.read.docx.package import Package
from ingest.read.language_tag import language_code
from ingest.read.lexicon import READING
from ingest.read.meaningless_title import is_meaningless_title
from ingest.read.normalise import clean
from ingest.read.text import first_line
from ingest.read.xml_parser import local_name, words_in
from ingest.read.zip_limits import DAMAGE
from kb.models import Metadata, Section

_USUAL_PART = "docProps/core.xml"


def metadata(
    package: Package, styled_title: str | None, body: str, sections: tuple[Section, ...]
) -> Metadata:
    """The file's properties. Without a title there, the words in the style Title are it, else the
    first line, or where that is a long paragraph the first heading."""
    found = _properties(package)
    author = found.get("creator", "")
    title = found.get("title", "")
    if is_meaningless_title(title):
        title = styled_title or _title_by_text(body, sections)
    return Metadata(
        title=title,
        authors=(author,) if author and author.casefold() not in READING.software_authors else (),
        language=language_code(found.get("language", "")),
    )


def _title_by_text(body: str, sections: tuple[Section, ...]) -> str:
    first = first_line(body)
    heading = next((s.heading for s in sections if s.heading), None)
    return heading if heading and first.endswith("…") else first


def _properties(package: Package) -> dict[str, str]:
    """The core properties by name; none where the file has no such part that can be read."""
    name = package.related("", "core-properties") or _USUAL_PART
    try:
        root = package.xml(name)
    except DAMAGE:
        return {}
    return {local_name(e): clean(words_in(e)).strip() for e in root}
