"""The image of a PDF's page beside its text, with the quoted words marked."""

from __future__ import annotations

import base64

import streamlit as st
from markupsafe import Markup

from kb.cite import PageRef
from kb.models import Document, Page
from kb.span import Span
from kb.store.versioned_cache import VersionedCache
from ui.web.document.originals import Original
from ui.web.document.page_image import PageImage, PageImageError, page_image
from ui.web.document.reading import ReadingView, shown_part
from ui.web.templates import render

# Shares of the quoted letters that were found on the image.
_HARDLY_MARKED, _FULLY_MARKED = 0.05, 0.9
_IMAGES: VersionedCache[PageImage] = VersionedCache(48)


def page_panel(
    document: Document, view: ReadingView, target: Span | None, original: Original
) -> None:
    """Draw the page, or say why it cannot be shown."""
    if view.page is None:
        return
    if not original.data:
        st.html(_no_image(original.missing))
        return
    words = shown_part(document.text, view, target) if target else []
    key = f"{document.sha256}\x1f{view.page.index}\x1f{words}"
    index = view.page.index
    try:
        image = _IMAGES.of(0, key, lambda: page_image(original.data, index, words))
    except PageImageError as error:
        st.html(_no_image(str(error)))
        return
    st.html(_figure(document, view.page, image, bool(words)))


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
