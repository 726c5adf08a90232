"""Entries of the catalogue whose documents are on the loopback server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingest.fetch.fetch_documents import fetch_documents
from ingest.fetch.outcome import FetchOutcome
from kb.corpus.load import catalogue
from kb.corpus.schema import Download, Entry
from kb.settings import FetchSettings
from tests.ingest.read.pdf_maker import column, make_pdf

QUICK = FetchSettings(delay_s=0, backoff_s=0.01, tries=3)
LAW, REPORT, BRIEF = "pl-110-252", "gao-21-322", "crs-if10578"


def entry(*urls: str, form: str = "pdf", doc_id: str = BRIEF, **more: Any) -> Entry:
    """A document of the catalogue to be had at ``urls``, which the schema would not let in."""
    places = tuple(Download.model_construct(url=u, format=form, status=None) for u in urls)
    return catalogue()[doc_id].model_copy(update={"downloads": places, **more})


def fetch(
    folder: Path, *entries: Entry, policy: FetchSettings = QUICK, allow_loopback: bool = True
) -> Sequence[FetchOutcome]:
    return fetch_documents(entries, folder, policy=policy, allow_loopback=allow_loopback)


def pdf(words: str = "Counted lamps", lines: int = 40) -> bytes:
    """A small PDF that says ``words`` on every line."""
    return make_pdf([column([f"{words}, line {n}." for n in range(lines)])])


def big_pdf(size: int = 400_000) -> bytes:
    """A PDF of about ``size`` bytes; the padding is in comments."""
    return pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%" + b"padding " * (size // 8) + b"\n", 1)
