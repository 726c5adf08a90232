"""Ingestion and cold search against the plain pipeline: ``python -m tests.bench.against_plain``.

Both read the same files with the same model in one run, one after the other, each in a process of
its own. The plain pipeline is what a user would write: pypdf's text, RecursiveCharacterTextSplitter,
sentence-transformers in fp32, ``Chroma.add``. Its chunk size in characters is set so that chunks
hold about as many as our passages; characters a second are printed beside passages a second.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.gold import SHARED

FOLDERS = ("briefs", "evaluations", "reports", "statutes/PLAW-110publ252.txt")
QUERY = "audits of equipment given to foreign security forces"
PLAIN = """
import sys, time
from pathlib import Path
import chromadb, pypdf
from langchain_text_splitters import RecursiveCharacterTextSplitter
from sentence_transformers import SentenceTransformer
from kb.encode.minilm import MINILM

mode, home, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
client = chromadb.PersistentClient(home)
if mode == "ingest":
    start = time.perf_counter()
    model = SentenceTransformer(str(MINILM.weights().parent), device="cpu")
    collection = client.get_or_create_collection("plain", embedding_function=None)
    splitter = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=0)
    count = characters = 0
    for path in sys.argv[4:]:
        path = Path(path)
        if path.suffix == ".pdf":
            text = "\\n".join(p.extract_text() for p in pypdf.PdfReader(path).pages)
        else:
            text = path.read_text(errors="replace")
        chunks = splitter.split_text(text)
        if not chunks:
            continue
        vectors = model.encode(chunks, show_progress_bar=False)
        collection.add(ids=[f"{path}{i}" for i in range(len(chunks))], embeddings=vectors, documents=chunks)
        count += len(chunks)
        characters += sum(map(len, chunks))
    print(count, characters, time.perf_counter() - start)
else:
    model = SentenceTransformer(str(MINILM.weights().parent), device="cpu")
    collection = client.get_collection("plain", embedding_function=None)
    found = collection.query(query_embeddings=model.encode([sys.argv[4]]), n_results=10)
    print(len(found["ids"][0]))
"""


def files() -> list[str]:
    found: list[Path] = []
    for name in FOLDERS:
        place = SHARED / "documents" / name
        found += sorted(place.iterdir()) if place.is_dir() else [place]
    return [str(p) for p in found if "scanned" not in p.name]


def timed(command: list[str], env: dict[str, str]) -> tuple[float, str]:
    started = time.perf_counter()
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return time.perf_counter() - started, done.stdout


def main() -> None:
    with tempfile.TemporaryDirectory() as base:
        env = {**os.environ, "KB_HOME": f"{base}/ours", "PYTHONPATH": os.getcwd()}
        kb = str(Path(sys.executable).with_name("kb"))
        timed([kb, "--version"], env)
        ours_s, out = timed([kb, "ingest", *files(), "--json"], env)
        report = json.loads(out)
        passages = sum(d["passages"] for d in report["documents"])
        shown = json.loads(timed([kb, "stats", "--json"], env)[1])
        characters = _characters(Path(env["KB_HOME"]))
        script = Path(base) / "plain.py"
        script.write_text(PLAIN)
        size = str(round(1.15 * characters / passages))
        plain = [sys.executable, str(script)]
        _, out = timed([*plain, "ingest", f"{base}/plain", size, *files()], env)
        count, plain_characters, plain_s = (float(x) for x in out.split()[-3:])
        print(f"{len(files())} files, {shown['documents']} documents")
        print(
            f"{'':18}{'passages':>9}{'chars each':>11}{'seconds':>9}{'passages/s':>12}{'chars/s':>10}"
        )
        rows = (("plain", count, plain_characters, plain_s),
                ("ours", passages, characters, ours_s))  # fmt: skip
        for name, n, chars, seconds in rows:
            print(
                f"{name:18}{n:9.0f}{chars / n:11.0f}{seconds:9.1f}{n / seconds:12.1f}{chars / seconds:10.0f}"
            )
        print(f"ratio: passages/s {passages / ours_s / (count / plain_s):.2f}, "
              f"characters/s {characters / ours_s / (plain_characters / plain_s):.2f}")  # fmt: skip
        ours = min(timed([kb, "search", QUERY, "--json"], env)[0] for _ in range(5))
        theirs = min(
            timed([*plain, "search", f"{base}/plain", size, QUERY], env)[0] for _ in range(3)
        )
        print(f"cold search, best of 5 and 3: ours {ours:.2f} s, plain {theirs:.2f} s, "
              f"ratio {theirs / ours:.1f}")  # fmt: skip


def _characters(home: Path) -> int:
    from kb.store import Library

    library = Library.open(home, create=False)
    return sum(len(re.sub(r"\s+", " ", p.text)) for d in library.documents()
               for p in library.passages(d.doc_id))  # fmt: skip


if __name__ == "__main__":
    main()
