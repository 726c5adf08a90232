"""Collections: passages a person gathers while reading, with notes, in an order of their own."""

from kb.collect.clipping_status import Clipping
from kb.collect.collections import Collection, Collections

__all__ = ["Clipping", "Collection", "Collections"]
