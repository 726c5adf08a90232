"""Every row that is written gets its checksum, whatever befell the connection before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kb.errors import LibraryError
from kb.models import Document
from kb.store import Library, checksums

Publish = Callable[..., Document]


def test_triggers_whose_making_was_broken_off_are_completed(
    library: Library, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_off = (checksums._triggers()[0], "no statement")
    library._engine.dispose()
    with monkeypatch.context() as patch:
        patch.setattr(checksums, "_triggers", lambda: broken_off)
        with pytest.raises(LibraryError):
            library.keep_setting("a", "b")
    publish("d", "one lamp here")
    assert library.check(None).findings == ()
