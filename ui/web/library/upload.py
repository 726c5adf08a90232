"""Uploaded files, stored as originals in folders and under names that the app chooses."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import unicodedata
from pathlib import Path

from ingest.discover import READABLE
from kb.errors import EvidenciaError
from kb.private_files import make_private_folder, private
from kb.settings import home, settings
from ui.read_only import refuse_when_read_only

SUFFIXES = tuple(sorted(s.removeprefix(".") for s in READABLE))


class UploadRefused(EvidenciaError):
    """An uploaded file is not accepted."""


def safe_name(given: str) -> str:
    """A file name made from the given one: letters, digits and hyphens, with a suffix that can be
    read. Raises ``UploadRefused`` for other suffixes."""
    last = re.split(r"[/\\]", given)[-1]
    stem, dot, suffix = last.rpartition(".")
    suffix = f".{suffix}".casefold() if dot else ""
    if suffix not in READABLE:
        raise UploadRefused(
            f"{given} cannot be read: its name ends in {suffix or 'no suffix'}. Save it as one of "
            f"{' '.join(sorted(READABLE))}"
        )
    bare = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return (re.sub(r"[^A-Za-z0-9]+", "-", bare).strip("-")[:80].strip("-") or "document") + suffix


def keep(given: str, data: bytes) -> Path:
    """Keep an uploaded file as ``uploads/HASH/NAME``; the same bytes are kept once.

    Raises ``UploadRefused`` when it is empty, too large or of a kind that cannot be read, and
    ``ReadOnly`` in read-only mode.
    """
    refuse_when_read_only()
    name = safe_name(given)
    if not data:
        raise UploadRefused(f"{given} is empty")
    most = settings().app.upload_mb
    if len(data) > most * 1_000_000:
        raise UploadRefused(
            f"{given} has {len(data) / 1e6:,.0f} MB, and at most {most} MB can be uploaded. "
            "Ingest it with `kb ingest FILE`"
        )
    folder = home() / "uploads" / hashlib.sha256(data).hexdigest()[:16]
    make_private_folder(folder)
    target = next((p for p in folder.iterdir() if p.suffix == Path(name).suffix), folder / name)
    part = folder / f"{secrets.token_hex(4)}.part"
    with open(part, "xb", opener=private) as opened:
        opened.write(data)
    os.replace(part, target)
    return target
