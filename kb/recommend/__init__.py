"""Recommendations and mandates taken from a document.

:class:`Extractor` is the interface; :class:`RuleExtractor` is its implementation.
"""

from kb.recommend.interface import Extractor
from kb.recommend.model import Recommendation
from kb.recommend.rule_extractor import RuleExtractor

__all__ = ["Extractor", "Recommendation", "RuleExtractor", "extract", "extractor"]

extractor: Extractor = RuleExtractor()
"""The extractor in use."""

extract = extractor.extract
