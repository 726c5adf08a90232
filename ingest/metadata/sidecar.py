"""Sidecars: ``NAME.meta.yaml`` beside ``NAME`` states the document's metadata."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from kb.errors import QueryError
from kb.models import Kind

SUFFIX = ".meta.yaml"
_CAP = 64_000  # bytes


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of ``path`` lies, whether or not there is one."""
    return path.with_name(path.name + SUFFIX)


def sidecar_key(path: Path) -> str:
    """Names the sidecar's content, so that a changed one means reading the file again."""
    sidecar = sidecar_of(path)
    if not sidecar.is_file():
        return ""
    return hashlib.sha256(sidecar.read_bytes()[:_CAP]).hexdigest()[:16]


def load_sidecar(path: Path) -> dict[str, Any]:
    """The fields stated in the sidecar of ``path``, fit for ``Overrides``; empty without one.

    Raises ``QueryError`` naming the sidecar and each field that is wrong.
    """
    sidecar = sidecar_of(path)
    if not sidecar.is_file():
        return {}
    import yaml
    from pydantic import ValidationError

    try:
        fields = yaml.safe_load(sidecar.read_bytes()[:_CAP].decode("utf-8")) or {}
        stated: dict[str, Any] = _model().model_validate(fields).model_dump(exclude_none=True)
        return stated
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors()
        )
        raise QueryError(f"expected metadata in {sidecar.name}, found {wrong}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        told = str(error).split("\n", 1)[0]
        raise QueryError(f"expected YAML in {sidecar.name}, found {told}") from error


def _model() -> Any:
    """The sidecar's schema; made when first needed, pydantic being slow to import."""
    from datetime import date as day

    from pydantic import BaseModel, ConfigDict, Field, field_validator

    class Sidecar(BaseModel):
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
        def _written(cls, value: object) -> object:
            return value.isoformat() if isinstance(value, day) else str(value)

    return Sidecar
