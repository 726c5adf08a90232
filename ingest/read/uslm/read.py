"""Reads United States Legislative Markup: public laws, bills, resolutions, compilations,
the United States Code.

The XML states the kind of each unit; the units are then handled like those of plain statutory text.
Schema: United States Government Publishing Office, USLM 2.x.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.read.canonical_text import CanonicalText
from ingest.read.source import PartProgress, ReadResult, Source, no_progress
from ingest.read.statute.read import assemble, compose, pages_of_marks
from ingest.read.uslm.act_identity import identify
from ingest.read.uslm.walk import Walk
from ingest.read.xml_parser import MarkupError, local_name, parse_xml
from kb.models import Skipped

_ROOTS = frozenset(  # root elements of the schema
    "pLaw bill resolution amendment lawDoc uscDoc statuteCompilation statuteCompilationDocument "
    "engrossedAmendment presidentialDoc".split()
)


def read(source: Source, progress: PartProgress = no_progress) -> ReadResult:
    """A USLM file. ``Skipped`` when it is not XML, or of another vocabulary."""
    warnings: tuple[str, ...] = ()
    try:
        root = parse_xml(source.data)
    except MarkupError as error:
        try:
            root = parse_xml(source.data, recover=True)
        except MarkupError:
            reason = f"the XML is damaged ({error}); download the file again"
            return Skipped(str(source.path), reason)
        warnings = (
            f"the XML is damaged; what could be read around the damage is in the text ({error})",
        )
    if local_name(root) not in _ROOTS:
        return Skipped(
            str(source.path),
            f"it is XML with the root element <{local_name(root)[:40]}>, and only USLM XML (public "
            "laws, bills, compilations, the United States Code) is read; save it as PDF, HTML or "
            "text",
        )
    walk = Walk()
    walk.children(root)
    walk.flush()
    if not walk.units:
        return Skipped(str(source.path), "the XML has no text of a law")
    canonical = CanonicalText()
    spans = compose(canonical, walk.units)
    progress(1, 1)
    document = assemble(source, walk.units, spans, canonical, identify(root))
    pages = pages_of_marks(walk.pages, spans, walk.units, len(document.text))
    return replace(
        document, pages=pages, left_out=walk.side_notes(), warnings=warnings, format="uslm"
    )
