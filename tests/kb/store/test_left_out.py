"""What is damaged is left out with a sentence, until it is mended, by whichever process."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from kb.models import Document
from kb.store import FILE, LexicalQuery, Library

Publish = Callable[..., Document]


def _change(library: Library, statement: str) -> None:
    raw = sqlite3.connect(library.home / FILE)
    with raw:
        raw.execute(statement)
    raw.close()


def test_a_document_that_another_process_mends_is_shown_again(
    library: Library, publish: Publish
) -> None:
    publish("d", "one lamp here")
    publish("e", "another lamp there")
    reader = Library.open(library.home)
    lamps = LexicalQuery((("lamp",),))
    _change(library, "UPDATE documents SET text = zeroblob(9) WHERE doc_id = 'd'")
    assert reader.set_damaged_aside()
    assert [d.doc_id for d in reader.documents()] == ["e"]
    publish("d", "one lamp here")
    assert [d.doc_id for d in reader.documents()] == ["d", "e"]
    assert (reader.damaged, reader.left_out) == ((), ())
    assert len(reader.lexical(lamps)) == 2
    # What is made after the mending is kept again.
    assert reader.vector_table() is reader.vector_table()
    reader.close()


def test_a_document_that_stays_damaged_stays_out(library: Library, publish: Publish) -> None:
    publish("d", "one lamp here")
    reader = Library.open(library.home)
    _change(library, "UPDATE documents SET layout = zeroblob(9) WHERE doc_id = 'd'")
    assert reader.set_damaged_aside()
    publish("e", "another lamp there")
    assert [d.doc_id for d in reader.documents()] == ["e"]
    assert reader.damaged == ("d",)
    reader.close()


def test_vectors_that_are_gone_are_told(library: Library, publish: Publish) -> None:
    publish("d", "one lamp here")
    publish("e", "another lamp there")
    _change(library, "UPDATE vectors SET encoder_key = 'fakd' WHERE doc_id = 'd'")
    assert set(library.vector_table().doc_ids) == {"e"}
    assert library.left_out == (
        "The vectors of d are damaged: a search by meaning does not find it. Run `kb rebuild`.",
    )
