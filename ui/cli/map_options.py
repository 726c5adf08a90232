"""What the commands of ``kb map`` are asked for: their shared options, and the map of a name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.output import opened

if TYPE_CHECKING:
    from kb.evidence.evidence_map import EvidenceMap, MapMaker
    from kb.store import Library

AreaOption = Annotated[str, typer.Option("--area", help="Only of this policy area (words of it).")]
ActorOption = Annotated[str, typer.Option("--actor", help="Only with this actor (words of it).")]
StanceOption = Annotated[
    str, typer.Option("--stance", help="Only of this stance: recommends, opposes, commends.")
]
GapOption = Annotated[
    str,
    typer.Option(
        "--gap",
        help="Only with this gap: no independent evidence, no evaluation, only contrary evidence, "
        "only old evidence, no legal authority found (words of it).",
    ),
]
StatusOption = Annotated[
    str,
    typer.Option(
        "--status",
        help="Only with a link that is suggested, confirmed or rejected; or recommendations that "
        "are open, implemented or not implemented, where their issuer says so.",
    ),
]
Old = Annotated[
    int,
    typer.Option(
        "--older-than", min=1, metavar="YEARS", help="After how many years evidence is old."
    ),
]
Doc = Annotated[
    str | None,
    typer.Argument(help="A document's id, or a recommendation's; without one, all that is mapped."),
]


@contextmanager
def map_maker(old: int = 5) -> Iterator[tuple[Library, MapMaker]]:
    """The library and who makes its maps; evidence is old after ``old`` years."""
    with opened() as library:
        from kb.evidence.evidence_map import MapMaker
        from kb.evidence.store import EvidenceStore

        yield library, MapMaker(EvidenceStore(library), old=old)


def wanted_map(maker: MapMaker, name: str | None) -> EvidenceMap:
    """The map of what a name means: of everything, of a document, of one recommendation."""
    if not name:
        return maker.make(maker.documents())
    doc_id, rec_id = maker.target(name)
    return narrowed(maker.make([doc_id]), rec_id)


def narrowed(found: EvidenceMap, rec_id: str | None) -> EvidenceMap:
    """The map of one recommendation; all of it without an id. Raises ``QueryError``."""
    from difflib import get_close_matches

    from kb.errors import QueryError
    from kb.evidence.map_filter import Choice

    if rec_id is None:
        return found
    one = Choice(rec_id=rec_id).of(found)
    if not one.rows:
        near = get_close_matches(rec_id, [r.recommendation.rec_id for r in found.rows], 3, 0.6)
        hint = f"did you mean {' or '.join(near)}?" if near else "`kb map extract` lists them"
        raise QueryError(f"expected the id of a recommendation, found {rec_id!r}; {hint}")
    return one
