"""Reads Word documents (DOCX, DOCM, DOTX) as Word prints them: every word that is shown, once."""

from ingest.read.docx.read import read

__all__ = ["read"]
