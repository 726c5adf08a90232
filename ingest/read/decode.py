"""Decodes bytes to text: by the byte order mark, as UTF-8, else by the likeliest encoding
(``ingest/read/code_pages.py``).

What is UTF-8 stays UTF-8. Where a text has other bytes beside it, they are read in the one older
encoding that fits them, else they become U+FFFD; a warning says where. A text whose UTF-8 was taken
for Windows-1252 and saved again is mended where all of it was.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.read.code_pages import beside_utf8, likeliest, with_strays

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNDECODED = "\ufffd"
_PLACES = 5  # places that a warning names
_FEWEST_ODD = 3  # undecodable or control characters that a short text may have
_DOUBT = (
    "the file does not tell its encoding; it was read as {}, judged by its letters. If letters are "
    "wrong, save it as UTF-8"
)
# The characters that one byte above 0x7F stands for in Windows-1252 (0x81 and four others, which
# it lacks, as in ISO 8859-1), and the byte.
_AS_BYTE = {
    bytes([b]).decode("cp1252", "ignore") or chr(b): b for b in range(0x80, 0x100)
}  # fmt: skip
_TAKEN_APART = re.compile(
    rf"[{re.escape(''.join(c for c, b in _AS_BYTE.items() if 0xC2 <= b <= 0xF4))}]"
    rf"[{re.escape(''.join(c for c, b in _AS_BYTE.items() if b <= 0xBF))}]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file with ``\\n`` as the line end, the encoding it was in, and sentences about
    what is wrong with it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> str | None:
    """The text of ``data`` with ``\\n`` as the line end, or ``None`` when it is not text."""
    found = decoded(data)
    return found.text if found else None


def decoded(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text of ``data`` with its encoding and warnings, or ``None`` when it is not text.

    ``declared`` is the encoding that the file names for itself. It counts only where there is no
    byte order mark and the bytes are not UTF-8, because the bytes are better evidence.
    """
    found = _by_evidence(data, declared)
    if found is None:
        return None
    text, encoding, notes = found
    if _is_binary(text):
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    mended = _put_together(text)
    if mended is not None:
        return Decoded(mended, encoding)
    return Decoded(text, encoding, (*notes, *_warnings(text, encoding)))


def _by_evidence(data: bytes, declared: str | None) -> tuple[str, str, tuple[str, ...]] | None:
    """The text, its encoding, and what is in doubt about that."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding, ()
    sample = data[:4000]
    if sample.count(0) > len(sample) // 4:  # before UTF-8, in which a zero is a character too
        little = sample[1::2].count(0) > sample[::2].count(0)
        encoding = "utf-16-le" if little else "utf-16-be"
        return data.decode(encoding, "replace"), encoding, ()
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        return None
    lenient = data.decode("utf-8", "replace")
    latin, mostly = _shares(lenient)
    other = beside_utf8(data, mostly=mostly) if mostly or (latin and not declared) else None
    if other:
        return with_strays(data, other), "utf-8", (_mixed(lenient, other),)
    if mostly:
        return lenient, "utf-8", ()
    if declared:
        return data.decode(declared, "replace"), declared, ()
    page = likeliest(data)
    doubt = (_DOUBT.format(page.encoding.upper()),) if page.doubtful else ()
    return data.decode(page.encoding, "replace"), page.encoding, doubt


def _shares(lenient: str) -> tuple[int, bool]:
    """How many letters of Latin script are UTF-8, and whether most of what is not ASCII is: at
    least as many of them as bytes that cannot be decoded, or three times as many of any script. An
    older encoding has pairs that are UTF-8 by chance (``É»``), but few are letters of a language
    that uses it."""
    bad = lenient.count(_UNDECODED)
    several = [c for c in lenient if c > "\x7f" and c != _UNDECODED]
    latin = sum(1 for c in several if c in _AS_BYTE)
    return latin, latin >= bad or len(several) > 3 * bad


def _mixed(lenient: str, other: str) -> str:
    """That a text is in two encodings, and where the ``other`` is."""
    lines = _lines([m.start() for m in re.finditer(_UNDECODED, lenient)], lenient)
    return (
        f"the file is partly UTF-8 and partly {other.upper()} ({lines}), and each letter was read "
        "as what it is. If letters there are wrong, correct the file and save it as UTF-8"
    )


def _is_binary(text: str) -> bool:
    sample = text[:20_000]
    odd = sum(1 for c in sample if (c < " " and c not in "\t\n\r\f\x1a") or c == _UNDECODED)
    return odd > max(len(sample) // 20, _FEWEST_ODD)


def _put_together(text: str) -> str | None:
    """``text`` with letters that were taken for two or three (``MÃ©rida``) put together again, or
    ``None`` where it is not certain that all of them were: where one character above ASCII is not
    part of such a group, the text was not saved twice."""
    if not _TAKEN_APART.search(text):
        return None
    try:
        bytes_again = bytes(ord(c) if c < "\x80" else _AS_BYTE[c] for c in text)
        return bytes_again.decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


def _warnings(text: str, encoding: str) -> Iterator[str]:
    """What of the text could not be decoded, and where."""
    bad = [m.start() for m in re.finditer(_UNDECODED, text)]
    if bad:
        where = _lines(bad, text)
        amount = "one character" if len(bad) == 1 else f"{len(bad):,} characters"
        yield (
            f"{amount} in {where} cannot be decoded as {encoding.upper()} and "
            f"{'is' if len(bad) == 1 else 'are'} shown as “{_UNDECODED}”; correct the file there "
            "and save it as UTF-8"
        )
    apart = _TAKEN_APART.search(text)
    if apart and len(_TAKEN_APART.findall(text)) > 2:
        line = text.count("\n", 0, apart.start()) + 1
        yield (
            f"letters look saved in the wrong encoding (“{apart.group()}” in line {line}); "
            "get the file as it was before, or correct them and save it as UTF-8"
        )


def _lines(places: list[int], text: str) -> str:
    """The numbers of the lines that have ``places`` of ``text``."""
    lines = sorted({text.count("\n", 0, at) + 1 for at in places[:1000]})
    more = " and others" if len(lines) > _PLACES else ""
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines[:_PLACES]))}{more}"
