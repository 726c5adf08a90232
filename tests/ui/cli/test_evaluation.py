"""``kb eval`` on a library of one note."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.ui.cli.running import answer, kb

TOPICS: list[dict[str, Any]] = [
    {
        "id": "lamps", "question": "How many lamps did the office buy?", "language": "en",
        "type": "figure", "answerable": True, "must_contain": [r"\b40\b"],
        "gold": [{"file": "docs/lamps.md", "quote": "The office bought 40 lamps"}],
    },
    {
        "id": "section", "question": "What does section 99 say?", "language": "en",
        "type": "refuse", "answerable": False, "gold": [],
    },
    {
        "id": "words", "query": "lamps", "language": "en",
        "gold": [{"file": "docs/lamps.md", "quote": "bought 40 lamps for $9 million"}],
    },
]  # fmt: skip


@pytest.fixture
def topics(tmp_path: Path) -> Path:
    path = tmp_path / "topics.jsonl"
    path.write_text("".join(json.dumps(t) + "\n" for t in TOPICS))
    return path


def _figures(found: dict[str, Any], name: str = "all") -> dict[str, float]:
    (group,) = (g for g in found["groups"] if g["name"] == name)
    return {figure: of["value"] for figure, of in group["figures"].items()}


def test_every_figure_of_a_perfect_run(filled: Path, topics: Path) -> None:
    found = answer(filled, "eval", str(topics), "--json")
    assert _figures(found) == {
        "nDCG@10": 1, "R@1": 1, "R@5": 1, "R@20": 1, "RR": 1, "wrong document": 0,
        "right": 1, "otherwise": 0, "refused": 0, "refusal precision": 1, "refusal recall": 1,
    }  # fmt: skip
    assert _figures(found, "queries, en")["R@1"] == 1
    assert [(t["rank"], t["outcome"]) for t in found["topics"]] == [
        (1, "right"), (None, "refused"), (1, None),
    ]  # fmt: skip


def test_a_saved_run_is_scored_again_without_a_search(
    filled: Path, topics: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run.jsonl"
    made = answer(filled, "eval", str(topics), "--save", str(run), "--json")
    assert answer(filled, "eval", str(topics), "--run", str(run), "--json") == made


def test_two_runs_are_compared(filled: Path, topics: Path, tmp_path: Path) -> None:
    run = tmp_path / "none.jsonl"
    run.write_text('{"name": "nothing"}\n' + "".join(f'{{"id": "{t["id"]}"}}\n' for t in TOPICS))
    found = answer(filled, "eval", str(topics), "--against", str(run), "--json")
    assert found["against"] == "nothing"
    (change,) = (d for d in found["groups"][0]["against"] if d["figure"] == "R@1")
    assert (change["change"], change["better"], change["worse"], change["topics"]) == (1, 2, 0, 2)
    assert change["p"] == pytest.approx(0.5, abs=0.05)  # two topics: half of all swaps are as far
    shown = kb(filled, "eval", str(topics), "--against", str(run)).stdout
    assert "against nothing: paired randomisation test" in shown


def test_one_half_of_the_topics_is_measured(filled: Path, topics: Path, tmp_path: Path) -> None:
    splits = tmp_path / "splits.tsv"
    splits.write_text("# halves\nlamps\tdevelop\nsection\ttest\nwords\ttest\n")
    chosen = ("eval", str(topics), "--splits", str(splits), "--split")
    assert len(answer(filled, *chosen, "develop", "--json")["topics"]) == 1
    wrong = kb(filled, *chosen, "kept")
    assert (wrong.exit_code, "It has develop, test." in wrong.stderr) == (2, True)
    assert kb(filled, "eval", str(topics), "--split", "test").exit_code == 2


def test_gold_that_is_not_in_the_library_is_named(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "topics.jsonl"
    rows = [
        {"id": "a", "query": "lamps", "gold": [{"file": "docs/gone.md", "quote": "lamps"}]},
        {"id": "b", "query": "lamps", "gold": [{"file": "docs/lamps.md", "quote": "50 lamps"}]},
    ]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    found = answer(filled, "eval", str(path), "--json")
    assert found["unknown_files"] == {"docs/gone.md": ["a"]}
    assert found["not_judged"] == ["a"]
    assert [q["id"] for q in found["quotes_not_found"]] == ["b"]
    assert found["groups"][0]["figures"]["R@20"] == {
        "value": 0, "low": 0, "high": pytest.approx(0.7935, abs=1e-4), "topics": 1,
    }  # fmt: skip
    shown = kb(filled, "eval", str(path), "--misses").stdout
    assert "1 file of the judgements not in the library: docs/gone.md" in shown
    assert "1 topic not judged" in shown
    assert "Quote not found: b, docs/lamps.md: “50 lamps”" in shown
    assert "b  rank –: lamps" in shown


def test_trec_topics_are_judged_by_the_names_of_documents(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "topics.tsv").write_text("1\tlamps\n2\tferries\n")
    (tmp_path / "qrels.txt").write_text("1 0 lamps.md 1\n2 0 ferries.md 1\n")
    topics = str(tmp_path / "topics.tsv")
    found = answer(filled, "eval", topics, "--qrels", str(tmp_path / "qrels.txt"), "--json")
    assert _figures(found) == {
        "nDCG@10": 1, "R@1": 1, "R@5": 1, "R@20": 1, "RR": 1, "wrong document": 0,
    }  # fmt: skip
    assert (found["not_judged"], found["unknown_files"]) == (["2"], {"ferries.md": ["2"]})
    without = kb(filled, "eval", topics)
    assert (without.exit_code, "--qrels FILE" in without.stderr) == (2, True)


def test_a_beir_folder_is_written_as_files_and_measured(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "beir"
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text('{"_id": "lamps", "title": "Lamps", "text": "Forty."}\n')
    (folder / "queries.jsonl").write_text('{"_id": "1", "text": "lamps"}\n')
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n1\tlamps\t1\n")
    done = kb(filled, "eval", str(folder), "--corpus-to", str(tmp_path / "files"))
    assert (done.exit_code, done.stdout.startswith("1 document written.")) == (0, True)
    assert (tmp_path / "files" / "lamps.txt").read_text() == "Lamps\n\nForty.\n"
    assert _figures(answer(filled, "eval", str(folder), "--json"))["R@1"] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "line 1"),
        ('{"id": "lamps", "hits": [{"doc_id": "x", "start": -1, "end": 2}]}', "hits.0.start"),
        ('{"id": "lamps", "hits": [{"doc_id": "x", "start": 3, "end": 2}]}', "ends before"),
        ('{"id": "lamps"}\n{"id": "lamps"}', "line 2: the id 'lamps' is given twice"),
        ("not JSON", "line 1"),
    ],
)
def test_a_wrong_run_is_named_with_its_line(
    filled: Path, topics: Path, tmp_path: Path, text: str, said: str
) -> None:
    run = tmp_path / "run.jsonl"
    run.write_text(text)
    done = kb(filled, "eval", str(topics), "--run", str(run))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "run.jsonl, line" in done.stderr
    assert said in done.stderr
