"""``kb search``, ``kb ask`` and ``kb show``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ui.cli.output import FOUND_NOTHING, home_library, print_json


class Mode(StrEnum):
    """What is searched: words and meaning, words alone, or meaning alone."""

    hybrid = "hybrid"
    lexical = "lexical"
    dense = "dense"


JsonFlag = Annotated[
    bool, typer.Option("--json", help="Print one JSON document, and nothing else, to stdout.")
]

AsTyped = Annotated[
    bool, typer.Option("--as-typed", help="Search the words as typed; correct no spelling.")
]


def search(
    query: Annotated[
        str,
        typer.Argument(
            help='Words, an "exact phrase", filters such as year:2019.., a statutory address.',
            metavar="QUERY",
        ),
    ],
    limit: Annotated[
        int, typer.Option("-k", min=1, max=200, help="How many passages to show.")
    ] = 10,
    mode: Annotated[
        Mode, typer.Option(help="Search words and meaning (hybrid), words, or meaning.")
    ] = Mode.hybrid,
    as_typed: AsTyped = False,
    as_json: JsonFlag = False,
) -> None:
    """Find passages, each with a verified citation.

    Examples:

      kb search "straw purchasing penalties"

      kb search 'kind:evaluation year:2019..2024 "performance measures"'

      kb search "section 1311 of the FY2024 NDAA"
    """
    with home_library() as library:
        from kb.search.engine import Searcher
        from kb.store.retry_on_change import retry_on_change

        searcher = Searcher(library)
        results = retry_on_change(
            library,
            lambda: searcher.search(query, limit=limit, mode=mode.value, as_typed=as_typed),
        )
    if as_json:
        print_json(results.as_json())
    else:
        from ui.cli.render import print_results

        print_results(results)
    if not results.hits:
        raise typer.Exit(FOUND_NOTHING)


def ask(
    question: Annotated[
        str, typer.Argument(help="A question, in English or Spanish.", metavar="QUESTION")
    ],
    as_typed: AsTyped = False,
    as_json: JsonFlag = False,
) -> None:
    """Answer a question with sentences quoted from the documents, or say why not.

    Examples:

      kb ask "How much did Congress appropriate for the first year of the Mérida Initiative?"

      kb ask "¿Qué medidas se proponen contra el tráfico de armas?"
    """
    with home_library() as library:
        from kb.answer import answer
        from kb.search.engine import Searcher
        from kb.store.retry_on_change import retry_on_change

        searcher = Searcher(library)
        given = retry_on_change(library, lambda: answer(question, searcher, as_typed=as_typed))
    if as_json:
        print_json(given.as_json())
    else:
        from ui.cli.render import print_answer

        print_answer(given)
    if not given.answered:
        raise typer.Exit(FOUND_NOTHING)


def show(
    doc: Annotated[
        str, typer.Argument(help="A document's id, as `kb docs` lists it.", metavar="DOC")
    ],
    page: Annotated[
        str | None, typer.Option(help="Only this page: its printed number or its label.")
    ] = None,
    section: Annotated[
        str | None, typer.Option(help="Only this section: its number, address or heading.")
    ] = None,
    span: Annotated[str | None, typer.Option(help="Only the characters A:B of the text.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Show a document, or one page, section or span of it.

    Examples:

      kb show pl-118-31 --section 1311

      kb show gao-26-108754 --page 12
    """
    from kb.store.excerpt import part_of

    with home_library() as library:
        part = part_of(library.document(doc), page=page, section=section, span=span)
    if as_json:
        print_json(part.as_json())
    else:
        from ui.cli.render import print_part

        print_part(part)
