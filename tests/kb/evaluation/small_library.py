"""A library in memory that has what evaluation reads of one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from kb.models import Document, Kind, Metadata
from kb.store import Library
from kb.store.records import DocumentSummary


class _SmallLibrary:
    def __init__(self, files: dict[str, tuple[str, str | None, str]]) -> None:
        self._files = files

    def documents(self) -> tuple[DocumentSummary, ...]:
        return tuple(
            DocumentSummary(
                doc_id, "", Metadata(doc_id, Kind.OTHER, number=number), "text", 0, 1, len(text), (), ""
            )
            for doc_id, number, text in self._files.values()
        )  # fmt: skip

    def sources(self) -> dict[str, object]:
        return {p: SimpleNamespace(path=p, doc_id=d) for p, (d, _, _) in self._files.items()}

    def document(self, doc_id: str) -> Document:
        return Document(doc_id, "", self.text(doc_id), Metadata(doc_id))

    def text(self, doc_id: str) -> str:
        return next(text for found, _, text in self._files.values() if found == doc_id)


def small_library(files: dict[str, tuple[str, str | None, str]]) -> Library:
    """A library of ``files``: the path of each, with its document's id, number and text."""
    return cast(Library, _SmallLibrary(files))
