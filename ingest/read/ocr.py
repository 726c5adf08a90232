"""Reads pages without a text layer with Tesseract; needs the extra ``ocr``.

Pages are rendered with pypdfium2 (a kept binding to PDFium) at 300 dots per inch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from ingest.read.pdf.runs import RawPage, Run
from kb.errors import EvidenciaError
from kb.settings import one_thread_for_tesseract

_DPI = 300
_LANGUAGES = "eng+spa"
_SURE = 30  # confidence, of 100, below which a word is not believed


class OcrMissing(EvidenciaError):
    """Recognition was asked for and is not installed."""


def recognise(data: bytes, pages: Sequence[RawPage]) -> tuple[list[RawPage], frozenset[int]]:
    """``pages`` with the words of those that had none, and which those are.

    Raises ``OcrMissing`` naming what to install.
    """
    silent = [p for p in pages if p.silent and p.problem is None]
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
                read[page.index] = replace(page, runs=runs)
    finally:
        pdf.close()
    return [read.get(p.index, p) for p in pages], frozenset(read)


def _engine() -> Any:
    # Tesseract's own threads wait for each other more than they work: one takes a third the time.
    one_thread_for_tesseract()
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
    """Tesseract's words as runs, those of a line on one baseline and of one size."""
    found = engine.image_to_data(image, lang=_languages(engine), output_type=engine.Output.DICT)
    lines: dict[tuple[int, int, int], list[int]] = {}
    for i, word in enumerate(found["text"]):
        if word.strip() and float(found["conf"][i]) >= _SURE:
            key = (found["block_num"][i], found["par_num"][i], found["line_num"][i])
            lines.setdefault(key, []).append(i)
    scale = 72 / _DPI
    for words in lines.values():
        low = median(found["top"][i] + found["height"][i] for i in words)
        size = float(round(max(found["height"][i] for i in words) * scale))
        for i in words:
            left, width = found["left"][i] * scale, found["width"][i] * scale
            yield Run(found["text"][i], left, height - low * scale, left + width, size)


def _languages(engine: Any) -> str:
    installed = set(engine.get_languages())
    wanted = [name for name in _LANGUAGES.split("+") if name in installed]
    return "+".join(wanted) or "eng"
