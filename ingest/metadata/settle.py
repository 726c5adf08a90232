"""Settles a document's metadata: the person's statements, its sidecar, the file, then guesses."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from ingest.metadata import guesses
from ingest.metadata.document_ids import doc_id as make_id
from ingest.metadata.field_checks import FieldError, check_field
from ingest.metadata.sidecar import load_sidecar
from ingest.read.source import Source
from kb.errors import QueryError
from kb.models import Document, Kind, Metadata


@dataclass(frozen=True, slots=True)
class Overrides:
    """Metadata that a person states; for ``None`` or empty fields the file or a guess counts."""

    kind: Kind | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    doc_id: str | None = None
    language: str | None = None
    number: str | None = None
    rights: str | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, *, kind: str | None = None, **others: str | None) -> Overrides | None:
        """Overrides from flags; ``None`` when no flag is given. Raises ``QueryError`` that names
        each flag whose value cannot be used."""
        stated = {name: value for name, value in (("kind", kind), *others.items())
                  if value is not None}  # fmt: skip
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for name, value in stated.items():
            try:
                values[name] = check_field(name, value)
            except FieldError as error:
                wrong.append(f"--{name.replace('_', '-')}: {error}")
        if wrong:
            raise QueryError("; ".join(wrong))
        if "kind" in values:
            values["kind"] = Kind(values["kind"])
        return cls(**values) if values else None

    def or_else(self, lower: Overrides) -> Overrides:
        """These, with ``lower``'s fields where these are empty."""
        return Overrides(
            **{f.name: getattr(self, f.name) or getattr(lower, f.name) for f in fields(self)}
        )


def settle(document: Document, source: Source, overrides: Overrides | None) -> Document:
    """``document`` with its metadata complete and its id. Raises ``QueryError`` when its sidecar
    is not valid."""
    stated = (overrides or Overrides()).or_else(Overrides(**load_sidecar(source.path)))
    meta = _with_guesses(_overridden(document.metadata, stated), document.text)
    return replace(document, metadata=meta, doc_id=stated.doc_id or make_id(meta))


def _overridden(meta: Metadata, stated: Overrides) -> Metadata:
    values = {
        f.name: getattr(stated, f.name)
        for f in fields(stated)
        if f.name != "doc_id" and getattr(stated, f.name)
    }
    return replace(meta, **values)


def _with_guesses(meta: Metadata, text: str) -> Metadata:
    """Guesses kind, language and publisher where they are not stated, and lists what is guessed."""
    found: dict[str, object] = {}
    if meta.language is None:
        found["language"] = guesses.language(text)
    if meta.publisher is None:
        found["publisher"] = guesses.publisher(meta, text)
    meta = replace(meta, **{k: v for k, v in found.items() if v})  # type: ignore[arg-type]
    if meta.kind is Kind.OTHER:
        found["kind"] = guesses.kind(meta, text)
        meta = replace(meta, kind=found["kind"])  # type: ignore[arg-type]
    guessed = tuple(sorted(k for k, v in found.items() if v and v is not Kind.OTHER))
    return replace(meta, guessed=meta.guessed + guessed)
