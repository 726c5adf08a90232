"""Files that are encrypted, damaged or made to do harm give a document or a reason."""

from __future__ import annotations

import io
import zlib

import pypdf
import pytest

from ingest.read.pdf import pdf_file as reader_of_pdf
from ingest.read.pdf import read
from ingest.read.pdf.hidden_text import hidden_strings
from ingest.read.pdf.page_characters import page_characters
from ingest.read.pdf.pdfium import Engine
from ingest.read.pdf.time_limit import OutOfTime, cpu_seconds
from ingest.read.source import Source
from kb.models import Document, Skipped
from kb.settings import IngestSettings, settings
from tests.ingest.read.pdf_maker import FONTS, column, drawn_pdf, make_pdf, pdf_file, stream

PLAIN = make_pdf([column(["Words here."])])


def encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(PLAIN))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def packed(content: bytes, times: int = 1) -> bytes:
    """A PDF of one page whose content is packed, ``times`` over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b" ".join([b"/FlateDecode"] * times)
    return pdf_file([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(content), filters, content),
    ])  # fmt: skip


def test_an_empty_password_opens_a_file() -> None:
    document = read(Source.of(encrypted("")))
    assert isinstance(document, Document)
    assert document.text == "Words here."


def test_a_file_with_a_password_is_skipped_with_what_to_do() -> None:
    skipped = read(Source.of(encrypted("secret")))
    assert isinstance(skipped, Skipped)
    assert "encrypted" in skipped.reason
    assert "save a copy without a password" in skipped.reason


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "an empty file"),
        (b"%PDF-1.7\n%%EOF", "nothing in it"),
        (b"\x00" * 500, "no PDF at all"),
        (PLAIN.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "pages that hold themselves"),
        (PLAIN.replace(b"/Contents 5 0 R", b"/Contents 99 0 R"), "no content"),
    ],
)
def test_damage_gives_a_reason_and_never_raises(data: bytes, why: str) -> None:
    result = read(Source.of(data, "damaged.pdf"))
    assert isinstance(result, Skipped), why
    assert len(result.reason) > 20, why


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (PLAIN.replace(b"/Root 1 0 R", b"/Root 9 0 R"), "the catalogue is not where it is said"),
        (PLAIN.replace(b"/MediaBox [0 0 612 792]", b"/MediaBox [0 0 (x) 792]"), "no size"),
        (b"junk before\n" + PLAIN, "bytes before the file"),
        (PLAIN + b"\n" * 2000, "bytes after it"),
    ],
)
def test_what_can_be_mended_is_read(data: bytes, why: str) -> None:
    result = read(Source.of(data, "mended.pdf"))
    assert isinstance(result, Document), why
    assert result.text == "Words here.", why


@pytest.mark.parametrize("cut", range(40, len(PLAIN), 97))
def test_a_cut_off_file_is_read_or_skipped(cut: int) -> None:
    assert isinstance(read(Source.of(PLAIN[:-cut], "cut.pdf")), Document | Skipped)


def test_content_that_unpacks_to_gigabytes_is_named_and_takes_no_time() -> None:
    bomb = packed(b"(a) Tj " * 30_000_000, times=2)
    assert len(bomb) < 100_000
    started = cpu_seconds()
    skipped = read(Source.of(bomb, "bomb.pdf"))
    assert isinstance(skipped, Skipped)
    assert "more than a page can hold" in skipped.reason
    assert cpu_seconds() - started < 10


def test_a_page_with_endless_text_is_cut() -> None:
    content = b"/F1 9 Tf BT " + b"0 -1 Td (word) Tj " * 300_000
    result = read(Source.of(packed(content), "endless.pdf"))
    assert isinstance(result, Document | Skipped)


def test_the_deadline_ends_the_drawing_of_a_page() -> None:
    white_on_black = drawn_pdf(b"0 0 600 700 re f 1 g BT /F1 9 Tf 50 500 Td (word) Tj ET")
    with Engine(white_on_black, False).page(0) as page:
        found = page_characters(page, 1000)
        assert not hidden_strings(page, found, deadline=cpu_seconds() + 60).any()
        with pytest.raises(OutOfTime):
            hidden_strings(page, found, deadline=cpu_seconds() - 1)


def forms(levels: int, times: int, last: bytes) -> list[bytes]:
    """Forms from object 5, each of which draws the next ``times``; the last has this content."""
    made = []
    for n in range(levels):
        inner = b"/X Do " * times if n < levels - 1 else last
        of = b"/XObject << /X %d 0 R >>" % (6 + n) if n < levels - 1 else b""
        made.append(stream(inner, b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
                                  b" /Resources << /Font << %s >> %s >>" % (FONTS, of)))  # fmt: skip
    return made


def test_forms_inside_forms_are_read() -> None:
    shown = forms(4, 1, b"BT /F1 10 Tf 72 700 Td (Words in a form.) Tj ET")
    found = read(
        Source.of(drawn_pdf(b"/X Do", objects=shown, resources=b"/XObject << /X 5 0 R >>"))
    )
    assert isinstance(found, Document)
    assert found.text == "Words in a form."


def test_forms_that_multiply_are_refused_in_no_time() -> None:
    bomb = forms(12, 10, b"BT /F1 10 Tf 72 700 Td (Words) Tj ET")
    started = cpu_seconds()
    skipped = read(
        Source.of(drawn_pdf(b"/X Do", objects=bomb, resources=b"/XObject << /X 5 0 R >>"))
    )
    assert isinstance(skipped, Skipped)
    assert "more than a page can hold" in skipped.reason
    assert cpu_seconds() - started < 10


@pytest.mark.parametrize("name", [b"/X", b"/#58", b"/X % a note\n"])
def test_a_form_that_draws_itself_is_refused_in_no_time(name: bytes) -> None:
    itself = forms(1, 1, name + b" Do " + name + b" Do BT /F1 9 Tf 72 700 Td (Once.) Tj ET")
    itself = [i.replace(b"/Resources <<", b"/Resources << /XObject << /X 5 0 R >>") for i in itself]
    data = drawn_pdf(b"/X Do", objects=itself, resources=b"/XObject << /X 5 0 R >>")
    started = cpu_seconds()
    skipped = read(Source.of(data))
    assert isinstance(skipped, Skipped)
    assert "more than a page can hold" in skipped.reason
    assert cpu_seconds() - started < 10


@pytest.mark.parametrize("draws", [b"/X Do", b"BT /T 9 Tf (a) Tj ET"])
def test_letters_that_draw_themselves_are_refused(draws: bytes) -> None:
    font = (b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0]"
            b" /FirstChar 97 /LastChar 97 /Widths [9] /CharProcs << /a 6 0 R >>"
            b" /Encoding << /Differences [97 /a] >> /Resources << /Font << /T 5 0 R >>"
            b" /XObject << /X 7 0 R >> >> >>")  # fmt: skip
    form = stream(b"BT /T 9 Tf (aa) Tj ET", b"/Subtype /Form /BBox [0 0 9 9]"
                  b" /Resources << /Font << /T 5 0 R >> >>")  # fmt: skip
    data = drawn_pdf(b"BT /T 9 Tf 72 700 Td (a) Tj ET",
                     objects=[font, stream(b"9 0 d0 " + draws), form], fonts=b"/T 5 0 R")  # fmt: skip
    skipped = read(Source.of(data))
    assert isinstance(skipped, Skipped)
    assert "more than a page can hold" in skipped.reason


def test_a_page_that_is_slow_to_draw_is_not_drawn() -> None:
    """Thousands of see-through words in the colour of the box behind them."""
    words = b"".join(
        b"BT /F1 9 Tf %d %d Td (word) Tj ET " % (n % 20 * 28, n // 20) for n in range(5000)
    )
    data = drawn_pdf(b"0 0 612 792 re f /G gs " + words,
                     resources=b"/ExtGState << /G << /ca .5 /BM /Luminosity >> >>")  # fmt: skip
    started = cpu_seconds()
    assert isinstance(read(Source.of(data)), Document)
    assert cpu_seconds() - started < 15


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = settings().model_copy(update={"ingest": IngestSettings(pages=1)})
    monkeypatch.setattr(reader_of_pdf, "settings", lambda: limits)
    skipped = read(Source.of(make_pdf([column(["One."]), column(["Two."])])))
    assert isinstance(skipped, Skipped)
    assert "has 2 pages, and the limit is 1; split it" in skipped.reason


def test_after_many_slow_pages_the_rest_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*args: object) -> None:
        raise OutOfTime

    monkeypatch.setattr(reader_of_pdf.Pdf, "_page", slow)
    pages = [column([f"Page {n}."]) for n in range(40)]
    skipped = read(Source.of(make_pdf(pages)))
    assert isinstance(skipped, Skipped)
    assert "none of its 40 pages can be read: the first could not be read in time" in skipped.reason
