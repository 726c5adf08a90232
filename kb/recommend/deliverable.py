"""What a mandate has delivered: "a report on …".

The words are in the part ``deliverable`` of ``mandates.yaml``.
"""

from __future__ import annotations

from functools import cache

from kb.recommend.lexicon import Pattern, load_patterns
from kb.resources import LexiconModel


class DeliverablePatterns(LexiconModel):
    """The part ``deliverable``."""

    delivers: Pattern
    recipient: Pattern
    product: Pattern
    dangling: Pattern


@cache
def _patterns() -> DeliverablePatterns:
    return load_patterns("mandates", DeliverablePatterns, "deliverable")


def product(words: str) -> str | None:
    """What is to be delivered, where the verb after "shall" delivers something."""
    verb = _patterns().delivers.match(words)
    if not verb:
        return None
    if verb[1] == "brief":
        return "a briefing"
    # recipients ("to the Committee on …") come before what they receive
    match = _patterns().product.search(_patterns().recipient.sub(" ", words[verb.end() :]))
    if not match:
        return None
    named = " ".join((match.group(1) + match.group(2)).split()).strip(" ,.")
    return _patterns().dangling.sub("", named)
