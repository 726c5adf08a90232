"""Files that a Word file has inside whole (``w:altChunk``): other Word files, web pages, text.

Programs that make Word files of web pages put the whole text into one such file.
"""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError

from ingest.read.compose_document import Composer
from ingest.read.decode import decoded
from ingest.read.docx.word_file import WordFile
from ingest.read.html.blocks import blocks
from ingest.read.html.note_marks import settle_marks
from ingest.read.html.read import compose, declared_encoding
from ingest.read.html.styles import Styles
from ingest.read.html.visible import remove_unseen
from ingest.read.text import blocks as plain_blocks
from ingest.read.xml_parser import MarkupError, parse_html
from ingest.read.zip_limits import DAMAGE, ArchiveError

_DEEPEST = 3
_LEFT_OUT = "a file inserted in it is left out; open it in Word, save it, and ingest it again"
_HEAD = 2000  # bytes by which a kind of file is known


def write_inserted(data: bytes | None, file: WordFile, composer: Composer) -> None:
    """Write the inserted file ``data`` to ``composer``; a warning where it cannot be read."""
    if data is None or file.depth >= _DEEPEST:
        file.warnings.append(_LEFT_OUT)
        return
    try:
        if data.startswith(b"PK"):
            _write_word(data, file, composer)
        elif b"mime-version:" in data[:_HEAD].lower():
            _write_text(_page_in_archive(data), composer)
        else:
            _write_text(data, composer)
    except (ArchiveError, MessageError, *DAMAGE):
        file.warnings.append(_LEFT_OUT)


def _write_word(data: bytes, file: WordFile, composer: Composer) -> None:
    from ingest.read.docx.body import BodyWriter

    inner = WordFile.open(data)
    inner.depth = file.depth + 1
    BodyWriter(inner, composer).write()
    file.warnings += inner.warnings
    file.unseen.update(inner.unseen)


def _page_in_archive(data: bytes) -> bytes:
    """The web page in a web archive (MHT). Raises ``ValueError`` where there is none."""
    for part in message_from_bytes(data).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content
    raise ValueError("the web archive has no page")


def _write_text(data: bytes, composer: Composer) -> None:
    """Write a web page, or plain text. Raises ``ValueError`` or ``MarkupError``."""
    found = decoded(data, declared_encoding(data))
    if found is None or found.text.lstrip().startswith("{\\rtf"):
        raise ValueError("it is neither a web page nor text")
    if not found.text.lstrip("\ufeff \n\r\t").startswith("<"):
        for lines, item in plain_blocks(found.text):
            composer.paragraph(lines, item=item)
        return
    root = parse_html(found.text)
    if root is None:
        raise MarkupError("it has no element")
    styles = Styles(root)
    remove_unseen(root, styles)
    notes = settle_marks(root, styles)
    compose(composer, blocks(root, styles, notes))
