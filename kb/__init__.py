"""The core of Evidencia: the record, the indexes, search, citations, answers, evidence."""

__version__ = "0.1.0"
