"""A search uses the encoder of the library's vectors, also after they were made anew."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.pipeline import run
from kb.encode.fake import FakeEncoder
from kb.encode.selection import BUILT_IN
from kb.search.engine import Searcher
from kb.store import Library


def test_the_built_in_model_that_encoded_the_library_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KB_ENCODER", raising=False)
    (tmp_path / "a.md").write_text("# Pumps\n\nThe office ordered pumps for the border stations.\n")
    library = Library.open(tmp_path / "home")
    run(library, [tmp_path / "a.md"], encoder=FakeEncoder(), jobs=1)
    (document,) = library.documents()
    searcher = Searcher(library)
    for model in (*BUILT_IN.values(), *BUILT_IN.values()):
        vectors = np.ones((document.passages, model.identity.dimension), np.float32)
        library.put_vectors(document.doc_id, vectors, model.identity.key)
        assert searcher.encoder.identity == model.identity
        assert searcher.encoder is searcher.encoder, "loaded once"
    library.close()
