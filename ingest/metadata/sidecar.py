"""Sidecars: a file ``NAME.meta.yaml`` beside ``NAME`` states the metadata of ``NAME``."""

from __future__ import annotations

import datetime
import errno
import hashlib
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kb.errors import QueryError
from kb.models import Kind
from kb.plain_files import plain_file

SUFFIX = ".meta.yaml"
_MOST_BYTES = 64_000


class Sidecar(BaseModel):
    """The fields that a sidecar may have."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind | None = None
    title: str | None = Field(None, max_length=500)
    date: str | None = Field(None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    publisher: str | None = Field(None, max_length=200)
    url: str | None = Field(None, pattern=r"^https?://")
    doc_id: str | None = Field(None, pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    language: str | None = Field(None, pattern=r"^[a-z]{2}$")
    number: str | None = Field(None, max_length=60)
    rights: str | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @field_validator("date", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        """YAML reads a date as a date and a year as a number."""
        return value.isoformat() if isinstance(value, datetime.date) else str(value)


def sidecar_of(path: Path) -> Path:
    """The path of the sidecar of ``path``, whether or not it exists."""
    return path.with_name(path.name + SUFFIX)


def sidecar_key(path: Path) -> str:
    """Identifies the sidecar's content, so that a changed sidecar has the file read again."""
    try:
        content = _content(sidecar_of(path))
    except OSError:
        return "unreadable"
    return "" if content is None else hashlib.sha256(content).hexdigest()[:16]


def _content(sidecar: Path) -> bytes | None:
    """The bytes of a sidecar; ``None`` where there is none. Raises ``OSError``."""
    try:
        with open(sidecar, "rb", opener=plain_file) as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        # A name of the greatest length has no sidecar: its name would be too long.
        if error.errno in (None, errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP):
            return None
        raise


def load_sidecar(path: Path) -> dict[str, Any]:
    """The fields of the sidecar of ``path``, as ``Overrides`` takes them; empty without one.

    Raises ``QueryError`` naming the sidecar and each field that is wrong.
    """
    sidecar = sidecar_of(path)
    try:
        content = _content(sidecar)
    except OSError as error:
        raise QueryError(f"{sidecar.name} cannot be read: {error.strerror}") from error
    if content is None:
        return {}
    try:
        fields = yaml.safe_load(content.decode("utf-8")) or {}
        return Sidecar.model_validate(fields).model_dump(exclude_none=True)
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors()
        )
        raise QueryError(f"{sidecar.name} has fields that cannot be used: {wrong}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        first_line = str(error).split("\n", 1)[0]
        raise QueryError(f"{sidecar.name} cannot be read as YAML: {first_line}") from error
