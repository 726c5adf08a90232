"""One prepared model for all encoder tests of a run, and texts that try an encoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.encode.prepared_model import prepared_model
from kb.encode.selection import BundledEncoder


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def model(cache: Path) -> Path | bytes:
    return prepared_model(cache, lambda notice: None)


@pytest.fixture(scope="session")
def bundled(cache: Path) -> BundledEncoder:
    return BundledEncoder(cache, lambda notice: None)


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
