"""Fixtures of the fetcher's tests: a misbehaving server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ingest.fetch.server import Site, site


@pytest.fixture
def web() -> Iterator[Site]:
    """A server of this test alone."""
    with site() as here:
        yield here
