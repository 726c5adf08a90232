"""PDF: columns, running heads, page numbers, footnotes, broken words and paragraphs."""

from ingest.read.pdf.read import read

__all__ = ["read"]
