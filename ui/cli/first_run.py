"""Builds a library from the bundled digests where there is none."""

from __future__ import annotations

from kb.resources import CORPUS

DIGESTS = CORPUS / "digests"


def build_when_empty() -> None:
    """Ingest ``corpus/digests`` into a library that is empty; do nothing with any other."""
    from ingest.pipeline import run
    from ui.cli.output import home_library
    from ui.cli.progress import progress_bar

    with home_library(create=True) as library:
        if library.documents() or not DIGESTS.is_dir():
            return
        with progress_bar("building the library") as progress:
            run(library, [DIGESTS], progress=progress)
