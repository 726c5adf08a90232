"""English guesses for Spanish words that no lexicon holds, by the regular endings of cognates.

``militarización`` → ``militarization``. A guess is searched for beside the Spanish word and never
replaces it.
"""

from __future__ import annotations

from kb.resources import LexiconModel, load_lexicon

_SHORTEST = 6  # letters; shorter words share endings by chance


class _CognateEndings(LexiconModel):
    """``corpus/lexicons/cognate_endings.yaml``."""

    endings: dict[str, str]
    shared: tuple[str, ...]


_LEXICON = load_lexicon("cognate_endings", _CognateEndings)


def english_guess(word: str) -> str | None:
    """The English cognate of ``word`` (lower case, without accents), or ``None`` where its ending
    has no regular counterpart."""
    if len(word) < _SHORTEST:
        return None
    for spanish, english in _LEXICON.endings.items():
        if word.endswith(spanish) and len(word) > len(spanish) + 1:
            return _start(word.removesuffix(spanish)) + english
    return _start(word) if word.endswith(_LEXICON.shared) else None


def _start(stem: str) -> str:
    """``especial`` → ``special``: English has no ``e`` before ``s`` and a consonant."""
    if len(stem) > 3 and stem.startswith("es") and stem[2] in "cpqt":
        return stem[1:]
    return stem
