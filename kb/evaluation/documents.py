"""The documents of a library by the names that judgements give them."""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property
from pathlib import PurePath
from urllib.parse import unquote

from kb.statutes.ndaa_years import NDAA_YEARS
from kb.store import Library


class DocumentNames:
    """Names of documents: their ids, and the names of the files that they were read from (where a
    name is percent-encoded, as ``beir_folder`` writes it, what it stands for)."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def judged_name(self, doc_id: str, judged: Container[str]) -> str:
        """The name of a document that is among ``judged``; its id where none is."""
        names = (doc_id, *self._files.get(doc_id, ()))
        return next((name for name in names if name in judged), doc_id)

    def has(self, name: str) -> bool:
        """True where the library has a document of that name."""
        return name in self._known

    def ndaa_year(self, doc_id: str) -> int | None:
        """The fiscal year of the defense authorization act that a document is, or ``None``."""
        law = (self._numbers.get(doc_id) or "").rpartition(" ")[2]
        return NDAA_YEARS.get(law)

    @cached_property
    def _numbers(self) -> dict[str, str | None]:
        return {s.doc_id: s.metadata.number for s in self._library.documents()}

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        """File names of each document, with and without their endings."""
        files: dict[str, list[str]] = {}
        for state in self._library.sources().values():
            if state.doc_id:
                path = PurePath(state.path)
                names = (path.name, path.stem, unquote(path.stem))
                files.setdefault(state.doc_id, []).extend(names)
        return files

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset((*self._numbers, *(n for names in self._files.values() for n in names)))
