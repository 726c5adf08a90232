"""The package declares what it imports, and the constraints pin what it declares."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = {"kb", "ingest", "ui", "corpus"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _name(requirement: str) -> str:
    """The name of a distribution as indexes compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0]).lower()


def _imported() -> dict[str, str]:
    """The top-level modules of others that our packages import, each with a file that does."""
    found: dict[str, str] = {}
    for path in (p for name in OURS for p in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                found.setdefault(name.partition(".")[0], str(path.relative_to(ROOT)))
    return {n: p for n, p in found.items() if n not in OURS | sys.stdlib_module_names}


def test_every_module_that_is_imported_comes_from_a_declared_dependency() -> None:
    declared = {_name(r) for r in PROJECT["dependencies"]}
    declared |= {_name(r) for r in PROJECT["optional-dependencies"]["ocr"]}
    providers = packages_distributions()
    undeclared = {
        module: path
        for module, path in _imported().items()
        if not declared & {_name(d) for d in providers.get(module, [module])}
    }
    assert undeclared == {}


def test_every_declared_dependency_is_pinned_in_the_constraints() -> None:
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    declared = {_name(requirement) for group in groups for requirement in group}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {_name(line) for line in lines if line and not line.startswith("#")}
    assert declared - pinned - {"torch"} == set()  # the Makefile pins torch, and says why


def test_streamlit_is_pinned_to_the_version_whose_internals_are_replaced() -> None:
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    (wanted,) = (line for line in constraints if line.startswith("streamlit=="))
    assert wanted in PROJECT["dependencies"]
