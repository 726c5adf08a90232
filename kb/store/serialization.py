"""Documents to rows and back: text and layout are compressed, metadata is JSON."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, fields
from typing import Any

from kb.models import Document, Kind, LeftOut, Metadata, Page, Role, Section
from kb.span import Span


def pack_metadata(metadata: Metadata) -> str:
    """``metadata`` as JSON; empty fields are left out."""
    known = {k: v for k, v in asdict(metadata).items() if v not in (None, ())}
    return json.dumps(known, ensure_ascii=False)


def unpack_metadata(packed: str) -> Metadata:
    """The inverse of ``pack_metadata``."""
    values = json.loads(packed)
    lists = {f.name for f in fields(Metadata) if "tuple" in str(f.type)}
    values = {k: tuple(v) if k in lists else v for k, v in values.items()}
    return Metadata(**{"title": "", **values, "kind": Kind(values["kind"])})


def pack_text(text: str) -> bytes:
    """``text`` compressed."""
    return zlib.compress(text.encode(), 3)


def unpack_text(packed: bytes) -> str:
    """The inverse of ``pack_text``."""
    return zlib.decompress(packed).decode()


def pack_layout(document: Document) -> bytes:
    """Pages, sections and left-out spans, compressed."""
    layout: dict[str, Any] = {
        "pages": [
            [p.index, p.label, p.printed, [[s.start, s.end] for s in p.spans], int(p.ocr)]
            for p in document.pages
        ],
        "sections": [
            [s.span.start, s.span.end, s.path, s.level, s.heading, s.number, s.address,
             s.role.value, int(s.atomic)]
            for s in document.sections
        ],
        "left_out": [
            [o.span.start, o.span.end, o.reason, int(o.canonical)] for o in document.left_out
        ],
    }  # fmt: skip
    return zlib.compress(json.dumps(layout, ensure_ascii=False).encode(), 3)


def unpack_layout(packed: bytes) -> dict[str, Any]:
    """The parts ``pack_layout`` packed, as keyword arguments of ``Document``."""
    layout = json.loads(zlib.decompress(packed))
    return {
        "pages": tuple(
            Page(index, label, printed, tuple(Span(a, b) for a, b in spans), bool(ocr))
            for index, label, printed, spans, ocr in layout["pages"]
        ),
        "sections": tuple(
            Section(Span(a, b), tuple(path), level, heading, number, address, Role(role), bool(at))
            for a, b, path, level, heading, number, address, role, at in layout["sections"]
        ),
        "left_out": tuple(LeftOut(Span(a, b), why, bool(c)) for a, b, why, c in layout["left_out"]),
    }
