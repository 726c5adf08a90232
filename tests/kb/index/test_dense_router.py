"""One suite for both routes of a dense query; and a Chroma index that cannot be trusted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ingest.vector_index import sync_vectors
from kb.encode.interface import unit_rows
from kb.errors import IndexUnusable
from kb.index import health
from kb.index.chroma import ChromaIndex, generation_folder
from kb.index.dense_router import DenseRouter
from kb.index.health import Health
from kb.index.interface import FloatArray
from kb.index.kept_index import FOLDER, VERDICT, WRITING
from kb.models import Document, Kind, Metadata, Passage, Role
from kb.settings import IndexSettings, settings
from kb.span import Span
from kb.store import Library
from kb.store.passage_filters import Filter

ENCODER = "made-up-1"
SIZE, DIMENSION = 60, 16  # passages of a document; the last ten are a table of contents
EXACT = IndexSettings(exact_up_to=1_000_000)
CHROMA = IndexSettings(exact_up_to=0, narrow=5, graph_candidates=1, proposals=2)


def random_rows(count: int, seed: int) -> FloatArray:
    made = np.random.default_rng(seed).standard_normal((count, DIMENSION), dtype=np.float32)
    return unit_rows(made)


def publish(library: Library, doc_id: str, seed: int) -> None:
    words = [f"{doc_id} paragraph {n}" for n in range(SIZE)]
    text, pieces, at = "\n\n".join(words), [], 0
    for n, paragraph in enumerate(words):
        span = Span(at, at + len(paragraph))
        role = Role.BODY if n < SIZE - 10 else Role.CONTENTS
        pieces.append(Passage(doc_id, n, span, "", None, role))
        at = span.end + 2
    about = Metadata(title=doc_id, kind=Kind.REPORT, language="en")
    document = Document(doc_id, doc_id.ljust(64, "0"), text, about)
    library.publish(document, pieces, random_rows(SIZE, seed), ENCODER)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("router") / "home"
    library = Library.open(home)
    for seed, doc_id in enumerate(["a", "b", "c"]):
        publish(library, doc_id, seed)
    sync_vectors(library)
    library.close()
    return home


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Library:
    return Library.open(shutil.copytree(made, tmp_path / "home"))


@pytest.fixture(autouse=True)
def without_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Indexes are examined in this process; ``test_health.py`` examines them in a child."""
    monkeypatch.setattr(health, "check_health", health._examine)


@pytest.fixture(params=["exact", "chroma"])
def router(request: pytest.FixtureRequest, library: Library) -> DenseRouter:
    return DenseRouter(library, EXACT if request.param == "exact" else CHROMA)


def expected(library: Library, vector: FloatArray, allowed: set[str]) -> list[str]:
    scores: dict[str, float] = {}
    for doc_id in ("a", "b", "c"):
        ids, matrix = library.vectors_of(doc_id)
        scores.update(zip(ids, (matrix @ vector).tolist(), strict=True))
    return sorted(allowed, key=lambda i: -scores[i])


QUESTION = random_rows(1, 99)[0]


# -- the contract of both routes -------------------------------------------------------------


def test_the_nearest_answering_passages_come_first(router: DenseRouter, library: Library) -> None:
    found = router.query(QUESTION, 40)
    answering = library.select(Filter())
    assert len(answering) == 150
    assert [i for i, _ in found] == expected(library, QUESTION, answering)[:40]
    assert router.notices == ()


@pytest.mark.parametrize(
    "share",
    [
        pytest.param(0, id="a filter that leaves nothing"),
        pytest.param(3, id="a narrow filter"),
        pytest.param(20, id="a filter that leaves less than the graph proposes"),
        pytest.param(140, id="a wide filter"),
    ],
)
def test_only_what_a_filter_leaves_is_found(
    router: DenseRouter, library: Library, share: int
) -> None:
    allowed = set(sorted(library.select(Filter()))[:share])
    found = router.query(QUESTION, 40, allowed)
    assert [i for i, _ in found] == expected(library, QUESTION, allowed)[:40]


def test_passages_found_by_their_words_have_their_true_scores(
    router: DenseRouter, library: Library
) -> None:
    ids = sorted(library.select(Filter()))[::7]
    everything = dict(router.query(QUESTION, 150))
    assert router.scores(QUESTION, [*ids, "unknown"]) == pytest.approx(
        {i: everything[i] for i in ids}, abs=2e-6
    )


def test_a_removed_document_is_not_found(router: DenseRouter, library: Library) -> None:
    library.remove("b")
    found = router.query(QUESTION, 150)
    assert {i for i, _ in found} == library.select(Filter())
    assert len(found) == 100
    sync_vectors(library)
    again = router.query(QUESTION, 150)
    assert [i for i, _ in again] == [i for i, _ in found]
    assert [s for _, s in again] == pytest.approx([s for _, s in found], abs=2e-6)
    assert router.notices == ()


# -- which route answers ---------------------------------------------------------------------


def mark_in_chroma(library: Library) -> str:
    """Gives a passage the question's own vector, in Chroma alone."""
    worst = expected(library, QUESTION, library.select(Filter()))[-1]
    index = ChromaIndex(library.home / FOLDER, ENCODER)
    index.upsert([worst], QUESTION[None, :], ["any"])
    index.close()
    return worst


@pytest.mark.parametrize(
    ("line", "answers", "why"),
    [
        (180, "exact", "the largest library that is searched exactly"),
        (179, "chroma", "one passage above the line"),
        (0, "chroma", "every library is above the line"),
    ],
)
def test_the_line_decides_who_answers(library: Library, line: int, answers: str, why: str) -> None:
    marked = mark_in_chroma(library)
    router = DenseRouter(library, IndexSettings(exact_up_to=line))
    first, _ = router.query(QUESTION, 5)[0]
    assert (first == marked) == (answers == "chroma"), why
    assert router.notices == ()


def test_a_library_that_may_only_be_read_is_searched_exactly(library: Library) -> None:
    marked = mark_in_chroma(library)
    library._only_reads = "it may only be read"
    router = DenseRouter(library, CHROMA)
    assert router.query(QUESTION, 1)[0][0] != marked
    assert router.notices == ()


# -- an index that cannot be trusted ---------------------------------------------------------


def without_folder(library: Library) -> None:
    shutil.rmtree(library.home / FOLDER)


def of_another_encoder(library: Library) -> None:
    place = library.home / FOLDER
    generation_folder(place, ENCODER).rename(generation_folder(place, "another-2"))


def behind(library: Library) -> None:
    publish(library, "d", 7)


def broken_off(library: Library) -> None:
    (library.home / WRITING).touch()


def one_passage_short(library: Library) -> None:
    index = ChromaIndex(library.home / FOLDER, ENCODER)
    index.delete([next(iter(index.ids()))])
    index.close()


def truncated(library: Library) -> None:
    database = generation_folder(library.home / FOLDER, ENCODER) / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[:5_000])


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (without_folder, "missing"),
        (of_another_encoder, "missing"),
        (behind, "behind the documents"),
        (broken_off, "behind the documents"),
        (one_passage_short, "holds 179 passages"),
        (truncated, ""),
    ],
)
def test_a_faulty_index_is_passed_over_with_a_notice(
    library: Library, damage: Callable[[Library], None], reason: str
) -> None:
    damage(library)
    router = DenseRouter(library, CHROMA)
    assert router.query(QUESTION, 40) == DenseRouter(library, EXACT).query(QUESTION, 40)
    [notice] = router.notices
    assert reason in notice
    assert "`kb rebuild`" in notice
    sync_vectors(library, from_scratch=True)
    router.query(QUESTION, 40)
    assert router.notices == ()


def test_an_index_is_examined_once_in_each_state(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[str] = []

    def counted(folder: Path, key: str) -> Health:
        checks.append(key)
        return health._examine(folder, key)

    monkeypatch.setattr(health, "check_health", counted)
    for _ in range(3):  # each is like a new process
        DenseRouter(library, CHROMA).query(QUESTION, 5)
    assert len(checks) == 1
    (library.home / VERDICT).write_text("{ broken")
    DenseRouter(library, CHROMA).query(QUESTION, 5)
    assert len(checks) == 2
    publish(library, "d", 7)
    sync_vectors(library)
    DenseRouter(library, CHROMA).query(QUESTION, 5)
    assert len(checks) == 3


def test_an_index_that_crashes_its_child_is_never_opened_here(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed = Health(False, "opening it crashed with SIGSEGV")
    monkeypatch.setattr(health, "check_health", lambda folder, key: crashed)
    monkeypatch.setattr(ChromaIndex, "__init__", lambda *a, **k: pytest.fail("it was opened"))
    router = DenseRouter(library, CHROMA)
    assert router.query(QUESTION, 40) == DenseRouter(library, EXACT).query(QUESTION, 40)
    assert "SIGSEGV" in router.notices[0]
    assert json.loads((library.home / VERDICT).read_text())["fault"] == crashed.reason


def test_an_index_that_fails_in_use_is_not_asked_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def fail(*_: object) -> None:
        asked.append(1)
        raise IndexUnusable("the graph is gone")

    monkeypatch.setattr(ChromaIndex, "query", fail)
    router = DenseRouter(library, CHROMA)
    for _ in range(2):
        assert router.query(QUESTION, 40) == DenseRouter(library, EXACT).query(QUESTION, 40)
        assert "the graph is gone" in router.notices[0]
    assert asked == [1]


def test_the_writer_examines_a_large_index(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_INDEX__EXACT_UP_TO", "10")
    settings.cache_clear()
    try:
        sync_vectors(library, from_scratch=True)
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert json.loads((library.home / VERDICT).read_text())["passages"] == 180
