"""The judgements shipped with the map stand on the digests, give reasons, and copy nobody."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from kb.corpus.load import catalogue
from kb.evidence.judgement import Judgement
from kb.evidence.judgement_file import read, write
from kb.evidence.model import LinkStatus, Relation
from kb.models import Document
from kb.recommend.paraphrased import paraphrases
from kb.resources import CORPUS
from tests.corpus.copied import copied, documents_in

FILES = tuple(sorted((CORPUS / "judgements").glob("*.tsv")))
LONGEST_NOTE = 25


def _load(path: Path) -> tuple[Judgement, ...]:
    return read(path.read_text(encoding="utf-8"), path.name)


def _shipped() -> tuple[Judgement, ...]:
    return tuple(j for path in FILES for j in _load(path))


@lru_cache(maxsize=1)
def _digests() -> dict[str, Document]:
    """The digests as the library has them, by their ids there."""
    from ingest.read.source import Source
    from ingest.read_document import read_document

    found = (read_document(Source.load(p)) for p in sorted((CORPUS / "digests").glob("*.md")))
    return {d.doc_id: d for d in found if isinstance(d, Document)}


def test_there_are_judgements_to_ship() -> None:
    assert [path.name for path in FILES] == ["evidencia.tsv"]
    said = _shipped()
    assert {j.status for j in said} == {LinkStatus.CONFIRMED, LinkStatus.REJECTED}
    assert {j.relation for j in said} == set(Relation)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_file_is_in_the_form_it_would_be_written_in(path: Path) -> None:
    """So a changed judgement is one changed line."""
    assert write(_load(path)) == path.read_text(encoding="utf-8")


def test_every_recommendation_is_judged_and_every_judgement_has_one() -> None:
    judged = [j.rec_id for j in _shipped()]
    known = {entry.id for entry in paraphrases()}
    assert set(judged) == known
    assert [rec for rec in known if judged.count(rec) < 2] == []


def test_no_link_is_judged_twice_by_one_judge() -> None:
    keys = [j.key for j in _shipped()]
    assert len(keys) == len(set(keys))


def test_every_quote_stands_in_the_digest_it_names() -> None:
    documents = _digests()
    for j in _shipped():
        document = documents[j.doc_id]
        assert j.sha256 == document.sha256, f"{j.doc_id} was changed since it was judged"
        assert j.span.of(document.text) == j.quote, (j.rec_id, j.link_id)


def test_each_judgement_gives_its_reason_in_a_short_sentence() -> None:
    for j in _shipped():
        assert j.note.endswith("."), j.link_id
        assert 3 <= len(j.note.split()) <= LONGEST_NOTE, j.note
        assert j.note not in j.quote, j.link_id


def test_no_words_of_a_brief_that_may_not_be_carried_are_kept() -> None:
    assert [j.link_id for j in _shipped() if j.rec_quote] == []


def test_paraphrases_and_notes_are_in_our_own_words(shared: Path) -> None:
    """None shares a run of twelve words with a document beside the project; official titles,
    which are names, aside."""
    ours = [text for entry in paraphrases() for text in (entry.paraphrase, entry.action)]
    ours += [judgement.note for judgement in _shipped()]
    titles = [entry.title for entry in catalogue().values()]
    assert copied(ours, titles, documents_in(shared)) == []


def test_a_copied_run_is_found(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.md"
    said = "Zero, one two three: four five six seven eight nine ten eleven twelve thirteen"
    ours = ["One two three four five six seven eight nine ten eleven twelve."]
    run = "one two three four five six seven eight nine ten eleven twelve"
    theirs.write_text(said)
    assert copied(ours, [], [theirs]) == [f"theirs.md: {run}"]
    assert copied(ours, [run], [theirs]) == [], "a title is a name"
    other = tmp_path / "other.md"
    other.write_text(said.replace("six", "half a dozen"))
    assert copied(ours, [], [other]) == []
