"""Sources a query names in passing: "according to the brief", "did GAO find", "el informe".

Such words say where to look, not what for: they are kept out of the words searched for, and
passages of the sources they name are preferred, never required.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.models import Kind, Metadata
from kb.search.expansion import Expansion
from kb.text.stems import folded

_KINDS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (r"(the|this|that|policy) briefs?|briefs? (says?|recommends?|argues?)", (Kind.BRIEF,)),
    (r"(el|este|ese|del|al|segun el) (informe|documento)", (Kind.BRIEF,)),
    (r"(the )?(white house|casa blanca)|fact sheets?|joint statements?|declaracion conjunta",
     (Kind.STATEMENT,)),
    (r"evaluations?|evaluacion(es)?", (Kind.EVALUATION,)),
    (r"executive orders?|orden ejecutiva", (Kind.ORDER,)),
    (r"digests?", (Kind.DIGEST,)),
)  # fmt: skip
_KIND_PATTERNS = tuple((re.compile(rf"\b({p})\b"), kinds) for p, kinds in _KINDS)
_SHORT = {
    "gao": "gao",
    "government accountability office": "gao",
    "crs": "congressional research service",
    "congressional research service": "congressional research service",
}
# Words that name a source in the patterns above; nothing is looked for under them.
SOURCE_WORDS = frozenset("brief briefs informe documento digest digests".split())


@dataclass(frozen=True, slots=True)
class Cues:
    """Kinds of document and publishers a query names."""

    kinds: frozenset[Kind] = frozenset()
    publishers: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.publishers)

    @property
    def strict(self) -> bool:
        """True when the question is about the named source itself ("does the brief say …")."""
        return not self.kinds.isdisjoint({Kind.BRIEF, Kind.DIGEST})

    def mentioned(self, text: str) -> bool:
        """True when ``text`` speaks of a publisher the query names, in full or for short."""
        words = folded(text)
        names = {n for n, full in _SHORT.items() if full in self.publishers} | self.publishers
        return any(re.search(rf"\b{re.escape(n)}\b", words) for n in names)

    def named(self, metadata: Metadata) -> bool:
        """True when the document is of a source the query names."""
        publisher = folded(metadata.publisher or "")
        return metadata.kind in self.kinds or any(p in publisher for p in self.publishers)


def cues_in(text: str, publishers: Iterable[str]) -> Cues:
    """The cues in ``text``; ``publishers`` are those on record."""
    words = folded(text)
    kinds = {k for pattern, named in _KIND_PATTERNS if pattern.search(words) for k in named}
    found = {full for short, full in _SHORT.items() if re.search(rf"\b{short}\b", words)}
    found |= {folded(p) for p in publishers if len(p) > 3 and folded(p) in words}
    return Cues(frozenset(kinds), frozenset(found))


def content_groups(expansion: Expansion, cues: Cues) -> tuple[tuple[str, ...], ...]:
    """The groups worth looking for: without words that only name a source, unless nothing else
    is left; weak words only where there are no others."""
    strong = tuple(g for g in expansion.groups if g[0].casefold() not in SOURCE_WORDS)
    return strong or expansion.groups or expansion.weak
