"""Sources that a query names in passing: "according to the brief", "did GAO find", "el informe".

Such words are not searched for. Passages of the sources they name are preferred, never required.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kb.models import Kind, Metadata
from kb.resources import LexiconModel, Words, load_lexicon
from kb.search.expansion import Expansion
from kb.text.stems import folded


class CueLexicon(LexiconModel):
    """``corpus/lexicons/source_cues.yaml``: how queries name sources, in folded words."""

    kinds: dict[Kind, tuple[str, ...]]
    publishers: dict[str, str]
    not_searched: Words

    @cached_property
    def kind_patterns(self) -> tuple[tuple[re.Pattern[str], Kind], ...]:
        """A pattern for each kind of document that a query can name."""
        return tuple(
            (re.compile(rf"\b({'|'.join(cues)})\b"), kind) for kind, cues in self.kinds.items()
        )


def cue_lexicon() -> CueLexicon:
    """The cues of ``corpus/``."""
    return load_lexicon("source_cues", CueLexicon)


@dataclass(frozen=True, slots=True)
class Cues:
    """Kinds of document and publishers that a query names."""

    kinds: frozenset[Kind] = frozenset()
    publishers: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.publishers)

    @property
    def strict(self) -> bool:
        """True when the question is about the named source itself ("does the brief say …")."""
        return not self.kinds.isdisjoint({Kind.BRIEF, Kind.DIGEST})

    def mentioned(self, text: str) -> bool:
        """True when ``text`` names a publisher of the query, in full or by its short name."""
        words = folded(text)
        names = {
            n for n, full in cue_lexicon().publishers.items() if full in self.publishers
        } | self.publishers
        return any(re.search(rf"\b{re.escape(n)}\b", words) for n in names)

    def named(self, metadata: Metadata) -> bool:
        """True when the document is of a source the query names."""
        publisher = folded(metadata.publisher or "")
        return metadata.kind in self.kinds or any(p in publisher for p in self.publishers)


def find_cues(text: str, publishers: Iterable[str]) -> Cues:
    """The cues in ``text``; ``publishers`` are those of the library's documents."""
    words = folded(text)
    known = cue_lexicon()
    kinds = {kind for pattern, kind in known.kind_patterns if pattern.search(words)}
    found = {full for name, full in known.publishers.items() if re.search(rf"\b{name}\b", words)}
    found |= {folded(p) for p in publishers if len(p) > 3 and folded(p) in words}
    return Cues(frozenset(kinds), frozenset(found))


def content_groups(expansion: Expansion, cues: Cues) -> tuple[tuple[str, ...], ...]:
    """The groups to search for, without words that only name a source. Where no other group is
    left, all groups; where there are none, the weak ones."""
    sources = cue_lexicon().not_searched
    strong = tuple(g for g in expansion.groups if g[0].casefold() not in sources)
    return strong or expansion.groups or expansion.about_documents
