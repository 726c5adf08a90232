"""Files that a Word file has inside whole (``w:altChunk``): other Word files, and plain text."""

from __future__ import annotations

from ingest.read.compose_document import Composer
from ingest.read.decode import decode
from ingest.read.docx.package import DAMAGE
from ingest.read.docx.word_file import WordFile
from ingest.read.text import blocks
from ingest.read.zip_limits import ArchiveError

_DEEPEST = 3
_LEFT_OUT = "a file inserted in it is left out; open it in Word, save it, and ingest it again"


def write_inserted(data: bytes | None, file: WordFile, composer: Composer) -> None:
    """Write the inserted file ``data`` to ``composer``; a warning where it cannot be read."""
    if data is None or file.depth >= _DEEPEST:
        file.warnings.append(_LEFT_OUT)
    elif data.startswith(b"PK"):
        _write_word(data, file, composer)
    else:
        _write_text(data, file, composer)


def _write_word(data: bytes, file: WordFile, composer: Composer) -> None:
    from ingest.read.docx.body import BodyWriter

    try:
        inner = WordFile.open(data)
    except (ArchiveError, *DAMAGE):
        file.warnings.append(_LEFT_OUT)
        return
    inner.depth = file.depth + 1
    BodyWriter(inner, composer).write()
    file.warnings += inner.warnings
    file.unseen.update(inner.unseen)


def _write_text(data: bytes, file: WordFile, composer: Composer) -> None:
    text = decode(data)
    if text is None or text.lstrip().startswith(("{\\rtf", "MIME-Version", "<")):
        file.warnings.append(_LEFT_OUT)
        return
    for lines, item in blocks(text):
        composer.paragraph(lines, item=item)
