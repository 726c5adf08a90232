"""The options that the commands of ``kb map`` share, and the map that they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.output import home_library

if TYPE_CHECKING:
    from kb.evidence.evidence_map import EvidenceMap, MapMaker
    from kb.store import Library

AreaOption = Annotated[
    str,
    typer.Option("--area", help="Only recommendations in this policy area (words of its name)."),
]
ActorOption = Annotated[
    str, typer.Option("--actor", help="Only recommendations to this actor (words of its name).")
]
StanceOption = Annotated[
    str, typer.Option("--stance", help="Only with this stance: recommends, opposes, commends.")
]
GapOption = Annotated[
    str,
    typer.Option(
        "--gap",
        help="Only with this gap: no independent evidence, no evaluation, only contrary evidence, "
        "only old evidence, no legal authority found (words of its name).",
    ),
]
StatusOption = Annotated[
    str,
    typer.Option(
        "--status",
        help="Only with a link that is suggested, confirmed or rejected; or recommendations that "
        "are open, implemented or not implemented according to their issuer.",
    ),
]
OldOption = Annotated[
    int,
    typer.Option(
        "--older-than", min=1, metavar="YEARS", help="Evidence is old after this many years."
    ),
]
DocArgument = Annotated[
    str | None,
    typer.Argument(
        help="The id of a document or a recommendation. Without it, everything that is mapped.",
        metavar="DOC",
    ),
]


@contextmanager
def map_maker(old: int = 5) -> Iterator[tuple[Library, MapMaker]]:
    """The library and what makes its maps. Evidence is old after ``old`` years."""
    with home_library() as library:
        from kb.evidence.evidence_map import MapMaker
        from kb.evidence.store import EvidenceStore

        yield library, MapMaker(EvidenceStore(library), old=old)


def requested_map(maker: MapMaker, name: str | None) -> EvidenceMap:
    """The map of everything, or of the document or recommendation that ``name`` is the id of."""
    if not name:
        return maker.make(maker.documents())
    doc_id, rec_id = maker.target(name)
    return only_recommendation(maker.make([doc_id]), rec_id)


def only_recommendation(found: EvidenceMap, rec_id: str | None) -> EvidenceMap:
    """The map of one recommendation; the whole map without an id. Raises ``QueryError``."""
    from difflib import get_close_matches

    from kb.errors import QueryError
    from kb.evidence.map_filter import MapFilter

    if rec_id is None:
        return found
    one = MapFilter(rec_id=rec_id).apply(found)
    if not one.rows:
        near = get_close_matches(rec_id, [r.recommendation.rec_id for r in found.rows], 3, 0.6)
        hint = f"Did you mean {' or '.join(near)}?" if near else "`kb map extract` lists them."
        raise QueryError(f"There is no recommendation {rec_id!r}. {hint}")
    return one
