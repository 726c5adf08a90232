"""``kb corpus list`` and ``kb corpus fetch``."""

from __future__ import annotations

from pathlib import Path

from tests.ui.cli.running import answer, kb


def test_the_catalogue_is_listed_by_kind_and_topic(filled: Path) -> None:
    everything = answer(filled, "corpus", "list", "--json")["documents"]
    assert len(everything) == 131
    statutes = answer(filled, "corpus", "list", "--kind", "statute", "--json")["documents"]
    assert {d["kind"] for d in statutes} == {"statute"}
    assert 0 < len(statutes) < len(everything)
    missing = answer(filled, "corpus", "list", "--missing", "--json")["documents"]
    assert missing == everything  # the library has none of them
    assert kb(filled, "corpus", "list", "--kind", "poem").exit_code == 1


def test_fetch_names_ids_that_the_catalogue_does_not_have(filled: Path) -> None:
    done = kb(filled, "corpus", "fetch", "no-such-id")
    assert (done.exit_code, done.stderr) == (
        2,
        "kb: The catalogue has no no-such-id. `kb corpus list` shows the ids.\n",
    )
    assert kb(filled, "corpus", "fetch").exit_code == 2
