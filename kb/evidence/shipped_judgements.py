"""The judgements that come with the program, and which recommendation a judgement is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from kb.evidence.judgement import Judgement
from kb.evidence.judgement_file import read
from kb.recommend.model import Recommendation
from kb.resources import CORPUS
from kb.settings import settings


@lru_cache(maxsize=1)
def shipped(folder: Path = CORPUS / "judgements") -> tuple[Judgement, ...]:
    """The judgements that come with the program. Raises ``JudgementsError`` for a damaged file."""
    files = sorted(folder.glob("*.tsv")) if folder.is_dir() else []
    return tuple(j for f in files for j in read(f.read_text(encoding="utf-8"), f.name))


def document_of(rec_id: str) -> str:
    """The id of the document a recommendation is from; ``""`` for no recommendation's id."""
    return rec_id.rpartition(".r-")[0]


def key_of_words(rec_id: str) -> str:
    """A recommendation's id without its document: the key of its words, or its short name."""
    return rec_id.rpartition(".r-")[2]


class RecommendationMatcher:
    """Finds which of some recommendations a judgement is about. ``text_of`` gives the text of a
    document of the library by its id."""

    def __init__(
        self, recommendations: Sequence[Recommendation], text_of: Callable[[str], str]
    ) -> None:
        self._ids = {r.rec_id for r in recommendations}
        self._by_key = {key_of_words(r.rec_id): r.rec_id for r in reversed(recommendations)}
        self._all = recommendations
        self._limits = settings().evidence_map
        self._text_of = text_of
        self._letters: dict[str, tuple[str, ...]] = {}

    def find(self, judgement: Judgement) -> str | None:
        """The id of its recommendation, found by id, by the key of its words, or by the words of
        any of its places or a part of them; only letters and digits count."""
        if judgement.rec_id in self._ids:
            return judgement.rec_id
        if key_of_words(judgement.rec_id) in self._by_key:
            return self._by_key[key_of_words(judgement.rec_id)]
        letters = _letters(judgement.rec_quote)
        if len(letters) < self._limits.statement_letters:
            return None
        doc_id = document_of(judgement.rec_id)
        best = max(
            (
                (self._shared(r, letters), r.doc_id == doc_id, -n, r.rec_id)
                for n, r in enumerate(self._all)
            ),
            default=None,
        )
        return best[3] if best is not None and best[0] >= self._limits.statement_share else None

    def _shared(self, recommendation: Recommendation, letters: str) -> float:
        """How much of the longer the shorter of two statements is; 0 where neither holds the
        other."""
        return max(
            (
                min(len(known), len(letters)) / max(len(known), len(letters))
                for known in self._statements(recommendation)
                if letters in known or known in letters
            ),
            default=0.0,
        )

    def _statements(self, r: Recommendation) -> tuple[str, ...]:
        if r.rec_id not in self._letters:
            text = self._text_of(r.doc_id) if r.in_library else ""
            found = (r.text, *(p.of(text) for p in r.places))
            self._letters[r.rec_id] = tuple(dict.fromkeys(filter(None, map(_letters, found))))
        return self._letters[r.rec_id]


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
