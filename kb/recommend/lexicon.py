"""Named patterns, made from the word lists under ``corpus/lexicons/``.

A pattern is written in YAML as text, as a list of alternatives, or as a mapping: ``regex`` with
word lists of its own, or ``any`` with ``ignore_case``. ``{name}`` in a pattern stands for a word
list of the same pattern, else for a fragment of the file. A word list becomes a group,
``(?:one|two)``; a fragment that is text is put in as it is. Line breaks do not count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ValidationError, ValidationInfo

from kb.errors import CorpusError
from kb.resources import LEXICONS, LexiconModel, problems, read_yaml

M = TypeVar("M", bound=LexiconModel)
_REFERENCE = re.compile(r"\{([a-z]\w*)\}")
_LINE_BREAK = re.compile(r"(?:(?<!\s)\s+)?\n\s*+")


def regex(written: Any, fragments: Mapping[str, str]) -> str:
    """The regular expression of a pattern as the file has it.

    Raises ``ValueError`` for a reference to a fragment that is not there.
    """
    if isinstance(written, list):
        return "|".join(regex(each, fragments) for each in written)
    if isinstance(written, dict):
        return _with_word_lists(written, fragments)
    return _REFERENCE.sub(lambda m: _fragment(m[1], fragments), _LINE_BREAK.sub("", str(written)))


def _with_word_lists(written: Mapping[str, Any], fragments: Mapping[str, str]) -> str:
    if "any" in written:
        return ("(?i)" if written.get("ignore_case") else "") + regex(written["any"], fragments)
    if "regex" not in written:  # a colon in a pattern without quotation marks makes a mapping
        raise ValueError(f"put quotation marks around {next(iter(written), '')!r}")
    lists = {name: group(words, fragments) for name, words in written.items() if name != "regex"}
    return regex(written["regex"], {**fragments, **lists})


def _fragment(name: str, fragments: Mapping[str, str]) -> str:
    if name not in fragments:
        raise ValueError(f"there is no fragment {{{name}}}")
    return fragments[name]


def group(written: Any, fragments: Mapping[str, str]) -> str:
    """The regular expression to put in for a reference; a word list becomes a group."""
    made = regex(written, fragments)
    return f"(?:{made})" if isinstance(written, list) else made


def all_fragments(written: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, str]:
    """``given`` and the fragments of a file, of which each may refer to those before it."""
    made = dict(given)
    for name, value in written.items():
        made[name] = group(value, made)
    return made


def _compiled(value: Any, info: ValidationInfo) -> Any:
    return value if isinstance(value, re.Pattern) else regex(value, info.context or {})


def _text(value: Any, info: ValidationInfo) -> str:
    return group(value, info.context or {})


Pattern = Annotated[re.Pattern[str], BeforeValidator(_compiled)]
"""A field for a compiled pattern."""
Fragment = Annotated[str, BeforeValidator(_text)]
"""A field for a fragment that other files use."""


@cache
def _read(name: str) -> dict[str, Any]:
    written = read_yaml(LEXICONS / f"{name}.yaml")
    if not isinstance(written, dict):
        raise CorpusError(f"{name}.yaml has no named entries")
    return written


def load_patterns(name: str, model: type[M], part: str | None = None, **given: str) -> M:
    """``corpus/lexicons/NAME.yaml``, or one ``part`` of it, as ``model``, its patterns compiled.

    ``given`` are fragments from elsewhere. Callers keep what they get: nothing is cached but the
    file. Raises ``CorpusError`` naming the file and the entry that is wrong.
    """
    whole = _read(name)
    entries = dict(whole.get(part, {}) if part else whole)
    try:
        fragments = all_fragments(whole.get("fragments", {}), given)
        fragments = all_fragments(entries.pop("fragments", {}), fragments)
        return model.model_validate(entries, context=fragments)
    except ValidationError as error:
        raise CorpusError(f"{name}.yaml: {problems(error)}") from error
    except ValueError as error:
        raise CorpusError(f"{name}.yaml: {error}") from error
