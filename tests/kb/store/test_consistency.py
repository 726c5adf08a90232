"""The check finds every way in which documents and indexes can differ."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np
import pytest

from kb.store import FILE, LexicalQuery, Library, SourceState

SPOILT = [
    ("DELETE FROM passages WHERE ordinal = 0", "passages missing"),
    ("UPDATE passages SET \"end\" = 4 WHERE ordinal = 1", "a passage is not its span"),
    ("UPDATE passages SET header = 'other' WHERE ordinal = 1", "a passage is not its span"),
    ("UPDATE passages SET \"end\" = 4000 WHERE ordinal = 1", "a passage is not its span"),
    ("DELETE FROM documents", "passages without documents"),
    ("DELETE FROM vectors", "vectors missing"),
    ("UPDATE vectors SET matrix = zeroblob(4)", "vectors missing"),
    ("UPDATE vectors SET encoder_key = 'other'", "vectors missing"),
    ("INSERT INTO passage_index(passage_index) VALUES ('delete-all')", "the word index differs"),
    ("INSERT INTO passage_index(rowid, words) VALUES (99, 'stray')", "the word index differs"),
    ("INSERT INTO passage_index(passage_index, rowid, words, stems, head)"
     " VALUES ('delete', 1, 'never', 'was', 'there')", "the word index"),
    ("UPDATE sources SET doc_id = 'gone'", "a file's document is not in the library"),
]  # fmt: skip


@pytest.fixture
def filled(library: Library, publish) -> Library:  # type: ignore[no-untyped-def]
    publish("d", "one passage here", "another passage there")
    library.note_source(SourceState("/d.txt", 1, 1, "0", "d", "g", "added", None, "k"))
    assert library.check(None).clean
    return library


@pytest.mark.parametrize(("statement", "found"), SPOILT, ids=[row[0][:50] for row in SPOILT])
def test_every_kind_of_damage_is_found(filled: Library, statement: str, found: str) -> None:
    with sqlite3.connect(filled.home / FILE) as connection:
        connection.execute(statement)
    findings = [str(finding) for finding in filled.check(None).findings]
    assert any(finding.startswith(found) for finding in findings), findings


def test_a_word_index_with_wrong_words_is_found_and_rebuilt(filled: Library) -> None:
    with sqlite3.connect(filled.home / FILE) as connection:
        connection.execute("INSERT INTO passage_index(passage_index) VALUES ('delete-all')")
        connection.executemany(
            "INSERT INTO passage_index(rowid, words, stems, head) VALUES (?, 'a b c', 'a', 'b')",
            [(1,), (2,)],
        )
    [finding] = filled.check(None).findings
    assert finding.what == "the word index has other words than the documents"
    filled.rebuild_lexical()
    assert filled.check(None).clean
    assert len(filled.lexical(LexicalQuery((("another",),)))) == 1


@dataclass
class Ids:
    held: set[str]

    def ids(self) -> set[str]:
        return self.held


def test_a_vector_index_is_compared_by_its_ids(filled: Library) -> None:
    ids = set(filled.passage_ids())
    assert filled.check(Ids(ids)).clean
    [finding] = filled.check(Ids({*list(ids)[1:], "stray"})).findings
    assert str(finding).endswith("1 passages missing, 1 too many")


def test_a_rebuild_with_another_encoder_takes_over_when_it_is_complete(
    filled: Library, publish
) -> None:  # type: ignore[no-untyped-def]
    publish("e", "five5")
    wide = np.ones((2, 16), np.float32)
    filled.put_vectors("d", wide, "wide")
    assert filled.encoder_key() == "fake"
    assert filled.has_vectors("d", "wide")
    assert filled.vector_table().matrix.shape == (3, 8)
    assert filled.check(None).clean
    filled.put_vectors("e", wide[:1], "wide")
    assert filled.encoder_key() == "wide"
    assert filled.vector_table().matrix.shape == (3, 16)
    assert filled.check(None).clean


def test_publishing_drops_what_an_unfinished_rebuild_left(filled: Library, publish) -> None:  # type: ignore[no-untyped-def]
    publish("e", "five5")
    filled.put_vectors("d", np.ones((2, 16), np.float32), "wide")
    publish("f", "more")
    assert not filled.has_vectors("d", "wide")
    assert filled.has_vectors("d", "fake")
    assert filled.encoder_key() == "fake"


def test_an_emptied_library_accepts_any_encoder(filled: Library, publish) -> None:  # type: ignore[no-untyped-def]
    filled.remove("d")
    assert filled.encoder_key() is None
    document = publish("d", "one")
    filled.remove(document.doc_id)
    filled.publish(document, [], np.empty((0, 16), np.float32), "wide")
    assert filled.encoder_key() == "wide"


def test_others_can_write_while_the_library_is_checked(filled: Library) -> None:
    class Writes:
        def ids(self) -> set[str]:
            other = Library.open(filled.home)
            other.keep_setting("note", "written")
            other.close()
            return set(filled.passage_ids())

    assert filled.check(Writes()).clean
    assert filled.setting("note") == "written"
