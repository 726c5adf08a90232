"""The data files of ``corpus/``, in a checkout and in an installed wheel alike.

Word lists and patterns live under ``corpus/lexicons/`` as YAML. Each file says in a comment at its
head what it is for and which module uses it; a pydantic model checks it when it is loaded.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from kb.errors import CorpusError

CORPUS = Path(str(files("corpus")))
LEXICONS = CORPUS / "lexicons"
MODELS = CORPUS / "models"
M = TypeVar("M", bound=BaseModel)


def _parts(value: Any) -> Any:
    return value.split() if isinstance(value, str) else value


Words = Annotated[frozenset[str], BeforeValidator(_parts)]  # words parted by spaces, or a list
Alternatives = Annotated[tuple[str, ...], BeforeValidator(_parts)]  # the same, in their order


class LexiconModel(BaseModel):
    """Base of the models that check a lexicon: unknown keys are errors, values do not change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def load_lexicon(name: str, model: type[M]) -> M:
    """``corpus/lexicons/NAME.yaml``, checked against ``model`` and read once a process.

    Raises ``CorpusError`` naming the file and the key that is wrong.
    """
    loaded = _loaded(LEXICONS / f"{name}.yaml", model)
    assert isinstance(loaded, model)
    return loaded


def load_weights(name: str, model: type[M]) -> M:
    """``corpus/models/NAME.yaml``, the weights of a fitted model; as ``load_lexicon``."""
    loaded = _loaded(MODELS / f"{name}.yaml", model)
    assert isinstance(loaded, model)
    return loaded


@cache
def _loaded(path: Path, model: type[BaseModel]) -> BaseModel:
    try:
        return model.model_validate(read_yaml(path))
    except ValidationError as error:
        raise CorpusError(f"{path.name}: {problems(error)}") from error


def read_yaml(path: Path) -> Any:
    """What a YAML file holds. Raises ``CorpusError``."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  both are safe
    except (OSError, yaml.YAMLError) as error:
        raise CorpusError(f"{path.name} cannot be read as YAML: {error}") from error


def problems(error: ValidationError) -> str:
    """What is wrong with a data file: each key with its message."""
    return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())


def any_of(patterns: tuple[str, ...] | list[str], flags: int = 0) -> re.Pattern[str]:
    """One pattern that matches where any of ``patterns`` does; the first that matches wins."""
    return re.compile("|".join(f"(?:{p})" for p in patterns), flags)
