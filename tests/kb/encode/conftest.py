"""One prepared model for all encoder tests of a run, and texts that try an encoder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.encode.built_in import BuiltIn
from kb.encode.minilm import MINILM
from kb.encode.prepared_model import prepared_model
from kb.encode.selection import BuiltInEncoder
from tests.kb.encode.tiny_e5 import made_model


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def model(cache: Path) -> Path | bytes:
    return prepared_model(MINILM, cache, lambda notice: None)


@pytest.fixture(scope="session")
def minilm(cache: Path) -> BuiltInEncoder:
    return BuiltInEncoder(MINILM, cache, lambda notice: None)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltIn]:
    """A model in 4-bit blocks; its package can be found as long as the fixture lasts."""
    folder = tmp_path_factory.mktemp("packages")
    sys.path.insert(0, str(folder))
    yield made_model(folder, "tiny_e5_weights")
    sys.path.remove(str(folder))


@pytest.fixture(scope="session")
def texts() -> list[str]:
    return [
        "",
        " \n ",
        ".",
        "The agency reported seizures at ports of entry for the third year running.",
        "¿Qué autoriza la ley sobre la cooperación en materia de seguridad fronteriza?",
        "El informe señala que la coordinación entre dependencias sigue siendo insuficiente.",
        "SEC. 12. REPORT.—(a) IN GENERAL.—Not later than 180 days after enactment, § 12(a)(1)(A).",
        "cooperation " * 900,
        "字" * 400,
        "x" * 40_000,
        "a 😀 b ñ \ud800 c",
        *(f"Passage number {n} speaks of checkpoint {n % 7}. " * n for n in range(1, 30)),
    ]
