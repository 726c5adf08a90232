"""Guesses what a file does not state: its kind, language and publisher. Guesses are marked so."""

from __future__ import annotations

import re

from kb.models import Kind, Metadata

_HEAD = 1500  # characters looked at for signs of what a document is

# Tried in order; each pattern is looked for in the number, the address, the title and the head.
_KINDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.BILL, (r"^\s*(H\.R\.|S\.|H\.J\.Res\.|S\.J\.Res\.) ?\d+\b.{0,300}\b(A BILL|Reported)",)),
    (
        Kind.STATUTE,
        (r"\bPublic Law \d+[-–]\d+", r"\bP\.L\. \d+-\d+$", r"Be it enacted by the Senate"),
    ),
    (Kind.REPORT, (r"^(R\d|R[LS]\d|I[FNG]\d|LSB\d|TE\d)\d{4}$",)),
    (
        Kind.EVALUATION,
        (
            r"\bGAO-\d\d-\d+",
            r"^.{0,80}Government Accountability Office",
            r"^.{0,80}Office of (the )?Inspector General",
            r"Auditor[ií]a Superior",
        ),
    ),
    (
        Kind.REPORT,
        (
            r"Congressional Research Service",
            r"crsreports\.congress\.gov",
            r"\bCRS (Report|In Focus)",
        ),
    ),
    (
        Kind.ORDER,
        (
            r"Executive Order \d+",
            r"/presidential-actions/",
            r"By the authority vested in me",
            r"Presidential Determination No",
            r"Memorandum for the Secretary",
        ),
    ),
    (
        Kind.STATEMENT,
        (
            r"whitehouse\.",
            r"/briefing-room/",
            r"Press Briefing",
            r"For Immediate Release",
            "FACT SHEET",
        ),
    ),
    (
        Kind.AGREEMENT,
        (r"^\s*(Agreement|Treaty|Convention|Memorandum of Understanding) (between|on|of)",),
    ),
    (
        Kind.ARTICLE,
        (r"\bdoi\.org/", r"\bJEL [Cc]lassification", r"^\s*Abstract\b.{0,2000}\bKeywords\b"),
    ),
    (
        Kind.BRIEF,
        (
            r"(?i:\bpolicy brief\b)",
            r"(?i:\bconclusions? and recommendations\b)",
            r"(?i:\brecommendations\b\s*\n)",
        ),
    ),
)
_KIND_PATTERNS = tuple((k, re.compile("|".join(signs), re.M | re.S)) for k, signs in _KINDS)

_PUBLISHERS: tuple[tuple[str, str], ...] = (
    ("GAO", r"\bGAO-\d\d-\d+|Government Accountability Office"),
    ("Congressional Research Service", r"Congressional Research Service"),
    ("The White House", r"whitehouse\.gov|whitehouse\.archives\.gov"),
    ("US Congress", r"Be it enacted by the Senate|\bPublic Law \d+[-–]\d+"),
    ("Office of the Federal Register", r"^Federal Register\s*/?\s*Vol\."),
)
_PUBLISHER_PATTERNS = tuple((name, re.compile(p, re.M)) for name, p in _PUBLISHERS)


def kind(metadata: Metadata, text: str) -> Kind:
    """The likeliest kind of document; ``OTHER`` when nothing speaks for any."""
    about = "\n".join(filter(None, (metadata.number, metadata.url, metadata.title)))
    for found, pattern in _KIND_PATTERNS:
        if pattern.search(about):
            return found
    for found, pattern in _KIND_PATTERNS:
        head = text if found is Kind.BRIEF and len(text) < 200_000 else text[:_HEAD]
        if pattern.search(head):
            return found
    return Kind.OTHER


def publisher(metadata: Metadata, text: str) -> str | None:
    """Who published it, where the document's own first words say so."""
    about = "\n".join(filter(None, (metadata.number, metadata.url, text[:_HEAD])))
    for name, pattern in _PUBLISHER_PATTERNS:
        if pattern.search(about):
            return name
    return None


def language(text: str) -> str | None:
    """``en`` or ``es``, whichever a sample of the text is in; ``None`` for too little text."""
    step = max(len(text) // 4, 1)
    sample = " ".join(text[i : i + 1500] for i in range(0, len(text), step))
    if len(sample.split()) < 5:
        return None
    import py3langid

    py3langid.set_languages(["en", "es"])
    return str(py3langid.classify(sample)[0])
