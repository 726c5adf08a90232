"""Collections: passages that a person collects while reading, with notes, in an order they set."""

from kb.collect.clipping_status import Clipping
from kb.collect.collections import Collection, Collections

__all__ = ["Clipping", "Collection", "Collections"]
