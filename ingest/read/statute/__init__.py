"""Statutory text: laws and bills as plain text, web pages and notes of the Code."""

from ingest.read.statute.act_identity import ActIdentity, identify_act
from ingest.read.statute.read import looks_statutory, read, read_html
from ingest.read.statute.tree import sections_of
from ingest.read.statute.units import Unit, UnitKind, units

__all__ = [
    "ActIdentity",
    "Unit",
    "UnitKind",
    "identify_act",
    "looks_statutory",
    "read",
    "read_html",
    "sections_of",
    "units",
]
