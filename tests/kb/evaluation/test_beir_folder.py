"""A BEIR folder: its topics and judgements, and its corpus as files."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import EvaluationError
from kb.evaluation.beir_folder import file_name, read_beir, write_corpus


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = [
        {"_id": "MED-1", "title": "Lamps", "text": "Forty lamps."},
        {"_id": "https://a.example/b.c", "text": "Two ferries."},
    ]
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text("".join(json.dumps(c) + "\n" for c in corpus))
    (tmp_path / "queries.jsonl").write_text('{"_id": "1", "text": "lamps", "metadata": {}}\n')
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n1\tMED-1\t1\n")
    return tmp_path


def test_topics_come_with_the_judgements_of_the_test_half(folder: Path) -> None:
    (folder / "qrels" / "dev.tsv").write_text("query-id\tcorpus-id\tscore\n1\tMED-2\t1\n")
    (topic,) = read_beir(folder)
    assert (topic.id, topic.text, dict(topic.relevance)) == ("1", "lamps", {"MED-1": 1})
    (other,) = read_beir(folder, folder / "qrels" / "dev.tsv")
    assert dict(other.relevance) == {"MED-2": 1}


def test_the_corpus_is_written_as_files_named_by_id(folder: Path) -> None:
    to = folder / "files"
    assert write_corpus(folder, to) == 2
    written = {path.name: path.read_text() for path in to.iterdir()}
    assert written == {
        "MED-1.txt": "Lamps\n\nForty lamps.\n",
        "https%3A%2F%2Fa%2Eexample%2Fb%2Ec.txt": "Two ferries.\n",
    }


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=20))
def test_a_file_name_stays_in_its_folder_and_gives_the_id_back(document: str) -> None:
    path = Path("folder") / file_name(document)
    assert path.parent == Path("folder")
    assert unquote(path.stem) == document


def test_what_is_missing_is_named(folder: Path) -> None:
    (folder / "qrels" / "test.tsv").unlink()
    with pytest.raises(EvaluationError, match=r"no judgements .*Name the file with --qrels"):
        read_beir(folder)
    (folder / "queries.jsonl").write_text('{"text": "lamps"}\n')
    with pytest.raises(EvaluationError, match=r"queries.jsonl, line 1: _id: Field required"):
        read_beir(folder, folder / "corpus.jsonl")
