"""Reads EPUB books (2 and 3): the chapters of the spine, in order."""

from ingest.read.epub.read import read

__all__ = ["read"]
