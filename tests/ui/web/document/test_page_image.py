"""Images of pages are drawn in children with limits, kept within a size, and asked for once."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.ingest.read.pdf_maker import column, make_pdf
from tests.ui.slow_page import slow_page
from ui.guarded import Children, Limits, WorkFailed
from ui.web.document import page_image
from ui.web.document.page_image import PageAsked, PageImage, PageImageError, PageImages

pytestmark = pytest.mark.case("S2")
MB = 1_000_000
PDF = make_pdf([column([f"A line of page {n} stands here."]) for n in (1, 2, 3, 4, 5)])


def _pdf(content: bytes, resources: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    """A PDF with one page that draws ``content``."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << " + resources + b" >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
        *more,
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\n"


def _forms(depth: int, times: int) -> bytes:
    """Forms that draw the next one ``times`` times, ``depth`` deep: small, and without an end."""
    more = tuple(
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /F %d 0 R >> >>"
        b" /Length %d >> stream\n%s\nendstream" % (6 + n, 6 * times, b"/F Do " * times)
        for n in range(depth)
    )
    last = b"0 0 m 600 700 l 300 9 l f "
    end = b"<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Length %d >> stream\n%s\nendstream" % (
        len(last), last,
    )  # fmt: skip
    return _pdf(b"/F Do", b"/XObject << /F 5 0 R >>", (*more, end))


@pytest.fixture(scope="module")
def images() -> Iterator[PageImages]:
    """Images by children with small limits."""
    children = Children(2, Limits(work_s=1.5, wait_s=30, memory=300 * MB, queue_s=60))
    yield PageImages(children)
    children.close()


def _asked(tmp_path: Path, data: bytes, index: int = 0) -> PageAsked:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return PageAsked(str(path), hashlib.sha256(data).hexdigest(), index)


def test_a_page_is_drawn_once_and_kept(images: PageImages, tmp_path: Path) -> None:
    asked = _asked(tmp_path, PDF)
    assert images.kept(asked) is None
    image = images.drawn(asked)
    assert image.pages == 5
    Path(asked.path).unlink()
    assert images.kept(asked) == images.drawn(asked) == image


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_forms(14, 12), id="forms in forms"),
        pytest.param(_pdf(b"0 0 m 600 700 l 300 9 l f* " * 900_000), id="a long drawing"),
    ],
)
def test_a_hostile_page_ends_at_a_limit_and_is_not_tried_again(
    images: PageImages, tmp_path: Path, data: bytes
) -> None:
    _ends(images, _asked(tmp_path, data))


@pytest.mark.parametrize("name", ["hostile/formbomb.pdf", "hostile/slowdraw.pdf"])
def test_a_hostile_file_ends_at_a_limit(
    images: PageImages, case_path: Callable[[str], Path], name: str
) -> None:
    path = case_path(name)
    _ends(images, PageAsked(str(path), hashlib.sha256(path.read_bytes()).hexdigest(), 0))


def _ends(images: PageImages, asked: PageAsked) -> None:
    """It is ended, in a child, at a limit; the next time the reason comes at once."""
    before = psutil.Process().memory_info().rss
    begun = time.process_time()
    with pytest.raises(PageImageError, match=r"too (long|much memory)") as first:
        images.drawn(asked)
    assert psutil.Process().memory_info().rss - before < 100 * MB
    assert time.process_time() - begun < 1.5, "this process waited, it did not work"
    with pytest.raises(PageImageError, match=str(first.value)):
        images.kept(asked)


def test_after_some_hostile_pages_no_other_of_the_file_is_tried() -> None:
    tried: list[int] = []

    class Ends(Children):
        def do(self, work: Any, *arguments: Any, waits: Any = None) -> Any:
            tried.append(arguments[2])
            raise WorkFailed("it takes too long", limit=True)

    made = PageImages(Ends(1, Limits(1, 1, 1, 1)))
    for index in range(6):
        with pytest.raises(PageImageError):
            made.drawn(PageAsked("a.pdf", "a" * 64, index))
    assert tried == [0, 1, 2]
    with pytest.raises(PageImageError):
        made.drawn(PageAsked("b.pdf", "b" * 64, 0))
    assert tried == [0, 1, 2, 0], "another file is"


def test_a_failure_that_may_pass_is_tried_again() -> None:
    answers: list[Any] = [WorkFailed("busy", lasting=False), PageImage(b"x", 1, 1, 0.0, 1)]

    class Busy(Children):
        def do(self, work: Any, *arguments: Any, waits: Any = None) -> Any:
            answer = answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

    made, asked = PageImages(Busy(1, Limits(1, 1, 1, 1))), PageAsked("a.pdf", "a" * 64, 0)
    with pytest.raises(PageImageError, match="busy"):
        made.drawn(asked)
    assert made.drawn(asked).data == b"x"


class _ReaderLeaves(Exception):
    pass


def test_a_slow_page_keeps_nobody_else_waiting(tmp_path: Path) -> None:
    # Limits that the slow page cannot reach, however slow this machine: it ends when told to.
    images = PageImages(Children(2, Limits(work_s=600, wait_s=600, memory=900 * MB, queue_s=60)))
    slow = _asked(tmp_path, slow_page())
    (tmp_path / "b").mkdir()
    other = _asked(tmp_path / "b", PDF, 1)
    begun, leave, over = threading.Event(), threading.Event(), threading.Event()

    def waits() -> None:
        begun.set()
        if leave.is_set():
            raise _ReaderLeaves

    def read_the_slow_one() -> None:
        with pytest.raises(_ReaderLeaves):
            images.drawn(slow, waits)
        over.set()

    reader = threading.Thread(target=read_the_slow_one)
    reader.start()
    try:
        assert begun.wait(60)
        assert images.drawn(other).width > 500
        assert not over.is_set()
    finally:
        leave.set()
        reader.join(60)
    assert over.is_set()
    images.children.close()


def test_two_who_ask_for_one_page_get_one_drawing(tmp_path: Path) -> None:
    drawn: list[int] = []
    both = threading.Event()

    class Slow(Children):
        def do(self, work: Any, *arguments: Any, waits: Any = None) -> Any:
            drawn.append(1)
            assert both.wait(60)
            return PageImage(b"x", 1, 1, 0.0, 1)

    made, asked = PageImages(Slow(2, Limits(1, 1, 1, 1))), PageAsked("a.pdf", "a" * 64, 0)
    found: list[PageImage] = []
    # The second asker waits: that lets the first one finish.
    readers = [
        threading.Thread(target=lambda: found.append(made.drawn(asked, both.set))) for _ in range(2)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(60)
    assert (len(drawn), len(found)) == (1, 2)


def test_the_images_that_are_kept_have_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_image, "_MOST_BYTES", 1000)

    class Draws(Children):
        def do(self, work: Any, *arguments: Any, waits: Any = None) -> Any:
            return PageImage(b"x" * 400, 1, 1, 0.0, 9)

    made = PageImages(Draws(1, Limits(1, 1, 1, 1)))
    asked = [PageAsked("a.pdf", "a" * 64, index) for index in range(5)]
    for one in asked:
        made.drawn(one)
    assert [made.kept(one) is not None for one in asked] == [False, False, False, True, True]
