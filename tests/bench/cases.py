"""Cases of wrong reading and answering: ``python -m tests.bench.cases [PYTEST OPTIONS]``.

Runs every test with the marker ``case`` and prints, for each case of ``shared/cases/README.md`` and
each line of ``shared/security.md``, what is right and how many of its tests passed. Fails where a
test failed, was skipped, or a case has no test.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from tests.bench.gold import SHARED

ROOT = Path(__file__).resolve().parents[2]
Outcomes = dict[str, Counter[str]]


class CaseOutcomes:
    """A pytest plugin: selects the tests that have the marker ``case`` and counts their outcomes."""

    def __init__(self) -> None:
        self.cases_of: dict[str, list[str]] = {}
        self.outcomes: Outcomes = defaultdict(Counter)

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        marked = []
        for item in items:
            cases = [str(m.args[0]) for m in item.iter_markers("case")]
            if cases:
                self.cases_of[item.nodeid] = cases
                marked.append(item)
        config.hook.pytest_deselected(items=[i for i in items if i not in marked])
        items[:] = marked

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            for case in self.cases_of[report.nodeid]:
                self.outcomes[case][report.outcome] += 1


def case_lines(text: str) -> Iterator[tuple[str, str]]:
    """(number, what is right) for each case of the README; a line may begin with several numbers
    or hold several cases separated by semicolons (``35 …; 36 …``)."""
    for line in text.splitlines():
        if not line.startswith("- "):
            continue
        for part in re.split(r"; (?=\d\d )", line[2:]):
            numbers = re.match(r"(?:\d\d(?:/\d\db)? )+", part)
            if numbers:
                for number in re.findall(r"\b\d\d\b", numbers[0]):
                    yield number, part[numbers.end() :]


def security_lines(text: str) -> Iterator[tuple[str, str]]:
    """(S and the number, the fault) for each row of the table of security faults."""
    for number, fault in re.findall(r"^\| (\d+) \| \w+ \| (.+?) \|", text, re.MULTILINE):
        yield f"S{number}", fault


def print_table(rows: list[tuple[str, str]], outcomes: Outcomes) -> int:
    """Prints one row a case. Returns how many cases have no test, or one that did not pass."""
    table = Table("case", "what is right, or what was wrong", "passed", "failed", "skipped")
    unmet = 0
    for number, right in rows:
        seen = outcomes.get(number, Counter())
        unmet += not seen["passed"] or bool(seen["failed"] + seen["skipped"])
        figures = [str(seen[outcome]) for outcome in ("passed", "failed", "skipped")]
        table.add_row(number, right if len(right) < 90 else right[:89] + "…", *figures)
    Console(width=140).print(table)
    return unmet


def main(options: list[str]) -> int:
    folder = SHARED / "cases"
    if not folder.is_dir():
        sys.exit("This needs shared/ beside the project, or EVIDENCIA_SHARED.")
    rows = [*case_lines((folder / "README.md").read_text("utf-8"))]
    rows += security_lines((SHARED / "security.md").read_text("utf-8"))
    plugin = CaseOutcomes()
    status = pytest.main(
        ["-q", "--no-header", "-p", "no:xdist", *options, str(ROOT / "tests")], plugins=[plugin]
    )
    unmet = print_table(rows, plugin.outcomes)
    print(f"{len(rows) - unmet} of {len(rows)} cases hold.")
    return int(bool(status or unmet))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
