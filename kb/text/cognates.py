"""English guesses for Spanish words no lexicon holds, by the regular endings the two share.

``militarización`` → ``militarization``. A guess only: it is used beside the Spanish word, never in
its place, and only for endings whose correspondence is regular.
"""

from __future__ import annotations

_ENDINGS = (  # longest first; Spanish without accents → English
    ("aciones", "ations"),
    ("iciones", "itions"),
    ("cciones", "ctions"),
    ("ciones", "tions"),
    ("siones", "sions"),
    ("idades", "ities"),
    ("logias", "logies"),
    ("grafia", "graphy"),
    ("cracia", "cracy"),
    ("icamente", "ically"),
    ("ivamente", "ively"),
    ("osamente", "ously"),
    ("atamente", "ately"),
    ("almente", "ally"),
    ("blemente", "bly"),
    ("encias", "ences"),
    ("ancias", "ances"),
    ("encia", "ence"),
    ("ancia", "ance"),
    ("ificar", "ify"),
    ("izacion", "ization"),
    ("izar", "ize"),
    ("cion", "tion"),
    ("sion", "sion"),
    ("xion", "xion"),
    ("idad", "ity"),
    ("logia", "logy"),
    ("ismos", "isms"),
    ("ismo", "ism"),
    ("istas", "ists"),
    ("ista", "ist"),
    ("arios", "aries"),
    ("arias", "aries"),
    ("ario", "ary"),
    ("aria", "ary"),
    ("orios", "ories"),
    ("orio", "ory"),
    ("oria", "ory"),
    ("osos", "ous"),
    ("osas", "ous"),
    ("oso", "ous"),
    ("osa", "ous"),
    ("ivos", "ive"),
    ("ivas", "ive"),
    ("ivo", "ive"),
    ("iva", "ive"),
    ("icos", "ic"),
    ("icas", "ic"),
    ("ico", "ic"),
    ("ica", "ic"),
    ("ales", "al"),
    ("ables", "able"),
    ("ibles", "ible"),
    ("entes", "ent"),
    ("antes", "ant"),
    ("ente", "ent"),
    ("ante", "ant"),
    ("uras", "ures"),
    ("ura", "ure"),
    ("adores", "ators"),
    ("ador", "ator"),
    ("ores", "ors"),
    ("tad", "ty"),
)
_AS_THEY_ARE = ("al", "able", "ible", "or", "ar")
_SHORTEST = 6


def english_guess(word: str) -> str | None:
    """The English cognate of ``word`` (lower case, without accents), where its ending tells."""
    if len(word) < _SHORTEST:
        return None
    for spanish, english in _ENDINGS:
        if word.endswith(spanish) and len(word) > len(spanish) + 1:
            return _start(word[: -len(spanish)]) + english
    return _start(word) if word.endswith(_AS_THEY_ARE) and word.endswith(("al", "ble")) else None


def _start(stem: str) -> str:
    """``especial`` → ``special``: English has no ``e`` before ``s`` and a consonant."""
    if len(stem) > 3 and stem.startswith("es") and stem[2] in "cpqt":
        return stem[1:]
    return stem
