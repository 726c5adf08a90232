"""Reads pages without a text layer with Tesseract; needs the extra ``ocr``.

Pages are rendered with pypdfium2 (a kept binding to PDFium) at 300 dots per inch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ingest.read.pdf.door import RawPage, Run
from kb.errors import EvidenciaError

_DPI = 300
_LANGUAGES = "eng+spa"
_SURE = 30  # confidence, of 100, below which a word is not believed


class OcrMissing(EvidenciaError):
    """Recognition was asked for and is not installed."""


def recognise(data: bytes, pages: Sequence[RawPage]) -> tuple[list[RawPage], frozenset[int]]:
    """``pages`` with the words of those that had none, and which those are.

    Raises ``OcrMissing`` naming what to install.
    """
    silent = [p for p in pages if not p.text.strip() and p.problem is None]
    if not silent:
        return list(pages), frozenset()
    engine = _engine()
    import pypdfium2

    read: dict[int, RawPage] = {}
    pdf = pypdfium2.PdfDocument(data)
    try:
        for page in silent:
            image = pdf[page.index].render(scale=_DPI / 72).to_pil()
            runs = tuple(_runs(engine, image, page.height))
            if runs:
                text = "".join(r.text for r in runs)
                read[page.index] = replace(page, runs=runs, text=text)
    finally:
        pdf.close()
    return [read.get(p.index, p) for p in pages], frozenset(read)


def _engine() -> Any:
    try:
        import pytesseract

        pytesseract.get_tesseract_version()
    except ImportError as error:
        raise OcrMissing(
            "expected the extra `ocr`, found it missing; run: pip install 'evidencia[ocr]'"
        ) from error
    except OSError as error:
        raise OcrMissing(
            "expected Tesseract on this machine, found none; install it "
            "(Debian: apt-get install tesseract-ocr tesseract-ocr-spa)"
        ) from error
    return pytesseract


def _runs(engine: Any, image: Any, height: float) -> Iterator[Run]:
    """Tesseract's words as runs, one a word, lines ended by line breaks."""
    found = engine.image_to_data(image, lang=_languages(engine), output_type=engine.Output.DICT)
    scale = 72 / _DPI
    at = 0
    line: tuple[int, int, int] | None = None
    for i, word in enumerate(found["text"]):
        if not word.strip() or float(found["conf"][i]) < _SURE:
            continue
        here = (found["block_num"][i], found["par_num"][i], found["line_num"][i])
        lead = "" if line is None else " " if here == line else "\n"
        line = here
        size = round(found["height"][i] * scale)
        top = height - (found["top"][i] + found["height"][i]) * scale
        yield Run(lead + word, at, found["left"][i] * scale, top, float(size), "ocr")
        at += len(lead + word)


def _languages(engine: Any) -> str:
    installed = set(engine.get_languages())
    wanted = [name for name in _LANGUAGES.split("+") if name in installed]
    return "+".join(wanted) or "eng"
