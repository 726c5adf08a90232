"""Collections: passages a person gathers while reading, with notes, in an order of their own."""

from kb.collect.collections import Collection, Collections
from kb.collect.placed import Clipping

__all__ = ["Clipping", "Collection", "Collections"]
