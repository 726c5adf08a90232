"""Exports of the map: CSV, JSON, GraphML, Markdown, one HTML file."""

from kb.evidence.export.write import FORMATS, export

__all__ = ["FORMATS", "export"]
