"""Recommendations and mandates taken from a document by rule."""

from kb.evidence.extract.extract import RULES, extract

__all__ = ["RULES", "extract"]
