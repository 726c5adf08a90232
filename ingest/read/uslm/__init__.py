"""United States Legislative Markup, the XML of public laws and bills."""

from ingest.read.uslm.read import read

__all__ = ["read"]
