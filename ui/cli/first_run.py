"""Builds the library from the digests the project carries, when there is nothing in it yet."""

from __future__ import annotations

from kb.resources import CORPUS

DIGESTS = CORPUS / "digests"


def build_when_empty() -> None:
    """Ingest ``corpus/digests`` into an empty library; leave any other alone."""
    from ingest.pipeline import run
    from ui.cli.output import opened
    from ui.cli.progress import watching

    with opened(create=True) as library:
        if library.documents() or not DIGESTS.is_dir():
            return
        with watching("building the knowledge base") as progress:
            run(library, [DIGESTS], progress=progress)
