"""The image of a PDF's page beside its text, with the quoted words marked."""

from __future__ import annotations

import base64
from collections.abc import Callable

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from kb.cite import PageRef
from kb.models import Document, Page
from kb.span import Span
from ui.web.asker import still_waits
from ui.web.document.originals import Original
from ui.web.document.page_image import (
    PageAsked,
    PageImage,
    PageImageError,
    PageImages,
    drawing_children,
)
from ui.web.document.reading import ReadingView, shown_part
from ui.web.templates import render

# Shares of the quoted letters that were found on the image.
_HARDLY_MARKED, _FULLY_MARKED = 0.05, 0.9


@st.cache_resource(show_spinner=False)
def page_images() -> PageImages:
    """The images of pages, shared by all sessions."""
    return PageImages(drawing_children())


def page_panel(
    document: Document, view: ReadingView, target: Span | None, original: Original
) -> Callable[[], None]:
    """Keep a place for the image of the page and show there an image that is ready, or why there
    is none. Where it has to be drawn, the returned function does so: it is called when all else is
    on the page, which does not wait for it."""
    place = st.empty()
    if view.page is None:
        return _nothing
    if original.path is None:
        place.html(_no_image(original.missing))
        return _nothing
    words = tuple(shown_part(document.text, view, target)) if target else ()
    asked = PageAsked(str(original.path), original.sha256, view.page.index, words)
    page = view.page
    try:
        image = page_images().kept(asked)
    except PageImageError as error:
        place.html(_no_image(str(error)))
        return _nothing
    if image is not None:
        place.html(_figure(document, page, image, bool(words)))
        return _nothing
    place.html(render("document/page", "page_image_waits"))
    return lambda: _draw(place, document, page, asked)


def _nothing() -> None:
    """All is shown."""


def _draw(place: DeltaGenerator, document: Document, page: Page, asked: PageAsked) -> None:
    try:
        image = page_images().drawn(asked, still_waits)
    except PageImageError as error:
        place.html(_no_image(str(error)))
        return
    place.html(_figure(document, page, image, bool(asked.words)))


def _no_image(reason: str) -> Markup:
    return render("document/page", "no_page_image", reason)


def _figure(document: Document, page: Page, image: PageImage, quoted: bool) -> Markup:
    place = f"PDF page {page.index + 1} of {image.pages}"
    caption = _caption(PageRef.of(page).in_full(), place, image, quoted)
    data = Markup(base64.b64encode(image.data).decode())  # noqa: S704  base64 needs no escaping
    alt = f"{place} of {document.metadata.title}"
    return render("document/page", "page_image", image, data, alt, caption)


def _caption(name: str, place: str, image: PageImage, quoted: bool) -> str:
    """The printed page number, where there is one, and the page's place in the file."""
    caption = place if name.startswith("PDF") else f"{name.split(' (')[0]}, {place}"
    if quoted and image.marked < _HARDLY_MARKED:
        return f"{caption}. The quotation was not found on the image; see the text beside it."
    if quoted and image.marked < _FULLY_MARKED:
        return f"{caption}. Only part of the quotation is marked."
    return caption
