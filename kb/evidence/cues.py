"""Cues of how a passage bears on a demand: findings, failures, successes, grants, hedges.

A cue is a pattern in English or Spanish; what it suggests is decided in ``relate``. The approach
is that of cue phrases in argumentation mining (Palau and Moens 2009, "Argumentation mining").
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{p})" for p in patterns), re.IGNORECASE)


FAILURE = _any(
    r"\b(?:did|does|do|has|have|had|could|can|was|were|is|are) ?(?:not|n't|n’t)\b(?! only)",
    r"\bcannot\b",
    r"\b(?:lack(?:s|ed|ing)?|absence of|without (?:any )?(?:measures?|data|targets?|metrics?))\b",
    r"\b(?:fail(?:s|ed|ure|ures|ing)?|ineffective|inadequate|insufficient|incomplete|weak(?:ness"
    r"|nesses|er)?|shortcomings?|deficien\w+|gaps?|limited (?:effect|progress|impact|success))\b",
    r"\b(?:little|no) (?:evidence|effect|impact|measures?|improvement|progress|data)\b",
    r"\b(?:never|neither|nor) ",
    r"\b(?:backfir\w+|worsen\w*|counterproductive|fragment\w+|splinter\w+)\b",
    r"\bno (?:se |fue|hay|pudo|logr)\w*|\b(?:fracas\w+|falta de|carec\w+|insuficien\w+|ineficaz)\b",
)
SUCCESS = _any(
    r"\b(?:effective(?:ly)?|success(?:ful|fully|es)?|improved|achiev\w+|led to|resulted in"
    r"|contributed to|reduced|reduction in|decreas\w+|proven|helped|strengthened|progress(?! has"
    r" (?:still )?not))\b",
    r"\b(?:seiz(?:ed|ures?)|arrest(?:ed|s)|extradit\w+|dismantl\w+|disrupt(?:ed|ions?))\b",
    r"\b(?:efica(?:z|ces)|exitos\w+|logr[óo]|redujo|disminuy\w+|decomis\w+|detenid\w+)\b",
)
FINDING = _any(
    r"\b(?:found|finds|finding|concluded|reported|estimated|determined|showed|shows|according to"
    r"|traced|data (?:show|indicate)|percent|%)",
    r"\b(?:encontr[óo]|concluy[óo]|report[óo]|estim[óo]|según|por ciento)\b",
)
DEMAND = _any(
    r"\b(?:should|recommend(?:s|ed|ation|ations)?|must|ought to|asks? for|called (?:on|for)"
    r"|calls? (?:on|for)|urge[sd]?|argue[sd]? (?:that|for))\b",
    r"\b(?:debe(?:n|r[íi]an?)?|recomend\w+|propon\w+|exhort\w+|pid(?:e|en|i[óo]))\b",
)
GRANT = _any(
    r"\b(?:is|are) authorized\b|\bauthori[sz](?:es|ed|ing)\b|\bmay (?:be used|provide|use|support"
    r"|transfer|expend|carry)\b|\bmake available\b|\bshall (?:be|submit|establish|carry|provide"
    r"|develop|conduct|use|ensure)\b",
    r"\b(?:requir(?:es|ed)|direct(?:s|ed)|order(?:s|ed)|mandat(?:es|ed)) (?:the|that|a|an|audits?"
    r"|reports?|assessments?|strateg\w+)\b|\bgives? .{0,40}\bauthority\b|\bwas enacted\b"
    r"|\bappropriated\b",
    r"\b(?:autoriza|ordena|exige|obliga|faculta)\b",
)
LIMIT = _any(
    r"\bnothing in this (?:section|act|title)\b|\bshall not be construed\b|\bmay not\b"
    r"|\bprohibit(?:s|ed)?\b|\bnone of the funds\b|\bdoes not authori[sz]e\b|\bno autoriza\b"
)
HEDGE = _any(
    r"\b(?:however|although|though|despite|unless|only if|depends? on|remain(?:s|ed)? (?:unclear"
    r"|limited|a challenge|concerned)|uncertain|unclear|not known|mixed results?|critics|caution\w*"
    r"|warn(?:s|ed)? (?:that|of|against)"
    r"|(?:does|do|did) not (?:mention|name|say|test|cover|show|support|bear out))\b",
    r"\b(?:sin embargo|aunque|no obstante|depende|se desconoce|cr[íi]ticos|advi(?:erte|rti[óo]))\b",
)
UNKNOWN = _any(
    r"\b(?:no (?:document|study|figure|evaluation|text|statute)s? in the catalogue|not in the"
    r" catalogue|catalogue does not (?:say|give|name|hold)|names? no source"
    r"|(?:was|were|is|are) not (?:found|known|read|published|established))\b",
    r"\b(?:ning[uú]n documento del cat[aá]logo|no est[aá]n? en el cat[aá]logo|no se conoce)\b",
)
OPPOSITION = _any(
    r"\b(?:oppos(?:e|es|ed|ition)|reject(?:s|ed|ion)|refus(?:es|ed|al)|condemn(?:s|ed)"
    r"|suspend(?:ed|s)|expelled|struck down|vetoed|ended its|withdrew)\b",
    r"\b(?:rechaz(?:a|[óo]|aron)|suspendi[óo]|se opus\w+|conden[óo])\b",
)
AFFRONT = _any(
    r"\b(?:sovereignty|unlawful|violat\w+ (?:of )?(?:international|the charter|sovereign)"
    r"|retaliat\w+|civilian casualt\w+|without (?:the )?consent|escalat\w+)\b",
    r"\b(?:soberan[íi]a|sin (?:su )?consentimiento|violaci[óo]n de)\b",
)


@dataclass(frozen=True, slots=True)
class Signs:
    """Which cues a text has; each field is the first words that show it, or ``""``."""

    failure: str
    success: str
    finding: str
    demand: str
    grant: str
    limit: str
    hedge: str
    opposition: str
    affront: str
    unknown: str


def signs_in(text: str) -> Signs:
    """The cues of ``text``."""
    patterns = (
        FAILURE,
        SUCCESS,
        FINDING,
        DEMAND,
        GRANT,
        LIMIT,
        HEDGE,
        OPPOSITION,
        AFFRONT,
        UNKNOWN,
    )
    return Signs(*(_shown(p, text) for p in patterns))


def _shown(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return " ".join(found.group().split()) if found else ""
