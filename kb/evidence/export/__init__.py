"""The map in the forms people take away: CSV, JSON, GraphML, Markdown, one HTML file."""

from kb.evidence.export.write import FORMATS, export

__all__ = ["FORMATS", "export"]
