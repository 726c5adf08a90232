"""Images of pages of PDFs: drawn in child processes, kept, and asked for once.

A page is drawn where a hostile file does no harm: at its limit of time or memory the child is ended
and the page is remembered as one that cannot be drawn. Nobody waits for another's page, unless all
children draw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from kb.errors import EvidenciaError
from kb.settings import settings
from kb.store.versioned_cache import VersionedCache
from ui.guarded import Children, Limits, Turns, WorkFailed

_MOST_BYTES = 24_000_000  # of images that are kept
_MOST_FAILED = 3  # pages of one file that cannot be drawn within the limits, before none is tried
Waits = Callable[[], object]


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as WebP. ``marked`` is the share of the words' letters that were found, 0 to 1."""

    data: bytes
    width: int
    height: int
    marked: float
    pages: int


class PageImageError(EvidenciaError):
    """The page cannot be drawn; the message says why."""


@dataclass(frozen=True, slots=True)
class PageAsked:
    """A page of a file, by the file's place and hash, from 0, and the words to mark on it."""

    path: str
    sha256: str
    index: int
    words: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What its image depends on."""
        return f"{self.sha256}\x1f{self.index}\x1f{self.words}"


def _nobody_leaves() -> None:
    """The asker stays."""


@dataclass(slots=True)
class PageImages:
    """The images that are kept, and the children that draw. Threads may share it."""

    children: Children
    _kept: VersionedCache[PageImage | str] = field(
        default_factory=lambda: VersionedCache(_MOST_BYTES, _size)
    )
    _failed: Counter[str] = field(default_factory=Counter)
    _turns: Turns = field(default_factory=Turns)

    def kept(self, asked: PageAsked) -> PageImage | None:
        """The image where it is kept, else ``None``. Raises ``PageImageError`` where it is known
        that the page cannot be drawn."""
        try:
            found = self._kept.of(0, asked.key, _not_kept)
        except LookupError:
            return None
        if isinstance(found, str):
            raise PageImageError(found)
        return found

    def drawn(self, asked: PageAsked, waits: Waits = _nobody_leaves) -> PageImage:
        """The image, kept or drawn now. ``waits`` is called while it is drawn and raises when
        the asker has left. Raises ``PageImageError``."""
        with self._turns.of(asked.key, waits):
            found = self.kept(asked)
            return found if found is not None else self._draw(asked, waits)

    def _draw(self, asked: PageAsked, waits: Waits) -> PageImage:
        from ui.web.document.page_drawing import drawn_page

        if self._failed[asked.sha256] >= _MOST_FAILED:
            raise PageImageError("other pages of this file take too long or too much to draw")
        try:
            image: PageImage = self.children.do(
                drawn_page, asked.path, asked.sha256, asked.index, asked.words, waits=waits
            )
        except WorkFailed as failure:
            if failure.limit:
                self._failed[asked.sha256] += 1
            reason = str(failure)
            if failure.lasting:
                self._kept.of(0, asked.key, lambda: reason)
            raise PageImageError(reason) from failure
        return self._kept.of(0, asked.key, lambda: image)  # type: ignore[return-value]


def _size(kept: PageImage | str) -> int:
    return len(kept.data) if isinstance(kept, PageImage) else 1000


def _not_kept() -> PageImage:
    raise LookupError


def drawing_children() -> Children:
    """Children with the limits of the settings ``app``."""
    limits = settings().app
    return Children(
        limits.drawers,
        Limits(limits.draw_s, limits.draw_wait_s, limits.draw_mb * 1_000_000, limits.queue_s),
    )
