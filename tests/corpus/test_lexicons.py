"""The word lists and patterns of ``corpus/lexicons`` can be read everywhere and say what they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from kb.resources import LEXICONS, read_yaml

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path for path in LEXICONS.iterdir() if path.suffix in (".yaml", ".tsv"))
_MODULE = re.compile(r"\b(?:kb|ingest|ui|tests)[./]\w+(?:[./]\w+)*")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_lexicon_begins_with_a_comment_that_names_a_module_that_exists(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = " ".join(line for line in lines[:12] if line.startswith("#"))
    named = {name.removesuffix(".py").replace(".", "/") for name in _MODULE.findall(head)}
    assert named, "the comment at its head names no module that uses it"
    for name in named:  # a module, a package, or a function of a module
        places = (ROOT / name, ROOT / f"{name}.py", ROOT / f"{Path(name).parent}.py")
        assert any(place.exists() for place in places), name


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix == ".yaml"], ids=lambda path: path.name
)
def test_a_lexicon_reads_the_same_without_the_c_library_of_yaml(path: Path) -> None:
    assert yaml.safe_load(path.read_text(encoding="utf-8")) == read_yaml(path)
