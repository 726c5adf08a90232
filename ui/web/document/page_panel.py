"""The image of a PDF's page beside its text, with the quoted words marked."""

from __future__ import annotations

import base64

import streamlit as st

from kb.cite import PageRef
from kb.models import Document, Page
from kb.span import Span
from kb.store.versioned_cache import VersionedCache
from ui.web.document.originals import Original
from ui.web.document.page_image import PageImage, PageImageError, page_image
from ui.web.document.reading import ReadingView, shown_part
from ui.web.markup import escaped, notes

_DRAWN: VersionedCache[PageImage] = VersionedCache(48)


def page_panel(
    document: Document, view: ReadingView, target: Span | None, original: Original
) -> None:
    """Draw the page, or say why it cannot be shown."""
    if view.page is None:
        return
    if not original.data:
        st.html(_without(f"The page itself cannot be shown: {original.missing}."))
        return
    words = shown_part(document.text, view, target) if target else []
    key = f"{document.sha256}\x1f{view.page.index}\x1f{words}"
    index = view.page.index
    try:
        image = _DRAWN.of(0, key, lambda: page_image(original.data, index, words))
    except PageImageError as error:
        st.html(_without(f"The page itself cannot be shown: {error}."))
        return
    st.html(_figure(document, view.page, image, bool(words)))


def _without(reason: str) -> str:
    return f'<div class="ev-wide" role="note">{notes([reason])}</div>'


def _figure(document: Document, page: Page, image: PageImage, quoted: bool) -> str:
    name = PageRef.of(page).in_full()
    place = f"PDF page {page.index + 1} of {image.pages}"
    alt = f"{place} of {document.metadata.title}"
    data = base64.b64encode(image.data).decode()
    return (
        f'<figure class="ev-page ev-wide"><img alt="{escaped(alt)}" width="{image.width}" '
        f'height="{image.height}" data-marked="{image.marked:.2f}" '
        f'src="data:image/webp;base64,{data}"><figcaption>'
        f"{escaped(_caption(name, place, image, quoted))}</figcaption></figure>"
    )


def _caption(name: str, place: str, image: PageImage, quoted: bool) -> str:
    told = place if place.split(" of ")[0] in name or name.startswith("PDF") else f"{name}, {place}"
    if name != told and not name.startswith("PDF"):
        told = f"{name.split(' (')[0]}, {place}"
    if quoted and image.marked < 0.05:
        return f"{told}. The words could not be found on the image; the text beside it has them."
    if quoted and image.marked < 0.9:
        return f"{told}. Part of the quoted words is marked."
    return told
