"""A run of the plain pipeline: ``python -m tests.bench.plain_search TOPICS… --save RUN``.

What anybody writes in an afternoon: chunks of 1,000 characters by langchain's
RecursiveCharacterTextSplitter, all-MiniLM-L6-v2, cosine. ``kb eval TOPICS… --run RUN`` scores the
run by spans, beside ours. It reads the texts of the library in KB_HOME, so that both search the
same words and only the search differs; a pipeline of its own would read PDFs worse. The model is
run by our encoder, whose vectors have a cosine of 0.999 to those of sentence-transformers. The
vectors are kept in the file that ``--vectors`` names, for the next run.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from langchain_text_splitters import RecursiveCharacterTextSplitter

from kb.encode.interface import Encoder, FloatArray
from kb.encode.selection import load_encoder
from kb.evaluation.runs import FoundSpan, Run, RunRow, save
from kb.evaluation.topic_files import read_topics
from kb.settings import home, model_cache
from kb.store import Library

SIZE = 1000  # characters
DEPTH = 20  # hits kept
Place = tuple[str, int, int]  # document, start, end


def chunks(library: Library, size: int = SIZE) -> Iterator[tuple[Place, str]]:
    """Every document in chunks, each with its place."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=size, chunk_overlap=0, add_start_index=True
    )
    for summary in library.documents():
        for chunk in splitter.create_documents([library.text(summary.doc_id)]):
            start = int(chunk.metadata["start_index"])
            yield (summary.doc_id, start, start + len(chunk.page_content)), chunk.page_content


def vectors(texts: list[str], encoder: Encoder, kept: Path | None) -> FloatArray:
    """The vectors of ``texts``, from the file ``kept`` where it holds those of the same texts."""
    key = hashlib.sha256("\x00".join((encoder.identity.key, *texts)).encode()).hexdigest()
    if kept and kept.is_file():
        with np.load(kept) as found:
            if str(found["key"]) == key:
                return np.asarray(found["matrix"], dtype=np.float32)
    matrix = encoder.encode_document(texts, _progress)
    if kept:
        np.savez(kept, matrix=matrix, key=key)
    return matrix


def nearest(query: FloatArray, matrix: FloatArray, places: list[Place]) -> tuple[FoundSpan, ...]:
    """The chunks of the greatest cosine to ``query``, best first."""
    scores = matrix @ query
    best = np.argsort(-scores, kind="stable")[:DEPTH]
    return tuple(FoundSpan(*places[i], score=round(float(scores[i]), 4)) for i in best)


def _progress(done: int, total: int) -> None:
    print(f"\r{done:,} of {total:,} chunks", end="\n" if done == total else "", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topics", nargs="+", type=Path, help="files of topics, as for kb eval")
    parser.add_argument("--save", type=Path, required=True, help="the run that is written")
    parser.add_argument("--vectors", type=Path, help="a file that keeps the vectors (.npz)")
    options = parser.parse_args()
    library = Library.open(home(), create=False)
    encoder = load_encoder(cache=model_cache(), notices=print)
    places, texts = map(list, zip(*chunks(library), strict=True))
    matrix = vectors(texts, encoder, options.vectors)
    rows = []
    for topic in read_topics(options.topics):
        query = encoder.encode_query([topic.text])[0]
        rows.append(RunRow(topic.id, nearest(query, matrix, places)))
    save(Run("plain pipeline", tuple(rows)), options.save)
    print(f"{len(rows)} topics over {len(texts):,} chunks → {options.save}")


if __name__ == "__main__":
    main()
