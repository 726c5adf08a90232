"""Glossary terms by every name they have: acronym, English and Spanish expansion, aliases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kb.errors import CorpusError
from kb.text.language import without_accents, words_of


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary, as far as searching needs it."""

    id: str
    term: str
    expansion_en: str = ""
    expansion_es: str = ""
    aliases: tuple[str, ...] = ()
    definition: str = ""

    def names(self) -> tuple[str, ...]:
        """Every name once (case and accents apart), the term first."""
        named = (self.term, self.expansion_en, self.expansion_es, *self.aliases)
        return distinct(name.split(" (")[0].strip() for name in named if name)


@dataclass(frozen=True, slots=True)
class _Name:
    keys: tuple[str, ...]
    term: Term
    strict: str | None  # the name as it must be written, where case tells it from a word


class Glossary:
    """Finds terms in a list of words, the longest name first."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_first: dict[str, list[_Name]] = {}
        for term in terms:
            for name in term.names():
                keys = tuple(word_key(w) for w in words_of(name))
                if keys:
                    entry = _Name(keys, term, name if _needs_case(name) else None)
                    self._by_first.setdefault(keys[0], []).append(entry)
        for names in self._by_first.values():
            names.sort(key=lambda n: -len(n.keys))

    def match(self, words: Sequence[str], at: int) -> tuple[Term, int] | None:
        """The term named at ``words[at:]`` and how many words name it, or ``None``."""
        for name in self._by_first.get(word_key(words[at]), ()):
            size = len(name.keys)
            here = words[at : at + size]
            if tuple(word_key(w) for w in here) == name.keys and (
                name.strict is None or " ".join(here) == name.strict
            ):
                return name.term, size
        return None


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, as first written; case and accents make no difference."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(without_accents(name), name)
    return tuple(first.values())


def _needs_case(name: str) -> bool:
    """A single capitalised word (``Marina``) or two letters (``CU``) may be an ordinary word."""
    if " " in name or "-" in name:
        return False
    return len(name) <= 2 or (name[0].isupper() and name[1:].islower())


def word_key(word: str) -> str:
    """A word as names are compared: no case, accents or plural ending."""
    key = without_accents(word)
    if len(key) > 5 and key.endswith("es") and key[-3] in "nlrdj":
        return key[:-2]
    return key[:-1] if len(key) > 3 and key.endswith("s") and not key.endswith("ss") else key


def load_glossary(path: Path) -> Glossary:
    """The glossary in a YAML or JSON file: a list of entries, or a mapping whose ``terms`` is
    one. Kept until the file changes. Raises ``CorpusError``."""
    try:
        return _load(path, path.stat().st_mtime_ns)
    except OSError as e:
        raise CorpusError(f"expected the glossary at {path.name}, found none: {e}") from e


@lru_cache(maxsize=2)
def _load(path: Path, mtime_ns: int) -> Glossary:
    return Glossary(_terms(_read(path), path.name))


def _read(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        import json

        return json.loads(text)
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times as fast
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506  both are safe loaders
    except yaml.YAMLError as e:
        raise CorpusError(f"{path.name} is not valid YAML: {e}") from e


def _terms(data: Any, name: str) -> list[Term]:
    entries = data.get("terms") if isinstance(data, Mapping) else data
    if not isinstance(entries, list):
        raise CorpusError(f"expected a list of terms in {name}, found {type(entries).__name__}")
    return [_term(entry, name) for entry in entries]


def _term(entry: Any, name: str) -> Term:
    if not isinstance(entry, Mapping) or not entry.get("term"):
        raise CorpusError(f"expected each entry of {name} to have a “term”, found {entry!r}")
    return Term(
        str(entry.get("id") or entry["term"]),
        str(entry["term"]),
        str(entry.get("expansion_en") or ""),
        str(entry.get("expansion_es") or ""),
        tuple(str(a) for a in entry.get("aliases") or ()),
        str(entry.get("definition") or ""),
    )
