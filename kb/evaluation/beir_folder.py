"""Topics, judgements and documents of a BEIR folder: corpus, queries and qrels.

Source of the form: Thakur and others, BEIR (NeurIPS 2021). The corpus is searched like any other
documents, so ``write_corpus`` first writes it as files, and ``kb ingest`` reads those.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kb.errors import EvaluationError
from kb.evaluation.text_files import first_fault, lines_of, text_of
from kb.evaluation.topics import Topic
from kb.evaluation.trec_files import read_qrels, with_relevance


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str = Field(alias="_id", min_length=1)
    title: str = ""
    text: str


def read_beir(folder: Path, qrels: Path | None = None) -> tuple[Topic, ...]:
    """The judged topics of a folder. ``qrels`` names the judgements; by default those of the test
    half, or the only ones. Raises ``EvaluationError`` for what is missing or wrong."""
    file = qrels or _qrels_file(folder)
    topics = tuple(Topic(e.id, e.text) for e in _entries(folder / "queries.jsonl"))
    return with_relevance(topics, read_qrels(text_of(file), file.name))


def write_corpus(folder: Path, to: Path) -> int:
    """Write every document of the corpus as a text file named by its id, title first; returns how
    many. Characters that a file name may not have are percent-encoded. Raises ``EvaluationError``.
    """
    count = 0
    try:
        to.mkdir(parents=True, exist_ok=True)
        for entry in _entries(folder / "corpus.jsonl"):
            text = f"{entry.title}\n\n{entry.text}\n".lstrip()
            (to / file_name(entry.id)).write_text(text, encoding="utf-8")
            count += 1
    except OSError as error:
        raise EvaluationError(f"{to} cannot be written: {error.strerror or error}.") from error
    return count


def file_name(document: str) -> str:
    """The name of the file of a document; ``DocumentNames`` reads the id back from it."""
    return f"{quote(document, safe=' ').replace('.', '%2E')}.txt"


def _entries(path: Path) -> Iterator[_Entry]:
    for number, line in lines_of(path):
        try:
            yield _Entry.model_validate_json(line)
        except ValidationError as error:
            where = f"{path.name}, line {number}"
            raise EvaluationError(f"{where}: {first_fault(error)}.") from error


def _qrels_file(folder: Path) -> Path:
    found = sorted((folder / "qrels").glob("*.tsv"))
    named = [path for path in found if path.stem == "test"] or found
    if len(named) == 1:
        return named[0]
    what = f"{len(named)} files of judgements" if named else "no judgements (qrels/test.tsv)"
    raise EvaluationError(f"{folder} has {what}. Name the file with --qrels.")
