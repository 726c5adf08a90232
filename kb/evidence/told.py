"""The judgements the project carries, and which recommendation a judgement is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from kb.corpus.load import CORPUS
from kb.evidence.exchange import read
from kb.evidence.judgement import Judgement
from kb.evidence.model import Recommendation


@lru_cache(maxsize=1)
def shipped(folder: Path = CORPUS / "judgements") -> tuple[Judgement, ...]:
    """The judgements the project carries. Raises ``JudgementsError`` for a damaged file."""
    files = sorted(folder.glob("*.tsv")) if folder.is_dir() else []
    return tuple(j for f in files for j in read(f.read_text(encoding="utf-8"), f.name))


class Places:
    """Which of some recommendations a judgement is about."""

    def __init__(self, recommendations: Sequence[Recommendation]) -> None:
        self._ids = {r.rec_id for r in recommendations}
        self._by_key = {_key(r.rec_id): r.rec_id for r in recommendations}
        self._all = recommendations

    def of(self, judgement: Judgement) -> str | None:
        """Its recommendation by id, by the key of its words, or by its words."""
        if judgement.rec_id in self._ids:
            return judgement.rec_id
        if _key(judgement.rec_id) in self._by_key:
            return self._by_key[_key(judgement.rec_id)]
        quote = judgement.rec_quote
        doc_id = judgement.rec_id.rpartition(".r-")[0]
        same = (r for r in self._all if quote and r.doc_id == doc_id)
        return next((r.rec_id for r in same if quote in r.text or r.text in quote), None)


def _key(rec_id: str) -> str:
    return rec_id.rpartition(".r-")[2]
