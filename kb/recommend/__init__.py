"""Recommendations and mandates taken from a document by rule."""

from kb.recommend.extract import RULES, extract

__all__ = ["RULES", "extract"]
