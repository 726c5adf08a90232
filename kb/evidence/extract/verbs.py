"""The verbs of policy demands in their forms: base, gerund, participle.

A small closed list, because a series may only be split where each part really begins with an
action, and a bullet is only an imperative when its first word can be one.
"""

from __future__ import annotations

import re

_BASE = """abandon abolish accelerate address adjust adopt advance align allocate allow amend
analyse analyze apply appoint appropriate approve assess assist attach audit
authorise authorize avoid ban block bolster boost bring broaden build cease
centralize channel charge clarify close codify collaborate collect combat commission
commit complete comply condition conduct confirm confront consider consolidate
consult continue convene coordinate counter create curb curtail cut decline deepen
define deliver demand deploy designate detail deter develop devote direct disarm
disband disclose discontinue dismantle disrupt diversify double draw earmark educate
elevate eliminate embed empower enable enact encourage end enforce engage enhance
enlarge ensure equip establish evaluate examine exempt expand expedite explore expose
extend facilitate finance focus form foster freeze fund give grant guarantee halt
harmonise harmonize help hire hold honor host identify implement impose improve
include incorporate increase initiate inspect institute integrate intensify introduce
invest investigate invite issue join keep launch lead learn legalize leverage lift
limit link maintain make mandate measure mitigate modernise modernize monitor
negotiate notify offer open oppose order organize overhaul oversee pair participate
partner pass pay penalize permit phase pilot place plan pledge preserve press prevent
prioritise prioritize professionalize prohibit promote propose prosecute protect
provide publish pursue push put raise ratify reach reallocate reassess rebalance
rebuild recalibrate recognize reconsider recruit redefine redirect reduce reevaluate
refocus reform refrain refuse regulate reinforce reinstate reinvest reinvigorate
reject release remove renegotiate renew reopen reorient repair repeal replace report
require rescind resist respect respond restart restore restrict restructure resume
retain rethink revamp reverse review revise revisit revive rework rule sanction scale
scrutinize secure seek set share shift simplify solicit speed staff standardize stop
streamline strengthen study submit subsidize support suspend sustain tackle target
tax terminate test tie tighten trace track train transfer treat triple turn uncover
undertake update upgrade urge use utilise utilize verify vet vote waive weigh widen
withdraw withhold work""".split()

_DOUBLING = frozenset("ban cut end get let plan put set stop submit permit refer commit".split())
_ODD = {
    "build": "built", "bring": "brought", "cut": "cut", "draw": "drawn", "give": "given",
    "hold": "held", "keep": "kept", "lead": "led", "make": "made", "pay": "paid", "put": "put",
    "rebuild": "rebuilt", "rethink": "rethought", "seek": "sought", "set": "set",
    "undertake": "undertaken", "withdraw": "withdrawn", "withhold": "withheld",
    "oversee": "overseen",
}  # fmt: skip


def gerund(verb: str) -> str:
    """``reduce`` → ``reducing``, ``stop`` → ``stopping``, ``tie`` → ``tying``."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    if verb in _DOUBLING and verb != "end":
        return verb + verb[-1] + "ing"
    return verb + "ing"


def participle(verb: str) -> str:
    """``deepen`` → ``deepened``, ``carry`` → ``carried``, ``give`` → ``given``."""
    if verb in _ODD:
        return _ODD[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    if verb in _DOUBLING and verb != "end":
        return verb + verb[-1] + "ed"
    return verb + "ed"


BASES = frozenset(_BASE)
GERUNDS = {gerund(v): v for v in _BASE}
PARTICIPLES = {participle(v): v for v in _BASE}
GERUND = r"(?:" + "|".join(sorted(GERUNDS, key=len, reverse=True)) + r")"
BASE = r"(?:" + "|".join(sorted(BASES, key=len, reverse=True)) + r")"

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def leading_verb(text: str) -> str | None:
    """The base form of the verb ``text`` opens with, as a command or a gerund, or ``None``."""
    for match in list(_WORD.finditer(text))[:2]:
        word = match.group().lower()
        if word in BASES:
            return word
        if word in GERUNDS:
            return GERUNDS[word]
        if not word.endswith("ly") and word not in ("also", "not", "to", "jointly", "better"):
            return None
    return None


def as_command(text: str) -> str:
    """``text`` with the gerund at its head as a command: "Boosting aid" → "boost aid"."""
    match = _WORD.search(text)
    noun = match and re.match(r" (?:for|of|on|and)\b", text[match.end() :])
    if match and not noun and match.group().lower() in GERUNDS:
        return GERUNDS[match.group().lower()] + text[match.end() :]
    return text
