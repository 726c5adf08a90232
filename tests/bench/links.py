"""How right the first five suggested links are: ``python -m tests.bench.links``.

Measured are the briefs of ``tests.bench.judged``; the model is fitted to all but the last
(``tests.bench.fit_links`` measures each by a model that was not fitted to it). A link that nobody
judged is counted apart.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence

from kb.evidence.likelihood import LikelihoodModel
from kb.evidence.linker import Linker
from kb.evidence.model import EvidenceLink, Relation, link_id
from kb.recommend.model import Recommendation
from kb.search.engine import Searcher
from tests.bench.judged import APART, FITTED, Judged, judged, recommendations_of

FIRST = 5


def main() -> None:
    """Print precision, relations and contrary candidates for each brief."""
    said = judged()
    for brief in (*FITTED, APART):
        name = f"{brief}, {'kept apart' if brief == APART else 'fitted to'}"
        sys.stdout.write(told(name, brief, said))


def told(name: str, brief: str, said: Judged, model: LikelihoodModel | None = None) -> str:
    """What is right of the first five links of each recommendation of a brief."""
    with recommendations_of(brief) as (library, chosen):
        linker = Linker(Searcher(library), model=model)
        links = {r: [x for x in linker.link(r) if x.independent] for r in chosen}
    if not links:
        return f"{name}: not on record, not measured\n"
    return _measured(name, links, said)


def _measured(
    name: str, links: Mapping[Recommendation, Sequence[EvidenceLink]], said: Judged
) -> str:
    shown = [x for found in links.values() for x in found[:FIRST]]
    given = [(x, said.get((x.rec_id, link_id(x.rec_id, x.doc_id, x.text)))) for x in shown]
    known = [(x, s) for x, s in given if s is not None]
    right = sum(s.right for _, s in known)
    related = [(x, s.relation) for x, s in known if s.relation is not None]
    mere = sum(relation is Relation.BACKGROUND for _, relation in related)
    alike = sum(x.relation is relation for x, relation in related)
    contrary = sum(any(x.contrary for x in found) for found in links.values())
    faults = Counter(s.fault for _, s in known if not s.right)
    return (
        f"{name}: {len(links)} recommendations, {sum(bool(f) for f in links.values())} of them "
        f"with links; {len(shown)} links among the first five, {len(shown) - len(known)} not "
        f"judged, {right} right\n"
        f"  precision of those judged {right / (len(known) or 1):.2f}, of five places "
        f"{right / (FIRST * len(links)):.2f}; contrary candidates for {contrary}; relation right "
        f"for {alike} of {len(related)} ({mere} of them background); "
        f"wrong: {dict(faults.most_common())}\n"
    )


if __name__ == "__main__":
    main()
