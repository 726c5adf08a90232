"""Sidecars: a file ``NAME.meta.yaml`` beside ``NAME`` states the metadata of ``NAME``."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path
from typing import Any

from ingest.metadata.field_checks import FieldError, check_field
from ingest.metadata.yaml_fields import Fields, Problem, read_fields
from ingest.read.decode import decoded
from kb.errors import QueryError
from kb.models import Kind
from kb.plain_files import plain_file

SUFFIX = ".meta.yaml"
_MOST_BYTES = 64_000


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
            return file.read(_MOST_BYTES + 1)
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
    found = decoded(content)
    if found is None or len(content) > _MOST_BYTES:
        what = "is not text" if found is None else f"has more than {_MOST_BYTES:,} bytes"
        raise QueryError(f"{sidecar.name} {what}; write its fields as lines of UTF-8 text")
    fields, problems = checked(read_fields(found.text))
    problems += [Problem(1, warning) for warning in found.warnings]
    if problems:
        wrong = "; ".join(str(p) for p in sorted(problems, key=lambda p: p.line))
        raise QueryError(f"{sidecar.name}, {wrong}")
    return fields


def checked(read: Fields) -> tuple[dict[str, Any], list[Problem]]:
    """The fields that can be used, as ``Overrides`` takes them, and what is wrong with others."""
    used: dict[str, Any] = {}
    problems = list(read.problems)
    for field in read.fields:
        try:
            used[field.name] = check_field(field.name, field.value)
        except FieldError as error:
            problems.append(Problem(field.line, str(error)))
    if "kind" in used:
        used["kind"] = Kind(used["kind"])
    return used, problems
