"""Collections: passages a person gathers while reading, with notes, in an order of their own."""

from kb.collect.collections import Clipping, Collection, Collections

__all__ = ["Clipping", "Collection", "Collections"]
