"""The records that the library takes and returns, besides documents and passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb.models import Metadata, Page, Role
from kb.span import Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float32]


REBUILD = "Run `kb rebuild`: it makes the indexes again from the documents."
RESTORE = "Restore the library with `kb restore BACKUP`."


OUTDATED = "outdated"  # status of a file whose bytes changed and cannot be read as they are now


@dataclass(frozen=True, slots=True)
class SourceState:
    """A file as it was at the last ingestion; ``doc_id`` is ``None`` where it gave no document.
    Where ``status`` is ``OUTDATED``, all else is of the file as its document has it, and ``reason``
    says why it cannot be read now.
    ``stamp`` is its inode and the time of its last change of any kind; programs that set
    ``mtime_ns`` back do not set these back."""

    path: str
    size: int
    mtime_ns: int
    sha256: str
    doc_id: str | None
    generation: str
    status: str
    reason: str | None
    settings_key: str
    stamp: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its text. ``pages`` and ``passages`` are counts."""

    doc_id: str
    sha256: str
    metadata: Metadata
    format: str
    pages: int
    passages: int
    characters: int
    warnings: tuple[str, ...]
    generation: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage is, as its citation says it: of the innermost section that holds the whole
    passage its ``address`` and heading ``path``, its number where it is a ``footnote``; and the
    ``pages``."""

    address: str | None = None
    path: tuple[str, ...] = ()
    footnote: str | None = None
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage in the library, with its text, its place, and the 5-grams of its text in ascending
    order, packed as uint32."""

    passage_id: str
    doc_id: str
    ordinal: int
    span: Span
    header: str
    section: int | None
    role: Role
    text: str
    text_hash: str
    place: Place = Place()
    shingles: bytes = b""


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """A query for the word index.

    ``any_of`` holds groups, each a tuple of alternatives that mean the same. A passage is found
    when it has any alternative of any group, and all that it has count in its score. An alternative
    of several words must occur as those words in order. A passage must have all ``phrases`` word
    for word (letter case, accents, hyphens and dashes do not count); where there are phrases,
    ``any_of`` only adds to the score. A passage with an ``excluded`` word is not found. Of each
    group of ``must`` a passage must have one alternative, in any form.
    """

    any_of: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    must: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class VectorTable:
    """Vectors of passages: row ``i`` of ``matrix`` (n × dimension, unit length) is of the passage
    ``ids[i]`` of the document ``doc_ids[i]``, which has the number ``numbers[i]`` in the table of
    all passages (``kb.store.passage_table``). ``encoder_key`` says which encoder made them."""

    ids: tuple[str, ...]
    doc_ids: tuple[str, ...]
    matrix: FloatArray
    numbers: npt.NDArray[np.int64]
    encoder_key: str | None = None

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each passage, by its id."""
        return {name: i for i, name in enumerate(self.ids)}


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of documents by what they can be filtered by, most frequent first; ``documents``
    counts passages by document."""

    kinds: Mapping[str, int]
    years: Mapping[str, int]
    publishers: Mapping[str, int]
    languages: Mapping[str, int]
    documents: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AddressRow:
    """An addressed section of a document in the library."""

    doc_id: str
    section_index: int
    address: str
    number: str | None
    heading: str
    span: Span
    atomic: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that the check found, and the sentence that says what to do about it."""

    what: str
    detail: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.detail}"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All findings; none means that the library is as it was written and agrees with its indexes.
    ``notes`` are sentences on what was not checked."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """True when there are no findings."""
        return not self.findings

    @property
    def remedies(self) -> tuple[str, ...]:
        """What to do, each sentence once."""
        return tuple(dict.fromkeys(f.remedy for f in self.findings if f.remedy))

    @property
    def only_derived(self) -> bool:
        """True when a rebuild mends everything that was found."""
        return all(f.remedy == REBUILD for f in self.findings)
