"""Reads pages without a text layer with Tesseract; needs the extra ``ocr``.

Pages are rendered with pypdfium2, a binding to PDFium.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from ingest.read.legible_pages import is_illegible
from ingest.read.pdf.runs import RawPage, Run
from kb.errors import EvidenciaError
from kb.settings import one_thread_for_tesseract, settings

_LANGUAGES = "eng+spa"
_POINTS_PER_INCH = 72


class OcrMissing(EvidenciaError):
    """Recognition is requested but not installed."""


def recognise(data: bytes, pages: Sequence[RawPage]) -> tuple[list[RawPage], frozenset[int]]:
    """``pages`` with the words recognised on those without readable text, and the indexes of these.

    Raises ``OcrMissing`` naming what to install.
    """
    without_text = [p for p in pages if not p.has_text and (p.problem is None or is_illegible(p))]
    if not without_text:
        return list(pages), frozenset()
    engine = _engine()
    import pypdfium2

    read: dict[int, RawPage] = {}
    pdf = pypdfium2.PdfDocument(data)
    try:
        for page in without_text:
            image = (
                pdf[page.index].render(scale=settings().ingest.ocr_dpi / _POINTS_PER_INCH).to_pil()
            )
            runs = tuple(_runs(engine, image, page.height))
            if runs:
                read[page.index] = replace(page, runs=runs, problem=None)
    finally:
        pdf.close()
    return [read.get(p.index, p) for p in pages], frozenset(read)


def _engine() -> Any:
    # Tesseract's threads mostly wait for each other: one thread takes a third of the time.
    one_thread_for_tesseract()
    try:
        import pytesseract

        pytesseract.get_tesseract_version()
    except ImportError as error:
        raise OcrMissing(
            "The extra `ocr` is not installed. Run: pip install 'evidencia[ocr]'"
        ) from error
    except OSError as error:
        raise OcrMissing(
            "Tesseract is not installed on this machine. Install it "
            "(Debian: apt-get install tesseract-ocr tesseract-ocr-spa)"
        ) from error
    return pytesseract


def _runs(engine: Any, image: Any, height: float) -> Iterator[Run]:
    """Tesseract's words as runs, those of a line on one baseline and of one size."""
    found = engine.image_to_data(image, lang=_languages(engine), output_type=engine.Output.DICT)
    lines: dict[tuple[int, int, int], list[int]] = {}
    for i, word in enumerate(found["text"]):
        if word.strip() and float(found["conf"][i]) >= settings().ingest.ocr_confidence:
            key = (found["block_num"][i], found["par_num"][i], found["line_num"][i])
            lines.setdefault(key, []).append(i)
    scale = _POINTS_PER_INCH / settings().ingest.ocr_dpi
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
