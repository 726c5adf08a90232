"""Who speaks in a transcript: the label at the start of a paragraph, such as ``MR. KIRBY:``."""

from __future__ import annotations

import re
from collections import Counter

from kb.span import Span

_CAPITAL = "A-ZÁÉÍÓÚÜÑ"
_LABEL = re.compile(
    rf"^[^\w\n]{{0,2}}([{_CAPITAL}][{_CAPITAL}.,’' -]{{0,59}}?)(?:\W{{0,2}}:\s|(?<=^Q)\s)", re.M
)
_LEAST = 2  # a label that comes once may be a heading: "NEW TARIFFS: Today …"


def speaker_at(text: str, span: Span) -> str | None:
    """Who says ``span`` of a transcript, as its labels name them; ``None`` where it has no
    labels or begins with one, and for a reporter's question (``Q``)."""
    labels = [(m.start(), m[1].strip()) for m in _LABEL.finditer(text)]
    counts = Counter(name for _, name in labels)
    before = [(at, name) for at, name in labels if at <= span.start and counts[name] >= _LEAST]
    if not before or before[-1][0] == span.start or before[-1][1] == "Q":
        return None
    return before[-1][1]
