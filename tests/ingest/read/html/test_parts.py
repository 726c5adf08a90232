"""An article in several boxes is read whole, whatever their sizes; what is beside it is not."""

from __future__ import annotations

import pytest

from ingest.read.html.read import read
from ingest.read.source import Source
from kb.models import Document

TITLE = "Tracing Is a Blurry Picture"
ADVERT = '<div class="ad"><p>GONE: buy now</p></div>'


def paragraphs(count: int, of: str) -> str:
    return "".join(
        f"<p>Paragraph {n} of the {of} part explains how the customs service traces the arms that "
        f"cross the border in small numbers, and what was learnt from trace {n}.</p>"
        for n in range(count)
    )


def page(body: str) -> Document:
    html = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    found = read(Source.of(html.encode(), "page.html"))
    assert isinstance(found, Document), found
    return found


def boxed(content: str, box: str) -> str:
    return {
        "nested": '<div class="body__box"><div class="grid"><div class="inner">{}</div></div></div>',
        "plain": "<div>{}</div>",
        "section": '<section class="text">{}</section>',
        "numbered": '<div class="part-1">{}</div>',
    }[box].format(content)


@pytest.mark.parametrize("box", ["nested", "plain", "section", "numbered"])
@pytest.mark.parametrize("sizes", [(8, 3), (8, 1), (2, 3), (1, 9), (4, 4, 1), (9, 1, 1, 1)])
@pytest.mark.parametrize("around", ["{}", '<div class="page">{}</div>'])
def test_all_parts_are_read(box: str, sizes: tuple[int, ...], around: str) -> None:
    boxes = [
        boxed((f"<h1>{TITLE}</h1>" if not i else "") + paragraphs(n, f"{i}th"), box)
        for i, n in enumerate(sizes)
    ]
    boxes = [b.replace("part-1", f"part-{i}") for i, b in enumerate(boxes)]
    found = page("<nav><a href=/>GONE</a></nav>" + around.format(ADVERT.join(boxes)))
    assert [found.text.count(f"of the {i}th part") for i in range(len(sizes))] == list(sizes)
    assert "GONE" not in found.text
    assert found.warnings == ()


def test_headings_and_lists_between_the_parts_are_read() -> None:
    first = boxed(f"<h1>{TITLE}</h1>{paragraphs(8, 'first')}", "nested")
    found = page(
        f"<div>{first}<h2>The rest</h2>{ADVERT}<ul><li>A list.</li></ul>"
        f"{boxed(paragraphs(1, 'last'), 'nested')}</div>"
    )
    assert "A list." in found.text
    assert found.text.index("The rest") < found.text.index("of the last part")


GONE = (
    "<p>GONE. I think that the service should trace every one of the arms that it finds there.</p>"
)


@pytest.mark.parametrize(
    "beside",
    [
        f'<div id="comments">{GONE * 2}</div>',
        f"<div><h3>Comments (2)</h3>{GONE * 2}</div>",
        f'<div class="related-posts"><div class="inner">{GONE}</div></div>',
        f"<div><h3>Related articles</h3>{GONE}</div>",
        f"<div><h2>Comentarios</h2>{GONE}</div>",
        '<div><p><a href="/a">GONE: an article with a long title about boats and ports</a></p></div>',
        '<div><ul><li><a href="/a">GONE: an article with a long title</a></li></ul></div>',
    ],
)
@pytest.mark.parametrize("box", ["nested", "plain"])
def test_comments_and_related_pages_are_not_parts(beside: str, box: str) -> None:
    first = boxed(f"<h1>{TITLE}</h1>{paragraphs(9, 'first')}", box)
    found = page(f"{first}{ADVERT}{boxed(paragraphs(2, 'last'), box)}{beside}")
    assert found.text.count("of the last part") == 2
    assert "GONE" not in found.text
    assert found.warnings == ()


def test_prose_in_a_box_of_another_form_is_named() -> None:
    first = boxed(f"<h1>{TITLE}</h1>{paragraphs(9, 'first')}", "nested")
    found = page(f"{first}<div class='x'><span>{paragraphs(2, 'other')}</span></div>")
    assert "of the other part" not in found.text
    (warning,) = found.warnings
    assert warning.startswith("2 paragraphs outside what was taken for the article are left out (“")
