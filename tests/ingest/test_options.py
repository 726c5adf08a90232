"""The key of the options changes with whatever changes the result of an ingestion."""

from __future__ import annotations

from ingest.options import IngestOptions
from kb.settings import ChunkSettings


def test_chunking_and_recognition_are_in_the_key_and_the_batch_is_not() -> None:
    plain = IngestOptions()
    assert IngestOptions(batch=1).key == plain.key
    assert IngestOptions(ocr=True).key != plain.key
    assert IngestOptions(chunk=ChunkSettings(target=8, least=2)).key != plain.key
