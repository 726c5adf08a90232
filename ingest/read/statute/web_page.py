"""The text of a law's web page, at the offsets that it has in the page."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"(?<!<)<[/!a-zA-Z][^<>]{0,500}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_HEAD = re.compile(r"(?is)\A.*?<pre\b[^<>]*+>")


def without_tags(page: str) -> str:
    """``page`` with its tags, and all before the ``<pre>``, blanked; entities are decoded and
    padded to their length."""
    head = _HEAD.match(page)
    if head:
        page = re.sub(r"[^\n]", " ", head.group()) + page[head.end() :]
    page = _TAG.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), page)
    return _ENTITY.sub(lambda m: html.unescape(m.group()).ljust(len(m.group())), page)
