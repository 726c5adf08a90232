"""The files of a document or of a hash are found at once, whatever was put and dropped before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.known_files import KnownFiles
from kb.store import SourceState

names = st.sampled_from("abc")
states = st.builds(
    lambda path, sha, doc: SourceState(path, 1, 2, sha, doc, "g", "added", None, "k"),
    names, st.sampled_from(["s1", "s2", ""]), st.sampled_from(["d1", "d2", None]),
)  # fmt: skip
steps = st.lists(st.one_of(states, names), max_size=12)  # put a state, or drop a path


@given(steps)
def test_it_holds_what_a_plain_dictionary_holds(changes: list[SourceState | str]) -> None:
    known, plain = KnownFiles(), dict[str, SourceState]()
    for change in changes:
        if isinstance(change, str):
            known.drop(change)
            plain.pop(change, None)
        else:
            known.put(change)
            plain[change.path] = change
    assert dict(known) == plain
    for doc_id in ("d1", "d2"):
        found = {s.path for s in known.of_document(doc_id)}
        assert found == {s.path for s in plain.values() if s.doc_id == doc_id}
    for sha256 in ("s1", "s2"):
        found = {s.path for s in known.with_hash(sha256)}
        assert found == {s.path for s in plain.values() if s.sha256 == sha256}
    assert known.of_document(None) == []
