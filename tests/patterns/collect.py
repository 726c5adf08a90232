"""Every regular expression of kb, ingest and ui, with how it is applied.

Patterns that a module holds, those of the lexicons, and those written where they are used. A pattern
that is only matched at a given place is pumped there; one that is searched for is pumped everywhere.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel

Named = tuple[str, re.Pattern[str] | re.Pattern[bytes]]
ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("kb", "ingest", "ui")
RUN_WHEN_IMPORTED = {"app.py", "page.py", "__main__.py"}
ANCHORED = {"match", "fullmatch"}  # methods that try one place
_CALL = re.compile(r"(\w+)\s?\.(match|fullmatch|search|finditer|findall|sub|subn|split)\b")
APPLIED = ANCHORED | {"search", "finditer", "findall", "sub", "subn", "split", "scanner"}


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, where it is (``kb.text.stems._WORD``), and the methods that apply it: ``match``
    and ``fullmatch`` try one place, ``finditer`` stands for those that try every place."""

    name: str
    pattern: re.Pattern[str] | re.Pattern[bytes]
    methods: frozenset[str]


@cache
def patterns() -> list[Found]:
    """All patterns, each once."""
    uses = {module: _uses(path) for module, path in _sources().items()}
    seen: dict[tuple[object, int], Found] = {}
    for module, name, pattern in _all():
        last = name.rsplit(".", 1)[-1]
        methods = uses[module].get(last) or set().union(
            *(u.get(last, set()) for u in uses.values())
        )
        applied = {m if m in ANCHORED else "finditer" for m in methods} or {"finditer"}
        key = (pattern.pattern, pattern.flags)
        earlier = seen[key].methods if key in seen else frozenset()
        seen[key] = Found(name, pattern, earlier | applied)
    return list(seen.values())


def _all() -> Iterator[tuple[str, str, re.Pattern[str] | re.Pattern[bytes]]]:
    for module, path in _sources().items():
        for name, pattern in _in_module(module, path):
            yield module, name, pattern


def _in_module(module: str, path: Path) -> Iterator[Named]:
    yield from _written_in_place(path, module)
    if path.name not in RUN_WHEN_IMPORTED:
        loaded = importlib.import_module(module)
        for name, value in vars(loaded).items():
            yield from _held_by(value, f"{module}.{name}", 4)
            if getattr(value, "__module__", "") == module:
                yield from _of_lexicon(value, f"{module}.{name}")


@cache
def _sources() -> dict[str, Path]:
    """The files of the packages by the name of their module."""
    paths = sorted(p for package in PACKAGES for p in (ROOT / package).rglob("*.py"))
    names = [".".join(p.relative_to(ROOT).with_suffix("").parts) for p in paths]
    return {n.removesuffix(".__init__"): p for n, p in zip(names, paths, strict=True)}


def _held_by(value: object, name: str, depth: int) -> Iterator[Named]:
    """Patterns in ``value``: itself, the fields of a model, the members of a collection."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif not depth or isinstance(value, ModuleType | type):
        return
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _held_by(getattr(value, field), f"{name}.{field}", depth - 1)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _held_by(
                each, f"{name}.{key}" if isinstance(each, BaseModel) else name, depth - 1
            )
    elif isinstance(value, tuple | list | frozenset | set):
        for each in value:
            yield from _held_by(each, name, depth - 1)
    elif hasattr(value, "__dataclass_fields__"):
        for field in value.__dataclass_fields__:
            yield from _held_by(getattr(value, field, None), f"{name}.{field}", depth - 1)


def _of_lexicon(function: object, name: str) -> Iterator[Named]:
    """The patterns of the lexicon that a cached function without parameters loads, or one whose
    only parameter is a language."""
    if not hasattr(function, "cache_info"):
        return
    loader = typing.cast(Callable[..., object], function)
    parameters = list(inspect.signature(loader).parameters)
    if parameters == ["language"]:
        for language in ("en", "es"):
            yield from _held_by(loader(language), name, 4)
    elif not parameters:
        yield from _held_by(loader(), name, 4)


def _written_in_place(path: Path, module: str) -> Iterator[Named]:
    """Patterns given as text to a function of ``re``."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        if of_re and node.args and isinstance(node.args[0], ast.Constant):
            written = node.args[0].value
            if isinstance(written, str) and node.func.attr in APPLIED:
                at = "match_" if node.func.attr in ANCHORED else ""
                yield f"{module}:{node.lineno}.{at}", re.compile(written)


def _uses(path: Path) -> dict[str, set[str]]:
    """For each name in a file, the methods of patterns called on it: ``_WORD`` → ``{"findall"}``."""
    found: dict[str, set[str]] = {"match_": {"match"}}
    for name, method in _CALL.findall(path.read_text("utf-8")):
        found.setdefault(name, set()).add(method)
    return found
