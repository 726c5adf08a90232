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
define deliver demand deploy designate detail detect deter develop devote direct disarm
disband disclose discontinue dismantle disrupt diversify double draw earmark educate
elevate eliminate embed empower enable enact encourage end enforce engage enhance
enlarge ensure equip establish evaluate examine exempt expand expedite explore expose
extend facilitate finance focus form foster freeze fund give grant guarantee halt
harmonise harmonize help hire hold honor host identify implement impose improve
incentivise incentivize
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

# Verbs that open a command or follow "may wish to"; many are nouns too, so they cut no series.
_MORE = """count vary bar beef buy sell dig spread bind
abstain accept account acknowledge act add administer admit advertise advise agree aid
aim alert allocate allot announce answer anticipate appeal apprehend archive arm arrange arrest
articulate ask assign assume assure attack attract augment award back balance base be become
begin benchmark blend brief budget calculate call cap capitalize capture care carry centre
certify challenge change chart check choose circulate cite claim classify clean clear close
coach combine come commence communicate compare compel compensate compile complement compute
concentrate conclude confine confiscate connect conserve constrain construct contact contain
contract contribute control convert convict cooperate correct cover criminalize cross cultivate
customize deal debar decentralize decide declare declassify decommission decriminalize dedicate
defend defer define delay delegate delete delink demilitarize demobilize demonstrate denounce
deny deport depoliticize derive describe design destroy determine devise differentiate digitize
direct discourage discuss display dispose distinguish distribute divert divest document donate
draft drop earmark ease emphasize employ encompass endorse enlist enrol enroll enter entrust
equalize eradicate erect escalate exchange exclude exercise exhaust exert exhort explain
exploit export express extradite favor favour feature fight file fill find fine finish fix flag
follow forbid force foresee forge formalize formulate fortify forward free fulfil fulfill
furnish gather generate get go govern grow guard guide handle harden harness have highlight
humanize hunt illuminate immediately import indict inform inject innovate inquire insert insist
inspire install institutionalize instruct insulate insure internationalize interrupt interview
introduce invoke isolate jointly label lay leave legislate lend let level license list listen
load lobby localize lock look lower manage map mark match mentor merge mobilize model move
multiply name narrow nominate normalize note nurture obtain obligate offset operate
operationalize outlaw outline pardon patrol permit persist persuade place plug police pool post
practice practise prepare prescribe present preposition prioritise probe process procure
produce program programme project prompt proscribe push qualify question quantify ramp
rationalize read realign reassure receive recognise reconcile reconstitute record recover
reengage refer refine reframe refund register rehabilitate reimburse relax relocate rely remedy
remind remodel render reorganize replicate repatriate request rescue research reserve reset
resettle reshape resolve resort restate retire retool retrain return reveal reward ring rotate
run safeguard save schedule screen seize select send separate serve settle shape shelve shield
shorten show shut sign signal slash slow solve sort specialize specify spell spend sponsor
square standardise start state station steer step stem strike structure substitute succeed sue
supplement supply surge survey switch synchronize systematize take tap teach team tell think
thwart time track trade transform translate transmit trim trust try turn unblock underscore
understand unfreeze unify unite unlock unwind uphold urgently vacate validate value visit vow
walk warn watch weaken weave welcome win work wind write zero""".split()

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
COMMANDS = BASES | frozenset(_MORE) - {"urgently", "immediately", "jointly"}
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


# "Support for …", "Budget and staffing": a noun, and no command
_NOUN_AFTER = re.compile(
    r"\W*\w+(?:-\w+)? (?:of|and|is|are|was|were|has|have|will|would)\b|\W*\w+:"
)
_FOR = re.compile(
    r"\W*(?!call|push|pay|account|ask|provide|press|plan|prepare|allow|look)\w+ for\b", re.I
)


def commands(text: str) -> bool:
    """Whether ``text`` opens with a verb as a command, an adverb before it allowed."""
    words = [m.group().lower() for m in list(_WORD.finditer(text))[:2]]
    if words and (words[0].endswith("ly") or words[0] in ("also", "better", "do", "don’t", "not")):
        words = words[1:]
    elif _NOUN_AFTER.match(text) or _FOR.match(text):
        return False
    return bool(words) and (words[0] in COMMANDS or words[0].split("-")[-1] in COMMANDS)


def as_command(text: str) -> str:
    """``text`` with the gerund at its head as a command: "Boosting aid" → "boost aid"."""
    match = _WORD.search(text)
    noun = match and re.match(r" (?:for|of|on|and)\b", text[match.end() :])
    if match and not noun and match.group().lower() in GERUNDS:
        return GERUNDS[match.group().lower()] + text[match.end() :]
    return text
